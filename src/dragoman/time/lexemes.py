"""Text to lexemes: every word, number and mark of a stretch of text, each with its class and value.

The classes are the tables of `data/words.toml`. `Lexemes.classes` holds one private character for each lexeme, so that
a rule of grammar is an ordinary regular expression over classes, short and linear.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dragoman.errors import DataError

_LEXEME = re.compile(r"[^\W\d_]+|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+(?:\.[0-9]+)*|[^\w\s]|_")
LONGEST_NUMBER = 6
"""Digits of the longest number that counts or dates anything; longer ones are no lexeme of time."""
PRIVATE = 0xE000
"""First code point of the private use area, where class characters come from."""
OTHER = chr(PRIVATE)


class Vocabulary(Struct, frozen=True, kw_only=True):
    """The words of `words.toml` by class."""

    words: dict[str, tuple[str, int | str]]
    """Lower-case word or mark -> (class character, value)."""
    chars: dict[str, str]
    """Class name -> its character."""
    traps: dict[str, frozenset[str]]
    tense: dict[str, frozenset[str]]


@cache
def vocabulary() -> Vocabulary:
    """The words of time, read once."""
    data = tomllib.loads(files("dragoman.time").joinpath("data/words.toml").read_text("utf-8"))
    traps = {name: frozenset(words) for name, words in data.pop("traps").items()}
    tense = {name: frozenset(words) for name, words in data.pop("tense").items()}
    words: dict[str, tuple[str, int | str]] = {}
    chars: dict[str, str] = {}
    for name in ("other", "year4", "two", "digits", "dotted"):
        chars[name] = chr(PRIVATE + len(chars))
    for table, entries in data.items():
        for word, value in entries.items():
            name = str(value) if table in ("glue", "marks") else table
            if word in words:
                raise DataError(f"words.toml names {word!r} twice; keep one")
            words[word] = (chars.setdefault(name, chr(PRIVATE + len(chars))), value)
    return Vocabulary(words=words, chars=chars, traps=traps, tense=tense)


class Lexemes(Struct, frozen=True, kw_only=True):
    """The lexemes of a text as columns."""

    text: str
    start: list[int]
    end: list[int]
    classes: str
    values: list[int | str]

    def word(self, i: int) -> str:
        """The lexeme as it stands; empty beyond the text."""
        return self.text[self.start[i] : self.end[i]] if 0 <= i < len(self.start) else ""


def lex(text: str, first: int, last: int) -> Lexemes:
    """The lexemes of text[first:last]."""
    vocab = vocabulary()
    words, chars = vocab.words, vocab.chars
    start: list[int] = []
    end: list[int] = []
    classes: list[str] = []
    values: list[int | str] = []
    for match in _LEXEME.finditer(text, first, last):
        word = match.group()
        found = words.get(word) or words.get(word.lower())
        if found is None:
            found = _number(word, chars) if "0" <= word[0] <= "9" else (OTHER, "")
        start.append(match.start())
        end.append(match.end())
        classes.append(found[0])
        values.append(found[1])
    return Lexemes(text=text, start=start, end=end, classes="".join(classes), values=values)


def _number(word: str, chars: dict[str, str]) -> tuple[str, int | str]:
    if "." in word:
        return chars["dotted"], word
    plain = word.replace(",", "")
    if len(plain) > LONGEST_NUMBER:
        return OTHER, ""
    value = int(plain)
    if len(word) <= 2:
        return chars["two"], value
    if len(word) == 4 and 1000 <= value <= 2999:
        return chars["year4"], value
    return chars["digits"], value
