"""Windows: what the encoder sees at once, cut from documents anew in every epoch, and padded into batches.

In: documents. Out: arrays. A window holds consecutive sentences of one document up to a length drawn at random, with
[SEP] between paragraphs, as at run time; a sentence longer than the limit has a window of its own.
"""

import random
from collections import Counter

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dragoman.language.atoms import SHAPES, atomize, shape
from dragoman.language.lemmas import script_of
from dragoman.language.pieces import CLS, PAD, SEP, Pieces
from training.corpora import ENTITY_LABELS, Doc, Word

IGNORE = -100
SHAPE_NOISE = 0.02
"""Share of atoms whose casing is garbled, as machine translation does."""
HEADLINE_NOISE = 0.04
"""Share of windows set in capitals or in title case, as headlines are."""
WORD_DROP = 0.04
"""Share of pieces hidden behind [MASK]."""
MASK = 103
CASINGS = SHAPES * 4
"""Shape × white space before × later piece of an atom."""


class Labels(Struct):
    """The label sets of the heads; the number of a label is its place in the list."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma: list[str]
    deprel: list[str]
    entity: list[str]


def collect_labels(docs: list[Doc], *, least: int = 3) -> Labels:
    """Labels seen at least `least` times in the treebanks, most frequent first."""
    counts: dict[str, Counter[str]] = {k: Counter() for k in ("upos", "xpos", "feats", "lemma", "deprel")}
    for word in (w for d in docs for p in d.paragraphs for s in p for w in s if w.upos):
        for name in ("upos", "xpos", "feats", "deprel"):
            counts[name][getattr(word, name)] += 1
        counts["lemma"][script_of(word.form, word.lemma)] += 1
    lists = {k: [v for v, n in sorted(c.items(), key=lambda x: (-x[1], x[0])) if n >= least] for k, c in counts.items()}
    return Labels(**lists, entity=list(ENTITY_LABELS))


class Sample(Struct):
    """One sentence made ready. Columns over atoms: pieces, shape, join; over words: first atom, tags, head."""

    atoms: list[list[int]]
    shapes: list[int]
    spaces: list[bool]
    join: list[int]
    first: list[int]
    tags: NDArray[np.int64]
    """words × (upos, xpos, feats, lemma, deprel), IGNORE where unknown."""
    head: list[int]
    entity: NDArray[np.bool_] | None
    ends: bool


def prepare(sentence: list[Word], pieces: Pieces, index: dict[str, dict[str, int]], *, ends: bool) -> Sample:
    """A sentence as numbers."""
    s = Sample([], [], [], [], [], np.full((len(sentence), 5), IGNORE, dtype=np.int64), [], None, ends)
    for n, word in enumerate(sentence):
        s.first.append(len(s.atoms))
        for k, (a, b) in enumerate(atomize(word.form, 0, len(word.form))):
            atom = word.form[a:b]
            s.atoms.append(list(pieces.of(atom)))
            s.shapes.append(shape(atom))
            s.spaces.append(word.space and k == 0)
            s.join.append(int(k > 0) if word.upos else IGNORE)
        if word.upos:
            values = (word.upos, word.xpos, word.feats, script_of(word.form, word.lemma), word.deprel)
            for k, (name, value) in enumerate(zip(("upos", "xpos", "feats", "lemma", "deprel"), values, strict=True)):
                s.tags[n, k] = index[name].get(value, IGNORE)
        s.head.append(word.head)
    if sentence[0].kinds is not None:
        s.entity = np.zeros((len(sentence), len(ENTITY_LABELS)), dtype=np.bool_)
        number = {label: i for i, label in enumerate(ENTITY_LABELS)}
        for n, word in enumerate(sentence):
            continues = n > 0 and not word.begins and sentence[n - 1].kinds == word.kinds and word.kinds != ("",)
            for kind in word.kinds or ():
                if not kind:
                    s.entity[n, 0] = True
                elif "" in (word.kinds or ()):  # may be or not: either side of the entity
                    s.entity[n, [number[f"B-{kind}"], number[f"I-{kind}"]]] = True
                else:
                    s.entity[n, number[f"{'I' if continues else 'B'}-{kind}"]] = True
    return s


Window = list[tuple[Sample, bool]]
"""Sentences, each with whether a paragraph begins at it."""


def cut_windows(docs: list[list[list[Sample]]], rng: random.Random, *, shortest: int, longest: int) -> list[Window]:
    """Each document cut into windows whose length limit, in pieces, is drawn anew for each window."""
    windows: list[Window] = []
    for doc in docs:
        window: Window = []
        room = rng.randint(shortest, longest)
        for paragraph in doc:
            for n, sample in enumerate(paragraph):
                size = sum(map(len, sample.atoms)) + 1
                if window and size > room:
                    windows.append(window)
                    window, room = [], rng.randint(shortest, longest)
                window.append((sample, n == 0))
                room -= size
        if window:
            windows.append(window)
    return windows


def size_of(window: Window) -> int:
    """Pieces of a window with its special ones."""
    return 2 + sum(sum(map(len, s.atoms)) + int(p and n > 0) for n, (s, p) in enumerate(window))


class Batch(Struct):
    """Padded arrays: b windows of l pieces, w words at most."""

    ids: NDArray[np.int64]
    casing: NDArray[np.int64]
    join: NDArray[np.int64]
    end: NDArray[np.int64]
    """Over pieces, IGNORE but at the first piece of an atom (join) or of a word (end)."""
    first: NDArray[np.int64]
    """b × w: piece number of each word; 0 past the end."""
    tags: NDArray[np.int64]
    head: NDArray[np.int64]
    """b × w: 0 for the root, else 1 + word number of the head in the window; IGNORE where unknown."""
    sentence: NDArray[np.int64]
    """b × w: number of the sentence of each word, -1 past the end."""
    entity: NDArray[np.bool_]
    has_entity: NDArray[np.bool_]


def make_batch(windows: list[Window], rng: random.Random | None) -> Batch:
    """Windows as padded arrays; with `rng`, casing and pieces are disturbed as the constants at the top say."""
    length = max(map(size_of, windows))
    words = max(sum(len(s.first) for s, _ in w) for w in windows)
    b = len(windows)
    batch = Batch(
        ids=np.full((b, length), PAD, dtype=np.int64),
        casing=np.zeros((b, length), dtype=np.int64),
        join=np.full((b, length), IGNORE, dtype=np.int64),
        end=np.full((b, length), IGNORE, dtype=np.int64),
        first=np.zeros((b, words), dtype=np.int64),
        tags=np.full((b, words, 5), IGNORE, dtype=np.int64),
        head=np.full((b, words), IGNORE, dtype=np.int64),
        sentence=np.full((b, words), -1, dtype=np.int64),
        entity=np.zeros((b, words, len(ENTITY_LABELS)), dtype=np.bool_),
        has_entity=np.zeros((b, words), dtype=np.bool_),
    )
    for i, window in enumerate(windows):
        fixed = 0
        if rng and rng.random() < HEADLINE_NOISE:
            fixed = rng.choice((2, 3))
        batch.ids[i, 0] = CLS
        at, word = 1, 0
        for n, (sample, begins) in enumerate(window):
            if begins and n:
                batch.ids[i, at] = SEP
                at += 1
            places: list[int] = []
            for pieces, form, space, join in zip(sample.atoms, sample.shapes, sample.spaces, sample.join, strict=True):
                if form < 6:
                    if fixed:
                        form = fixed
                    elif rng and rng.random() < SHAPE_NOISE:
                        form = rng.choice((1, 2))
                places.append(at)
                batch.join[i, at] = IGNORE if space else join
                for k, piece in enumerate(pieces):
                    batch.ids[i, at] = MASK if rng and rng.random() < WORD_DROP else piece
                    batch.casing[i, at] = (form * 2 + int(space)) * 2 + int(k > 0)
                    at += 1
            m = len(sample.first)
            rows = slice(word, word + m)
            batch.first[i, rows] = [places[a] for a in sample.first]
            batch.tags[i, rows] = sample.tags
            batch.head[i, rows] = [IGNORE if h < 0 else 0 if h == 0 else h + word for h in sample.head]
            batch.sentence[i, rows] = n
            if sample.ends:
                batch.end[i, batch.first[i, rows]] = 0
                last_of_paragraph = n + 1 == len(window) or window[n + 1][1]
                batch.end[i, batch.first[i, word + m - 1]] = IGNORE if last_of_paragraph and rng is None else 1
            if sample.entity is not None:
                batch.entity[i, rows] = sample.entity
                batch.has_entity[i, rows] = True
            word += m
        batch.ids[i, at] = SEP
    return batch
