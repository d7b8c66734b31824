"""Whether the name of a capital or seat stands for a government or only for a place.

In: the board and the tokens of the name. Out: a score (positive: government) and the reason. "Moscow warned" and "ties
with Moscow" are a government; "in Moscow" and "visited Moscow" a place, and then no party is made.
"""

from collections.abc import Callable

from dragoman.actors.board import SEAT, SUBJECT, Board

Judgement = tuple[float, str]
NOTHING: Judgement = (0.0, "")
PEOPLE_HEADS = frozenset(
    {"government", "regime", "official", "authority", "leadership", "administration", "diplomat", "elite", "cabinet"}
)
GOVERNMENT_CASES = {
    "with": 0.7,
    "between": 0.6,
    "against": 0.8,
    "by": 0.7,
    "for": 0.5,
    "to": 0.4,
    "on": 0.5,
    "of": 0.3,
    "about": 0.4,
    "among": 0.5,
    "than": 0.4,
    "like": 0.5,
    "despite": 0.3,
    "behind": 0.4,
    "unlike": 0.5,
    "without": 0.5,
    "as": 0.3,
}
"""Prepositions that lead to somebody rather than somewhere, and how strongly."""


def reads_as_government(board: Board, first: int, last: int, *, seat: bool = False) -> Judgement:
    """Positive where the name means a government. A `seat` ("the Kremlin") is one unless it plainly is a place."""
    head = board.head_of(first, last)
    top = board.top(head)
    total, reasons = (0.3, ["a seat of government"]) if seat else (0.0, [])
    for compare in COMPARATORS:
        score, reason = compare(board, first, last, top)
        total += score
        if reason:
            reasons.append(reason)
    return round(total, 3), "; ".join(reasons)


def _dateline(board: Board, first: int, last: int, top: int) -> Judgement:
    line = board.document.dateline
    if line is not None and board.parse.start[first] < line.span.end and board.parse.end[last - 1] > line.span.start:
        return -3.0, "in the dateline"
    return NOTHING


def _hyphen(board: Board, first: int, last: int, top: int) -> Judgement:
    """ "Moscow-backed" speaks of a government, "Moscow-based" of a place."""
    if last + 1 < len(board.texts) and board.texts[last] in "-–‑":
        word, lists = board.words[last + 1], board.gazetteer.contexts["seat"]
        if word in lists["led"]:
            return 1.5, f"{word} by it"
        if word in lists["after_place"]:
            return -2.0, f"{word} there"
    if first >= 2 and board.texts[first - 1] in "-–‑" and board.words[first - 2] in ("pro", "anti"):
        return 1.5, "for or against it"
    return NOTHING


def _followed(board: Board, first: int, last: int, top: int) -> Judgement:
    """ "Tokyo, Japan": a place with its country."""
    if last + 1 < len(board.texts) and board.texts[last] == "," and board.owner[last + 1] >= 0:
        draft = board.holder(last + 1)
        own = board.gazetteer.longest(board.words, board.texts, first, last, board.glued)
        if draft and draft.kind == "state" and own and any(e.country == draft.country for e in own[1]):
            return -1.0, "with its country"
    return NOTHING


def _subject(board: Board, first: int, last: int, top: int) -> Judgement:
    parse, lists = board.parse, board.gazetteer.contexts["seat"]
    if parse.deprel[top] in SUBJECT and parse.head[top] >= 0:
        verb = board.lemmas[parse.head[top]]
        if parse.deprel[top] == "nsubj:pass" and verb in lists["struck"]:
            return -1.0, f"{verb} happens to a place"
        if verb in lists["lying"] or (
            parse.upos[parse.head[top]] in ("NOUN", "PROPN") and verb in ("capital", "city", "home")
        ):
            return -0.5, f"subject of {verb}"
        return 1.0, f"subject of {verb}"
    if (
        parse.deprel[top] not in ("obl", "nmod", "obj")
        and last < len(board.texts)
        and parse.upos[last] in ("VERB", "AUX")
    ):
        return 0.6, "before a verb"
    return NOTHING


def _object(board: Board, first: int, last: int, top: int) -> Judgement:
    parse, lists = board.parse, board.gazetteer.contexts["seat"]
    if parse.deprel[top] in ("obj", "iobj") and parse.head[top] >= 0:
        verb = board.lemmas[parse.head[top]]
        if verb in lists["reached"] or verb in lists["struck"]:
            return -1.0, f"object of {verb}"
        return 0.8, f"object of {verb}"
    return NOTHING


def _preposition(board: Board, first: int, last: int, top: int) -> Judgement:
    parse, lists = board.parse, board.gazetteer.contexts["seat"]
    case = board.case_of(top) or board.case_of(board.head_of(first, last))
    if not case and first > 0 and parse.upos[first - 1] == "ADP":
        case = board.words[first - 1]
    if not case and first > 1 and parse.upos[first - 1] == "DET" and parse.upos[first - 2] == "ADP":
        case = board.words[first - 2]
    if not case:
        return NOTHING
    noun = board.lemmas[parse.head[top]] if parse.head[top] >= 0 else ""
    if case == "according" or (case == "to" and any(w == "according" for w in board.words[max(0, first - 3) : first])):
        return 1.0, "according to it"
    if case in lists["locative"]:
        return -1.5, f"{case} a place"
    if case == "from" and first > 1:
        at = next((i for i in range(first - 1, max(0, first - 4), -1) if board.words[i] == "from"), 0)
        if at and parse.upos[at - 1] == "NOUN":
            noun = board.lemmas[at - 1]
    if case == "from":
        return (0.7, f"{noun} from it") if noun in lists["from_source"] else (-1.0, "from a place")
    if case == "to" and noun in lists["motion"]:
        return -1.0, f"{noun} to a place"
    if case == "of" and noun in lists["of_place"]:
        return -1.0, f"{noun} of a place"
    if case == "on" and noun in ("attack", "assault", "march", "advance", "raid", "strike", "drive"):
        return -1.0, f"{noun} on a place"
    if case == "for" and noun in lists["motion"] | {"leave", "depart", "bound"}:
        return -1.0, f"{noun} for a place"
    return GOVERNMENT_CASES.get(case, 0.0), f"{case} it"


def _possessor(board: Board, first: int, last: int, top: int) -> Judgement:
    parse, lists = board.parse, board.gazetteer.contexts["seat"]
    head, seat = parse.head[top], board.owner[first] == SEAT
    if head < 0 or parse.deprel[top] not in ("nmod:poss", "compound", "amod", "nmod", "nmod:desc"):
        return NOTHING
    noun = board.lemmas[head]
    if parse.deprel[top] == "nmod:poss":
        return (-1.0, f"its {noun}") if noun in lists["place_nouns"] else (0.8, f"its {noun}")
    if parse.deprel[top] != "nmod" and head >= last:
        titles = board.gazetteer.titles
        if noun in PEOPLE_HEADS or (noun in titles.heads and noun not in lists["place_nouns"]):
            return 0.8, f"{noun} of a government"
        return (0.0, "") if seat and noun not in lists["place_nouns"] else (-0.6, f"names a {noun}")
    return NOTHING


COMPARATORS: tuple[Callable[[Board, int, int, int], Judgement], ...] = (
    _dateline,
    _hyphen,
    _followed,
    _subject,
    _object,
    _preposition,
    _possessor,
)
