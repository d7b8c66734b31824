"""Persons: names with their titles, chained through the report and to the office holders of the day.

In: the board after the names of the gazetteer. Out: claims. A name is a run of proper nouns that the tagger calls a
person, that bears a title, that an apposition explains, that an office holder bears, or that speaks. Names of several
words make persons; single surnames join the person they most resemble (see `names.alike`), and start one of their own
only where something else says that they are persons.
"""

from msgspec import Struct

from dragoman.actors.board import FREE, MOST_TITLES, SUBJECT, Board, Draft
from dragoman.actors.gazetteer import Entry, Holder
from dragoman.actors.names import SAME, Bearer, Likeness, alike, fold, sound
from dragoman.actors.offices import Office, office_after, office_ahead, office_before
from dragoman.actors.titles import norm_title
from dragoman.records import How, Role

PARTICLES = frozenset(
    {
        "al",
        "el",
        "bin",
        "ben",
        "ibn",
        "abu",
        "de",
        "da",
        "do",
        "dos",
        "del",
        "della",
        "di",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "ul",
        "ur",
        "bint",
        "ter",
        "zu",
        "st",
    }
)
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
LONGEST_NAME = 7
ENTITY_SURE = 0.4
"""Score from which a person entity alone makes a person; below it another cue is wanted."""
SHORT_SURNAME = 5
"""A surname of fewer letters links to an office holder only where his country is in the report."""
NEAREST_PERSONS = 30
"""Persons before a name whose surname is tried for a slip; those that sound alike are found wherever they stand."""


class Name(Struct, frozen=True, kw_only=True):
    """A run of tokens that may name a person."""

    first: int
    last: int
    parts: tuple[str, ...]
    """Folded words of the name."""
    office: Office | None
    entity: float
    """Score of a person entity that overlaps it, or 0."""
    known: tuple[Entry, ...] = ()
    sex: str = ""


def find_people(board: Board) -> None:
    """Claim every person's name, with title and apposition."""
    names = _runs(board)
    for name in names:
        if len(name.parts) > 1 and _is_person(board, name):
            _settle(board, name)
    for name in names:
        if len(name.parts) == 1:
            _settle(board, name)


def _runs(board: Board) -> list[Name]:
    """The candidate names of the text."""
    parse, texts, words = board.parse, board.texts, board.words
    entity, other, known = [0.0] * len(parse), [False] * len(parse), dict[int, tuple[int, tuple[Entry, ...]]]()
    for e in parse.entities:
        if e.label == "person":
            entity[e.first : e.last] = [max(e.score, 0.01)] * (e.last - e.first)
        elif e.label in ("organisation", "place", "facility", "event"):
            other[e.first : e.last] = [True] * (e.last - e.first)
    for first, last, entries in board.deferred:
        if not _month(board, first):
            known[first] = (last, tuple(entries))
    found = list[Name]()
    for start, stop in parse.bounds:
        i = start
        while i < stop:
            named = (i in known or entity[i] > 0 or parse.upos[i] == "PROPN") and not _month(board, i)
            if not named or board.owner[i] != FREE or not texts[i][:1].isalpha():
                i += 1
                continue
            j = i + 1
            while j < stop and j - i < LONGEST_NAME and board.owner[j] == FREE and _goes_on(board, entity, i, j, stop):
                j += 1
            while j - 1 > i and not words[j - 1]:
                j -= 1
            hit = known.get(i) or next((known[k] for k in range(i, j) if k in known), None)
            if hit and hit[0] > j:
                j = hit[0]
            whole = hit is not None and (i in known and j - i == hit[0] - i)
            name = _name(board, i, j, max(entity[i:j]), hit[1] if hit and whole else ())
            if name is not None and not (
                other[name.first] and not name.known and name.office is None and not name.entity
            ):
                found.append(name)
            i = j
    return found


