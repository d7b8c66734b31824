"""Titles in a text: "US Deputy Secretary of State" before a name, "the governor of X" after it.

In: the board and a place in the text. Out: an `Office`: its words, its title without the country, and what the title
says of its bearer. The words are read by classes (head, portfolio, modifier), not by the tree, which machine
translation breaks.
"""

from msgspec import Struct

from dragoman.actors.board import Board

LONGEST_TITLE = 14
POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my"})
LINKS = frozenset({"of", "for", "and", "to", "in", "s", "the", "on"})


class Office(Struct, frozen=True, kw_only=True):
    """Tokens first … last-1 name an office; its head noun is token `head`."""

    first: int
    last: int
    head: int
    title: str
    country: str | None = None
    org: str | None = None
    sectors: tuple[str, ...] = ()
    sex: str = ""
    former: bool = False


def office_before(board: Board, name: int) -> Office | None:
    """The title that ends right before token `name`."""
    bound = max(board.parse.bounds[board.parse.sentence_of[name]][0], name - LONGEST_TITLE)
    words, titles = board.words, board.gazetteer.titles
    i = name
    while i > bound:
        before = i - 1
        known = words[before] in titles.words or words[before] in titles.honorifics
        link = words[before] in LINKS and i < name
        hyphen = board.texts[before] in "-–‑" and i < name
        if not known and not link and not hyphen and not _affiliation(board, before) and words[before] != "":
            break
        if words[before] == "" and not hyphen and board.texts[before] not in ("'", "’"):
            break
        i = before
        if words[before] in titles.honorifics:
            break
    return read_office(board, i, name)


def office_after(board: Board, end: int) -> Office | None:
    """The title in the apposition that begins with a comma at token `end`: ", the governor of X,"."""
    parse, words, titles = board.parse, board.words, board.gazetteer.titles
    if end >= len(parse) or board.texts[end] != ",":
        return None
    stop = min(parse.bounds[parse.sentence_of[end]][1], end + LONGEST_TITLE)
    i = end + 1
    while (
        i < stop and parse.upos[i] in ("DET", "PRON") and words[i] in ("the", "a", "an", "his", "her", "its", "their")
    ):
        i += 1
    first = i
    while i < stop and (
        words[i] in titles.words or _affiliation(board, i) or board.texts[i] in "-–‑" or words[i] == "s"
    ):
        i += 1
    if i == first:
        return None
    while i < stop and words[i] in ("of", "for", "and", "in", "to") and i > first:
        j = i + 1
        while j < stop and words[j] == "the":
            j += 1
        k = j
        while (
            k < stop
            and (words[k] in titles.words or _affiliation(board, k) or parse.upos[k] in ("PROPN", "ADJ"))
            and words[k]
        ):
            k += 1
        if k == j:
            break
        i = k
    office = read_office(board, first, i)
    if office is None or (i < stop and parse.upos[i] == "PROPN" and board.owner[i] < 0):
        return None
    return office


def office_ahead(board: Board, first: int, last: int) -> Office | None:
    """The title that a name explains: "Malaysia's prime minister, NAME, said"."""
    parse = board.parse
    if first < 2 or board.texts[first - 1] != "," or parse.sentence_of[first - 2] != parse.sentence_of[first]:
        return None
    explains = parse.deprel[board.head_of(first, last)] == "appos"
    enclosed = last < len(parse) and board.texts[last] in ",.;"
    if not explains and not enclosed:
        return None
    office, explained = office_before(board, first - 1), parse.head[board.head_of(first, last)]
    if office is None and explains and first - LONGEST_TITLE < explained < first:
        office = read_office(board, board.left_edge(explained), explained + 1)
    if office is None or any(
        board.owner[i] >= 0 and board.drafts[board.claims[board.owner[i]].actor].kind == "person"
        for i in range(office.first, office.last)
    ):
        return None
    before = board.words[office.first - 1] if office.first else ""
    return office if explains or office.country or office.org or before == "the" else None


