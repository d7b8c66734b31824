"""Every place name of a report, with the place it names: `find_places`.

In: the document, its parse and the table of places. Out: `Place` records in text order that do not overlap. Names
come from the table, from the entities of the parse and from the dateline; `names.toml` tells when a name of the table
is part of the name of a body. Which of several namesakes is meant is weighed by small comparators (`namesakes.py`).
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dragoman.language.parse import Entity, Parse
from dragoman.places.gazetteer import Entry, PlaceTable, fold
from dragoman.places.namesakes import Candidate, choose
from dragoman.records import Place, span_of
from dragoman.text.document import Document

LONGEST = 6
"""Tokens of the longest place name looked up ("Democratic People's Republic of Korea" has six)."""
SURE = 100_000
"""Inhabitants from which a proper noun alone is taken for the town; smaller towns share their names with people and
firms and need a word of place before them, a qualifier after them or the tagger's voice."""
LEAST_SCORE = 0.5
"""Score from which an entity of the parse names a place that the table lacks."""
SHORT = 3
"""Letters up to which a name counts only in capitals, and only for a large place (US, UAE, NYC; no town of Un)."""
GREAT = 3_000_000
"""Weight from which a name is the place even where the tagger sees a person: states, regions, seas, great cities."""
NAMING = ("flat", "flat:name", "compound", "goeswith")


class Names(Struct, frozen=True, kw_only=True):
    """The lists of `names.toml`."""

    bodies: frozenset[str]
    states_stay: frozenset[str]
    of_bodies: frozenset[str]
    sites: frozenset[str]
    leads: frozenset[str]
    titles: frozenset[str]
    common: frozenset[str]


@cache
def names() -> Names:
    """Read once."""
    data = tomllib.loads(files("dragoman.places").joinpath("data/names.toml").read_text("utf-8"))
    return Names(**{key: frozenset(words) for key, words in data.items()})


def find_places(document: Document, parse: Parse, table: PlaceTable) -> tuple[Place, ...]:
    """The place names of the text, each with its country and coordinates where these are known."""
    text = document.text
    cover = _cover(parse)
    named = list(_named(parse, table))
    found = [c for c in named if _is_place(c, parse, cover)]
    found += _dateline(document, parse, table, found)
    found += _unknown(parse, {i for c in (*named, *found) for i in range(c.first, c.last)})
    found.sort(key=lambda c: (c.start, c.end))
    places: list[Place] = []
    for candidate, entry in zip(found, choose(found, text), strict=True):
        if places and candidate.start < places[-1].span.end:
            continue
        places.append(_record(text, candidate, entry))
    return tuple(places)


def _record(text: str, candidate: Candidate, entry: Entry | None) -> Place:
    words = text[candidate.start : candidate.end]
    span = span_of(text, candidate.start, candidate.end)
    if entry is None:
        return Place(text=words, span=span, name=" ".join(words.split()))
    return Place(
        text=words,
        span=span,
        name=entry.name,
        country=entry.country,
        latitude=entry.latitude,
        longitude=entry.longitude,
    )


def _cover(parse: Parse) -> dict[int, Entity]:
    """Token number -> the entity that covers it."""
    return {i: entity for entity in parse.entities for i in range(entity.first, entity.last)}


def _named(parse: Parse, table: PlaceTable) -> Iterator[Candidate]:
    """Longest names of the table, left to right, within sentences."""
    for first, last in parse.bounds:
        i = first
        while i < last:
            candidate = _longest(parse, table, i, last) if parse.text[parse.start[i]].isupper() else None
            if candidate is None:
                i += 1
            else:
                yield candidate
                i = candidate.last


def _longest(parse: Parse, table: PlaceTable, first: int, bound: int) -> Candidate | None:
    for last in range(min(first + LONGEST, bound), first, -1):
        start, end = parse.start[first], parse.end[last - 1]
        words = parse.text[start:end]
        if "\n" in words or parse.upos[last - 1] == "PUNCT":
            continue
        key = fold(words)
        entries = table.find_folded(key)
        short = len(key) <= SHORT and (not words.isupper() or (entries and _is_small(entries)))
        if entries and not short:
            return Candidate(first=first, last=last, start=start, end=end, entries=entries)
    return None


def _is_small(entries: tuple[Entry, ...]) -> bool:
    return all(entry.weight < GREAT for entry in entries)


def _is_place(candidate: Candidate, parse: Parse, cover: dict[int, Entity]) -> bool:
    return all(check(candidate, parse, cover) for check in CHECKS)


def _head(candidate: Candidate, parse: Parse) -> int:
    """The token of the name whose head lies outside it."""
    inside = range(candidate.first, candidate.last)
    return next((i for i in inside if parse.head[i] not in inside), candidate.first)


def _word(parse: Parse, i: int) -> str:
    return parse.text[parse.start[i] : parse.end[i]].lower().rstrip(".") if 0 <= i < len(parse) else ""


def _is_state(candidate: Candidate) -> bool:
    return candidate.entries[0].kind == "country"


def _tagged(candidate: Candidate, cover: dict[int, Entity]) -> bool:
    entity = cover.get(candidate.last - 1)
    return entity is not None and entity.label == "place"


