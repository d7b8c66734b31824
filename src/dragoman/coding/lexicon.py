"""The lexicon of political acts: which words can name which act, under which conditions, with the parties where.

In: `verbs.tsv`, `nouns.tsv` and the tables of words beside them. Out: one `Lexicon` of entries by head word.

A row of the two tables is: words, act, modes, frame, conditions (tab between). "_" joins the words of a phrase; a verb
phrase is found by its first word, a noun phrase by its last. The frame is `actor slots > recipient slots`, actor slots
left out where they are the usual ones (verb: subject; noun: possessor, adjective, "by"). A slot is `obj`, `iobj`,
`subj`, `comp` (subject of the complement), `poss`, `adj`, or a preposition; "*" also looks inside the phrase
for the party behind it ("condemned the decision of X"), "?" counts only where the other side is known. `both`, `fight`:
all parties act; `visit`, `host`: who is guest and who is host. A condition is `slot=what/what`, "!" in front denies it.
"""

import csv
import re
import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dragoman.errors import DataError
from dragoman.records import EventType

Phrase = tuple[str, ...]
_JOINTS = re.compile("_|(?<=[a-z])(?=-)|(?<=-)(?=[a-z])")

KINDS = frozenset({"any", "party", "person", "pair", "party2", "if", "ahead", "must", "told", "unwilling"})
"""What a condition may ask of a slot besides its words; `senses` knows what each means."""
VERB_ACTORS = ("subj",)
NOUN_ACTORS = ("poss", "adj", "by")


class Words(Struct, frozen=True, kw_only=True):
    """A set of lemmas and phrases."""

    single: frozenset[str]
    phrases: dict[str, tuple[Phrase, ...]] = {}
    """Phrases by their first word."""

    def at(self, lemmas: list[str], i: int) -> bool:
        """Whether a word or phrase of the set begins at lemma `i`."""
        if lemmas[i] in self.single:
            return True
        return any(tuple(lemmas[i : i + len(p)]) == p for p in self.phrases.get(lemmas[i], ()))


class Condition(Struct, frozen=True, kw_only=True):
    """What has to stand in a slot (or must not)."""

    slot: str
    holds: bool
    kinds: frozenset[str] = frozenset()
    """Of `KINDS`."""
    words: Words


class Entry(Struct, frozen=True, kw_only=True):
    """One word or phrase that names an act."""

    phrase: Phrase
    act: EventType
    modes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    line: str
    """Where it stands, for messages."""

    @property
    def name(self) -> str:
        return " ".join(self.phrase)


class Lexicon(Struct, frozen=True, kw_only=True):
    """Entries by head word, the most particular first, and the tables of words around them."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    classes: dict[str, Words]
    modes: dict[str, dict[str, Words]]
    contexts: dict[str, tuple[str, ...]]
    """Contexts by lemma, or by phrase joined with "_"."""
    context_phrases: dict[str, tuple[Phrase, ...]]
    scenes: dict[str, tuple[Words, Words]]
    """Worlds in which the words of conflict are innocent: strong and weak signs."""
    groups: dict[str, str]
    """Sector of people who do not act for their state, by lemma."""
    hidden: Words
    """Phrases that hide a trigger."""

    @staticmethod
    def load() -> "Lexicon":
        """The shipped lexicon, read and checked once."""
        return _load()


def phrase_of(word: str) -> Phrase:
    """The tokens of a word of a data file: "_" stands between words, and a hyphen is a token, as in a parse."""
    return tuple(part for part in _JOINTS.split(word) if part)


def word_set(text: str) -> Words:
    """The words of a data file: separated by spaces, "_" inside a phrase."""
    entries = [phrase_of(w) for w in text.split()]
    phrases: dict[str, list[Phrase]] = {}
    for phrase in entries:
        if len(phrase) > 1:
            phrases.setdefault(phrase[0], []).append(phrase)
    return Words(
        single=frozenset(p[0] for p in entries if len(p) == 1), phrases={k: tuple(v) for k, v in phrases.items()}
    )


def read_toml(name: str) -> dict[str, object]:
    """A TOML table of this room's data."""
    return tomllib.loads(files("dragoman.coding").joinpath("data", name).read_text("utf-8"))


