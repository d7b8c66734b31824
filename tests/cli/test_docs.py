"""The papers keep up with the program."""

import re
import subprocess
from pathlib import Path

import pytest
import typer.main

from dragoman.cli.main import BUG, EXIT_CODES, HUNG_UP, INTERRUPTED, app
from dragoman.records import Reading

HOME = Path(__file__).parent.parent.parent
PAGE = (HOME / "docs" / "cli.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## `dragoman (\w+).*?`\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
COMMANDS = typer.main.get_group(app).commands
PAPERS = sorted([*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md")])


def test_every_command_has_its_section() -> None:
    assert set(SECTIONS) == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_of_a_command_is_documented(name: str) -> None:
    options = [option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("-")]
    assert [option for option in options if f"`{option}" not in SECTIONS[name]] == []


def test_every_value_of_format_is_documented() -> None:
    assert all(f"`--format {value}`" in SECTIONS["read"] for value in ("text", "json", "jsonl"))
    assert all(f"`--format {value}`" in SECTIONS["parse"] for value in ("text", "conllu", "svg"))


def test_every_exit_code_is_documented() -> None:
    codes = {0, BUG, INTERRUPTED, HUNG_UP, *(code for _, code in EXIT_CODES)}
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)} == codes


def test_every_list_of_a_reading_is_documented() -> None:
    page = (HOME / "docs" / "records.md").read_text(encoding="utf-8")
    assert [name for name in Reading.__struct_fields__ if f"`{name}`" not in page] == []


def test_make_help_lists_every_target() -> None:
    makefile = (HOME / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    shown = subprocess.run(["make", "-C", str(HOME)], capture_output=True, text=True, check=True).stdout
    assert phony is not None
    assert set(re.findall(r"^  make (\w+) +\w", shown, re.MULTILINE)) == targets == set(phony[1].split())


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(HOME)))
def test_links_between_papers_lead_somewhere(paper: Path) -> None:
    text = re.sub(r"```.*?```", "", paper.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (paper.parent / link).exists()] == []


def test_samples_are_read_by_the_demo() -> None:
    assert len(list((HOME / "samples").glob("*.txt"))) == 3
