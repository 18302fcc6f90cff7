"""XBlocks and a bilingual course that help community organisations build a data transition plan."""

__version__ = "0.1.0"
