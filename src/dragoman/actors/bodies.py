"""Organisations that the gazetteer does not know: what the tagger calls one, with kind and country from its words.

In: the board after names and people. Out: claims. Nothing is guessed: a name without a telling word is of kind "other".
"""

from dragoman.actors.board import LITERAL, Board
from dragoman.actors.names import fold
from dragoman.records import ActorKind

SURE = 0.55
"""Score from which an organisation of the tagger is believed."""
KINDS: dict[str, tuple[ActorKind, tuple[str, ...]]] = {
    "company": ("company", ("BUS",)),
    "media": ("media", ("JRN",)),
    "party": ("party", ("PTY",)),
    "armed_group": ("armed_group", ("REB",)),
    "EDU": ("other", ("EDU",)),
    "JUD": ("state", ("JUD",)),
    "MIL": ("military", ("MIL",)),
    "GOV": ("state", ("GOV",)),
    "LEG": ("state", ("LEG",)),
    "COP": ("state", ("COP",)),
    "MED": ("other", ("MED",)),
    "REL": ("other", ("REL",)),
    "LAB": ("other", ("LAB",)),
}
"""Kind and sectors by the class of the telling word."""


def find_bodies(board: Board) -> None:
    """Claim the organisations that only the tagger knows."""
    titles, parse = board.gazetteer.titles, board.parse
    for entity in parse.entities:
        first, last = entity.first, entity.last
        if entity.label != "organisation" or entity.score < SURE:
            continue
        while first < last and (parse.upos[first] in ("DET", "PUNCT") or not board.words[first]):
            first += 1
        while last > first and (not board.words[last - 1] or board.words[last - 1] == "s"):
            last -= 1
        if first >= last or not any(board.texts[i][:1].isupper() for i in range(first, last)):
            continue
        owned = [i for i in range(first, last) if board.owner[i] >= 0 or board.owner[i] == LITERAL]
        if (
            len(owned) == last - first
            or board.owner[last - 1] >= 0
            or board.lemmas[last - 1] in titles.nominals
            or board.words[last - 1] in titles.nominals
        ):
            continue
        if " ".join(board.words[first:last]) in titles.nominals:
            continue
        if all(board.words[i] in titles.words for i in range(first, last) if i not in owned):
            continue
        group = next((titles.body_words[w] for w in reversed(board.words[first:last]) if w in titles.body_words), "")
        kind, sectors = KINDS.get(group, ("other", ()))
        name = parse.text[parse.start[first] : parse.end[last - 1]]
        key = next((k for k in (f"body:{name.upper()}", f"org:{fold(name)}") if k in board.by_key), f"org:{fold(name)}")
        draft = board.actor(key, name, kind)
        draft.country = draft.country or next(
            (d.country for i in owned if (d := board.holder(i)) is not None and d.country), None
        )
        draft.sectors = draft.sectors or sectors
        board.claim(first, last, draft, "name", min(0.8, entity.score), "an organisation by the tagger")