def read_office(board: Board, first: int, last: int) -> Office | None:
    """The office that tokens first … last-1 name; None where they have no head noun of a title."""
    titles, words = board.gazetteer.titles, board.words
    while first < last and (words[first] in LINKS or not words[first]) and board.owner[first] < 0:
        first += 1
    found = _head(board, first, last)
    if found is None:
        return None
    head, phrase = found
    country = org = None
    own: set[int] = set()
    for i in range(first, last):
        draft = board.holder(i)
        if draft is None or draft.kind == "person":
            continue
        own.add(i)
        if draft.country and (country is None or i < head):
            country = draft.country
        if draft.kind not in ("state", "population") and draft.org:
            org = draft.org
    if country is None and org is None:
        country = next((board.place_of[i] for i in range(first, last) if i in board.place_of), None)
    kept = [i for i in range(first, last) if i not in own and not (i < head and board.words[i] in POSSESSIVES)]
    title = _phrase(board, kept)
    sector = titles.heads[phrase]
    sectors = [sector]
    before = [words[i] for i in kept if i != head]
    former = any(w in titles.former for w in before) or phrase.startswith("ex-")
    lead = next((titles.portfolios[w] for w in before if titles.portfolios.get(w)), "")
    if former:
        sectors = ["ELI"]
    elif lead and sector in ("GOV", "PTY", "MIL", "BUS"):
        joined = lead == "MIL" and board.lemmas[head] in ("minister", "secretary")
        sectors = ["GOV", "MIL"] if joined else [lead]
    if org:
        body = board.gazetteer.bodies.get(org)
        sectors = list(body.sectors) if body is not None and sector == "GOV" else sectors
    sex = next((titles.sex[w] for w in (board.lemmas[head], words[head]) if w in titles.sex), "")
    return Office(
        first=first,
        last=last,
        head=board.head_of(first, last),
        title=title,
        country=country,
        org=org,
        sectors=tuple(sectors),
        sex=sex,
        former=former,
    )


def _head(board: Board, first: int, last: int) -> tuple[int, str] | None:
    """Token and words of the head of a title: the last head noun before any "of"."""
    heads, best = board.gazetteer.titles.heads, None
    for i in range(first, last):
        if board.owner[i] >= 0:
            continue
        if best is not None and board.words[i] in ("of", "for", "to", "in"):
            tail = _phrase(board, list(range(best[0], min(last, i + 2)))).lower()
            return (best[0], tail) if tail in heads else best
        for width in (3, 2, 1, 5):
            if i - width + 1 >= first:
                phrase = _phrase(board, list(range(i - width + 1, i + 1))).lower().rstrip(".")
                if phrase == "pm" and i and board.parse.upos[i - 1] == "NUM":
                    continue
                lemma = board.lemmas[i]
                if phrase in heads or (width == 1 and lemma in heads):
                    best = i, phrase if phrase in heads else lemma
                    break
    return best


def _phrase(board: Board, tokens: list[int]) -> str:
    """Words of these tokens with their own spacing, edges without links."""
    while tokens and (board.words[tokens[0]] in LINKS or not board.words[tokens[0]]):
        tokens = tokens[1:]
    while tokens and (board.words[tokens[-1]] in LINKS or not board.words[tokens[-1]]):
        tokens = tokens[:-1]
    parse, pieces = board.parse, list[str]()
    for n, i in enumerate(tokens):
        if n and (parse.end[tokens[n - 1]] < parse.start[i] or tokens[n - 1] != i - 1):
            pieces.append(" ")
        pieces.append(board.texts[i])
    return " ".join("".join(pieces).replace(" 's", "").split())


def _affiliation(board: Board, i: int) -> bool:
    """Whether a state, body or group owns the token, so that it can stand in a title."""
    draft = board.holder(i)
    return draft is not None and draft.kind not in ("person", "population")
