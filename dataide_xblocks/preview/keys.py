"""Names of blocks and courses as the LMS gives them: strings that also know their parts (contract 5.2, 8.4)."""

from __future__ import annotations

from xblock.runtime import IdGenerator, IdReader


class CourseKey(str):
    """`course-v1:ORG+NUMBER+RUN`."""

    @property
    def org(self) -> str:
        return self.split(":", 1)[1].split("+")[0]

    @property
    def course(self) -> str:
        return self.split("+")[1]

    @property
    def run(self) -> str:
        return self.split("+")[2]

    def usage(self, block_type: str, block_id: str) -> UsageKey:
        """The key of one block of this course."""
        return UsageKey(f"block-v1:{self.split(':', 1)[1]}+type@{block_type}+block@{block_id}")


class UsageKey(str):
    """`block-v1:ORG+NUMBER+RUN+type@TYPE+block@ID`."""

    @property
    def course_key(self) -> CourseKey:
        return CourseKey("course-v1:" + self.split("+type@")[0].split(":", 1)[1])

    context_key = course_key

    @property
    def block_type(self) -> str:
        return self.split("+type@")[1].split("+block@")[0]

    @property
    def block_id(self) -> str:
        return self.split("+block@")[1]

    def html_id(self) -> str:
        """What the LMS puts in `id` attributes."""
        return self.block_id


def is_usage_key(text: str) -> bool:
    """Whether a piece of a URL has the shape of a usage key."""
    return text.startswith("block-v1:") and text.count("+type@") == 1 and text.count("+block@") == 1


class Ids(IdReader, IdGenerator):
    """Usage and definition share one key, and the key says its type: there is nothing to remember."""

    def get_definition_id(self, usage_id: str) -> UsageKey:
        return UsageKey(usage_id)

    def get_block_type(self, def_id: str) -> str:
        return UsageKey(def_id).block_type

    def create_definition(self, block_type: str, slug: str | None = None) -> str:
        raise NotImplementedError("the preview gives each block the key of its author")

    create_usage = create_definition

    # Asides are a platform matter: the preview has none.
    def get_usage_id_from_aside(self, aside_id: str) -> str:
        raise NotImplementedError

    get_definition_id_from_aside = get_aside_type_from_usage = get_aside_type_from_definition = get_usage_id_from_aside

    def create_aside(self, definition_id: str, usage_id: str, aside_type: str) -> tuple[str, str]:
        raise NotImplementedError
