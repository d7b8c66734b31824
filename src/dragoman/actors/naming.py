"""Names of the gazetteer in a text: states, their adjectives and people, bodies, groups, capitals and seats.

In: the board. Out: claims on it. Two passes, since a capital is read by what stands around it: first every name whose
meaning its spelling tells, then capitals and seats. Office holders' names are put aside for the stage of people.
"""

from collections.abc import Sequence

from dragoman.actors.board import FREE, LITERAL, SEAT, SUBJECT, Board
from dragoman.actors.gazetteer import Entry
from dragoman.actors.seats import reads_as_government
from dragoman.records import How

IN_A_STATE = frozenset({"in", "at", "near", "inside", "outside", "across", "throughout", "within", "into"})
PERSON_SURE = 0.6
"""A person entity of at least this score keeps a place name that is part of it ("Paris Hilton")."""


def find_names(board: Board) -> None:
    """Claim every name of the gazetteer."""
    waiting = list[tuple[int, int, list[Entry]]]()
    gazetteer, words, texts = board.gazetteer, board.words, board.texts
    people = _people(board)
    surnames = {words[i] for i, named in enumerate(people) if named}
    vocabulary = frozenset(words)
    for first, last in board.parse.bounds:
        i = first
        while i < last:
            found = gazetteer.longest(words, texts, i, last, board.glued) if words[i] else None
            if found is None:
                i += 1
                continue
            stop, entries = found
            if stop == i + 1 and entries[0].sense == "capital" and words[i] in surnames:
                i = stop
                continue
            if _meant(board, i, stop, entries, people, vocabulary):
                if all(e.sense == "person" for e in entries):
                    board.deferred.append((i, stop, entries))
                else:
                    _take(board, i, stop, [e for e in entries if e.sense != "person"], waiting)
            i = stop
    for i, stop, entries in waiting:
        if entries[0].generic:
            _take_generic(board, i, stop, next((e for e in entries if e.country in board.countries), entries[0]))
        else:
            _take_seat(board, i, stop, entries[0])


def _people(board: Board) -> list[bool]:
    """For each token, whether it is within a person's name of several words."""
    column = [False] * len(board.parse)
    for entity in board.parse.entities:
        if entity.label == "person" and entity.last - entity.first > 1 and entity.score >= PERSON_SURE:
            column[entity.first : entity.last] = [True] * (entity.last - entity.first)
    return column


def _meant(
    board: Board, first: int, last: int, entries: Sequence[Entry], people: list[bool], vocabulary: frozenset[str]
) -> bool:
    """Whether the words are the name at all: no ordinary word in a headline of capitals, no part of a person's name."""
    entry = entries[0]
    if entry.sense == "none":
        board.owner[first:last] = [LITERAL] * (last - first)
        return False
    if "$" in board.texts[first] or (entry.common and last - first == 1 and _in_longer_name(board, first)):
        return False
    if (
        entry.common
        and entry.acronym
        and entry.sense != "state"
        and board.parse.upos[first] not in ("PROPN", "NOUN", "ADJ")
    ):
        return False
    if entry.sense in ("capital", "state") and people[first] and people[last - 1]:
        around = people[max(0, first - 1) : last + 1]
        return not (all(around) and len(around) > last - first)
    homonyms = board.gazetteer.contexts["homonyms"]
    if entry.key in homonyms["names"]:
        others, ours = homonyms[f"other {entry.key}"], homonyms[f"ours {entry.key}"]
        return not (vocabulary & others) or bool(vocabulary & ours)
    return True


def _in_longer_name(board: Board, i: int) -> bool:
    """Whether the word is part of a longer proper name that the gazetteer does not know ("Kowloon West")."""
    parse, before = board.parse, i - 1
    if i <= parse.bounds[parse.sentence_of[i]][0] or not board.texts[before][:1].isupper() or parse.upos[i] != "PROPN":
        return False
    if parse.upos[before] == "ADJ" and before > parse.bounds[parse.sentence_of[i]][0]:
        return board.owner[before] == FREE and parse.head[before] == i
    if (
        parse.upos[before] != "PROPN"
        or board.owner[before] != FREE
        or board.words[before] in board.gazetteer.titles.words
    ):
        return False
    beside = parse.head[before] in (i, parse.head[i]) and parse.deprel[before] in ("compound", "flat", "amod")
    return beside or (parse.head[i] == before and parse.deprel[i] in ("flat", "compound", "nmod:desc"))


