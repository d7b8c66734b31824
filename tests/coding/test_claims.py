"""Quantities that somebody states, in texts of cases/claims.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.reader import Reader
from dragoman.records import Claim

CASES = tomllib.loads((Path(__file__).parent / "cases" / "claims.toml").read_text("utf-8"))["case"]


def shown(claim: Claim) -> dict[str, Any]:
    holder = claim.holder
    return {
        "value": claim.value,
        "low": claim.low,
        "high": claim.high,
        "unit": claim.unit,
        "holder": (holder.org or holder.country) if holder else None,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_claims_of_a_text(reader: Reader, case: dict[str, Any]) -> None:
    claims = [shown(claim) for claim in reader.read(case["text"], date="2021-03-04").claims]
    assert len(claims) == len(case["claims"]), claims
    for claim, row in zip(claims, case["claims"], strict=True):
        assert {key: claim[key] for key in row} == row