def _is_proper(candidate: Candidate, parse: Parse, cover: dict[int, Entity]) -> bool:
    """A proper noun, a tagged place, or a name of several words."""
    if _tagged(candidate, cover):
        return True
    inside = range(candidate.first, candidate.last)
    if any(parse.upos[i] in ("VERB", "AUX", "ADV", "PRON", "DET", "ADP") for i in inside) and len(inside) == 1:
        return False
    if len(inside) > 1:
        return True
    proper = parse.upos[candidate.first] == "PROPN"
    key, lists = fold(parse.text[candidate.start : candidate.end]), names()
    common = key in lists.common or key in lists.bodies or key in lists.of_bodies or key in lists.sites
    return (proper and not common) or (_is_state(candidate) and parse.upos[candidate.first] in ("NOUN", "X", "PROPN"))


def _no_person(candidate: Candidate, parse: Parse, cover: dict[int, Entity]) -> bool:
    """No person's name: "Paris Hilton", "Mr. Jordan"."""
    lead = candidate.first - 1
    if _word(parse, lead) in names().titles:
        return False
    entity = cover.get(_head(candidate, parse))
    if entity is not None and entity.label == "person":
        if entity.first < candidate.first or entity.last > candidate.last:
            return False
        if _weight(candidate) >= GREAT:
            return True
        told = _word(parse, lead) in names().leads or candidate.last - candidate.first > 1
        return told and _weight(candidate) >= SURE
    if _tagged(candidate, cover):
        return True
    for i in range(candidate.first, candidate.last):
        if parse.deprel[i] in ("flat", "flat:name") and not candidate.first <= parse.head[i] < candidate.last:
            return _comma_between(parse, parse.head[i], i)
        for child in parse.children[i]:
            outside = not candidate.first <= child < candidate.last
            if outside and parse.deprel[child] in ("flat", "flat:name") and parse.upos[child] == "PROPN":
                return _is_state(candidate) or _comma_between(parse, i, child)
    return True


def _comma_between(parse: Parse, one: int, two: int) -> bool:
    return any(_word(parse, i) == "," for i in range(min(one, two) + 1, max(one, two)))


def _no_body(candidate: Candidate, parse: Parse, cover: dict[int, Entity]) -> bool:
    """No part of the name of a body or a document: "Geneva Convention", "Bank of England"."""
    lists = names()
    head = _head(candidate, parse)
    entity = cover.get(head)
    larger = entity is not None and (entity.first < candidate.first or entity.last > candidate.last)
    if entity is not None and entity.label == "organisation" and larger and not _is_state(candidate):
        return False
    above = parse.head[head]
    follows = _word(parse, candidate.last)
    capital = candidate.last < len(parse) and parse.text[parse.start[candidate.last]].isupper()
    stays = _is_state(candidate) and follows in lists.states_stay
    if capital and follows in lists.bodies and not stays:
        return False
    if above < 0:
        return True
    name_above = parse.upos[above] == "PROPN" and parse.text[parse.start[above]].isupper()
    if _word(parse, candidate.first - 1) == "of" or _word(parse, candidate.first - 2) == "of":
        return not (name_above and _word(parse, above) in lists.of_bodies)
    if parse.deprel[head] == "compound" and name_above and above >= candidate.last and not _is_state(candidate):
        return _word(parse, above) in lists.sites or _tagged(candidate, cover) or above > candidate.last
    return True


def _is_likely(candidate: Candidate, parse: Parse, cover: dict[int, Entity]) -> bool:
    """Large enough for its name to mean it, or told to be a place by what stands around it."""
    if _weight(candidate) >= SURE or _tagged(candidate, cover):
        return True
    lead = _word(parse, candidate.first - 1)
    follows = _word(parse, candidate.last)
    qualified = follows == "," and parse.text[parse.start[candidate.last + 1] :][:1].isupper() if (
        candidate.last + 1 < len(parse)
    ) else False  # fmt: skip
    return lead in names().leads or (qualified and candidate.entries[0].unit is not None) or follows in names().sites


def _weight(candidate: Candidate) -> int:
    return max(entry.weight for entry in candidate.entries)


CHECKS = (_is_proper, _no_person, _no_body, _is_likely)


def _dateline(document: Document, parse: Parse, table: PlaceTable, found: list[Candidate]) -> list[Candidate]:
    """The place of the dateline, where the parse has not shown it."""
    if document.dateline is None or document.dateline.place is None:
        return []
    span = document.dateline.place
    if any(c.start < span.end and span.start < c.end for c in found):
        return []
    tokens = parse.tokens_in(span.start, span.end)
    first, last = (tokens[0], tokens[-1] + 1) if tokens else (-1, -1)
    end = span.end
    entries = table.find(document.text[span.start : end])
    if not entries and "," in document.text[span.start : end]:
        end = span.start + document.text[span.start : end].index(",")
        entries = table.find(document.text[span.start : end])
    return [Candidate(first=first, last=last, start=span.start, end=end, entries=entries)]


def _unknown(parse: Parse, taken: set[int]) -> list[Candidate]:
    """Places that the tagger names and the table lacks."""
    found: list[Candidate] = []
    for entity in parse.entities:
        if entity.label != "place" or entity.score < LEAST_SCORE or taken & set(range(entity.first, entity.last)):
            continue
        first, last = entity.first, entity.last
        while first < last - 1 and parse.upos[first] in ("DET", "PUNCT", "ADP"):
            first += 1
        if parse.upos[last - 1] in ("PROPN", "NOUN") and parse.text[parse.start[first]].isupper():
            start, end = parse.start[first], parse.end[last - 1]
            acronym = last - first == 1 and parse.text[start:end].isupper() and end - start <= LONGEST
            if not acronym:
                found.append(Candidate(first=first, last=last, start=start, end=end, entries=()))
    return found
