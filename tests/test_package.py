"""What somebody who installs the package relies on."""

import ast
import importlib
import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dragoman
from dragoman.version import __version__

ROOT = Path(dragoman.__file__).parent
HOME = Path(__file__).parent.parent
PACKAGES = sorted(
    ".".join(path.parent.relative_to(ROOT.parent).parts)
    for path in ROOT.rglob("__init__.py")
    if "data" not in path.parts and "model" not in path.parts
)
HEAVY = ("numpy", "onnxruntime", "rich.console", "lxml", "justext", "dragoman.reader", "dragoman.language.core")


def test_version_is_a_release_number() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+([a-z]+\d+)?", __version__)
    assert f"[{__version__}]" in (HOME / "CHANGELOG.md").read_text(encoding="utf-8")


def test_package_ships_its_types_and_licence() -> None:
    assert (ROOT / "py.typed").exists()
    assert importlib.metadata.metadata("dragoman")["License-Expression"] == "Apache-2.0"
    licence = (HOME / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence


@pytest.mark.parametrize("name", PACKAGES)
def test_a_room_says_in_one_sentence_what_it_is_and_lists_what_it_gives(name: str) -> None:
    package = importlib.import_module(name)
    assert re.fullmatch(r"[^\n]+\.", (package.__doc__ or "").strip()), "the docstring is one sentence"
    if name != "dragoman":
        assert package.__all__ == sorted(package.__all__)
    for public in getattr(package, "__all__", []):
        assert hasattr(package, public)


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_what_it_is_for_and_prints_nothing(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert "print" not in [call.id for call in calls if isinstance(call, ast.Name)]


@pytest.mark.parametrize("module", ["dragoman", "dragoman.cli.main"])
def test_import_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print([m for m in {HEAVY!r} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
