"""Corpora as documents of sentences of words, each word with where it stands and what is known of it.

In: treebanks in CoNLL-U, entity corpora with one token a line. Out: `Doc`s. What a corpus does not annotate is
None, so that the losses can leave it out. An entity label of a corpus is a *set* of our labels that it allows.
"""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

NONCOMMERCIAL_GENRES = ("essay", "fiction", "letter", "podcast", "whow", "reddit")
"""GUM genres whose texts may not be used commercially (its README); left out of the shipped weights."""

KINDS = ("person", "organisation", "place", "nationality", "time", "event", "facility")
ENTITY_LABELS = ("O", *(f"{side}-{kind}" for kind in KINDS for side in "BI"))
_NO = ""

# Corpus label -> our kinds that it allows ("" is: no entity). O stands for what the corpus does not annotate too.
GMB = {
    "O": (_NO,),
    "geo": ("place",),
    "gpe": ("nationality",),
    "org": ("organisation",),
    "per": ("person",),
    "tim": ("time",),
    "eve": ("event",),
    "art": (_NO, "facility"),
    "nat": (_NO,),
}
WIKIGOLD = {
    "O": (_NO, "time"),
    "PER": ("person",),
    "ORG": ("organisation",),
    "LOC": ("place", "facility"),
    "MISC": (_NO, "nationality", "event"),
}
UNER = {
    "O": (_NO, "time", "nationality", "event"),
    "PER": ("person",),
    "ORG": ("organisation",),
    "LOC": ("place", "facility"),
}


class Word(Struct):
    """A syntactic word. `space`: whether white space stands before it."""

    form: str
    space: bool
    upos: str | None = None
    xpos: str | None = None
    lemma: str | None = None
    feats: str | None = None
    head: int = -1
    """1-based number in its sentence, 0 at the root, -1 where not annotated."""
    deprel: str | None = None
    kinds: tuple[str, ...] | None = None
    """Our entity kinds that are allowed here; None where not annotated."""
    begins: bool = False
    """Whether an entity begins here."""


class Doc(Struct):
    """A document."""

    name: str
    paragraphs: list[list[list[Word]]]
    """Paragraphs of sentences of words."""
    ends: bool = True
    """Whether the ends of its sentences may be learned."""


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from file


def read_conllu(path: Path, *, leave_out: tuple[str, ...] = ()) -> list[Doc]:
    """Documents of a treebank; GUM documents of the genres in `leave_out` are passed over."""
    docs: list[Doc] = []
    sentence: list[Word] = []
    space, pending, surface_ends = True, "", 0
    surface_space = True
    for line in _lines(path):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            docs.append(Doc(name=line.split("=", 1)[-1].strip(), paragraphs=[[]]))
            space = True
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            if docs[-1].paragraphs[-1]:
                docs[-1].paragraphs.append([])
        elif not line:
            if sentence:
                docs[-1].paragraphs[-1].append(sentence)
            sentence, pending, surface_ends = [], "", 0
        elif line[0] != "#":
            c = line.split("\t")
            if "." in c[0]:
                continue
            after = "SpaceAfter=No" not in c[9]
            if "-" in c[0]:
                pending, surface_ends, surface_space = c[1], int(c[0].split("-")[1]), after
                continue
            form = c[1].replace(" ", "")
            inside = bool(pending)
            if inside:  # a part of a multiword token stands as it does in the surface
                form = pending if int(c[0]) == surface_ends else pending[: len(form)]
                pending = pending[len(form) :]
            word = Word(form, space, c[3], c[4], c[2], c[5], int(c[6]), c[7])
            sentence.append(word)
            space = after if not inside else surface_space and int(c[0]) == surface_ends
    genre = re.compile(r"GUM_(\w+?)_")
    kept = [d for d in docs if not ((m := genre.match(d.name)) and m.group(1) in leave_out)]
    for doc in kept:
        doc.paragraphs = [[[w for w in s if w.form] for s in p] for p in doc.paragraphs if p]
    return kept


_CLOSE = re.compile(r"[.,;:!?)\]}%’”]|'s|n't|'re|'ve|'ll|'d|'m", re.IGNORECASE)
_OPEN = re.compile(r"[(\[{$“‘#]")


def _spaces(forms: list[str]) -> list[bool]:
    """Whether white space stood before each token of a text that was kept as tokens only."""
    spaces, inside = [], False
    for i, form in enumerate(forms):
        before = forms[i - 1] if i else ""
        if form == '"':
            spaces.append(not inside)
            inside = not inside
        elif before == '"' and inside:
            spaces.append(False)
        else:
            spaces.append(not (_CLOSE.fullmatch(form) or _OPEN.fullmatch(before)))
    return spaces


def _entities(rows: list[tuple[str, str]], table: dict[str, tuple[str, ...]]) -> list[Word]:
    """Words of one sentence from (form, IOB tag) rows; tags may be IOB1 or IOB2."""
    words, before = [], "O"
    for (form, tag), space in zip(rows, _spaces([f for f, _ in rows]), strict=True):
        side, _, label = tag.partition("-") if tag != "O" else ("O", "", "O")
        begins = side == "B" or (side == "I" and before != label)
        words.append(Word(form, space, kinds=table.get(label, table["O"]), begins=begins and label in table))
        before = label
    return words


def read_gmb(path: Path, *, block: int = 10) -> list[Doc]:
    """The Groningen excerpt in blocks of `block` sentences, which stand for its documents: it marks no others."""
    docs: dict[int, list[list[Word]]] = {}
    rows: dict[int, list[tuple[str, str]]] = {}
    for line in list(_lines(path))[1:]:
        c = line.rstrip("\n").split("\t")
        if len(c) == 5 and c[1] and c[2].strip():
            rows.setdefault(int(float(c[1])), []).append((c[2], c[4]))
    for number in sorted(rows):
        docs.setdefault((number - 1) // block, []).append(_entities(rows[number], GMB))
    return [Doc(f"gmb-{n}", [sentences]) for n, sentences in docs.items()]


def held_out(index: int) -> bool:
    """Whether the Groningen block of this number belongs to the tenth kept for measuring."""
    return index % 10 == 9


def read_columns(
    path: Path, table: dict[str, tuple[str, ...]], *, form: int = 0, tag: int = -1, block: int = 4
) -> list[Doc]:
    """An entity corpus with one token a line and blank lines between sentences, in documents of `block` sentences."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in _lines(path):
        c = line.rstrip("\n").split("\t") if "\t" in line else line.split()
        if not line.strip():
            if sentences[-1]:
                sentences.append([])
        elif not (line.startswith("# ") and "=" in line):
            sentences[-1].append((c[form], c[tag]))
    words = [_entities(s, table) for s in sentences if s]
    return [Doc(f"{path.stem}-{i}", [words[i : i + block]]) for i in range(0, len(words), block)]
