import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from dragoman.errors import OptionError
from dragoman.reader import Reader, Source
from dragoman.records import EventType, Status, encode

HOME = Path(__file__).parent.parent
SAMPLES = sorted((HOME / "samples").glob("*.txt"))
SENTENCE = "Serbia accused Kosovo of provocation and may recall its envoy."
LAYOUTS = {
    "plain": "{}",
    "leading blank lines": "\n\n   \n{}",
    "CRLF": "Tension in the Balkans\r\n\r\n{}\r\nMore follows.\r\n",
    "a no-break space and a byte order mark": "\ufeff\u00a0\t{}\u2003\n",
    "a lone surrogate and a control character": "\ud800\x07 Report. {}",
    "a web page": "<p>Report &amp; analysis.</p>\n<p>{}</p>",
}


def test_the_line_from_text_to_records(reader: Reader) -> None:
    reading = reader.read(
        "Egypt accused Ethiopia of provocation on Tuesday.",
        date="2026-03-04",
        title="Egypt and Ethiopia",
        source="a.txt",
    )
    report = reading.report
    assert (report.title, report.source, report.published_basis) == ("Egypt and Ethiopia", "a.txt", "given")
    assert report.published
    assert report.published.start == report.published.end == "2026-03-04"
    assert {actor.country for actor in reading.actors} == {"EGY", "ETH"}
    assert [time.start for time in reading.times] == ["2026-03-03"]
    assert [event.type for event in reading.events] == ["ACCUSE"]


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "03/04/2026", "", "2026-3-4", 20260304])
def test_a_date_that_is_no_day_is_refused_with_the_remedy(reader: Reader, day: Any) -> None:
    with pytest.raises(OptionError, match=r"is no day.*; write it as YYYY-MM-DD"):
        reader.read("Egypt warned Ethiopia.", date=day)


def test_what_is_no_text_is_refused_with_the_remedy(reader: Reader) -> None:
    given: Any = SAMPLES[0]
    with pytest.raises(OptionError, match=r"not \w+Path; give what the file holds"):
        reader.read(given)
    with pytest.raises(OptionError, match="put it in a list"):
        reader.read_many("Egypt warned Ethiopia.")
    with pytest.raises(OptionError, match="give 1 or more"):
        reader.read_many([], workers=0)


def test_a_source_that_says_nothing_is_not_known(reader: Reader) -> None:
    assert reader.read("Egypt warned Ethiopia.", title="  ", source="").report.source is None
    assert encode(reader.read("Egypt warned Ethiopia.", source="caf\udce9.txt"))


def test_text_and_bytes_give_the_same_reading(reader: Reader) -> None:
    raw = SAMPLES[0].read_bytes()
    assert encode(reader.read(raw)) == encode(reader.read(raw.decode("utf-8")))


def test_workers_change_nothing_and_keep_the_order(reader: Reader) -> None:
    names = ["Egypt", "France", "India", "Kenya", "Chile", "Norway", "Qatar", "Spain", "Peru", "Japan"]
    short = [Source(raw=f"{name} thanked Malta on 3 May 2020.", source=name) for name in names]
    sources = [*short, *(Source(raw=path.read_bytes(), source=path.name, date="2026-04-16") for path in SAMPLES[:1])]
    alone = [encode(reading) for reading in reader.read_many(sources)]
    shared = [encode(reading) for reading in reader.read_many(iter(sources), workers=2)]
    assert shared == alone
    assert [reading.report.source for reading in reader.read_many(sources)] == [source.source for source in sources]


PRINT_READINGS = """
import sys
from dragoman.reader import Reader
from dragoman.records import encode
reader = Reader()
for path in sys.argv[1:]:
    sys.stdout.buffer.write(encode(reader.read(open(path, "rb").read())) + b"\\n")
"""


def test_the_hash_seed_changes_no_byte(reader: Reader) -> None:
    expected = b"".join(encode(reader.read(path.read_bytes())) + b"\n" for path in SAMPLES)
    command = [sys.executable, "-c", PRINT_READINGS, *map(str, SAMPLES)]
    for seed in ("1", "2024"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        assert subprocess.run(command, env=env, capture_output=True, check=True).stdout == expected


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_relation_and_status_take_offsets_of_the_text_as_given(reader: Reader, layout: str) -> None:
    text = LAYOUTS[layout].format(SENTENCE)
    relation = reader.relation(text, source=span(text, "Serbia"), target=span(text, "Kosovo"))
    assert {label for label, _ in relation} == set(get_args(EventType))
    assert relation[0][0] == "ACCUSE"
    done = reader.status(text, act=span(text, "accused"))
    open_ = reader.status(text, act=span(text, "recall"))
    assert {label for label, _ in done} == {label for label, _ in open_} == set(get_args(Status))
    assert done[0][0] == "happened"
    assert open_[0][0] != "happened"
    for scores in (relation, done, open_):
        shares = [share for _, share in scores]
        assert sum(shares) == pytest.approx(1)
        assert shares == sorted(shares, reverse=True)
        assert all(0 <= share <= 1 for share in shares)


WRONG_SPANS: list[Any] = [(0, 0), (5, 2), (-3, 4), (0, 10**6), (1, 2, 3), 7, None, ("a", "b"), (0.5, 3)]


@pytest.mark.parametrize("wrong", WRONG_SPANS, ids=repr)
def test_offsets_outside_the_text_are_refused_with_the_remedy(reader: Reader, wrong: Any) -> None:
    calls: list[Callable[[], object]] = [
        lambda: reader.relation(SENTENCE, source=wrong, target=(0, 6)),
        lambda: reader.relation(SENTENCE, source=(0, 6), target=wrong),
        lambda: reader.status(SENTENCE, act=wrong),
    ]
    for call in calls:
        with pytest.raises(OptionError, match=r"give .*0 <= start < end"):
            call()


def test_an_act_without_a_word_is_refused_with_the_remedy(reader: Reader) -> None:
    with pytest.raises(OptionError, match="holds no word; give the offsets of a verb or event noun"):
        reader.status(SENTENCE, act=span(SENTENCE, " "))
