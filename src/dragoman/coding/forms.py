"""The words of a text as the coders of acts look them up: a `Tree` with lemmas mended against the lexicon's own words.

In: a scene. Out: its `Text`, made once. The learned lemmatiser errs on rare verbs ("urg" for "urged"); where its lemma
is no word of the data files and the form is a regular or listed form of one, that one is taken.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from weakref import WeakKeyDictionary

from dragoman.coding.clauses import Tree
from dragoman.coding.lexicon import Lexicon, read_toml, word_set
from dragoman.coding.scene import Scene
from dragoman.language.parse import Parse


class Text(Tree):
    """A Tree with the mended lemmas of its tokens, in lower case."""

    def __init__(self, parse: Parse) -> None:
        super().__init__(parse)
        self.lemmas = [
            mended(form, lemma, upos == "VERB") if upos in ("VERB", "NOUN", "PROPN", "AUX", "ADJ") else lemma.lower()
            for form, lemma, upos in zip(self.lower, parse.lemma, parse.upos, strict=True)
        ]


@cache
def _known() -> frozenset[str]:
    """Every single word of the lexicon and its tables."""
    lexicon = Lexicon.load()
    words: set[str] = {*lexicon.verbs, *lexicon.nouns, *lexicon.contexts, *lexicon.groups}
    tables = [*lexicon.classes.values(), *(w for table in lexicon.modes.values() for w in table.values())]
    tables += [word_set(text) for text in _texts(read_toml("status.toml"))]
    for table in (*tables, *(w for pair in lexicon.scenes.values() for w in pair)):
        words |= table.single | {phrase[0] for phrases in table.phrases.values() for phrase in phrases}
    return frozenset(words)


@cache
def _known_verbs() -> frozenset[str]:
    """The head words of verb entries, and the governing words of status."""
    words = {phrase for text in _texts(read_toml("status.toml")) for phrase in text.split()}
    return frozenset({*Lexicon.load().verbs, *(word.split("_")[0] for word in words)})


def _texts(table: Mapping[str, object]) -> Iterator[str]:
    """The strings of a table of tables."""
    for value in table.values():
        if isinstance(value, Mapping):
            yield from _texts(value)
        elif isinstance(value, str):
            yield value


@cache
def _irregular() -> dict[str, str]:
    text = files("dragoman.coding").joinpath("data", "irregular.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {form: lemma for lemma, forms in rows for form in forms.split()}


@lru_cache(maxsize=100_000)
def mended(form: str, lemma: str, verb: bool) -> str:
    """The lemma, or a known word that the form is a regular or listed form of, where the lemma is no known word."""
    lemma = lemma.lower()
    if form in _irregular():
        return _irregular()[form]
    for known in (_known_verbs(), _known()) if verb else (_known(),):
        if lemma in known:
            return lemma
        if found := next((c for c in _stems(form) if c in known), ""):
            return found
    return lemma


def _stems(form: str) -> list[str]:
    """What a form may be a regular form of."""
    found: list[str] = []
    for ending, others in (
        ("ies", ("y",)),
        ("ied", ("y",)),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
    ):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            found += [stem + other for other in others]
            if ending in ("ed", "ing") and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return [*found, form]


_TEXTS: "WeakKeyDictionary[Parse, Text]" = WeakKeyDictionary()


def text_of(scene: Scene) -> Text:
    """The Text of a scene, made once for each parse."""
    found = _TEXTS.get(scene.parse)
    if found is None:
        found = _TEXTS[scene.parse] = Text(scene.parse)
    return found