def _month(board: Board, i: int) -> bool:
    """Whether the word is a month beside a number ("May 7")."""
    if board.words[i] not in ("may", "march", "june", "april", "august"):
        return False
    return any(board.texts[j][:1].isdigit() for j in (i - 1, i + 1) if 0 <= j < len(board.texts))


def _goes_on(board: Board, entity: list[float], first: int, i: int, stop: int) -> bool:
    """Whether token i carries on the name that began at `first`."""
    text, upos = board.texts[i], board.parse.upos
    if upos[i] == "PROPN" or entity[i] > 0:
        hyphened = board.texts[i - 1] in "-–‑" or "-" in text
        if text[:1].isupper() or (hyphened and text[:1].isalpha()):
            return True
    if i + 1 >= stop or not board.texts[i + 1][:1].isalpha():
        return text == "." and len(board.texts[i - 1]) == 1
    after = upos[i + 1] == "PROPN" or entity[i + 1] > 0
    if (
        text in "-–‑"
        and board.parse.end[i - 1] == board.parse.start[i]
        and board.parse.end[i] == board.parse.start[i + 1]
    ):
        return after or entity[i] > 0
    return after and (board.words[i] in PARTICLES or (text in "'’" and board.parse.end[i] == board.parse.start[i + 1]))


def _name(board: Board, first: int, last: int, entity: float, known: tuple[Entry, ...]) -> Name | None:
    """Cut title words and honorifics off the front of a run and look for the title before it."""
    titles, words, sex = board.gazetteer.titles, board.words, ""
    name_at = first
    for i in range(first, last - 1):
        if (words[i] in titles.words or words[i] in titles.honorifics) and (
            words[i] not in titles.given or words[i] in titles.honorifics
        ):
            name_at = i + 1
    while name_at < last - 1 and not words[name_at]:
        name_at += 1
    alone = name_at == last - 1 and words[name_at] in titles.words and not known
    if alone or (
        words[last - 1] in titles.words
        and not known
        and not entity
        and words[last - 1] in ("minister", "secretary", "president")
    ):
        return None
    before = name_at - 1
    if before >= 0 and words[before] in titles.honorifics:
        sex = titles.sex.get(words[before], "")
    parts = tuple(w for w in words[name_at:last] if w)
    if len(parts) > 1 and parts[-1] in SUFFIXES:
        parts = parts[:-1]
    if not parts:
        return None
    office = office_before(board, name_at)
    return Name(first=name_at, last=last, parts=parts, office=office, entity=entity, known=known, sex=sex)


def _is_person(board: Board, name: Name) -> bool:
    if name.parts[-1] in board.gazetteer.contexts["landmarks"]["words"] and len(name.parts) > 1 and not name.known:
        return False
    if name.office is not None or name.known or name.entity >= ENTITY_SURE or name.sex:
        return True
    return (
        name.parts[0] in board.gazetteer.titles.given
        or _speaks(board, name)
        or office_after(board, name.last) is not None
    )


def _stands_alone(board: Board, name: Name) -> bool:
    """Whether a single word that nobody of the report bears is a person after all."""
    if name.office is not None or name.sex:
        return True
    common = name.parts[0] in board.gazetteer.contexts["common"]["words"]
    return name.entity >= ENTITY_SURE and (not common or _speaks(board, name))


def _speaks(board: Board, name: Name) -> bool:
    top = board.top(board.head_of(name.first, name.last))
    head = board.parse.head[top]
    return (
        board.parse.deprel[top] in SUBJECT
        and head >= 0
        and board.lemmas[head] in board.gazetteer.contexts["speech"]["verbs"]
    )


def _bearer(name: Name, surname: str, given: str, *, rare: bool = False) -> Bearer:
    office = name.office
    return Bearer(
        surname=surname,
        given=given,
        rare=rare,
        title=norm_title(office.title) if office else "",
        country=(office.country or office.org or "") if office else "",
    )