def _take_generic(board: Board, first: int, last: int, entry: Entry) -> None:
    """A name that bodies of several countries bear: the known one where its country is in the report."""
    if entry.country in board.countries:
        if entry.sense == "seat":
            _take_seat(board, first, last, entry)
            return
        draft = board.of_entry(entry)
    else:
        draft = board.actor(f"org:{entry.key}", entry.name, entry.kind)
        draft.sectors = entry.sectors
    board.owner[first:last] = [FREE] * (last - first)
    board.claim(first, last, draft, "alias" if entry.alias else "name", 0.8, f"{entry.sense} name that several bear")


def _take(
    board: Board, first: int, last: int, entries: list[Entry], waiting: list[tuple[int, int, list[Entry]]]
) -> None:
    entry = _choose(board, first, last, entries)
    if entry.sense in ("capital", "seat") or entry.generic:
        waiting.append((first, last, [e for e in entries if e.generic] if entry.generic else [entry]))
        board.owner[first:last] = [SEAT if entry.sense == "seat" else LITERAL] * (last - first)
        return
    draft = board.of_entry(entry)
    if entry.country or entry.org:
        board.countries.add(entry.country or entry.org or "")
    how: How = "alias" if entry.alias or entry.sense == "adjective" else "name"
    score, reason = 0.95, f"{entry.sense} name of the gazetteer"
    if entry.sense == "adjective":
        reason = f"adjective of {entry.name}"
    elif entry.sense == "people":
        how, reason, draft.plural = "name", f"people of {entry.country}", True
    elif entry.sense == "state" and board.case_of(board.top(board.head_of(first, last))) in IN_A_STATE:
        score, reason = 0.8, "a state, named as a place"
    board.claim(first, last, draft, how, score, reason)


def _choose(board: Board, first: int, last: int, entries: list[Entry]) -> Entry:
    """The sense that fits the word's place in the sentence."""
    senses = {e.sense: e for e in reversed(entries)}
    parse, head = board.parse, board.head_of(first, last)
    alone = parse.deprel[head] not in ("amod", "compound", "flat", "nmod:desc") and (
        last >= len(board.texts) or parse.upos[last] not in ("NOUN", "PROPN") or parse.head[head] != last
    )
    if "adjective" in senses and "state" not in senses and alone and parse.xpos[head] in ("NN", "NNS", "NNP", "NNPS"):
        adjective = senses["adjective"]
        if "people" in senses:
            return senses["people"]
        if adjective.country and parse.deprel[head] in (*SUBJECT, "obj", "obl", "nmod", "conj", "obl:agent"):
            name = f"{board.gazetteer.adjective[adjective.country]} people"
            return Entry(
                sense="people",
                key=f"people:{adjective.country}",
                name=name,
                kind="population",
                country=adjective.country,
            )
    if "adjective" in senses and ("state" not in senses or parse.deprel[head] == "amod"):
        return senses["adjective"]
    return senses.get("state") or entries[0]


def _take_seat(board: Board, first: int, last: int, entry: Entry) -> None:
    """A capital or seat: a party where it is a government."""
    own = entry.kind != "state" or not entry.key.startswith("state:")
    score, reason = reads_as_government(board, first, last, seat=entry.sense == "seat")
    if entry.country or entry.org:
        board.countries.add(entry.country or entry.org or "")
    if score <= 0:
        board.owner[first:last] = [LITERAL] * (last - first)
        if entry.country:
            board.place_of.update(dict.fromkeys(range(first, last), entry.country))
        return
    board.owner[first:last] = [FREE] * (last - first)
    draft = board.of_entry(entry)
    sectors = (entry.sectors or ("GOV",)) if draft.kind == "state" else ()
    how: How = "name" if own and not entry.alias else "alias" if own else "metonym"
    board.claim(
        first, last, draft, how, min(0.95, 0.6 + score / 4), f"{entry.name}: {reason}", sectors=() if own else sectors
    )
