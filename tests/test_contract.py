"""The record contract holds on every report of ours and on whatever else the reader is given."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import structs

from dragoman.reader import Reader
from dragoman.records import Reading, Span, span_of
from violations import violations

HOME = Path(__file__).parent.parent
REPORTS = sorted([*HOME.glob("samples/*.txt"), *HOME.glob("gold/reports/*.txt")])
SENTENCES = [
    sentence
    for path in sorted(HOME.glob("samples/*.txt"))
    for sentence in re.findall(r"[^\n]+?(?:[.!?]”?(?=\s)|\n)", path.read_text(encoding="utf-8"))
]
JOINTS = (" ", "\n", "\n\n", "\r\n\r\n", "", " “", "” ", ", said ", " (", "\t", "\u00a0", "\u2028", " if ", " — ", "… ")
TEXTS = st.text(max_size=80) | st.text(st.sampled_from("“”\"'‘’«»()[].,;:—- \n\tAthe1920%$"), max_size=80)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_report_gives_no_violation(reader: Reader, path: Path) -> None:
    reading = reader.read(path.read_bytes(), source=path.name)
    assert reading.report.text
    assert violations(reading) == []


@settings(max_examples=25, deadline=None, derandomize=True)
@given(text=TEXTS, day=st.none() | st.dates().map(str))
@example(text="", day=None)
@example(text="\ud800 warned \udfff", day=None)
@example(text="\x00\x1b[31mRussia warned Ukraine.\x85", day="0001-01-01")
@example(text="““”" * 40, day="9999-12-31")
@example(text="Last century, 5 years ago, next week and in 99999 years Iran attacked Iraq.", day="0001-01-01")
@example(text="Next year and in the coming decades Iran will attack Iraq.", day="9999-12-31")
def test_any_text_is_read(reader: Reader, text: str, day: str | None) -> None:
    assert violations(reader.read(text, date=day)) == []


@settings(max_examples=20, deadline=None, derandomize=True)
@given(pieces=st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(JOINTS), st.integers(0, 60)), max_size=5))
def test_sentences_cut_and_joined_in_any_way_are_read(reader: Reader, pieces: list[tuple[str, str, int]]) -> None:
    text = "".join(sentence[cut if cut < 30 else 0 :] + joint for sentence, joint, cut in pieces)
    assert violations(reader.read(text, date="2026-05-12")) == []


@settings(max_examples=10, deadline=None, derandomize=True)
@given(raw=st.binary(max_size=60))
def test_any_bytes_are_read(reader: Reader, raw: bytes) -> None:
    assert violations(reader.read(raw)) == []


@pytest.fixture(scope="module")
def sound(reader: Reader) -> Reading:
    return reader.read(
        "Egypt warned Ethiopia on 3 March 2026. “We will close the port if the dam is filled,” its minister said."
    )


def test_the_check_finds_a_span_that_is_off(sound: Reading) -> None:
    event = sound.events[0]
    trigger = Span(start=event.trigger.start + 1, end=event.trigger.end + 1, text=event.trigger.text)
    broken = structs.replace(sound, events=(structs.replace(event, trigger=trigger),))
    assert any("events[0].trigger says" in fault for fault in violations(broken))


def test_the_check_finds_what_the_lists_break(sound: Reading) -> None:
    event, text = sound.events[0], sound.report.text
    ref = structs.replace(event.actor[0], actor="actor-nobody", country="XXX")
    late = structs.replace(
        event, trigger=span_of(text, len(text) - 5, len(text) - 1), sentence=span_of(text, 0, len(text))
    )
    wrong = structs.replace(event, actor=(ref,), type="AID", status="planned", reason="")
    faults = " / ".join(violations(structs.replace(sound, events=(late, wrong))))
    for told in (
        "twice",
        "no actor of the reading",
        "country is XXX",
        "is no AID",
        "intensity",
        "empty",
        "before events[0]",
    ):
        assert told in faults


def test_the_check_finds_a_quotation_that_is_none(sound: Reading) -> None:
    statement, text = sound.statements[0], sound.report.text
    said = structs.replace(statement, content=(span_of(text, 0, 5),), verbatim=(span_of(text, 0, 5),))
    assert any("no quotation marks" in fault for fault in violations(structs.replace(sound, statements=(said,))))
