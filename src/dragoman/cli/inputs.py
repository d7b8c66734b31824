"""The way in: names of files to bytes, and every way in which that fails to an `InputError` of one line."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from dragoman.errors import InputError, OptionError

if TYPE_CHECKING:
    from dragoman.reader import Source

STANDARD_INPUT = "-"


def read_bytes(file: str) -> bytes:
    """What stands in the file; standard input for "-"."""
    try:
        if file == STANDARD_INPUT:
            return sys.stdin.buffer.read()
        with open(file, "rb") as stream:
            return stream.read()
    except FileNotFoundError as error:
        raise InputError(f"{file}: no such file; check its name") from error
    except IsADirectoryError as error:
        raise InputError(f"{file}: is a folder; name the files in it, for example {file.rstrip('/')}/*.txt") from error
    except PermissionError as error:
        raise InputError(f"{file}: no permission to read it; change its permissions or copy it") from error
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror}); copy it to a local disk and try again") from error


def check_files(files: Iterable[str]) -> None:
    """Standard input can be read only once."""
    if sum(file == STANDARD_INPUT for file in files) > 1:
        raise OptionError("'-' (standard input) is given twice; give it once")


def sources(files: Iterable[str], *, date: str | None, failed: Callable[[InputError], None]) -> Iterator["Source"]:
    """A Source for each file that can be read, in order, opened when its turn comes; `failed` hears of the rest."""
    from dragoman.reader import Source

    for file in files:
        try:
            raw = read_bytes(file)
        except InputError as error:
            failed(error)
        else:
            yield Source(raw=raw, source=None if file == STANDARD_INPUT else printable(file), date=date, title=None)


def printable(file: str) -> str:
    """The name of a file as text that UTF-8 can write; bytes of a name that are no UTF-8 become replacement marks."""
    return file.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