def _settle(board: Board, name: Name) -> None:
    """Find the person that the name means, or make one, and claim the words."""
    draft, likeness = _in_report(board, name)
    if draft is None or (likeness.garbled and likeness.score < 1.0):
        held, likeness_held = _in_office(board, name)
        if held is not None and (draft is None or likeness_held.score >= likeness.score):
            draft, likeness = _draft_of(board, held), likeness_held
    if draft is None:
        if len(name.parts) == 1 and not _stands_alone(board, name):
            return
        draft = board.actor(f"person:{''.join(name.parts)}", _written(board, name), "person")
        likeness = Likeness(score=max(0.6, name.entity), reason="a person's name")
    _remember(board, draft, name)
    first = name.office.first if name.office else name.first
    how: How = "garbled" if likeness.garbled else "name" if len(name.parts) > 1 else "alias"
    if likeness.garbled:
        reason = f"{_written(board, name)} is {draft.name}: {likeness.reason}"
    else:
        reason = f"title and name: {likeness.reason}" if name.office else likeness.reason
    board.claim(first, name.last, draft, how, min(0.97, likeness.score), reason, head=board.head_of(first, name.last))
    after = office_after(board, name.last) or office_ahead(board, name.first, name.last)
    if after is not None:
        _bear(board, draft, after)
        board.claim(after.first, after.last, draft, "role", 0.85, f"explains {draft.name}", head=after.head)


def _written(board: Board, name: Name) -> str:
    return board.parse.text[board.parse.start[name.first] : board.parse.end[name.last - 1]]


def _splits(parts: tuple[str, ...]) -> list[tuple[str, str]]:
    """Surname and given name, in the orders in which they may stand."""
    if len(parts) == 1:
        return [(parts[0], "")]
    cut = next((i for i, p in enumerate(parts) if i and p in PARTICLES), len(parts) - 1)
    orders = [
        (parts[-1], "".join(parts[:1])),
        ("".join(parts[cut:]), "".join(parts[:cut])),
        (parts[0], "".join(parts[1:])),
    ]
    return list(dict.fromkeys(orders))


def _in_report(board: Board, name: Name) -> tuple[Draft | None, Likeness]:
    """The person of this report that the name resembles most."""
    best: tuple[Draft | None, Likeness] = (None, Likeness(score=0.0, reason=""))
    exact = board.by_key.get(f"person:{''.join(name.parts)}")
    if exact is not None:
        return board.drafts[exact], Likeness(score=0.95, reason="the same name")
    alike_sounding = [
        d for part in (name.parts[-1], name.parts[0]) for d in board.by_sound.get(sound(part), ())[-NEAREST_PERSONS:]
    ]
    for draft in dict.fromkeys([*reversed(alike_sounding), *reversed(board.persons[-NEAREST_PERSONS:])]):
        for form in draft.forms:
            pairs = (
                [(form[-1], "".join(form[:-1]))] if len(name.parts) > 1 else [(p, "") for p in (form[-1], *form[:1])]
            )
            if draft.sex and name.sex and draft.sex != name.sex:
                continue
            own_title = draft.titles[0] if draft.titles else ""
            for surname, given in pairs:
                mine = Bearer(
                    surname=surname,
                    given=given,
                    title=own_title,
                    country=draft.country or draft.org or "",
                    rare=board.surnames.get(surname, 0) <= 1,
                )
                split = (name.parts[-1], "".join(name.parts[:-1]))
                found = alike(_bearer(name, *split), mine)
                if found.score >= SAME and found.score > best[1].score:
                    best = draft, found
    return best


