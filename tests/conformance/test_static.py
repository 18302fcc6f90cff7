"""The wheel’s static files under the platform’s path rule; what scripts and styles may not do (contract 4.3-4.5)."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from .blocks import block_class, every_block, example, keeps
from .platform import Platform

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
PUBLIC = ROOT / "dataide_xblocks" / "assets" / "public"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    """The package as an operator installs it: built, then unpacked."""
    target = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(target),
        str(ROOT),
    ]
    subprocess.run(command, check=True, cwd=target)
    archive = next(target.glob("*.whl"))
    with zipfile.ZipFile(archive) as files:
        files.extractall(target / "site")
    return target / "site"


def collected(site: Path, cls: type) -> dict[str, Path]:
    """What the platform's finder publishes for a class: every file of its resources folder, by URL path (4.5.32)."""
    package = cls.__module__.rsplit(".", 1)[0]
    folder = site / package.replace(".", "/") / cls.resources_dir
    files = (p for p in folder.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc", ".scss"))
    return {f"/static/xblock/resources/{package}/{p.relative_to(folder).as_posix()}": p for p in files}


@every_block
def test_4_5_every_file_a_page_asks_for_is_published(wheel, name):
    published = collected(wheel, block_class(name))
    for view in ("student_view", "author_view", "studio_view"):
        for resource in Platform().block(example(name)).render(view).resources:
            assert resource.data in published, f"{resource.data} would be a 404 in production (4.5.32)"


@every_block
def test_4_5_nothing_private_is_published(wheel, name):
    for url in collected(wheel, block_class(name)):
        assert "/public/" in url, f"{url} would be public (4.5.34)"


@every_block
def test_4_5_the_development_server_finds_the_same_files(name):
    cls = block_class(name)
    for path in PUBLIC.iterdir():
        with keeps(f"public/{path.name} is not found in development (4.5)"):
            assert cls.open_local_resource(f"public/{path.name}").read() == path.read_bytes(), "another file (4.5)"


FORBIDDEN_JS = {
    r"\blocation\.reload": "reloading leaves the unit's frame (4.4.28)",
    r"\bdefine\(": "an AMD branch dies in Studio (4.3.18)",
    r"^(const|let|class)\s+\w": "a top-level const, let or class is not on window (4.4.22)",
    r"\bhandlerUrl\([^)]*\)\s*\+": "handler URLs are never concatenated (4.4.26)",
    r"\bimport\s|\bexport\s": "modules arrive too late (4.4.22)",
    r"showModal|\balert\(|\bconfirm\(": "dialogs land off screen (4.3.13)",
    r"\$\(document\)\.on|document\.addEventListener": "a listener on the document outlives the block (4.4.25)",
}
FORBIDDEN_CSS = {
    r"\d+d?vh\b": "vh loops in a frame as tall as its content (4.3.13)",
    r"position:\s*(fixed|sticky)": "fixed and sticky boxes are clipped (4.3.13, 16)",
    r"@import|url\(\s*['\"]?https?:": "nothing comes from another host (4.3.19)",
}


@pytest.mark.parametrize(("pattern", "rule"), FORBIDDEN_JS.items())
def test_4_4_scripts_keep_to_the_frames_rules(pattern, rule):
    for path in PUBLIC.glob("*.js"):
        assert not re.search(pattern, path.read_text(encoding="utf-8"), re.M), f"{path.name}: {rule}"


@pytest.mark.parametrize(("pattern", "rule"), FORBIDDEN_CSS.items())
def test_4_3_styles_keep_to_the_frames_rules(pattern, rule):
    for path in PUBLIC.glob("*.css"):
        assert not re.search(pattern, path.read_text(encoding="utf-8"), re.M), f"{path.name}: {rule}"


def test_4_3_every_selector_stands_under_our_root_class():
    css = re.sub(r"/\*.*?\*/", "", (PUBLIC / "dataide.css").read_text(encoding="utf-8"), flags=re.S)
    for selectors in re.findall(r"(?:^|[{}])\s*([^{}@;]+?)\s*\{", css):
        for selector in selectors.split(","):
            assert selector.strip().startswith((".dataide", ":root .dataide")), (
                f"{selector.strip()} would restyle the site (4.3.17)"
            )
