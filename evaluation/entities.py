"""How well the language core finds names, on gold tokens of corpora that it was not trained on.

In: the folder of data (its `entities` folder). Out: F1 by kind on the held-out tenth of the Groningen excerpt and on
the test part of Universal NER. An entity is right when first word, last word and kind are.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from training.corpora import KINDS, UNER, Doc, held_out, read_columns, read_gmb

from dragoman.language.core import LanguageCore
from evaluation.language import BATCH
from evaluation.scores import Scores, Tally, tally_sets

Name = tuple[int, int, str]
"""First word, number after the last word, kind."""

LABELS = {("person",): "PER", ("organisation",): "ORG", ("place", "facility"): "LOC"}
"""Kinds that a label of Universal NER allows, as training reads them, to that label."""

OURS = {"person": "PER", "organisation": "ORG", "place": "LOC", "facility": "LOC"}
GMB_FILE = "GMB_dataset.txt"
UNER_FILE = "uner-ewt-test.iob2"


class Names(Struct, frozen=True, kw_only=True):
    """Sentences with what stands in them; the names count words over all sentences."""

    forms: list[list[str]]
    spaces: list[list[bool]]
    names: list[Name]


def measure_entities(data: Path, core: LanguageCore) -> Scores:
    """Scores by corpus and kind; none where the data is not here."""
    scores: Scores = {}
    if (path := data / "entities" / GMB_FILE).exists():
        documents = [document for number, document in enumerate(read_gmb(path)) if held_out(number)]
        corpus = names_of(documents, {(kind,): kind for kind in KINDS})
        scores |= by_kind(found_names(core, corpus), corpus.names, "entities.gmb")
    if (path := data / "entities" / UNER_FILE).exists():
        corpus = names_of(read_columns(path, UNER, form=1, tag=2), LABELS)
        found = [(first, last, OURS[kind]) for first, last, kind in found_names(core, corpus) if kind in OURS]
        scores |= by_kind(found, corpus.names, "entities.uner")
    return scores


def names_of(documents: Iterable[Doc], labels: dict[tuple[str, ...], str]) -> Names:
    """The sentences of these documents with their names; words whose kinds have no label stand in no name."""
    corpus = Names(forms=[], spaces=[], names=[])
    at = 0
    for sentence in (s for document in documents for paragraph in document.paragraphs for s in paragraph):
        kinds = [labels.get(word.kinds or (), "") for word in sentence]
        tags = [("B-" if w.begins else "I-") + kind if kind else "O" for w, kind in zip(sentence, kinds, strict=True)]
        corpus.forms.append([word.form for word in sentence])
        corpus.spaces.append([word.space for word in sentence])
        corpus.names.extend(names_in(tags, at))
        at += len(sentence)
    return corpus


def names_in(tags: Sequence[str], at: int) -> list[Name]:
    """The names of one sentence, whose first word is number `at`, from tags B-kind, I-kind and O."""
    names: list[Name] = []
    for i, tag in enumerate(tags, start=at):
        side, _, kind = tag.partition("-")
        if side == "I" and names and names[-1][1:] == (i, kind):
            names[-1] = (names[-1][0], i + 1, kind)
        elif side in ("B", "I"):
            names.append((i, i + 1, kind))
    return names


def found_names(core: LanguageCore, corpus: Names) -> list[Name]:
    """The names that the language core finds in these sentences."""
    found: list[Name] = []
    at = 0
    for first in range(0, len(corpus.forms), BATCH):
        some = slice(first, first + BATCH)
        parse = core.parse_tokens(corpus.forms[some], corpus.spaces[some])
        found += [(at + entity.first, at + entity.last, entity.label) for entity in parse.entities]
        at += len(parse)
    return found


def by_kind(found: Iterable[Name], names: Sequence[Name], name: str) -> Scores:
    """F1 of each kind that the corpus knows, and of all of them together."""
    scores: Scores = {}
    total = Tally()
    ours = list(found)
    for kind in sorted({kind for _, _, kind in names}):
        tally = tally_sets([n for n in ours if n[2] == kind], [n for n in names if n[2] == kind])
        scores[f"{name}.{kind}"] = tally.f1
        total += tally
    return scores | {f"{name}.all": total.f1}
