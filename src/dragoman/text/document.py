"""The cleaned text of one report and its outer shape: what `clean` gives and every later stage points into."""

from typing import Literal

from msgspec import Struct

from dragoman.records import Issue, Span, Time

BlockKind = Literal["title", "byline", "heading", "body", "boilerplate"]


class Block(Struct, frozen=True, kw_only=True):
    """A paragraph or line of the text. Blocks do not overlap, keep text order and leave only white space uncovered."""

    start: int
    end: int
    kind: BlockKind


class Dateline(Struct, frozen=True, kw_only=True):
    """Where the newsroom wrote from ("GENEVA (Agency) —"). It is no place of an event."""

    span: Span
    place: Span | None = None
    agency: Span | None = None
    body: int
    """Offset at which the sentence proper begins."""


class Document(Struct, frozen=True, kw_only=True):
    """A report's text, fixed from here on, with its outer shape."""

    text: str
    title: str | None = None
    blocks: tuple[Block, ...] = ()
    dateline: Dateline | None = None
    byline: Span | None = None
    language: str | None = None
    """ISO 639-1 code; None where the text is too short to tell."""
    published: Time | None = None
    """A publication date found in the markup or in a date line of the text."""
    url: str | None = None
    issues: tuple[Issue, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether the text is to be coded: English, or too short to tell, and not blank."""
        return self.language in ("en", None) and bool(self.blocks)
