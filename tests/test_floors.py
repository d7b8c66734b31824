"""The house stands: imports go down the floors only, and never in a circle."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import dragoman

ROOT = Path(dragoman.__file__).parent

# From the ground up. Rooms on one floor do not know each other. The package itself opens the reader's door.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("records", "errors", "version"),
    ("ontology",),
    ("text",),
    ("language",),
    ("actors",),
    ("places", "time"),
    ("coding",),
    ("reader",),
    ("",),
    ("cli",),
)
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(ROOT.rglob("*.py")) if "__pycache__" not in path.parts}


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def imported(nodes: Iterator[ast.AST], module: str) -> Iterator[str]:
    """Our own modules that these nodes import; `from package import module` counts as the module."""
    for node in nodes:
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are absolute"
            source = node.module or ""
            names = [full if (full := f"{source}.{alias.name}") in MODULES else source for alias in node.names]
        else:
            continue
        yield from (name for name in names if name in MODULES and name != module)


def at_import(tree: ast.Module) -> Iterator[ast.AST]:
    """Every node that runs when the module is imported: all but the bodies of functions and type-checking blocks."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        waiting.extend(ast.iter_child_nodes(node))


def parsed(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def test_every_room_has_its_floor() -> None:
    assert {room_of(module) for module in MODULES} <= set(FLOOR_OF), "give the new room its floor in FLOORS"


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_go_down(module: str) -> None:
    room = room_of(module)
    for name in imported(ast.walk(parsed(module)), module):
        below = room_of(name)
        assert below == room or FLOOR_OF[below] < FLOOR_OF[room], f"{module} imports {name}, which is not below it"


def test_no_circles() -> None:
    graph = {module: set(imported(at_import(parsed(module)), module)) for module in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"these import each other in a circle: {' -> '.join(error.args[1])}")
