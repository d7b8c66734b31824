"""What a user of the command line meets, with a reader that only wraps the text, so that no model is needed."""

import io
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import jsonschema
import msgspec
import pytest
from made import reading

from dragoman.cli import main, output, read
from dragoman.errors import DataError, ModelError
from dragoman.records import Reading, Report, decode, encode


class Source(msgspec.Struct):
    raw: bytes
    source: str | None
    date: str | None
    title: str | None


class WrappingReader:
    def read_many(self, reports: Iterable[Source], workers: int = 1) -> Iterator[Reading]:
        for report in reports:
            text = report.raw.decode("utf-8", "replace")
            yield Reading(report=Report(id="r", text=text, source=report.source, version="0"))


@pytest.fixture(autouse=True)
def _wrapping_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("dragoman.reader")
    module.Reader, module.Source = WrappingReader, Source  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "dragoman.reader", module)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text("Egypt warned Ethiopia.", encoding="utf-8")
    return path


def error_line(capsys: pytest.CaptureFixture[str]) -> str:
    """What was said on standard error: one line, ours, with fact and remedy."""
    message = capsys.readouterr().err
    assert message.count("\n") == 1
    assert message.startswith("dragoman: ")
    assert ";" in message
    return message


def test_jsonl_is_a_line_for_each_file_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(5)]
    for file in files:
        file.write_text(file.name, encoding="utf-8")
    assert main.run(["read", "--format", "jsonl", *map(str, files)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [decode(line).report.source for line in lines] == [str(file) for file in files]


def test_json_is_one_reading_that_fits_the_schema(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["schema"]) == 0
    schema = msgspec.json.decode(capsys.readouterr().out)
    assert main.run(["read", "--format", "json", str(report)]) == 0
    out = capsys.readouterr().out
    jsonschema.validate(msgspec.json.decode(out), schema)
    assert decode(out).report.text == "Egypt warned Ethiopia."
    jsonschema.validate(msgspec.json.decode(encode(reading())), schema)


def test_json_of_two_files_points_to_jsonl(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["read", "--format", "json", str(report), str(report)]) == 2
    assert "--format jsonl" in error_line(capsys)


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Egypt warned.")))
    assert main.run(["read", "--format", "jsonl", "-"]) == 0
    read_in = decode(capsys.readouterr().out).report
    assert (read_in.text, read_in.source) == ("Egypt warned.", None)


def test_standard_input_cannot_be_read_twice(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["read", "-", "-"]) == 2
    assert "twice" in error_line(capsys)


def test_a_missing_file_is_named_and_the_others_are_read(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["read", "--format", "jsonl", "nowhere.txt", str(report)]) == 1
    captured = capsys.readouterr()
    assert captured.err == "dragoman: nowhere.txt: no such file; check its name\n"
    assert len(captured.out.splitlines()) == 1


def test_a_folder_is_refused_with_the_way_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["read", str(tmp_path)]) == 1
    assert "is a folder; name the files in it" in error_line(capsys)


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")])
def test_a_file_that_cannot_be_opened_is_named(
    error: OSError, report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("builtins.open", refuse)
    assert main.run(["read", str(report)]) == 1
    assert str(report) in error_line(capsys)


def test_a_file_that_vanishes_while_others_are_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "1.txt", tmp_path / "2.txt"
    for file in (first, second):
        file.write_text("text", encoding="utf-8")
    write_line = read._write_line

    def write_and_remove(found: Reading) -> None:
        write_line(found)
        second.unlink()

    monkeypatch.setattr(read, "_write_line", write_and_remove)
    assert main.run(["read", "--format", "jsonl", str(first), str(second)]) == 1
    assert "2.txt: no such file" in error_line(capsys)


def test_a_file_name_that_is_no_utf8_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    with open(file, "w", encoding="utf-8") as stream:
        stream.write("text")
    assert main.run(["read", "--format", "jsonl", file]) == 0
    assert (decode(capsys.readouterr().out).report.source or "").endswith("caf\ufffd.txt")
    assert main.run(["read", file + "x"]) == 1
    error_line(capsys)


@pytest.mark.parametrize("date", ["2026-13-01", "2026-02-30", "yesterday", "20260303", "2026-W10-2", "", "2026-3-3"])
def test_a_date_that_is_no_day_is_refused(date: str, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["read", "--date", date, str(report)]) == 2
    assert "write it like 2026-03-03" in error_line(capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "--frobnicate", "x"],
        ["read", "--format", "xml", "x"],
        ["read", "--workers", "0", "x"],
        ["read", "--workers", "many", "x"],
        ["read", "--width", "10", "x"],
        ["parse"],
        ["parse", "--format", "png", "x"],
        ["frobnicate"],
        ["--frobnicate"],
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(arguments) == 2
    assert "--help'" in error_line(capsys)


@pytest.mark.parametrize("error", [ModelError("model is damaged; reinstall"), DataError("table is damaged; reinstall")])
def test_a_damaged_installation_is_exit_code_3(
    error: Exception, report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> None:
        raise error

    monkeypatch.setattr(WrappingReader, "__init__", fail)
    assert main.run(["read", str(report)]) == 3
    assert error_line(capsys) == f"dragoman: {error}\n"


def test_a_fault_of_the_program_is_one_line_too(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(WrappingReader, "read_many", lambda *_, **__: 1 / 0)
    assert main.run(["read", str(report)]) == 70
    assert "ZeroDivisionError" in error_line(capsys)


def test_an_interruption_is_exit_code_130(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(WrappingReader, "read_many", interrupt)
    assert main.run(["read", str(report)]) == 130


def test_several_pages_are_parted_by_empty_lines(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["read", str(report), str(report)]) == 0
    assert capsys.readouterr().out.count("\n\n\nReport without a title\n") == 1


def test_width_is_obeyed(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for width in (60, 140):
        assert main.run(["read", "--width", str(width), str(report)]) == 0
        assert "─" * width in capsys.readouterr().out.splitlines()


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run([]) == 0
    bare = capsys.readouterr().out
    assert main.run(["--help"]) == 0
    assert capsys.readouterr().out == bare
    assert "Exit codes" in bare


@pytest.mark.parametrize("command", ["read", "parse", "schema", "version"])
def test_help_of_a_command_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run([command, "--help"]) == 0
    assert f"  dragoman {command}" in capsys.readouterr().out


def test_version_as_a_command_and_as_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["version"]) == 0
    assert main.run(["--version"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second == f"dragoman {main.__version__}"


def test_colours_follow_the_terminal_and_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert not output.page().terminal
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setenv("COLUMNS", "72")
    assert output.page() == output.Page(width=72, terminal=True, colours=True)
    monkeypatch.setenv("COLUMNS", "20")
    assert output.page().width == output.NARROWEST
    monkeypatch.setenv("NO_COLOR", "1")
    assert not output.page().colours
    monkeypatch.setenv("TERM", "dumb")
    assert not output.page().terminal


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def piped(arguments: str, *, shell: str) -> subprocess.CompletedProcess[bytes]:
    command = f"set -o pipefail; '{sys.executable}' -c 'from dragoman.cli.main import main; main()' {arguments} {shell}"
    return subprocess.run(["bash", "-c", command], capture_output=True, check=False)


def test_a_closed_pipe_is_quiet() -> None:
    done = piped("schema", shell="| true")
    assert done.returncode in (0, 141)
    assert done.stderr == b""


def test_a_full_disk_is_one_line() -> None:
    done = piped("schema", shell="> /dev/full")
    assert done.returncode == 1
    assert done.stderr.startswith(b"dragoman: standard output cannot be written")
    assert done.stderr.count(b"\n") == 1
