"""On whose word something stands, in texts of cases/attribution.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.coding.attribution import chain
from dragoman.reader import Reader
from dragoman.records import Link

CASES = tomllib.loads((Path(__file__).parent / "cases" / "attribution.toml").read_text("utf-8"))["case"]


def holder(link: Link) -> str:
    return link.holder.name if link.holder else "-"


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_chain_of_a_word(reader: Reader, case: dict[str, Any]) -> None:
    scene, found = reader._scene(case["text"])
    start = scene.document.text.index(case["words"])
    links = chain(scene, found.statements, start, start + len(case["words"]))
    told = [
        " ".join((holder(link), link.cue.text if link.cue else "-", link.certainty, link.polarity)) for link in links
    ]
    assert told == case["chain"]