def _in_office(board: Board, name: Name) -> tuple[Holder | None, Likeness]:
    """The office holder that the name means, by name, title, country and day."""
    gazetteer, office = board.gazetteer, name.office
    pool = list[Holder]()
    for surname, _ in _splits(name.parts):
        pool += gazetteer.by_short.get(surname, ())
        if office is not None:
            pool += gazetteer.by_sound.get(sound(surname), ())
    if office is not None and (office.country or office.org):
        pool += gazetteer.by_office.get((norm_title(office.title), office.country or office.org or ""), ())
    best: tuple[Holder | None, Likeness] = (None, Likeness(score=0.0, reason=""))
    for holder in dict.fromkeys(pool):
        short = fold(holder.short)
        given = fold(holder.name).replace(short, "", 1)
        namesakes = {fold(h.name) for h in gazetteer.by_short.get(short, ())}
        place = holder.country or holder.org or ""
        serving = board.day is None or holder.serves(board.day)
        theirs = Bearer(
            surname=short,
            given=given,
            title=norm_title(holder.title) if serving else "",
            country=place,
            rare=len(namesakes) == 1,
        )
        for surname, mine in _splits(name.parts):
            found = alike(_bearer(name, surname, mine), theirs)
            score = found.score
            if not mine and office is None:
                score += 0.1 if place in board.countries else 0.0
                score -= 0.0 if serving else 0.3
                if len(short) < SHORT_SURNAME and place not in board.countries:
                    score -= 0.3
            if score >= SAME and score > best[1].score + (0.0 if serving else 0.05):
                best = (
                    holder,
                    Likeness(score=score, reason=f"{found.reason}; {holder.title} of {place}", garbled=found.garbled),
                )
    return best


def _draft_of(board: Board, holder: Holder) -> Draft:
    """The actor of an office holder, with the offices of the day (or the only one in the table)."""
    draft = board.actor(f"person:{fold(holder.name)}", holder.name, "person")
    if draft.forms:
        return draft
    short = fold(holder.short)
    given = fold(holder.name).replace(short, "", 1)
    board.meet(draft, (given, short) if given else (short,))
    draft.country, draft.org, draft.sex = holder.country, holder.org, holder.sex
    rows = board.gazetteer.holders_of(holder.name)
    now = [h for h in rows if (h.serves(board.day) if board.day else len(rows) == 1)]
    for row in now:
        draft.roles.append(Role(title=row.title, country=row.country, start=row.start, end=row.end))
        draft.titles.append(norm_title(row.title))
    if now and draft.country:
        draft.sectors = ("GOV",)
    return draft


def _remember(board: Board, draft: Draft, name: Name) -> None:
    """Add to the person what this mention tells."""
    if not draft.forms:
        board.meet(draft, name.parts)
    elif len(name.parts) > 1 and name.parts not in draft.forms and len(draft.forms) < 4:
        board.meet(draft, name.parts)
        if len(draft.forms[0]) == 1:
            draft.forms[0], draft.name = name.parts, _written(board, name)
    draft.sex = (
        draft.sex
        or name.sex
        or next((board.gazetteer.titles.given[p] for p in name.parts[:-1] if p in board.gazetteer.titles.given), "")
    )
    if name.office is not None:
        _bear(board, draft, name.office)


def _role(board: Board, draft: Draft, office: Office) -> Role:
    """The office as a role, with its dates where the table has exactly one that fits the person and the day."""
    title = norm_title(office.title)
    rows = [h for h in board.gazetteer.holders_of(draft.name) if norm_title(h.title) == title]
    rows = [h for h in rows if board.day is None or h.serves(board.day)]
    dates = (rows[0].start, rows[0].end) if len(rows) == 1 else (None, None)
    return Role(
        title=office.title, country=office.country or (draft.country if rows else None), start=dates[0], end=dates[1]
    )


def _bear(board: Board, draft: Draft, office: Office) -> None:
    """Give a person an office that the text names."""
    title = norm_title(office.title)
    if office.sex:
        draft.sex = draft.sex or office.sex
    draft.country = draft.country or office.country
    draft.org = draft.org or office.org
    draft.sectors = draft.sectors or office.sectors
    if title and title not in draft.titles and len(draft.titles) < MOST_TITLES:
        draft.titles.append(title)
        if not any(norm_title(role.title) == title for role in draft.roles):
            draft.roles.append(_role(board, draft, office))
