"""Threats, promises, demands and the like, in texts of cases/commitments.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.reader import Reader
from dragoman.records import Commitment, Ref

CASES = tomllib.loads((Path(__file__).parent / "cases" / "commitments.toml").read_text("utf-8"))["case"]


def sides(refs: tuple[Ref, ...]) -> list[str | None]:
    return [ref.org or ref.country for ref in refs]


def fits(commitment: Commitment, row: dict[str, Any]) -> bool:
    checks = {
        "kind": commitment.kind,
        "by": sides(commitment.by),
        "to": sides(commitment.to),
        "condition": commitment.condition.text if commitment.condition else None,
        "consequence": commitment.consequence.text if commitment.consequence else None,
        "deadline": commitment.deadline.text if commitment.deadline else None,
        "status": commitment.status,
    }
    return all(checks[key] == value for key, value in row.items())


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_commitments_of_a_text(reader: Reader, case: dict[str, Any]) -> None:
    commitments = reader.read(case["text"], date="2021-03-04").commitments
    if case.get("none"):
        assert commitments == ()
    for row in case.get("commitments", ()):
        assert any(fits(commitment, row) for commitment in commitments), (row, commitments)


def test_a_restated_threat_is_one_commitment(reader: Reader) -> None:
    text = (
        "Iran will respond forcefully if Israel attacks the plant, the Iranian president said on Monday. "
        "“If Israel attacks the plant, we will respond with force,” he said."
    )
    threats = [c for c in reader.read(text).commitments if c.kind == "threat"]
    assert len(threats) == 1
    assert len(threats[0].evidence) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Kenya said that its president would open the meeting.",
        "Washington denied that it had threatened to cut aid to Ethiopia.",
        "Ghana denied that it would close the border.",
        "Mali called on Malians to stay calm.",
        "Norway asked whether Chad would attend.",
    ],
)
def test_no_commitment_where_none_is_made(reader: Reader, text: str) -> None:
    assert reader.read(text).commitments == ()


def test_a_deadline_lies_ahead_of_the_report(reader: Reader) -> None:
    (demand,) = reader.read("Norway demanded that Russia return the ship by March 20.", date="2026-03-03").commitments
    assert demand.deadline is not None
    assert demand.deadline.start == "2026-03-20"
