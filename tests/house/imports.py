"""What each file of the package imports: at load time, or lazily inside a function."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .files import PACKAGE, shown

NAME = PACKAGE.name


@dataclass(frozen=True)
class Import:
    """One imported name, absolute: `from .x import y` in a/b.py is `dataide_xblocks.a.x.y`."""

    path: Path
    line: int
    name: str
    lazy: bool

    @property
    def place(self) -> str:
        """`dataide_xblocks/pulse.py:12`"""
        return f"{shown(self.path)}:{self.line}"

    @property
    def part(self) -> str | None:
        """The first-level folder or module of our package that is imported, or None for somebody else's."""
        parts = self.name.split(".")
        return parts[1] if parts[0] == NAME and len(parts) > 1 else None


def imports_of(path: Path) -> Iterator[Import]:
    """Every import of a file; those under `if TYPE_CHECKING:` are lazy, as they never run."""
    yield from _read(ast.parse(path.read_text("utf-8")), path, lazy=False)


def _read(node: ast.AST, path: Path, lazy: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(path, child.lineno, alias.name, lazy) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            base = _base(child, path)
            yield from (Import(path, child.lineno, f"{base}.{alias.name}", lazy) for alias in child.names)
        else:
            yield from _read(child, path, lazy or _waits(child))


def _waits(node: ast.AST) -> bool:
    """Whether what is inside does not run when the file is loaded."""
    is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    return is_function or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))


def _base(node: ast.ImportFrom, path: Path) -> str:
    if not node.level:
        return node.module or ""
    package = path.relative_to(PACKAGE.parent).with_suffix("").parts[: -node.level]
    return ".".join([*package, node.module] if node.module else package)


def module_name(path: Path) -> str:
    """`dataide_xblocks.store.pulse` for its file."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def circles(paths: list[Path]) -> list[list[str]]:
    """Groups of modules that need each other to load."""
    modules = {module_name(path): path for path in paths}
    needs = {
        name: {found for made in imports_of(path) if not made.lazy and (found := _module_in(made.name, modules))}
        for name, path in modules.items()
    }
    reached = {name: _reach(name, needs) for name in needs}
    groups = {frozenset(other for other in reached[name] if name in reached[other]) for name in needs}
    return sorted(sorted(group) for group in groups if group)


def _module_in(name: str, modules: dict[str, Path]) -> str | None:
    """The module that provides an imported name: itself, or the one it is a member of."""
    return next((found for found in (name, name.rpartition(".")[0]) if found in modules), None)


def _reach(name: str, needs: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        for found in needs[waiting.pop()] - seen:
            seen.add(found)
            waiting.append(found)
    return seen
