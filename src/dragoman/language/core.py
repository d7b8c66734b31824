"""The language core: text in, `Parse` out, with one pass of the encoder.

Atoms are cut by rule; the network joins them to tokens, ends sentences, tags, finds entities and scores arcs; a tree is
made of each sentence. Everything is decided within a report, so its parse never depends on what else is read.
"""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from dragoman.language.atoms import atomize
from dragoman.language.encoder import VERBS, VOCABULARY, Encoder, Seen
from dragoman.language.lemmas import apply_script, known_verb
from dragoman.language.parse import Entity, EntityLabel, Parse
from dragoman.language.pieces import Pieces
from dragoman.language.tree import best_tree
from dragoman.language.windows import CLOSERS, ROOM, Window, cut_windows
from dragoman.text.document import Document

MODEL = "model"
WINDOWS_AT_ONCE = 512
"""Windows held in memory together: a report of 1 MB passes in a few rounds, with memory flat."""
_KINDS: tuple[EntityLabel, ...] = get_args(EntityLabel)
"""In the order of the entity head: O, then begin and continue of each."""


class _Columns:
    """The columns of a Parse while they are filled, window after window."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.start: list[int] = []
        self.end: list[int] = []
        self.upos: list[str] = []
        self.xpos: list[str] = []
        self.lemma: list[str] = []
        self.feats: list[str] = []
        self.head: list[int] = []
        self.deprel: list[str] = []
        self.bounds: list[tuple[int, int]] = []
        self.entities: list[Entity] = []

    def parse(self) -> Parse:
        columns = dict(vars(self))
        entities: list[Entity] = columns.pop("entities")
        return Parse(**columns, entities=tuple(entities))


class LanguageCore:
    """A loaded model. `load` once, then `parse` any number of documents."""

    def __init__(self, encoder: Encoder, pieces: Pieces, verbs: frozenset[str]) -> None:
        self._encoder, self._pieces, self._verbs = encoder, pieces, verbs

    @classmethod
    def load(cls, folder: Path | None = None) -> "LanguageCore":
        """The model in `folder`, or the one shipped with the package. ModelError where it is damaged."""
        folder = folder or Path(str(files("dragoman.language") / MODEL))
        encoder = Encoder(folder)
        verbs = frozenset((folder / VERBS).read_text(encoding="utf-8").split())
        return cls(encoder, Pieces(folder / VOCABULARY), verbs)

    def parse(self, document: Document) -> Parse:
        """Tokens, sentences, tags, trees and entities of a document; boilerplate is left out."""
        paragraphs = [(b.start, b.end) for b in document.blocks if b.kind != "boilerplate"]
        if document.dateline is not None:
            paragraphs = _without_dateline(paragraphs, document.dateline.span.start, document.dateline.body)
        return self.parse_text(document.text, paragraphs)

    def parse_text(self, text: str, paragraphs: Sequence[tuple[int, int]]) -> Parse:
        """The same of a text whose paragraphs are given as offsets."""
        columns = _Columns(text)
        windows = cut_windows(text, paragraphs, self._pieces)
        for first in range(0, len(windows), WINDOWS_AT_ONCE):
            some = windows[first : first + WINDOWS_AT_ONCE]
            for window, seen in zip(some, self._encoder.run(some), strict=True):
                begins, ends = _tokens(text, window, seen)
                self._read(columns, window, seen, begins, ends)
        return columns.parse()

    def parse_tokens(self, sentences: Sequence[Sequence[str]], spaces: Sequence[Sequence[bool]] | None = None) -> Parse:
        """The parse of sentences whose tokens are known. `spaces`: whether white space stands before each token."""
        text: list[str] = []
        limits: list[tuple[int, int, bool]] = []
        at = 0
        for n, sentence in enumerate(sentences):
            for k, form in enumerate(sentence):
                if text and (spaces is None or spaces[n][k]):
                    text.append(" ")
                    at += 1
                limits.append((at, at + len(form), k + 1 == len(sentence)))
                text.append(form)
                at += len(form)
        whole = "".join(text)
        columns = _Columns(whole)
        windows, forced = _known_windows(whole, limits, self._pieces)
        for (begins, ends), window, seen in zip(forced, windows, self._encoder.run(windows), strict=True):
            self._read(columns, window, seen, begins, ends)
        return columns.parse()

    def _read(self, to: _Columns, window: Window, seen: Seen, begins: list[int], ends: list[bool]) -> None:
        """Add a window to the columns. `begins`: first atom of each token; `ends`: whether it ends a sentence."""
        labels = self._encoder.labels
        offset = len(to.start)
        lasts = [*(b - 1 for b in begins[1:]), len(window.start) - 1]
        to.start.extend(window.start[b] for b in begins)
        to.end.extend(window.end[a] for a in lasts)
        places = np.array([window.piece[b] for b in begins])
        to.upos.extend(map(labels.upos.__getitem__, seen.upos[places].tolist()))
        to.xpos.extend(map(labels.xpos.__getitem__, seen.xpos[places].tolist()))
        to.feats.extend(map(labels.feats.__getitem__, seen.feats[places].tolist()))
        scripts = map(labels.lemma.__getitem__, seen.lemma[places].tolist())
        spans = zip(to.start[offset:], to.end[offset:], scripts, strict=True)
        lemmas = [apply_script(to.text[a:b], script) for a, b, script in spans]
        for i, (upos, lemma) in enumerate(zip(to.upos[offset:], lemmas, strict=True)):
            if upos == "VERB":
                lemmas[i] = known_verb(to.text[to.start[offset + i] : to.end[offset + i]], lemma, self._verbs)
        to.lemma.extend(lemmas)

        heads: list[int] = []
        first = 0
        stops = [i + 1 for i, end in enumerate(ends) if end]
        for last in stops:
            own = places[first:last]
            columns = np.concatenate(([0], own))
            heads.extend(h - 1 + first if h else -1 for h in best_tree(seen.arcs[own][:, columns]))
            to.bounds.append((offset + first, offset + last))
            first = last
        head_places = np.array([places[h] if h >= 0 else 0 for h in heads])
        relations = self._encoder.relations(seen.rel_dep[places], seen.rel_head[head_places])
        names = map(labels.deprel.__getitem__, relations.tolist())
        to.deprel.extend(_fitting(name, head) for name, head in zip(names, heads, strict=True))
        to.head.extend(h + offset if h >= 0 else -1 for h in heads)
        to.entities.extend(_entities(seen, places, labels.entity, offset, stops))


def _fitting(relation: str, head: int) -> str:
    """The relation, made to agree with whether the word is the root."""
    if head < 0:
        return "root"
    return "dep" if relation == "root" else relation


def _tokens(text: str, window: Window, seen: Seen) -> tuple[list[int], list[bool]]:
    """First atom of each token, and for each token whether a sentence ends with it."""
    places = np.array(window.piece)
    joined = (np.array(window.joins) & (seen.join[places] > 0)).tolist()
    begins = [i for i, join in enumerate(joined) if not join]
    odds = seen.end[places[begins]] > 0
    lasts = [*(b - 1 for b in begins[1:]), len(joined) - 1]
    closes = np.array(window.closes)
    ends: list[bool] = (odds | closes[lasts]).tolist()
    for token, atom in enumerate(begins[1:], start=1):
        if ends[token - 1] and window.joins[atom] and text[window.start[atom]] in CLOSERS:
            ends[token - 1], ends[token] = False, True  # a closing mark stays with the sentence that it closes
    return begins, ends


def _known_windows(
    text: str, limits: list[tuple[int, int, bool]], pieces: Pieces
) -> tuple[list[Window], list[tuple[list[int], list[bool]]]]:
    """Windows of a text whose tokens are known, with the tokens' first atoms and sentence ends."""
    sentences: list[list[tuple[int, int, bool]]] = [[]]
    for limit in limits:
        sentences[-1].append(limit)
        if limit[2]:
            sentences.append([])
    windows: list[Window] = []
    forced: list[tuple[list[int], list[bool]]] = []
    window, begins, ends = Window(), list[int](), list[bool]()
    for sentence in filter(None, sentences):
        atoms = [(a, b, n, k) for n, (s, e, _) in enumerate(sentence) for k, (a, b) in enumerate(atomize(text, s, e))]
        numbers = [pieces.numbers(text[a:b]) for a, b, _, _ in atoms]
        if window.start and len(window.ids) + sum(len(n[0]) for n in numbers) > ROOM:
            windows.append(window)
            forced.append((begins, ends))
            window, begins, ends = Window(), [], []
        for (a, b, n, k), (ids, spaced, joined) in zip(atoms, numbers, strict=True):
            if k == 0:
                begins.append(len(window.start))
                ends.append(sentence[n][2])
            window.piece.append(len(window.ids))
            window.start.append(a)
            window.end.append(b)
            window.ids.extend(ids)
            window.casings.extend(spaced if a == 0 or text[a - 1] == " " else joined)
    if window.start:
        windows.append(window)
        forced.append((begins, ends))
    for window in windows:
        window.close()
    return windows, forced


