"""Nouns that stand for actors: "the Russian military", "rebels", "the alliance", "the Turkish president", "its allies".

In: the board, the memory of the reading, and a noun. Out: a claim, on an actor named before, on the actor of a country
and sector, or on a fresh one. The country comes from the words of the phrase (an adjective, a possessor, "of X"), then
from the sentence, then from who is in mind; where nothing says it, it stays unknown.
"""

from dragoman.actors.bare import bare_title
from dragoman.actors.board import LITERAL, Board, Draft
from dragoman.actors.memory import Memory
from dragoman.actors.names import fold
from dragoman.actors.offices import read_office
from dragoman.actors.phrases import Noun, class_of, only_modifies, read_noun, right_edge, unknown_owner
from dragoman.records import ActorKind

KINDS: dict[str, ActorKind] = {
    "state": "state",
    "country": "state",
    "GOV": "state",
    "LEG": "state",
    "JUD": "state",
    "COP": "state",
    "SPY": "state",
    "MIL": "military",
    "REB": "armed_group",
    "PRM": "armed_group",
    "UAF": "armed_group",
    "CRM": "armed_group",
    "PTY": "party",
    "JRN": "media",
    "BUS": "company",
    "SOC": "ngo",
    "OPP": "other",
    "REL": "other",
    "other": "other",
}
"""Kind of actor by class; whatever is not here is a population."""
LABELS = {
    "MIL": "military",
    "COP": "police",
    "LEG": "parliament",
    "JUD": "courts",
    "SPY": "intelligence services",
    "REB": "rebels",
    "OPP": "opposition",
    "PRM": "militia",
}
"""Classes that make one actor for each country, and what it is called."""
NATIONAL = frozenset({"MIL", "LEG", "COP", "JUD", "OPP"})
"""Classes of which a country has one: "the army" is that of the country in mind."""
MEMBERS = frozenset({"state", "country", "MIL", "REB", "PRM", "GOV", "COP", "LEG", "OPP", "PTY", "SPY"})
"""Classes whose nouns, with a body or group before them, stand for that body: "NATO troops", "Taliban fighters"."""


REPORT, JUST_NOW = 30, 1
"""Sentences over which "the rebels" are those named before, and over which "the army" is."""


def find_nominal(board: Board, memory: Memory, token: int) -> int | None:
    """Claim the noun phrase around a noun, if it stands for an actor; number of the claim."""
    group, word, width = class_of(board, token)
    if not group or only_modifies(board, token):
        return None
    head_first = token - width + 1
    if word == "opposition" and board.words[token + 1 : token + 2] == ["to"]:
        return None
    first = min(board.left_edge(token), head_first)
    while first < head_first and board.owner[first] == LITERAL:
        first += 1
    last = right_edge(board, token)
    if group == "title" and f"{word} {''.join(board.words[token + 1 : token + 2])}" in board.gazetteer.titles.heads:
        last = max(last, token + 2)
    plural = board.parse.xpos[token] in ("NNS", "NNPS")
    if group == "title" and not plural:
        office = read_office(board, first, last)
        return None if office is None else bare_title(board, memory, token, office)
    noun = read_noun(board, token, group=group, word=word, bounds=(first, head_first, last))
    return _pair(board, memory, noun) if _is_pair(board, noun) else _resolve(board, memory, noun)


def _is_pair(board: Board, noun: Noun) -> bool:
    around = board.words[max(0, noun.first - 2) : noun.head]
    return (
        noun.plural and board.lemmas[noun.head] in board.gazetteer.titles.pair and ("two" in around or "both" in around)
    )


def _pair(board: Board, memory: Memory, noun: Noun) -> int | None:
    """ "The two countries": one claim for each of the two that were named last."""
    persons = board.lemmas[noun.head] in (
        "leader",
        "president",
        "minister",
        "man",
        "men",
        "diplomat",
        "foreign minister",
    )
    states = board.lemmas[noun.head] not in ("side", "party", "rival", "foe", "enemy", "ally")
    members = memory.members(noun.head, persons=True, states=False) if persons else []
    members = members or memory.members(noun.head, persons=False, states=states)
    for actor in members:
        draft = board.drafts[actor]
        claim = board.claim(
            noun.first, noun.last, draft, "nominal", 0.6, "one of the two that were named before", head=noun.head
        )
    return claim if members else None


