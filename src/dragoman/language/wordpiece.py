"""Word pieces of uncased BERT: a word in, the numbers of its pieces out.

The same cut as Hugging Face `tokenizers` makes with the normaliser, pre-tokeniser and model of `bert-base-uncased`, in
so few lines that the library (and the 43 MB of client software that it installs) is not needed at run time.
"""

import unicodedata
from collections.abc import Iterator, Sequence

LONGEST_WORD = 100
"""Characters; a longer word is one unknown piece."""
CONTINUED = "##"
_SPACES = "\t\n\r"
# Where BERT looks for ideographs, each of which is a word.
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class WordPieces:
    """Cuts text with one vocabulary: its pieces in the order of their numbers."""

    def __init__(self, pieces: Sequence[str], *, unknown: str = "[UNK]") -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._unknown = self._numbers[unknown]
        self._longest = max(map(len, pieces), default=0)

    def cut(self, text: str) -> list[int]:
        """The numbers of the text's pieces."""
        return [number for word in words(normalise(text)) for number in self._of_word(word)]

    def _of_word(self, word: str) -> list[int]:
        if len(word) > LONGEST_WORD:
            return [self._unknown]
        numbers: list[int] = []
        start = 0
        while start < len(word):
            prefix = CONTINUED if start else ""
            for end in range(min(len(word), start + self._longest), start, -1):
                number = self._numbers.get(prefix + word[start:end])
                if number is not None:
                    break
            else:
                return [self._unknown]
            numbers.append(number)
            start = end
        return numbers


def normalise(text: str) -> str:
    """Controls out, white space to spaces, ideographs apart, accents off, lower case."""
    kept = "".join(_cleaned(text))
    bare = "".join(c for c in unicodedata.normalize("NFD", kept) if unicodedata.category(c) != "Mn")
    return "".join(map(str.lower, bare))


def _cleaned(text: str) -> Iterator[str]:
    for c in text:
        if c in _SPACES or (not c.isascii() and unicodedata.category(c) == "Zs"):
            yield " "
        elif c == "\0" or c == "\ufffd" or unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs"):
            continue
        elif any(first <= ord(c) <= last for first, last in _IDEOGRAPHS):
            yield f" {c} "
        else:
            yield c


def words(text: str) -> Iterator[str]:
    """The words of a normalised text, each mark of punctuation one of its own."""
    start = 0
    for i, c in enumerate(text):
        space = c.isspace()
        if space or _is_mark(c):
            if start < i:
                yield text[start:i]
            if not space:
                yield c
            start = i + 1
    if start < len(text):
        yield text[start:]


def _is_mark(c: str) -> bool:
    # BERT takes every printable sign of ASCII that is no letter or digit for punctuation, "$" and "+" too.
    return (not c.isalnum() and "!" <= c <= "~") or unicodedata.category(c)[0] == "P"
