"""The gazetteer: every name the program knows, from the tables beside this file.

In: folded words of a text. Out: the longest name that starts at a word, with what it may mean (`Entry`). Names are kept
without spaces, so that "U.S.", "US" and "al-Qaeda", "al Qaeda" need no second row and no tokeniser can miss them; the
letters' case is checked afterwards, strictly for acronyms and for names that are also ordinary words.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import Any, Literal

from msgspec import Struct

from dragoman.actors.names import fold, sound
from dragoman.actors.tables import many, toml, tsv
from dragoman.actors.titles import norm_title, read_titles
from dragoman.errors import DataError
from dragoman.records import ActorKind

Sense = Literal["state", "adjective", "people", "capital", "seat", "body", "group", "region", "person", "none"]
LONGEST = 12
"""Tokens a name may have; the longest in the tables has ten."""
ACRONYM = 6
"""A name in capitals of at most this many letters is an acronym and stands in capitals in a text too."""
SHORTEST_LOWER = 4
"""A shorter name written in small letters is taken for an ordinary word."""

_BREAK = re.compile(r"[\s\-'’./&]+|(?<=[A-Za-z])(?=\d)")


class Entry(Struct, frozen=True, kw_only=True):
    """One meaning of a name; `key` is the same for all names of one actor."""

    sense: Sense
    key: str
    name: str
    kind: ActorKind = "state"
    country: str | None = None
    org: str | None = None
    sectors: tuple[str, ...] = ()
    alias: bool = False
    """Whether it is another than the main name."""
    acronym: bool = False
    common: bool = False
    """Whether it is an ordinary word too."""
    generic: bool = False
    """Whether bodies of other countries bear the name too ("Labour Party")."""
    exact: str = ""
    """The only spelling, of a short name with capitals inside ("AfD")."""
    single: bool = False
    """Whether it is one word, never two that make one when joined ("Iraq is")."""


class Holder(Struct, frozen=True, kw_only=True):
    """Somebody in an office from `start` to `end` (None: to this day)."""

    name: str
    short: str
    sex: str
    title: str
    country: str | None
    org: str | None
    start: str
    end: str | None

    def serves(self, day: str) -> bool:
        """Whether the office was held on that day."""
        return self.start <= day and (self.end is None or day < self.end)


class Gazetteer:
    """All tables, loaded once; `Gazetteer.load()` gives the shared one."""

    def __init__(self) -> None:
        self._names: dict[str, list[Entry]] = {}
        self._starts: set[str] = set()
        self.contexts: dict[str, dict[str, frozenset[str]]] = {
            group: {name: frozenset(words) for name, words in lists.items()}
            for group, lists in toml("contexts.toml").items()
        }
        pairs = [pair.partition(" ") for pair in sorted(self.contexts["irregular"]["forms"])]
        self.irregular: dict[str, str] = {form: lemma for form, _, lemma in pairs}
        """Irregular forms -> lemmas, for words of the tables."""
        self._common = frozenset(fold(word) for word in self.contexts["common"]["words"])
        self._generic = frozenset(fold(name) for name in self.contexts["generic"]["names"])
        self.state_names: dict[str, str] = {}
        self.adjective: dict[str, str] = {}
        """Country -> the adjective used in the names of its actors."""
        self.bodies: dict[str, Entry] = {}
        self.nominals_of: dict[str, list[str]] = {}
        """Nominal ("alliance") -> codes of the bodies it can stand for."""
        self.holders: list[Holder] = []
        self._offices: dict[str, list[Holder]] = {}
        self.by_short: dict[str, list[Holder]] = {}
        self.by_sound: dict[str, list[Holder]] = {}
        self.by_office: dict[tuple[str, str], list[Holder]] = {}
        self.titles = read_titles(toml("titles.toml"))
        for read in (self._states, self._seats, self._bodies, self._groups, self._regions, self._holders):
            read()
        for name in self.contexts["swallow"]["names"]:
            self._add(name, Entry(sense="none", key="none", name=name))

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Every word that the tables look for by its lemma."""
        lists = (w for group in ("speech", "seat", "nominal") for words in self.contexts[group].values() for w in words)
        nouns = (noun.split()[-1] for noun in (*self.titles.nominals, *self.titles.heads, *self.nominals_of))
        return frozenset([*lists, *nouns])

    @staticmethod
    def load() -> "Gazetteer":
        """The gazetteer of this program, read once."""
        return _shared()

    def names(self) -> Iterator[tuple[str, Entry]]:
        """Every folded name with each of its meanings."""
        return ((name, entry) for name, entries in self._names.items() for entry in entries)

    def holders_of(self, name: str) -> list[Holder]:
        """Every office in the table that the bearer of this full name held."""
        return self._offices.get(name, [])

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """The meanings of a name, whatever its case."""
        return tuple(self._names.get(fold(name), ()))

    def longest(
        self, words: Sequence[str], texts: Sequence[str], first: int, stop: int, glued: Sequence[bool]
    ) -> tuple[int, list[Entry]] | None:
        """The longest name that starts at word `first` and ends before `stop`: number after its last word, and its
        meanings. `words` are folded; `texts` as they stand; `glued` where no space stands before."""
        joined = words[first]
        if joined not in self._starts:
            return None
        best: tuple[int, list[Entry]] | None = None
        for last in range(first + 1, min(stop, first + LONGEST) + 1):
            if last > first + 1:
                word = words[last - 1]
                if not word:
                    if texts[last - 1] in ',;:()[]!?"“”':
                        break
                    continue
                joined += word
                if joined not in self._starts:
                    break
            entries = self._names.get(joined)
            if entries and (
                meant := [e for e in entries if _cased(e, texts[first:last], joined, all(glued[first + 1 : last]))]
            ):
                best = last, meant
        return best

    def _add(self, name: str, entry: Entry) -> None:
        folded = fold(name)
        if not folded:
            raise DataError(f"A gazetteer table has an empty name beside {entry.name!r}: fill or remove it.")
        known = self._names.setdefault(folded, [])
        if any(e.key == entry.key and e.sense == entry.sense and e.acronym <= entry.acronym for e in known):
            return
        known.append(entry)
        prefix = ""
        for piece in _BREAK.split(name):
            prefix += fold(piece)
            self._starts.add(prefix)

    def _enter(self, names: Sequence[str], **fields: Any) -> None:
        """All names of one meaning; the first is the main one."""
        for n, name in enumerate(names):
            letters = name.replace(".", "").replace("-", "")
            acronym = letters.isupper() and len(letters) <= ACRONYM and " " not in letters
            inner = not acronym and len(letters) < SHORTEST_LOWER and letters[1:].lower() != letters[1:]
            self._add(
                name,
                Entry(
                    alias=n > 0,
                    acronym=acronym,
                    common=fold(name) in self._common,
                    generic=fold(name) in self._generic,
                    exact=name if inner else "",
                    single=_BREAK.search(name) is None,
                    **fields,
                ),
            )

    def _states(self) -> None:
        for code, name, official, aliases, adjectives, people, capitals in tsv("states.tsv", 7):
            fields: dict[str, Any] = {"key": f"state:{code}", "name": name, "country": code}
            self.state_names[code] = name
            self._enter([name, *many(official), *many(aliases)], sense="state", **fields)
            self._enter(many(adjectives), sense="adjective", **fields)
            self.adjective[code] = many(adjectives)[0] if adjectives else name
            regular = [f"{a}s" for a in many(adjectives) if a.endswith(("an", "i", "er")) and not a.isupper()]
            crowd = {
                "key": f"people:{code}",
                "name": f"{self.adjective[code]} people",
                "country": code,
                "kind": "population",
            }
            self._enter([p for p in [*many(people), *regular] if p not in many(adjectives)], sense="people", **crowd)
            self._enter(many(capitals), sense="capital", **fields)

    def _seats(self) -> None:
        self._seat_rows = tsv("seats.tsv", 5)

    def _bodies(self) -> None:
        for code, name, kind, country, sectors, aliases, nominals in tsv("bodies.tsv", 7):
            fields = _body_fields(code, name, kind, country, sectors)
            self._enter([name, *many(aliases)], sense="body", **fields)
            self.bodies[code] = Entry(sense="body", **fields)
            for nominal in many(nominals):
                self.nominals_of.setdefault(nominal, []).append(code)
        for name, country, org, sectors, aliases in self._seat_rows:
            if org in self.bodies:
                body = self.bodies[org]
                fields = {"key": body.key, "name": body.name, "kind": body.kind, "org": org}
            else:
                key, kind, called = seat_actor(country, many(sectors), name, self)
                fields = {
                    "key": key,
                    "kind": kind,
                    "name": called,
                    "country": country,
                    "org": org or None,
                    "sectors": many(sectors),
                }
            self._enter([name, *many(aliases)], sense="seat", **fields)

    def _groups(self) -> None:
        for code, name, kind, country, sectors, aliases in tsv("groups.tsv", 6):
            fields = _body_fields(code, name, kind, country, sectors)
            self._enter([name, *many(aliases)], sense="group", **fields)
            self.bodies.setdefault(code, Entry(sense="group", **fields))

    def _regions(self) -> None:
        for name, aliases, adjectives in tsv("regions.tsv", 3):
            fields: dict[str, Any] = {"sense": "region", "key": f"region:{name}", "name": name, "kind": "other"}
            self._enter([name, *many(aliases), *many(adjectives)], **fields)

    def _holders(self) -> None:
        for name, short, sex, title, country, org, start, end in tsv("officeholders.tsv", 8):
            holder = Holder(
                name=name,
                short=short,
                sex=sex,
                title=title,
                country=country or None,
                org=org or None,
                start=start,
                end=end or None,
            )
            self.holders.append(holder)
            self._offices.setdefault(name, []).append(holder)
            self.by_short.setdefault(fold(short), []).append(holder)
            self.by_sound.setdefault(sound(short), []).append(holder)
            self.by_office.setdefault((norm_title(title), country or org), []).append(holder)
            fields: dict[str, Any] = {"sense": "person", "key": f"person:{fold(name)}", "name": name, "kind": "person"}
            fields |= {"country": country or None, "org": org or None}
            self._enter([name, short], **fields)