def _resolve(board: Board, memory: Memory, noun: Noun) -> int | None:
    if noun.group == "ref":
        return _mentioned(board, memory, noun)
    body = _body_before(board, memory, noun)
    if body is not None:
        return board.claim(
            noun.first, noun.last, body, "nominal", 0.75, f"{noun.word}: the body named in the report", head=noun.head
        )
    side, word, group = noun.side, noun.word, noun.group
    if (
        side is None
        and not noun.definite
        and (word in board.gazetteer.titles.needy or board.lemmas[noun.head] in board.gazetteer.titles.needy)
    ):
        return None
    if side is None and word in board.gazetteer.titles.owned:
        return None
    if side is not None and (board.lemmas[noun.head] in board.gazetteer.titles.allies or group == "other"):
        return _others(board, noun, side)
    if group == "other" or (
        side is not None and side.kind == "person" and group not in MEMBERS and side.country is None
    ):
        return None if word != "international community" else _plain(board, noun, None, "named by its words", 0.7)
    if (
        side is not None
        and side.kind not in ("state", "person", "population")
        and side.country is None
        and group in MEMBERS
    ):
        return board.claim(
            noun.first,
            noun.last,
            side,
            "nominal",
            0.8,
            f"{word} of {side.name}",
            head=noun.head,
            sectors=_sectors(group, word) if group != "state" else (),
        )
    if (
        side is not None
        and side.kind in ("igo", "armed_group", "party", "military", "ngo", "company", "media")
        and group in MEMBERS
    ):
        return board.claim(noun.first, noun.last, side, "nominal", 0.8, f"{word} of {side.name}", head=noun.head)
    if side is None and (noun.vague or noun.plural) and group == "country":
        return None
    if side is None and group == "state" and (stop := unknown_owner(board, noun.last)) > noun.last:
        name = board.parse.text[board.parse.start[noun.first] : board.parse.end[stop - 1]]
        draft = board.actor(f"org:{fold(name)}", name, "other")
        draft.sectors = ("GOV",)
        return board.claim(noun.first, stop, draft, "nominal", 0.7, f"{noun.word} of no known place", head=noun.head)
    country, score, reason = _country(board, memory, noun)
    if country is None and noun.definite and (known := _same_class(board, memory, noun, REPORT)) is not None:
        return board.claim(noun.first, noun.last, known, "nominal", 0.65, f"{word}: named before", head=noun.head)
    if group in ("state", "country"):
        if country is None or (group == "country" and side is not None):
            return None
        sectors = () if group == "country" else _sectors("GOV", word)
        return board.claim(
            noun.first, noun.last, board.state(country), "nominal", score, reason, head=noun.head, sectors=sectors
        )
    if country is None and (
        word in board.gazetteer.titles.needy or board.lemmas[noun.head] in board.gazetteer.titles.needy
    ):
        return None
    return _plain(board, noun, country, reason, score)


def _mentioned(board: Board, memory: Memory, noun: Noun) -> int | None:
    """ "The group": the nearest body of that sort, if one was named."""
    if not noun.definite or noun.plural or noun.vague or noun.side is not None:
        return None
    draft = memory.nearest(
        noun.head, lambda d: d.kind in ("armed_group", "party", "ngo", "igo", "company"), sentences=3
    )
    if draft is None:
        return None
    return board.claim(
        noun.first, noun.last, draft, "nominal", 0.65, f"{noun.word}: the last one named", head=noun.head
    )


def _country(board: Board, memory: Memory, noun: Noun) -> tuple[str | None, float, str]:
    """Country of a nominal, how sure, and why."""
    parse, side = board.parse, noun.side
    if side is not None:
        return side.country, 0.85, f"{noun.word} of {side.name}"
    for child in parse.children[noun.head]:
        if parse.deprel[child] == "nmod" and child in board.place_of and board.case_of(child) in ("in", "of", "from"):
            return board.place_of[child], 0.75, f"{noun.word} {board.case_of(child)} a capital"
        if (
            parse.deprel[child] == "nmod"
            and (place := board.holder(child)) is not None
            and place.country
            and board.case_of(child) in ("in", "of", "from", "across")
        ):
            return place.country, 0.75, f"{noun.word} {board.case_of(child)} {place.name}"
    if noun.group == "MIL" and not noun.definite:
        whole = (
            parse.head[noun.head] if parse.deprel[noun.head] == "compound" and parse.head[noun.head] >= 0 else noun.head
        )
        verb = parse.head[board.top(whole)]
        if (
            verb >= 0
            and parse.deprel[whole] in ("obj", "conj")
            and board.lemmas[verb] in board.gazetteer.contexts["nominal"]["own"]
        ):
            subject = next((c for c in parse.children[verb] if parse.deprel[c] == "nsubj" and c < verb), None)
            owner = board.holder(subject) if subject is not None else None
            if owner is not None and owner.country:
                return owner.country, 0.7, f"{noun.word} that {owner.name} moves"
    ours = noun.group in ("state", "country") or (
        noun.group in NATIONAL and _same_class(board, memory, noun, JUST_NOW) is None
    )
    if ours and noun.definite and not noun.vague and (country := memory.country(noun.head)) is not None:
        return country, 0.55, f"{noun.word} of the country in mind"
    return None, 0.5, f"{noun.word}: a class of actor by its noun"


