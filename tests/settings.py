"""The preview's own settings, with a database that the tests may throw away."""

from dataide_xblocks.preview.settings import *  # noqa: F403
