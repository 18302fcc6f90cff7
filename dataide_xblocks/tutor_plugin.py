"""The Tutor plugin `dataide` (Tutor 21 and 22): our package in the image, and both courses by one command.

    pip install dataide-xblocks              on the machine where Tutor runs
    tutor plugins enable dataide
    tutor config save --set DATAIDE_REQUIREMENT="dataide-xblocks[documents,xlsx] @ git+https://ADDRESS@VERSION"
    tutor images build openedx && tutor local launch
    tutor local do import-dataide            or: tutor k8s do import-dataide

Importing is a command and never an initialisation: that one is run again at each upgrade, and would replace what was
corrected in Studio.
"""

from __future__ import annotations

from collections.abc import Iterator

import click
from tutor import hooks

from dataide_xblocks import __version__
from dataide_xblocks.domain.language import LANGUAGES

_INSTALL = "RUN $PIP_COMMAND install '{{ DATAIDE_REQUIREMENT }}'"
_WHERE = "python -c 'import dataide_course; print(list(dataide_course.__path__)[0])'"
_ASKED = "An import replaces what was corrected in Studio in these courses. Go on?"

hooks.Filters.CONFIG_DEFAULTS.add_item(("DATAIDE_REQUIREMENT", f"dataide-xblocks[documents,xlsx]=={__version__}"))
hooks.Filters.ENV_PATCHES.add_item(("openedx-dockerfile-post-python-requirements", _INSTALL))


@click.command(name="import-dataide", help="Import the French and the English course into Studio.")
@click.option("--language", type=click.Choice(LANGUAGES), multiple=True, default=LANGUAGES, show_default=True)
@click.option("--yes", is_flag=True, help="Do not ask before replacing what is there.")
def import_dataide(language: tuple[str, ...], yes: bool) -> Iterator[tuple[str, str]]:
    """(service, script) as Tutor runs them, in Docker and in Kubernetes alike."""
    if not yes:
        click.confirm(_ASKED, abort=True)
    lines = ["set -e", f"courses=$({_WHERE})"]
    lines += [f'python ./manage.py cms import ../data "$courses/{name}"' for name in language]
    yield "cms", "\n".join(lines)


hooks.Filters.CLI_DO_COMMANDS.add_item(import_dataide)
