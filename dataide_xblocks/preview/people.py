"""Who is looking: people of three organisations and of the team, all fictional (curriculum.md 0.3)."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.http import HttpRequest

from ..domain.language import _

DESIGNER = "designer"
DEFAULT = "josee"


@dataclass(frozen=True)
class Role:
    """One member of the cast. `organisation` is a proper name; `role` is a msgid."""

    username: str
    first: str
    last: str
    role: str
    organisation: str = ""
    is_staff: bool = False

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}".strip()


CAST = (
    Role("josee", "Josée", "Therrien", _("director"), "La Huche commune"),
    Role("real", "Réal", "", _("volunteer at the registration table"), "La Huche commune"),
    Role("lucie", "Lucie", "Paquette", _("member of the board"), "La Huche commune"),
    Role("colette", "Colette", "Fréchette", _("coordinator of volunteers: the plan is finished"), "La Huche commune"),
    Role("samira", "Samira", "Haddad", _("assistant director"), "Carrefour Escale"),
    Role("tom", "Tom", "Okafor", _("in charge of data, half-time"), "Carrefour Escale"),
    Role("margaret", "Margaret", "Doyle", _("coordinator of rides"), "Townships Friendly Wheels"),
    Role("walter", "Walter", "Pike", _("volunteer driver"), "Townships Friendly Wheels"),
    Role("fiona", "Fiona", "Blake", _("the finished plan, in English"), "La Huche commune (in English)"),
    Role("daniel", "Daniel", "Osei", _("the plan of week 6, in English"), "Carrefour Escale (in English)"),
    Role("yannick", "Yannick", "Morin", _("ambassador: accompanies two organizations")),
    Role("louise", "Louise", "Gagnon", _("facilitator: hosts the cohort"), is_staff=True),
    Role(DESIGNER, "Camille", "Roy", _("designer: writes the course"), is_staff=True),
)
BY_NAME = {role.username: role for role in CAST}


@dataclass(frozen=True)
class Person:
    """A member of the cast with the id of their account, as the platform's user service tells it."""

    id: int
    role: Role

    @property
    def username(self) -> str:
        return self.role.username

    @property
    def name(self) -> str:
        return self.role.name

    @property
    def is_staff(self) -> bool:
        return self.role.is_staff

    @property
    def is_designer(self) -> bool:
        return self.username == DESIGNER


def person_of(request: HttpRequest) -> Person:
    """The person chosen in this browser, else the first of the cast."""
    role = BY_NAME.get(request.session.get("person", DEFAULT), BY_NAME[DEFAULT])
    return Person(account_of(role).id, role)


def account_of(role: Role) -> User:
    """The account of a member of the cast, made the first time."""
    names = {"first_name": role.first, "last_name": role.last, "is_staff": role.is_staff}
    return User.objects.get_or_create(username=role.username, defaults=names)[0]


def groups() -> dict[str, list[Role]]:
    """The cast by organisation, in order; people of none come last, under an empty name."""
    grouped: dict[str, list[Role]] = {}
    for role in CAST:
        grouped.setdefault(role.organisation, []).append(role)
    return grouped
