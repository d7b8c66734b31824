"""The way out: bytes to standard output, one-line messages to standard error, and the page that a view is drawn on."""

import contextlib
import os
import shutil
import sys
from typing import IO

from msgspec import Struct

from dragoman.cli.safe import safe
from dragoman.errors import DragomanError

# Wide enough for six columns of events, narrow enough for a mail or a side-by-side diff.
PIPED_WIDTH = 100
# Below the first the columns lose their words; above the second the eye loses the line.
NARROWEST, WIDEST = 60, 200


class HangUpError(Exception):
    """Whoever read our output has closed it (`dragoman read … | head`): no fault, nobody to tell."""


class Page(Struct, frozen=True, kw_only=True):
    """What a view is drawn on."""

    width: int = PIPED_WIDTH
    terminal: bool = False
    """Whether styles are understood."""
    colours: bool = False


def page(*, width: int | None = None) -> Page:
    """The page that standard output is: a terminal with its own width, or plain text of a fixed one."""
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return Page(width=width or PIPED_WIDTH)
    columns = shutil.get_terminal_size((PIPED_WIDTH, 24)).columns
    fitting = min(max(columns, NARROWEST), WIDEST)
    return Page(width=width or fitting, terminal=True, colours=not os.environ.get("NO_COLOR"))


def emit(data: bytes) -> None:
    """Write to standard output at once."""
    try:
        stream: IO[bytes] = sys.stdout.buffer
        stream.write(data)
        stream.flush()
    except BrokenPipeError as error:
        _silence()
        raise HangUpError from error
    except OSError as error:
        _silence()
        raise DragomanError(
            f"standard output cannot be written ({error.strerror}); make room there or send it elsewhere"
        ) from error


def tell(message: str) -> None:
    """One line on standard error."""
    with contextlib.suppress(OSError):
        sys.stderr.write(f"dragoman: {safe(message)}\n")
        sys.stderr.flush()


def _silence() -> None:
    # What is still buffered would be written again when Python ends, and fail again with a message of its own.
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
