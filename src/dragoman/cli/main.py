"""The command line: arguments in, exit code out. Every error of ours becomes one line, never a traceback.

Nothing heavy is imported here or at the top of a command's module, so that `dragoman --help` answers at once.
"""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from dragoman.cli.output import HangUpError, emit, tell
from dragoman.cli.parse import parse
from dragoman.cli.read import read
from dragoman.cli.schema import schema
from dragoman.errors import DataError, DragomanError, ModelError, OptionError
from dragoman.version import __version__

WRONG_USE, DAMAGED, BUG, INTERRUPTED, HUNG_UP = 2, 3, 70, 130, 141
UNREADABLE = 1

# The first class that fits gives the exit code (docs/decisions/0004-exit-codes-and-view.md).
EXIT_CODES: tuple[tuple[type[DragomanError], int], ...] = (
    (OptionError, WRONG_USE),
    (ModelError, DAMAGED),
    (DataError, DAMAGED),
    (DragomanError, UNREADABLE),
)

EXIT_CODE_HELP = """\b
Exit codes
  0    all was read
  1    something could not be read or written; the rest was
  2    wrong use: an unknown option, a value that makes no sense
  3    the model or a data file of the program is missing or damaged
  70   a fault of the program itself
  130  interrupted
  141  whoever read the output closed it
"""

app = typer.Typer(
    name="dragoman",
    help="Read news on international affairs into records: who did, said, threatened or promised what, to whom, "
    "when, where, on whose word and under which condition.",
    epilog=EXIT_CODE_HELP,
    add_completion=False,
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def version() -> None:
    """Print the version of the program.

    \b
    Example
      dragoman version
    """
    emit(f"dragoman {__version__}\n".encode())


def _print_version(asked: bool) -> None:
    if asked:
        version()
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    _: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        emit(f"{context.get_help()}\n".encode())


for _command in (read, parse, schema, version):
    app.command()(_command)


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    try:
        code = app(list(arguments), prog_name="dragoman", standalone_mode=False)
    except HangUpError:
        return HUNG_UP
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except typer.TyperException as error:
        return _wrong_use(error)
    except DragomanError as error:
        tell(str(error))
        return next(code for kind, code in EXIT_CODES if isinstance(error, kind))
    except Exception as error:
        if os.environ.get("DRAGOMAN_TRACEBACK"):
            raise
        tell(
            f"a fault of the program ({type(error).__name__}: {error}); please report it with the command and the "
            "input, and the traceback that DRAGOMAN_TRACEBACK=1 shows"
        )
        return BUG
    return code if isinstance(code, int) else 0


def _wrong_use(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", "dragoman")
    if message := error.format_message():
        tell(f"{message[0].lower()}{message[1:].rstrip('.')}; see '{command} --help'")
    return WRONG_USE


def main() -> None:
    """The `dragoman` command."""
    sys.exit(run(sys.argv[1:]))