def _read_rows(name: str) -> list[tuple[str, list[str]]]:
    text = files("dragoman.coding").joinpath("data", name).read_text("utf-8")
    rows = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(f"{name}:{n}", row) for n, row in enumerate(rows, 1) if row and not row[0].startswith("#")]


def _condition(text: str, classes: dict[str, str], line: str) -> Condition:
    if text == "plural":
        return Condition(slot="plural", holds=True, words=word_set(""))
    slot, equals, what = text.lstrip("!").partition("=")
    if not equals:
        raise DataError(f"{line}: the condition {text!r} has no '='; write slot=what")
    kinds, words = [], []
    for item in what.split("/"):
        if item.startswith("@"):
            if item[1:] not in classes:
                raise DataError(f"{line}: there is no class {item}; add it to classes.toml")
            words.append(classes[item[1:]])
        elif item in KINDS:
            kinds.append(item)
        else:
            words.append(item)
    return Condition(slot=slot, holds=not text.startswith("!"), kinds=frozenset(kinds), words=word_set(" ".join(words)))


def _entries(name: str, usual: tuple[str, ...], classes: dict[str, str], by: int) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for line, row in _read_rows(name):
        if len(row) != 5:
            raise DataError(f"{line}: {len(row)} columns, not 5; see the head of the file")
        words, act, modes, frame, conditions = row
        actors, given, recipients = frame.rpartition(">")
        for word in words.split():
            phrase = phrase_of(word)
            entry = Entry(
                phrase=phrase,
                act=act,  # type: ignore[arg-type]
                modes=() if modes == "-" else tuple(modes.split(",")),
                actors=tuple(s for s in actors.split(",") if s != "-") if given else usual,
                recipients=() if recipients == "-" else tuple(recipients.split(",")),
                conditions=()
                if conditions == "-"
                else tuple(_condition(c, classes, line) for c in conditions.split(";")),
                line=line,
            )
            found.setdefault(phrase[by], []).append(entry)
    # The most particular entry is asked first: longest phrase, then most conditions that must hold, then file order.
    return {
        head: tuple(sorted(entries, key=lambda e: (-len(e.phrase), -sum(c.holds for c in e.conditions))))
        for head, entries in found.items()
    }


@cache
def _load() -> Lexicon:
    classes: dict[str, str] = read_toml("classes.toml")  # type: ignore[assignment]
    modes: dict[str, dict[str, str]] = read_toml("modes.toml")  # type: ignore[assignment]
    groups: dict[str, str] = read_toml("groups.toml")  # type: ignore[assignment]
    contexts: dict[str, str] = read_toml("contexts.toml")  # type: ignore[assignment]
    innocent: dict[str, dict[str, dict[str, str]]] = read_toml("innocent.toml")  # type: ignore[assignment]
    by_word: dict[str, list[str]] = {}
    phrases: dict[str, list[Phrase]] = {}
    for context, words in contexts.items():
        for word in words.split():
            by_word.setdefault("_".join(phrase_of(word)), []).append(context)
            if len(phrase := phrase_of(word)) > 1:
                phrases.setdefault(phrase[0], []).append(phrase)
    hidden: str = innocent["phrases"]["words"]  # type: ignore[assignment]
    return Lexicon(
        verbs=_entries("verbs.tsv", VERB_ACTORS, classes, 0),
        nouns=_entries("nouns.tsv", NOUN_ACTORS, classes, -1),
        classes={name: word_set(words) for name, words in classes.items()},
        modes={act: {mode: word_set(words) for mode, words in table.items()} for act, table in modes.items()},
        contexts={word: tuple(names) for word, names in by_word.items()},
        context_phrases={head: tuple(found) for head, found in phrases.items()},
        scenes={name: (word_set(s["strong"]), word_set(s["weak"])) for name, s in innocent["scenes"].items()},
        groups={w: sector for sector, words in groups.items() for w in words.split()},
        hidden=word_set(hidden),
    )
