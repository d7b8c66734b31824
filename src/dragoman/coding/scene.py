"""What every coder is given (`Scene`) and what it adds to (`Found`)."""

from collections.abc import Callable

from msgspec import Struct, structs

from dragoman.actors.cast import Cast
from dragoman.language.parse import Parse
from dragoman.records import Claim, Commitment, Event, Issue, Meeting, Place, Statement, Time
from dragoman.text.document import Document


class Scene(Struct, frozen=True, kw_only=True):
    """One report, read as far as who, where and when."""

    report: str
    """Id of the report; part of the id of every record."""
    document: Document
    parse: Parse
    cast: Cast
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    published: Time | None = None


class Found(Struct, frozen=True, kw_only=True):
    """The records coded so far."""

    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    claims: tuple[Claim, ...] = ()
    issues: tuple[Issue, ...] = ()

    def plus(self, **records: tuple[object, ...]) -> "Found":
        """A new Found with these lists put in place of the old ones."""
        return structs.replace(self, **records)


Coder = Callable[[Scene, Found], Found]
"""A coder reads the scene and what was found before it, and returns a new Found."""
