"""The measures of the CoNLL 2018 shared task on parsing from raw text, after their published definitions.

In: two analyses of one text, the program's and the treebank's, as `Analysis` values. Out: a `Tally` for each measure.
White space does not count: tokens, sentences and words are compared by the characters between which they stand. Words
of a token that is split ("do" + "n't") are aligned by the longest common subsequence of their forms. A tag, lemma or
head is right only for aligned words; a head is right if the head words are aligned too. Relations are compared
without their subtypes. Empty nodes are no words.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from evaluation.scores import Scores, Tally, tally_sets

MEASURES = ("tokens", "sentences", "words", "upos", "xpos", "lemma", "uas", "las")


class Word(Struct, frozen=True, kw_only=True):
    """A syntactic word with the token, as a stretch of characters, of which it is the whole or a part."""

    form: str
    start: int
    end: int
    part: bool = False
    """Whether the token holds more words than this one; then start and end are those of the token."""
    upos: str = "_"
    xpos: str = "_"
    lemma: str = "_"
    head: int = -1
    """Number of the head in `Analysis.words`; -1 at a root."""
    deprel: str = "_"


class Analysis(Struct, frozen=True, kw_only=True):
    """Words in text order, and the number after the last word of each sentence. Offsets leave out white space."""

    words: list[Word]
    ends: list[int]

    @property
    def tokens(self) -> list[tuple[int, int]]:
        return list(dict.fromkeys((word.start, word.end) for word in self.words))

    @property
    def sentences(self) -> list[tuple[int, int]]:
        firsts = [0, *self.ends[:-1]]
        return [(self.words[f].start, self.words[e - 1].end) for f, e in zip(firsts, self.ends, strict=True)]


def dense(text: str) -> list[int]:
    """For every offset of the text, and its end, how many characters other than white space stand before it."""
    count, found = 0, [0]
    for character in text:
        count += not character.isspace()
        found.append(count)
    return found


def align(given: Sequence[Word], wanted: Sequence[Word]) -> list[tuple[int, int]]:
    """Pairs of numbers of words that stand for the same word, in text order."""
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(given) and j < len(wanted):
        a, b = given[i], wanted[j]
        if a.part or b.part:
            if a.end <= b.start or b.end <= a.start:
                i, j = (i + 1, j) if a.end <= b.start else (i, j + 1)
                continue
            i_end, j_end = _region(given, i, wanted, j)
            pairs += _common(given, range(i, i_end), wanted, range(j, j_end))
            i, j = i_end, j_end
        elif (a.start, a.end) == (b.start, b.end):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif a.start <= b.start:
            i += 1
        else:
            j += 1
    return pairs


def _region(given: Sequence[Word], i: int, wanted: Sequence[Word], j: int) -> tuple[int, int]:
    """Where the words end that overlap, on either side, with the split token that begins here."""
    end = max(word.end for word in (given[i], wanted[j]) if word.part)
    while True:
        before = (i, j, end)
        while i < len(given) and given[i].start < end:
            end = max(end, given[i].end if given[i].part else end)
            i += 1
        while j < len(wanted) and wanted[j].start < end:
            end = max(end, wanted[j].end if wanted[j].part else end)
            j += 1
        if (i, j, end) == before:
            return i, j


def _common(given: Sequence[Word], ours: range, wanted: Sequence[Word], theirs: range) -> list[tuple[int, int]]:
    """The longest common subsequence of forms, without regard to case."""
    a = [given[i].form.lower() for i in ours]
    b = [wanted[j].form.lower() for j in theirs]
    longest = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            same = a[i] == b[j]
            longest[i][j] = longest[i + 1][j + 1] + 1 if same else max(longest[i + 1][j], longest[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            pairs.append((ours[i], theirs[j]))
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def universal(deprel: str) -> str:
    """The relation without its subtype."""
    return deprel.partition(":")[0]


def compare(given: Analysis, wanted: Analysis) -> dict[str, Tally]:
    """A Tally for each of MEASURES."""
    pairs = align(given.words, wanted.words)
    twin = {**dict(pairs), -1: -1}

    def tally(right: Callable[[Word, Word], bool]) -> Tally:
        count = sum(right(given.words[i], wanted.words[j]) for i, j in pairs)
        return Tally(right=count, given=len(given.words), wanted=len(wanted.words))

    def attached(a: Word, b: Word) -> bool:
        return twin.get(a.head, -2) == b.head

    return {
        "tokens": tally_sets(given.tokens, wanted.tokens),
        "sentences": tally_sets(given.sentences, wanted.sentences),
        "words": tally(lambda a, b: True),
        "upos": tally(lambda a, b: a.upos == b.upos),
        "xpos": tally(lambda a, b: a.xpos == b.xpos),
        "lemma": tally(lambda a, b: b.lemma in ("_", a.lemma)),
        "uas": tally(attached),
        "las": tally(lambda a, b: attached(a, b) and universal(a.deprel) == universal(b.deprel)),
    }


def total(tallies: Sequence[dict[str, Tally]]) -> dict[str, Tally]:
    """The sum over documents."""
    return {measure: sum((t[measure] for t in tallies), Tally()) for measure in MEASURES}


def f1_scores(tallies: dict[str, Tally], name: str) -> Scores:
    """The F1 of each measure under one name."""
    return {f"{name}.{measure}": tally.f1 for measure, tally in tallies.items()}