def _body_before(board: Board, memory: Memory, noun: Noun) -> Draft | None:
    """ "The alliance": the body of the report that is one, nearest first."""
    codes = board.gazetteer.nominals_of.get(noun.word) or board.gazetteer.nominals_of.get(board.lemmas[noun.head])
    if not codes or (noun.side is not None and noun.side.kind in ("person", "population")):
        return None
    bodies = {f"body:{code}" for code in codes}
    if noun.definite or any(board.owner[i] >= 0 for i in range(noun.first, noun.head)):
        return memory.nearest(noun.head, lambda d: d.key in bodies, sentences=REPORT)
    return memory.nearest(noun.head, lambda d: d.key in bodies, sentences=0)


def _same_class(board: Board, memory: Memory, noun: Noun, sentences: int) -> Draft | None:
    """An actor named before by the same kind of noun."""
    if noun.group in ("state", "country", "other"):
        return None
    if noun.group in LABELS:
        return memory.nearest(
            noun.head,
            lambda d: (
                d.key.startswith(f"{noun.group}:")
                or (noun.group in ("REB", "MIL") and noun.group in d.sectors[:1] and d.kind != "person")
            ),
            sentences=sentences,
        )
    return memory.nearest(noun.head, lambda d: d.lemma == board.lemmas[noun.head], sentences=sentences)


def _plain(board: Board, noun: Noun, country: str | None, reason: str, score: float) -> int:
    """The actor of a class and country."""
    group, lemma = noun.group, board.lemmas[noun.head]
    label = LABELS.get(group)
    if country is not None:
        adjective = board.gazetteer.adjective.get(country, country)
        spoken = " ".join([*noun.word.split()[:-1], board.texts[noun.head].lower()])
        name = f"{adjective} {label or spoken}"
        key = f"{group}:{country}" if label else f"{group}:{fold(noun.word)}:{country}"
    else:
        name = (
            board.parse.text[board.parse.start[noun.first] : board.parse.end[noun.head]]
            if noun.word == "international community"
            else board.texts[noun.head].lower()
        )
        if len(words := noun.word.split()) > 1:
            name = " ".join([*words[:-1], board.texts[noun.head].lower()])
        key = f"{group}:{fold(name)}"
    draft = board.actor(key, name, KINDS.get(group, "population"))
    draft.country, draft.lemma, draft.plural = draft.country or country, lemma, draft.plural or noun.plural
    draft.sectors = draft.sectors or _sectors(group, noun.word)
    return board.claim(noun.first, noun.last, draft, "nominal", score, reason, head=noun.head)


def _others(board: Board, noun: Noun, side: Draft) -> int:
    """ "Its allies": others, named by their words, of no country."""
    lemma = board.lemmas[noun.head]
    spoken = board.texts[noun.head].lower()
    if board.texts[noun.head][:1].isupper() and lemma not in board.gazetteer.titles.allies:
        name = board.parse.text[board.parse.start[noun.first] : board.parse.end[noun.head]]
        draft = board.actor(f"org:{fold(name)}", name, "other")
        draft.country = draft.country or side.country
    else:
        draft = board.actor(f"other:{lemma}:{side.key}", f"{spoken} of {side.name}", "other")
    draft.lemma, draft.plural = lemma, noun.plural
    return board.claim(noun.first, noun.last, draft, "nominal", 0.75, f"{spoken} of {side.name}", head=noun.head)


def _sectors(group: str, word: str) -> tuple[str, ...]:
    if group in ("other", "country"):
        return ()
    if group in ("state", "GOV"):
        return (
            ("GOV", "MIL")
            if word.startswith(("defence ", "defense ")) or "defence" in word or "defense" in word
            else ("GOV",)
        )
    return (group,)
