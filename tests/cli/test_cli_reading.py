"""The command line with the real reader and its model: bad input of every kind, and the same bytes every time."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.records import Reading, decode

SAMPLES = sorted((Path(__file__).parent.parent.parent / "samples").glob("*.txt"))

BAD_INPUT: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \t\n\r\n \n",
    "one word": b"Egypt",
    "NUL bytes": b"Egypt\0warned\0\0Ethiopia.\0" * 20,
    "random bytes": bytes((number * 7919 + number * number * 31) % 256 for number in range(5000)),
    "invalid UTF-8": b"Egypt warned \xc3\x28 Ethiopia \xf0\x28\x8c\x28 on \xff Tuesday.",
    "only quotation marks": ("“”\"'‘’«»" * 500).encode(),
    "nested brackets": b"(" * 10_000 + b"Egypt warned Ethiopia" + b")" * 10_000,
    "one long word": b"a" * 200_000,
    "a byte order mark": b"\xef\xbb\xbfEgypt warned Ethiopia.",
    "UTF-16": "Egypt warned Ethiopia.".encode("utf-16"),
}
# Processor time for fifty megabytes in one line: four seconds on one core, loading included, with room to spare.
SECONDS_FOR_A_HUGE_LINE = 20


@pytest.fixture
def read_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[bytes], Reading]:
    """Read a file with these bytes through the command line."""

    def read(data: bytes) -> Reading:
        file = tmp_path / "report.txt"
        file.write_bytes(data)
        assert main.run(["read", "--format", "jsonl", str(file)]) == 0
        captured = capsys.readouterr()
        assert captured.err == ""
        return decode(captured.out)

    return read


@pytest.mark.parametrize("name", BAD_INPUT)
def test_no_input_makes_it_fall_over(name: str, read_bytes: Callable[[bytes], Reading]) -> None:
    reading = read_bytes(BAD_INPUT[name])
    text = reading.report.text
    for event in reading.events:
        assert text[event.trigger.start : event.trigger.end] == event.trigger.text


@pytest.mark.parametrize("name", ["empty", "blank", "random bytes"])
def test_input_in_which_nothing_can_be_read_is_reported_in_the_reading(
    name: str, read_bytes: Callable[[bytes], Reading]
) -> None:
    reading = read_bytes(BAD_INPUT[name])
    assert reading.events == ()
    assert reading.issues


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_has_a_page_too(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(BAD_INPUT[name])
    assert main.run(["read", "--explain", str(file)]) == 0
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_has_a_cast_events_and_statements(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["read", str(sample)]) == 0
    page = capsys.readouterr().out
    for heading in ("THE CAST", "WHAT WAS DONE", "WHAT WAS SAID"):
        assert heading in page


def run(*arguments: str, seed: str = "0", zone: str = "UTC") -> bytes:
    """The output of `dragoman` in a process of its own, under another hash seed and time zone."""
    code = "from dragoman.cli.main import main; main()"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=True, env=environment)
    return done.stdout


def test_same_bytes_from_other_processes_and_any_number_of_workers() -> None:
    files = [str(sample) for sample in SAMPLES]
    first = run("read", "--format", "jsonl", *files)
    assert len(first.splitlines()) == len(files)
    assert run("read", "--format", "jsonl", *files, seed="1", zone="Asia/Tokyo") == first
    assert run("read", "--format", "jsonl", "--workers", "2", *files, seed="2") == first
    assert run("read", "--format", "jsonl", "--workers", "3", *reversed(files)).splitlines() == first.splitlines()[::-1]


@pytest.mark.parametrize("format", ["text", "conllu", "svg"])
def test_parse_prints_every_format(format: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["parse", "--format", format, str(SAMPLES[0])]) == 0
    assert capsys.readouterr().out


def test_parse_of_a_missing_file_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["parse", "nowhere.txt"]) == 1
    assert capsys.readouterr().err == "dragoman: nowhere.txt: no such file; check its name\n"


def test_fifty_megabytes_in_one_line_are_answered_in_time(read_bytes: Callable[[bytes], Reading]) -> None:
    began = time.process_time()
    reading = read_bytes(b"Egypt warned Ethiopia; " + b"a" * 50_000_000)
    assert time.process_time() - began < SECONDS_FOR_A_HUGE_LINE
    assert reading.issues
