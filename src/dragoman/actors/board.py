"""The board on which a cast is put together: actors and mentions found so far in one report.

In: a parse and the gazetteer. Out, by `finish`: a Cast. The board is the only thing of this room that changes; it lives
as long as one call of `resolve`. Stages ask it who owns a token and claim spans for actors.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from dragoman.actors.cast import Cast, Party
from dragoman.actors.gazetteer import Entry, Gazetteer
from dragoman.actors.names import fold, sound
from dragoman.language.parse import Parse
from dragoman.records import Actor, ActorKind, How, Mention, Role, content_id, span_of
from dragoman.text.document import Document

FREE, LITERAL, SEAT = -1, -2, -3
"""Owners of a token: nobody yet; a name that stands for no party here (a place, a war, a treaty); a seat of government
that is not yet decided on."""
LONGEST_PHRASE = 12
"""Words before the head of a noun phrase that may belong to it."""
MOST_TITLES = 8
"""Offices kept for a person: a text gone wrong may heap up thousands."""
LONGEST_CLIMB = 6
"""Steps up the tree from a word to the head of its noun phrase."""

LEADING = frozenset({"DET", "PUNCT", "ADP", "CCONJ", "ADV", "PART"})
"""Words that do not begin a mention."""
INSIDE = frozenset(
    {
        "amod",
        "compound",
        "nmod:poss",
        "nummod",
        "flat",
        "nmod:desc",
        "nmod:unmarked",
        "fixed",
        "case",
        "punct",
        "advmod",
        "goeswith",
    }
)
"""Relations by which a word to the left belongs to a noun phrase."""
OPEN = frozenset({"VERB", "NOUN", "PROPN"})
ENDINGS = (("ies", ("y",)), ("ied", ("y",)), ("es", ("e", "")), ("s", ("",)), ("ed", ("e", "")), ("ing", ("", "e")))
"""Regular endings, tried where a lemma is not in our tables and its word might be."""
SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})


def mend(lemma: str, word: str, known: frozenset[str], irregular: dict[str, str]) -> str:
    """The lemma, or the known word that the form is an inflection of where the lemma is none."""
    tries = [word, irregular.get(word, "")]
    for ending, stems in ENDINGS:
        if word.endswith(ending):
            tries += [word[: -len(ending)] + stem for stem in stems]
    return next((t for t in tries if t in known), lemma)


class Draft:
    """An actor in the making."""

    __slots__ = (
        "country",
        "forms",
        "key",
        "kind",
        "lemma",
        "name",
        "org",
        "plural",
        "roles",
        "sectors",
        "sex",
        "titles",
    )

    def __init__(self, key: str, name: str, kind: ActorKind) -> None:
        self.key, self.name, self.kind = key, name, kind
        self.country: str | None = None
        self.org: str | None = None
        self.sectors: tuple[str, ...] = ()
        self.roles: list[Role] = []
        self.titles: list[str] = []
        """Titles borne in this report, in one spelling."""
        self.forms: list[tuple[str, ...]] = []
        """Folded names of a person, given name first as they stand."""
        self.sex = ""
        self.plural = False
        self.lemma = ""


class Claim(Struct, frozen=True, kw_only=True):
    """Tokens first … last-1 stand for actor number `actor`."""

    first: int
    last: int
    head: int
    actor: int
    how: How
    score: float
    reason: str
    country: str | None = None
    org: str | None = None
    sectors: tuple[str, ...] = ()
    nested: bool = False
    """An adjective or possessor inside a longer name."""


class Board:
    """Columns of the text, who owns each token, and the actors and claims so far."""

    def __init__(self, document: Document, parse: Parse, gazetteer: Gazetteer, day: str | None) -> None:
        self.document, self.parse, self.gazetteer, self.day = document, parse, gazetteer, day
        text = parse.text
        self.texts = [text[a:b] for a, b in zip(parse.start, parse.end, strict=True)]
        self.words = [fold(t) for t in self.texts]
        known = gazetteer.lemmas
        self.lemmas = [
            lemma if lemma in known or upos not in OPEN else mend(lemma, word, known, gazetteer.irregular)
            for lemma, word, upos in zip(map(str.lower, parse.lemma), self.words, parse.upos, strict=True)
        ]
        self.glued = [False, *(a == b for a, b in zip(parse.end, parse.start[1:], strict=False))][: len(parse)]
        """Whether a token follows the one before it without a space."""
        self.owner = [FREE] * len(parse)
        self.drafts: list[Draft] = []
        self.by_key: dict[str, int] = {}
        self.claims: list[Claim] = []
        self.countries: set[str] = set()
        """Countries and bodies that the report names."""
        self.persons: list[Draft] = []
        """Persons whose name the report gives, by first mention."""
        self.surnames: dict[str, int] = {}
        self.by_sound: dict[str, list[Draft]] = {}
        self.place_of: dict[int, str] = {}
        """Token of a capital that is only a place -> its country."""
        self.deferred: list[tuple[int, int, list[Entry]]] = []
        """Names of office holders, left to the stage that knows people."""

    def actor(self, key: str, name: str, kind: ActorKind) -> Draft:
        """The actor of that key, made where there is none."""
        number = self.by_key.get(key)
        if number is None:
            number = self.by_key[key] = len(self.drafts)
            self.drafts.append(Draft(key, name, kind))
        return self.drafts[number]

    def number(self, draft: Draft) -> int:
        """Index of an actor of this board."""
        return self.by_key[draft.key]

    def of_entry(self, entry: Entry) -> Draft:
        """The actor that a name of the gazetteer means."""
        draft = self.actor(entry.key, entry.name, entry.kind)
        draft.country = draft.country or entry.country
        if entry.sense != "seat" or entry.kind != "state":
            draft.org = draft.org or entry.org
            draft.sectors = draft.sectors or entry.sectors
        return draft

    def meet(self, draft: Draft, parts: tuple[str, ...]) -> None:
        """Enter a person with the words of the name."""
        known = any(form[-1] == parts[-1] for form in draft.forms)
        if not draft.forms:
            self.persons.append(draft)
        draft.forms.append(parts)
        self.surnames[parts[-1]] = self.surnames.get(parts[-1], 0) + (not known)
        for part in dict.fromkeys((parts[-1], parts[0])):
            self.by_sound.setdefault(sound(part), []).append(draft)

    def state(self, country: str) -> Draft:
        """The actor of a state."""
        draft = self.actor(f"state:{country}", self.gazetteer.state_names.get(country, country), "state")
        draft.country = country
        return draft

    def claim(
        self,
        first: int,
        last: int,
        draft: Draft,
        how: How,
        score: float,
        reason: str,
        *,
        head: int | None = None,
        country: str | None = None,
        org: str | None = None,
        sectors: tuple[str, ...] = (),
    ) -> int:
        """Give tokens first … last-1 to an actor; tokens that a name inside already owns stay with it."""
        number = len(self.claims)
        self.claims.append(
            Claim(
                first=first,
                last=last,
                head=self.head_of(first, last) if head is None else head,
                actor=self.number(draft),
                how=how,
                score=score,
                reason=reason,
                country=country,
                org=org,
                sectors=sectors,
            )
        )
        for i in range(first, last):
            if self.owner[i] < 0:
                self.owner[i] = number
        return number

    def head_of(self, first: int, last: int) -> int:
        """The word of the span on which the others hang: the last content word with its head outside."""
        heads, upos = self.parse.head, self.parse.upos
        outside = [i for i in range(first, last) if not first <= heads[i] < last]
        named = [i for i in outside if upos[i] in ("PROPN", "NOUN", "PRON")]
        words = named or [i for i in outside if upos[i] not in ("PUNCT", "ADP", "DET", "CCONJ", "PART")] or outside
        return words[-1] if words else last - 1

    def holder(self, token: int) -> Draft | None:
        """The actor that owns a token."""
        owner = self.owner[token]
        return self.drafts[self.claims[owner].actor] if owner >= 0 else None

    def left_edge(self, head: int) -> int:
        """First token of the noun phrase that ends at `head`, without its article."""
        parse, first, bound = self.parse, head, self.parse.bounds[self.parse.sentence_of[head]][0]
        for i in range(head - 1, max(bound, head - LONGEST_PHRASE) - 1, -1):
            own = self.owner[i] >= 0
            if parse.upos[i] == "PUNCT" and self.texts[i] not in "-–‑'’":
                break
            h, inside, steps = parse.head[i], parse.deprel[i] in INSIDE, 0
            while inside and h >= 0 and not first <= h <= head and steps < LONGEST_CLIMB:
                inside, h, steps = parse.deprel[h] in INSIDE, parse.head[h], steps + 1
            beside = own and i == first - 1 and parse.upos[i] in ("ADJ", "PROPN") and parse.head[i] > i
            if not (inside and first <= h <= head) and not beside:
                break
            first = i
        while first < head and (
            (parse.upos[first] in LEADING or parse.deprel[first] in ("case", "fixed", "mark", "cc"))
            and self.owner[first] < 0
        ):
            first += 1
        return first

    def determiner(self, first: int) -> str:
        """The article or pronoun before a noun phrase, folded; "" where there is none."""
        if first > self.parse.bounds[self.parse.sentence_of[first]][0] and self.parse.upos[first - 1] in (
            "DET",
            "PRON",
        ):
            return self.words[first - 1]
        return ""

    def case_of(self, token: int) -> str:
        """The preposition of a noun phrase, or ""."""
        parse = self.parse
        for child in parse.children[token]:
            if child < token and parse.deprel[child] == "case" and parse.upos[child] != "PART":
                return self.words[child]
        return ""

    def top(self, token: int) -> int:
        """The first member of the coordination or flat name that a token is in, up to a fixed number of steps."""
        parse = self.parse
        for _ in range(LONGEST_CLIMB):
            if parse.deprel[token] not in ("conj", "flat", "appos") or parse.head[token] < 0:
                break
            token = parse.head[token]
        return token

    def finish(self) -> Cast:
        """The cast: parties in text order, actors by first mention, ids by content."""
        order = sorted(range(len(self.claims)), key=lambda n: (self.claims[n].first, -self.claims[n].last, n))
        seen: dict[int, int] = {}
        for n in order:
            seen.setdefault(self.claims[n].actor, len(seen))
        parties, mentions = [], [list[Mention]() for _ in seen]
        for n in order:
            claim = self.claims[n]
            start, end = self.parse.start[claim.first], self.parse.end[claim.last - 1]
            span = span_of(self.parse.text, start, end)
            mentions[seen[claim.actor]].append(
                Mention(span=span, how=claim.how, score=round(min(1.0, max(0.0, claim.score)), 3), reason=claim.reason)
            )
            parties.append(
                Party(
                    first=claim.first,
                    last=claim.last,
                    head=claim.head,
                    actor=seen[claim.actor],
                    country=claim.country,
                    org=claim.org,
                    sectors=claim.sectors,
                )
            )
        actors = [self._actor(self.drafts[n], mentions[k]) for n, k in seen.items()]
        return Cast(actors=tuple(actors), parties=tuple(parties), by_head=self._heads(parties))

    def _actor(self, draft: Draft, mentions: Iterable[Mention]) -> Actor:
        return Actor(
            id=content_id("actor", draft.key),
            name=draft.name,
            kind=draft.kind,
            country=draft.country,
            org=draft.org,
            sectors=draft.sectors,
            roles=tuple(draft.roles),
            mentions=tuple(mentions),
        )

    def _heads(self, parties: Sequence[Party]) -> dict[int, int]:
        """Token -> party: heads first, then other words of a name that the tree hangs outside of it."""
        found: dict[int, int] = {}
        for n in sorted(range(len(parties)), key=lambda n: (parties[n].last - parties[n].first, n)):
            found.setdefault(parties[n].head, n)
        heads, upos = self.parse.head, self.parse.upos
        for n, party in enumerate(parties):
            for i in range(party.first, party.last):
                if not party.first <= heads[i] < party.last and upos[i] in ("PROPN", "NOUN"):
                    found.setdefault(i, n)
        return dict(sorted(found.items()))
