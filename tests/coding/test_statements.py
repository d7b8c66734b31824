"""Who says what, in texts of cases/statements.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.reader import Reader
from dragoman.records import Ref, Statement

CASES = tomllib.loads((Path(__file__).parent / "cases" / "statements.toml").read_text("utf-8"))["case"]


def called(ref: Ref | None) -> set[str]:
    return {ref.name, ref.span.text} if ref is not None else set()


def fits(statement: Statement, row: dict[str, Any]) -> bool:
    speaker = statement.speaker
    checks = {
        "form": statement.form,
        "cue": statement.cue.text if statement.cue else None,
        "content": [span.text for span in statement.content],
        "verbatim": [span.text for span in statement.verbatim],
        "country": speaker.country if speaker else None,
        "org": speaker.org if speaker else None,
        "via": [
            f"{link.holder.name if link.holder else None} {link.cue.text if link.cue else None}"
            for link in statement.via
        ],
    }
    if any(checks[key] != value for key, value in row.items() if key in checks):
        return False
    if "speaker" in row and row["speaker"] not in called(speaker):
        return False
    told = set().union(*(called(ref) for ref in statement.addressees)) if statement.addressees else set()
    return set(row.get("to", ())) <= told


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_statements_of_a_text(reader: Reader, case: dict[str, Any]) -> None:
    statements = reader.read(case["text"]).statements
    for row in case["statements"]:
        assert any(fits(statement, row) for statement in statements), (row, statements)
