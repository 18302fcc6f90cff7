"""The operator's command: it shows what would be, keeps it only when meant, and says what cannot be done."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from dataide_xblocks.domain.circle_wish import Wish
from dataide_xblocks.store import circle_making, circle_wishes

from .seated import COHORT, after, founded
from .test_circles import numbers, on_the_wall

pytestmark = pytest.mark.django_db


def run(*asked: object) -> None:
    call_command("dataide_circles", COHORT, *map(str, asked))


def test_the_command_shows_what_would_be_and_keeps_it_only_when_meant(capsys):
    on_the_wall(8)
    run("--make", "--seed", 4)
    said = capsys.readouterr().out
    assert "Circle 1, accompanied by nobody" in said and "Organisme p0" in said and "8 organisations" in said
    assert "Nothing was kept" in said and set(numbers().values()) == {0}
    run("--make", "--seed", 4, "--really")
    assert "Kept." in capsys.readouterr().out and set(numbers().values()) == {1, 2}
    run()
    said = capsys.readouterr().out
    assert "2 circles, 8 organisations." in said and "kept" not in said


def test_the_command_mends(capsys, django_user_model):
    guide = django_user_model.objects.create(username="yannick", first_name="Yannick", last_name="Morin")
    moved, *others = on_the_wall(8)
    run("--make", "--really")
    target = 3 - numbers()[moved]
    run("--move", moved, target, "--reason", "Voisins", "--really")
    assert numbers()[moved] == target
    run("--guide", 1, "yannick", "--really")
    assert circle_making.circles_of(COHORT)[0].guides == [str(guide.pk)]
    capsys.readouterr()
    run("--unguide", 1, "yannick")
    assert "Nothing was kept" in capsys.readouterr().out and circle_making.circles_of(COHORT)[0].guides
    near = next(each for each in others if numbers()[each] == target)
    run("--apart", near, moved, "--reason", "Conflit", "--really")
    assert numbers()[near] != target
    run("--together", near, moved, "--really")
    circle_wishes.record_wish(founded("late"), Wish("fr", "any", "food", "", "Untel"), after(3))
    run("--extend", "--really")
    assert "[not with: Untel]" in capsys.readouterr().out
    run("--merge", 1, 2, "--really")
    assert "9 organisations" in capsys.readouterr().out


@pytest.mark.parametrize(
    "asked",
    [
        ["--make"],
        ["--extend"],
        ["--move", 1, 1],
        ["--move", 1, 1, "--reason", "x"],
        ["--guide", 1, "nobody"],
        ["--guide", "one", "louise"],
        ["--unguide", 7, "louise"],
        ["--together", 1, 2],
        ["--merge", 1, 2],
        ["--make", "--extend"],
    ],
)
def test_what_cannot_be_done_is_said(asked, django_user_model):
    django_user_model.objects.create(username="louise")
    with pytest.raises(CommandError):
        run(*asked)
