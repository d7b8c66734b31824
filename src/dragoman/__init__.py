"""Dragoman reads news on international affairs into trustworthy records of who did, said or promised what to whom."""

from typing import TYPE_CHECKING

from dragoman.records import Reading, decode, encode
from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman.reader import Reader, Source

__all__ = ["Reader", "Reading", "Source", "__version__", "decode", "encode"]


def __getattr__(name: str) -> object:
    """`Reader` and `Source` are imported when first asked for: they bring the model's libraries along."""
    if name in ("Reader", "Source"):
        from dragoman import reader

        return getattr(reader, name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
