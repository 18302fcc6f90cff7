"""The platform in small: a runtime with the LMS's rules, Studio's two, and nothing of the workbench's kindness.

Source: the project's study of LMS and Studio, sections 2.3 (mixins), 3.1 (who may write what) and 5.1 (services).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace

from lxml import etree
from opaque_keys.edx.keys import CourseKey
from xblock.field_data import ReadOnlyFieldData, SplitFieldData
from xblock.fields import Scope
from xblock.reference.user_service import UserService, XBlockUser
from xblock.runtime import DictKeyValueStore, KvsFieldData, MemoryIdManager, NullI18nService, Runtime

COURSE = CourseKey.from_string("course-v1:DataideX+NDNP101+2027_FR")
LEARNER_SCOPES = (Scope.user_state, Scope.user_state_summary, Scope.preferences, Scope.user_info)

# Contract 2.15 and 2.16: names that the platform's mixins already use on every block.
TAKEN_FIELDS = frozenset(
    """
    name tags parent children hide_from_toc format chrome default_tab source_file visible_to_staff_only
    group_access graded start due relative_weeks_due course_edit_method giturl xqa_key graceperiod showanswer
    show_correctness rerandomize days_early_for_beta static_asset_path use_latex_compiler max_attempts
    matlab_api_key user_partitions show_reset_button edxnotes edxnotes_visibility in_entrance_exam self_paced
    xml_attributes license downstream_customized copied_from_block data
    """.split()
)
TAKEN_ATTRIBUTES = frozenset(
    """
    system xmodule_runtime course_id category location url_name display_name_with_default
    display_name_with_default_escaped get_score get_progress bind_for_student icon_class
    editable_metadata_fields public_view save handle render
    """.split()
)


class Users(UserService):
    """The `user` service, filled as each kind of visitor finds it (contract 5.2)."""

    def __init__(self, **attributes: object) -> None:
        user = XBlockUser(is_current_user=True, emails=[], full_name="Personne fictive")
        user.opt_attrs.update({f"edx-platform.{name}": value for name, value in attributes.items()})
        super().__init__()
        self._user = user

    def get_current_user(self) -> XBlockUser:
        return self._user


class Enrolments:
    """The `enrollments` service: who is enrolled, by integer id, as the LMS answers it."""

    def __init__(self, *enrolled: int) -> None:
        self.enrolled = enrolled

    def get_active_enrollments_by_course_and_user(self, course_id: object, user_id: int) -> object | None:
        return SimpleNamespace(is_active=True) if user_id in self.enrolled else None


def learner(user_id: int = 7, **more: object) -> Users:
    """A signed-in person of the course; `user_is_staff=True` makes them staff."""
    return Users(
        **{
            "user_id": user_id,
            "username": f"personne{user_id}",
            "is_authenticated": True,
            "anonymous_user_id": f"{user_id:032x}",
            "user_is_staff": False,
            "user_role": "student",
            "user_preferences": {"pref-lang": "fr", "time_zone": None},
            **more,
        }
    )


SETTINGS = {
    "lms": lambda: {"user": learner(), "enrollments": Enrolments(7)},
    "lms, staff": lambda: {"user": learner(8, user_is_staff=True, user_role="instructor"), "enrollments": Enrolments()},
    "lms, not enrolled": lambda: {"user": learner(9), "enrollments": Enrolments(7)},
    "anonymous": lambda: {"user": Users(is_authenticated=False), "enrollments": Enrolments()},
    "studio preview": lambda: {"user": learner(8, anonymous_user_id="student", user_is_staff=True)},
    "studio edit": lambda: {"user": learner(8, anonymous_user_id=None)},
    "no service": dict,
}


@dataclass
class Platform:
    """One process of the platform: blocks are parsed writable, then served with authored scopes read-only."""

    setting: str = "lms"
    services: dict[str, object] | None = None
    published: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def block(self, xml: str | bytes, user_id: int | None = 7, mixins: tuple[type, ...] = ()) -> object:
        """The block that `xml` describes, bound to a learner, in a fresh runtime."""
        return self.unit(xml, user_id=user_id, mixins=mixins)[0]

    def unit(self, *xml: str | bytes, user_id: int | None = 7, mixins: tuple[type, ...] = ()) -> list[object]:
        """The blocks of one unit: the same runtime, one usage key each."""
        runtime = PlatformRuntime(self, user_id, mixins)
        usages = [runtime.parse_xml_string(element) for element in xml]
        if self.setting != "studio edit":
            runtime.freeze()
        return [runtime.get_block(usage) for usage in usages]


class UsageKey(str):
    """What blocks see of a usage key in the LMS."""

    course_key = context_key = COURSE

    @property
    def block_type(self) -> str:
        return self.split("+type@")[1].split("+block@")[0]


class PlatformIds(MemoryIdManager):
    """Ids of the platform's shape, so that code relying on `course_key` runs."""

    def create_usage(self, def_id: str) -> UsageKey:
        usage = UsageKey(
            f"block-v1:DataideX+NDNP101+2027_FR+type@{self.get_block_type(def_id)}+block@{self._next_id('u')}"
        )
        self._usages[usage] = def_id
        return usage


class PlatformRuntime(Runtime):
    """A runtime without the workbench's kindness: no default services, authored scopes frozen after parsing."""

    is_author_mode = False

    def __init__(self, platform: Platform, user_id: int | None, mixins: tuple[type, ...]) -> None:
        self.platform = platform
        self.store = KvsFieldData(DictKeyValueStore())
        wanted = platform.services if platform.services is not None else SETTINGS[platform.setting]()
        services = {"field-data": self.store, **wanted}
        if wanted:
            services.setdefault("i18n", NullI18nService())
        ids = PlatformIds()
        super().__init__(ids, ids, services=services, mixins=mixins)
        self.user_id = user_id
        self.is_author_mode = platform.setting == "studio preview"

    def freeze(self) -> None:
        """Authored scopes become read-only, as in the LMS: saving a change to one raises."""
        frozen = ReadOnlyFieldData(self.store)
        authored = (Scope.content, Scope.settings, Scope.parent, Scope.children)
        split = SplitFieldData({**dict.fromkeys(authored, frozen), **dict.fromkeys(LEARNER_SCOPES, self.store)})
        self._services["field-data"] = split

    def handler_url(
        self, block: object, handler_name: str, suffix: str = "", query: str = "", thirdparty: bool = False
    ) -> str:
        return f"/courses/{COURSE}/xblock/{block.scope_ids.usage_id}/handler/{handler_name}"

    def resource_url(self, resource: str) -> str:
        raise NotImplementedError("the LMS has no resource_url (contract 4.5.38)")

    def local_resource_url(self, block: object, uri: str) -> str:
        package = type(block).unmixed_class.__module__.rsplit(".", 1)[0]
        return f"/static/xblock/resources/{package}/{uri}"

    def publish(self, block: object, event_type: str, event_data: dict[str, object]) -> None:
        self.platform.published.append((event_type, event_data))


def option_text(element: etree._Element, name: str) -> str:
    """The text of `<option:name>` in a block's element."""
    return element.findtext(f"{{http://code.edx.org/xblock/option}}{name}", "")