def _body_fields(code: str, name: str, kind: str, country: str, sectors: str) -> dict[str, Any]:
    """What an entry of a body or group says, from its row."""
    return {
        "key": f"body:{code}",
        "name": name,
        "kind": kind,
        "country": country or None,
        "org": code,
        "sectors": many(sectors),
    }


def seat_actor(country: str, sectors: Sequence[str], name: str, gazetteer: Gazetteer) -> tuple[str, ActorKind, str]:
    """Key, kind and name of the actor that an organ of a state belongs to: the state itself, its forces, or its own."""
    main = sectors[0] if sectors else "GOV"
    if main == "GOV":
        return f"state:{country}", "state", gazetteer.state_names[country]
    if main == "MIL":
        return f"MIL:{country}", "military", f"{gazetteer.adjective[country]} military"
    kind: ActorKind = "armed_group" if main == "PRM" else "state"
    return f"{main}:{country}:{fold(name)}", kind, name


def _cased(entry: Entry, texts: Sequence[str], joined: str, glued: bool) -> bool:
    """Whether the letters' case lets these words be that name."""
    if (entry.single and not glued) or (entry.exact and texts[0] != entry.exact):
        return False
    if not texts[0][:1].islower():
        return not entry.acronym or all(t.isupper() or not t.isalpha() for t in texts)
    if entry.acronym or entry.common or entry.sense == "person" or len(joined) < SHORTEST_LOWER:
        return (
            texts[0][:2] in ("al", "el")
            and not entry.acronym
            and len(joined) > SHORTEST_LOWER
            and any(t[:1].isupper() for t in texts)
        )
    return True


@cache
def _shared() -> Gazetteer:
    return Gazetteer()