def _entities(seen: Seen, places: NDArray[np.int64], labels: list[str], offset: int, stops: list[int]) -> list[Entity]:
    """Runs of words that begin and continue a name within a sentence; of what kind, all its words decide together."""
    scores = seen.entity[places]
    best = scores.argmax(axis=1).tolist()
    if not any(best):
        return []
    runs: list[tuple[int, int]] = []
    fresh = {0, *stops}
    for i, number in enumerate(best):
        side = labels[number][0]
        if side == "I" and runs and runs[-1][1] == i and i not in fresh:
            runs[-1] = (runs[-1][0], i + 1)
        elif side != "O":
            runs.append((i, i + 1))
    share = np.exp(scores[:, 1:]).reshape(len(scores), len(_KINDS), 2).sum(axis=2)
    found = []
    for first, last in runs:
        mean = share[first:last].mean(axis=0)
        kind = int(mean.argmax())
        found.append(
            Entity(first=offset + first, last=offset + last, label=_KINDS[kind], score=round(float(mean[kind]), 3))
        )
    return found


def _without_dateline(paragraphs: list[tuple[int, int]], start: int, body: int) -> list[tuple[int, int]]:
    """The paragraphs with the dateline's own words taken off."""
    out: list[tuple[int, int]] = []
    for first, last in paragraphs:
        if first <= start < last and body > first:
            out.extend(p for p in ((first, start), (min(body, last), last)) if p[0] < p[1])
        else:
            out.append((first, last))
    return out
