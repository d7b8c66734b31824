"""`dragoman read`: reports in, readings out, as a page for people or as JSON for programs."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date as calendar_date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dragoman.cli.inputs import check_files, sources
from dragoman.cli.output import NARROWEST, WIDEST, Page, emit, page, tell
from dragoman.errors import InputError, OptionError

if TYPE_CHECKING:
    from dragoman.records import Reading

Format = Literal["text", "json", "jsonl"]
UNREADABLE = 1


def read(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Reports to read; '-' is standard input.")],
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Day on which the reports were published.")
    ] = None,
    format: Annotated[
        Format, typer.Option(help="A page for people, one JSON reading, or one JSON reading a line.")
    ] = "text",
    explain: Annotated[bool, typer.Option("--explain", help="Say why each record was made (text only).")] = False,
    workers: Annotated[int, typer.Option(metavar="N", min=1, help="Processes to read with.")] = 1,
    width: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=NARROWEST, max=WIDEST, help="Columns of the page (default: the terminal's, 100 if piped)."
        ),
    ] = None,
) -> int:
    """Read reports into records.

    Prints who did, said, threatened or promised what, to whom, when, where and on whose word.
    The first line of a report is its title where a blank line follows it.

    \b
    Examples
      dragoman read report.txt
      dragoman read report.txt --explain
      dragoman read --date 2026-03-03 --format json report.txt
      dragoman read --format jsonl --workers 4 reports/*.txt > readings.jsonl
      curl -s https://example.org/report.html | dragoman read -
    """
    _check_date(date)
    check_files(files)
    if format == "json" and len(files) > 1:
        raise OptionError("--format json prints one reading, and there is more than one FILE; use --format jsonl")

    from dragoman.reader import Reader

    reader = Reader()
    writers = {"text": _page_writer(page(width=width), explain=explain), "json": _write_json, "jsonl": _write_line}
    write = writers[format]
    failures: list[InputError] = []
    with _progress(len(files)) as advance:

        def failed(error: InputError) -> None:
            failures.append(error)
            tell(str(error))
            advance()

        for reading in reader.read_many(sources(files, date=date, failed=failed), workers=workers):
            write(reading)
            advance()
    return UNREADABLE if failures else 0


def _check_date(date: str | None) -> None:
    if date is None:
        return
    try:
        # Python also takes 20260303 and 2026-W10-2, which no record may hold.
        valid = calendar_date.fromisoformat(date).isoformat() == date
    except ValueError:
        valid = False
    if not valid:
        raise OptionError(f"--date {date} is no day; write it like 2026-03-03")


def _write_line(reading: "Reading") -> None:
    from dragoman.records import encode

    emit(encode(reading) + b"\n")


def _write_json(reading: "Reading") -> None:
    import msgspec

    from dragoman.records import encode

    emit(msgspec.json.format(encode(reading), indent=2) + b"\n")


def _page_writer(drawn_on: Page, *, explain: bool) -> "Callable[[Reading], None]":
    parting = ""

    def write(reading: "Reading") -> None:
        from dragoman.cli.view import view

        nonlocal parting
        emit((parting + view(reading, page=drawn_on, explain=explain)).encode("utf-8", "replace"))
        parting = "\n\n"

    return write


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on standard error for more than one file, where a person watches and the output goes elsewhere."""
    if total < 2 or not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda: bar.advance(task)
