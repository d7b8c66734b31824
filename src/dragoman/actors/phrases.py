"""Noun phrases that may be actors: their class, their bounds, and whose they are.

In: the board and a noun. Out: a `Noun`, read from the words of the phrase alone; nobody is looked for yet.
"""

from msgspec import Struct

from dragoman.actors.board import FREE, Board, Draft

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
POSSESSIVE = frozenset({"its", "his", "her", "their", "our", "my"})


class Noun(Struct, frozen=True, kw_only=True):
    """A noun phrase that may be an actor: tokens first … last-1, its noun at `head`."""

    first: int
    last: int
    head: int
    group: str
    """Class of the noun."""
    word: str
    """The noun as the tables spell it."""
    side: Draft | None
    """The state, body or person whose it is."""
    definite: bool
    plural: bool
    vague: bool
    """Of somebody we do not know ("leaders of the region")."""


def read_noun(board: Board, token: int, *, group: str, word: str, bounds: tuple[int, int, int]) -> Noun:
    """The noun phrase with what its words tell; `bounds` are its first token, that of the noun itself, and its end."""
    first, head_first, last = bounds
    plural = board.parse.xpos[token] in ("NNS", "NNPS")
    det = board.determiner(first)
    definite = det in DEFINITE or det in POSSESSIVE or word.startswith("state ")
    vague = board.words[last : last + 1] == ["of"] or any(
        board.parse.upos[i] == "PROPN" and board.owner[i] == FREE for i in range(first, head_first)
    )
    return Noun(
        first=first,
        last=last,
        head=token,
        group=group,
        word=word,
        side=_side(board, first, token, last),
        definite=definite,
        plural=plural,
        vague=vague,
    )


def class_of(board: Board, i: int) -> tuple[str, str, int]:
    """Class of the noun at i with the words before it, the words, and how many they are."""
    titles, words, lemma = board.gazetteer.titles, board.words, board.lemmas[i]
    bound = board.parse.bounds[board.parse.sentence_of[i]][0]
    for width in (3, 2):
        if i - width + 1 >= bound:
            before = " ".join(words[i - width + 1 : i])
            for ending in (words[i], lemma):
                if (phrase := f"{before} {ending}") in titles.nominals:
                    return titles.nominals[phrase], phrase, width
    if lemma in titles.heads and board.parse.xpos[i] in ("NN", "NNP"):
        return "title", lemma, 1
    for word in (words[i], lemma):
        if word in titles.nominals:
            return _of_a_state(board, i, titles.nominals[word], lemma), word, 1
    if lemma in board.gazetteer.nominals_of:
        return "other", lemma, 1
    if lemma in titles.heads or lemma == "counterpart":
        sector = titles.heads.get(lemma, "GOV")
        return "state" if sector == "GOV" else sector, lemma, 1
    return "", "", 0


def _of_a_state(board: Board, i: int, group: str, lemma: str) -> str:
    """ "Russian bombers" are aircraft, "the bombers" are not."""
    if lemma in ("bomber", "fighter") and i and (before := board.holder(i - 1)) is not None and before.kind == "state":
        return "MIL"
    return group


def only_modifies(board: Board, i: int) -> bool:
    """Whether the noun stands before another actor's noun ("government troops"), which then takes it along."""
    parse = board.parse
    head = parse.head[i]
    if i + 1 < len(parse) and board.texts[i + 1] in "-–‑" and parse.end[i] == parse.start[i + 1]:
        return True
    if parse.deprel[i] not in ("compound", "amod", "nmod:desc", "flat") or not i < head <= i + 4:
        return False
    return bool(class_of(board, head)[0]) or board.owner[head] >= 0


def right_edge(board: Board, i: int) -> int:
    """Token after the phrase: with "of X" and "of foreign affairs", without clauses."""
    parse, words = board.parse, board.words
    stop = min(parse.bounds[parse.sentence_of[i]][1], i + 9)
    last = i + 1
    while last + 1 < stop and words[last] in ("of", "for") and parse.head[last] > last:
        j = last + 1
        while j < stop and words[j] in ("the", "of"):
            j += 1
        k = j
        if k < stop and board.owner[k] >= 0 and (side := board.holder(k)) is not None and side.kind != "person":
            k = board.claims[board.owner[k]].last
            if k < stop and parse.head[k - 1] == k:
                break
        else:
            while k < stop and (
                words[k] in board.gazetteer.titles.portfolios
                or (words[k] == "and" and k + 1 < stop and words[k + 1] in board.gazetteer.titles.portfolios)
            ):
                k += 1
        if k == j or k > stop:
            break
        last = k
    return last


def unknown_owner(board: Board, last: int) -> int:
    """Token after "of Bougainville" where that begins at `last`, else `last`."""
    parse, stop = board.parse, min(len(board.parse), last + 5)
    if last + 1 >= stop or board.words[last] != "of":
        return last
    i = last + 1
    while i < stop and (parse.upos[i] == "DET" or (parse.upos[i] == "PROPN" and board.owner[i] == FREE)):
        i += 1
    return i if parse.upos[i - 1] == "PROPN" else last


def _side(board: Board, first: int, head: int, last: int) -> Draft | None:
    """Whose it is: the last name inside the phrase that is no "pro-X" or "X-backed", else the name after "of"."""
    lists = board.gazetteer.contexts["seat"]
    inside = [i for i in range(first, head) if board.owner[i] >= 0]
    for i in reversed(inside):
        claim = board.claims[board.owner[i]]
        after, before = claim.last, claim.first - 1
        if after + 1 < len(board.texts) and board.texts[after] in "-–‑" and board.words[after + 1] in lists["led"]:
            continue
        if before > 0 and board.texts[before] in "-–‑" and board.words[before - 1] in ("pro", "anti"):
            continue
        return board.drafts[claim.actor]
    behind = next((d for i in range(head + 1, last) if (d := board.holder(i)) is not None), None)
    return behind or _shared_side(board, head)


def _shared_side(board: Board, head: int) -> Draft | None:
    """ "Its allies and partners": the second noun is whose the first one is."""
    parse = board.parse
    first = parse.head[head]
    if parse.deprel[head] != "conj" or first < 0 or (draft := board.holder(first)) is None:
        return None
    kind, _, rest = draft.key.partition(":")
    number = board.by_key.get(rest.partition(":")[2]) if kind == "other" else None
    return board.drafts[number] if number is not None else None
