"""Who meets whom, in texts of cases/meetings.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.reader import Reader
from dragoman.records import Meeting

CASES = tomllib.loads((Path(__file__).parent / "cases" / "meetings.toml").read_text("utf-8"))["case"]


def shown(meeting: Meeting) -> dict[str, Any]:
    return {
        "parties": sorted({ref.org or ref.country or ref.name for ref in meeting.parties}),
        "heads": [ref.name for ref in meeting.heads],
        "place": meeting.place.name if meeting.place else None,
        "start": meeting.time.start if meeting.time else None,
        "form": meeting.form,
        "status": meeting.status,
        "topic": meeting.topic.text if meeting.topic else None,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_meetings_of_a_text(reader: Reader, case: dict[str, Any]) -> None:
    meetings = reader.read(case["text"], date=case.get("date")).meetings
    assert len(meetings) == len(case["meetings"]), meetings
    for meeting, row in zip(meetings, case["meetings"], strict=True):
        found = shown(meeting)
        expected = {**row, "parties": sorted(row["parties"])}
        assert {key: found[key] for key in expected} == expected


def test_who_leads_a_delegation_attends_the_meeting_before(reader: Reader) -> None:
    text = (
        "Norway and Russia will hold talks in Oslo next week. "
        "The Norwegian foreign minister, Anne Holm, will lead the delegation."
    )
    meetings = reader.read(text).meetings
    assert len(meetings) == 1
    assert [head.country for head in meetings[0].heads] == ["NOR"]
