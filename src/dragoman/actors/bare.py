"""Titles without a name: "the Turkish president", "a spokesman".

In: the board, the memory of the reading, and the office that the words name. Out: a claim on the person of the report
who bears it, on the office holder of the day where the table knows exactly one, or on somebody unnamed.
"""

from dragoman.actors.board import MOST_TITLES, Board, Draft
from dragoman.actors.memory import Memory
from dragoman.actors.names import fold
from dragoman.actors.offices import Office
from dragoman.actors.titles import norm_title
from dragoman.records import Role

REPORT = 60
"""Sentences over which a title still finds its bearer."""


def bare_title(board: Board, memory: Memory, token: int, office: Office) -> int | None:
    """A title without a name: the person of the report who bears it, the office holder of the day, or nobody
    whom we know."""
    title, titles = norm_title(office.title), board.gazetteer.titles
    if board.lemmas[token] == "counterpart":
        title = _same_office(board, office, title)
    first, det = office.first, board.determiner(office.first)
    definite = det not in board.gazetteer.contexts["nominal"]["indefinite"]
    if definite and (draft := memory.nearest(token, lambda d: _bears(d, title, office), sentences=REPORT)) is not None:
        return board.claim(
            first, office.last, draft, "role", 0.85, f"{title}: borne by {draft.name} in this report", head=token
        )
    known = office.country or office.org
    if not title or title in titles.needy or (board.lemmas[token] in titles.vague and not known):
        return None
    country, score = office.country, 0.75
    national = title in titles.unique or title.endswith("minister")
    if national and country is None and office.org is None and definite and det in ("the", "this", "that"):
        country, score = memory.country(token), 0.5
    if definite and board.day and title in titles.unique and (country or office.org) and not office.former:
        serving = {
            h.name: h
            for h in board.gazetteer.by_office.get((title, country or office.org or ""), ())
            if h.serves(board.day)
        }
        if len(serving) == 1:
            holder = next(iter(serving.values()))
            draft = board.actor(f"person:{fold(holder.name)}", holder.name, "person")
            if not draft.forms:
                draft.country, draft.org, draft.sex, draft.sectors = (
                    holder.country,
                    holder.org,
                    holder.sex,
                    office.sectors,
                )
                draft.roles.append(Role(title=holder.title, country=holder.country, start=holder.start, end=holder.end))
                draft.titles.append(title)
            return board.claim(
                first, office.last, draft, "role", score + 0.05, f"{holder.title} of the day", head=token
            )
    place = board.gazetteer.adjective.get(country, "") if country else office.org or ""
    name = f"{place} {office.title}".strip()
    draft = board.actor(f"title:{fold(name)}", name, "person")
    draft.country, draft.org, draft.sectors = country, office.org, draft.sectors or office.sectors
    draft.sex, draft.lemma = draft.sex or office.sex, board.lemmas[token]
    if title not in draft.titles and len(draft.titles) < MOST_TITLES:
        draft.titles.append(title)
        draft.roles.append(Role(title=office.title, country=country))
    return board.claim(first, office.last, draft, "role", score, f"{title}: a title without a name", head=token)


def _same_office(board: Board, office: Office, title: str) -> str:
    """Title of somebody's counterpart: the one that he or she bears."""
    owners = (board.holder(i) for i in range(office.first, office.last))
    return next((d.titles[0] for d in owners if d is not None and d.kind == "person" and d.titles), title)


def _bears(draft: Draft, title: str, office: Office) -> bool:
    """Whether a person of the report bears that title, as far as the words say."""
    if draft.kind != "person" or not draft.titles:
        return False
    if (office.country and draft.country and draft.country != office.country) or (
        office.org and draft.org and draft.org != office.org
    ):
        return False
    own = {w for t in draft.titles for w in t.split()}
    return any(t == title or t.endswith(f" {title}") for t in draft.titles) or (
        set(title.split()) <= own and bool(title)
    )
