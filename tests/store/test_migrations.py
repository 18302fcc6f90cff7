"""The tables of an operator who upgrades: from each step to the newest, with what people had written."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel

from ..mariadb import mariadb, on, sqlite_file  # noqa: F401 - a fixture is used by its name

DISK = MigrationLoader(None).disk_migrations
STEPS = sorted(name for label, name in DISK if label == "dataide")
ADDITIVE = (CreateModel, AddField, AddIndex, AddConstraint)


@pytest.mark.django_db
def test_the_tables_are_those_of_the_models():
    call_command("makemigrations", "dataide", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("step", STEPS)
def test_a_step_only_adds(step):
    """A former version of ours still runs on the tables of the new one, so that an upgrade can be taken back."""
    for operation in DISK["dataide", step].operations:
        assert isinstance(operation, ADDITIVE), f"{step}: {operation.describe()}"
        if isinstance(operation, AddField):
            field = operation.field
            assert field.null or field.has_default(), f"{step}: {operation.describe()} needs a default"


def upgraded_from(step: str) -> None:
    """Go back to a step, write a row as that version did, come forward, and find it."""
    executor = MigrationExecutor(connection)
    executor.migrate([("dataide", step)])
    apps = MigrationExecutor(connection).loader.project_state(("dataide", step)).apps
    ratings = apps.get_model("dataide", "PulseRating").objects
    ratings.all().delete()
    ratings.create(cohort="course-v1:a+b+2027", slot="w01-pulse", question="useful", learner="7", choice="4")
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("dataide"))
    from dataide_xblocks.models import Organisation, PulseRating

    assert PulseRating.objects.get().choice == "4"
    assert Organisation.objects.count() == 0
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes("dataide")) == []


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.django_db(transaction=True)
def test_an_upgrade_keeps_what_was_written_on_sqlite(sqlite_file, step):  # noqa: F811
    with on(sqlite_file):
        upgraded_from(step)


@pytest.mark.mariadb
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.django_db(transaction=True)
def test_an_upgrade_keeps_what_was_written_on_mariadb(mariadb, step):  # noqa: F811
    with on(mariadb):
        upgraded_from(step)
