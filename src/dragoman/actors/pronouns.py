"""Pronouns: he, she, it, they, who, and in quotations I and we.

In: the board, the memory and a pronoun. Out: a claim on the antecedent that the comparators find best. A machine may
call a state "he": after "warned Moscow that if he …" the one who was warned is meant, whatever the gender.
"""

from collections.abc import Callable

from msgspec import Struct

from dragoman.actors.board import SUBJECT, Board, Draft
from dragoman.actors.memory import Memory, Seen
from dragoman.actors.quoting import Speech

THIRD = {
    "he": "m",
    "him": "m",
    "his": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "it": "n",
    "its": "n",
    "they": "p",
    "them": "p",
    "their": "p",
    "theirs": "p",
}
FIRST = {"we": True, "us": True, "our": True, "ours": True, "i": False, "me": False, "my": False, "mine": False}
"""Pronouns of the first person, and whether they are plural."""
RELATIVE = frozenset({"which", "who", "that", "whom", "whose"})
THINGS = frozenset({"state", "igo", "ngo", "military", "armed_group", "party", "company", "media", "other"})
GROUPS = frozenset({"population", "armed_group", "military", "party", "media", "company", "ngo"})
WARNING = frozenset(
    {"warn", "urge", "caution", "advise", "order", "demand", "threaten", "press", "ask", "pressure", "push"}
)
"""Verbs after which "that he …" speaks of the one addressed; after others ("told") it speaks of the speaker."""
ANNOUNCING = frozenset({"warn", "caution", "threaten"})
"""Those after which "that it would …" speaks of the speaker's own act, unless it is something suffered."""
ENOUGH = 0.45
"""Score below which a pronoun stays unresolved."""
CLIMB = 6


class Candidate(Struct, frozen=True, kw_only=True):
    """A possible antecedent, and what the comparators look at."""

    seen: Seen
    draft: Draft
    rank: int
    """How many other actors stand between."""
    here: int
    """The pronoun's token."""
    verb: int
    """The verb that the pronoun hangs on, or -1."""
    addressee: int
    """Actor that the verb above addresses, or -1."""


def find_pronoun(board: Board, memory: Memory, speech: Speech, token: int) -> int | None:
    """Claim a pronoun of the third person or a relative one; number of the claim."""
    word = board.words[token]
    if word in RELATIVE and word not in THIRD:
        return _relative(board, token)
    gender = THIRD.get(word)
    if gender is None or (gender == "n" and _empty(board, token)):
        return None
    verb, addressee = _above(board, token)
    if addressee < 0 and _stranger_above(board, token, verb):
        return None
    speaker = speech.speaker(token) if speech.quoted[token] else None
    best: tuple[float, Candidate, str] | None = None
    ranks: dict[int, int] = {}
    for seen, draft in memory.back(token):
        rank = ranks.setdefault(seen.actor, len(ranks))
        candidate = Candidate(seen=seen, draft=draft, rank=rank, here=token, verb=verb, addressee=addressee)
        if not _fits(board, gender, candidate) or (speaker is draft and gender in "mf"):
            continue
        judged = [compare(board, speech, candidate) for compare in COMPARATORS]
        score = sum(s for s, _ in judged)
        if best is None or score > best[0]:
            best = score, candidate, ", ".join(reason for _, reason in judged if reason)
    if best is None or best[0] < ENOUGH:
        return None
    return board.claim(token, token + 1, best[1].draft, "pronoun", min(0.9, best[0]), f"{word}: {best[2]}", head=token)


def _fits(board: Board, gender: str, c: Candidate) -> bool:
    """Gender, number, and that a verb's object is not its subject."""
    draft, parse = c.draft, board.parse
    addressed = c.addressee == c.seen.actor
    if gender in "mf":
        if draft.kind != "person":
            return addressed and draft.kind == "state"
        if draft.sex and draft.sex != gender:
            return False
    elif gender == "n":
        if draft.kind not in THINGS or draft.plural:
            return False
    elif draft.kind == "person" or not (
        draft.plural or draft.kind in GROUPS or draft.kind in ("state", "igo", "other")
    ):
        return False
    if parse.deprel[c.here] == "nmod:poss" or c.verb < 0 or parse.deprel[c.seen.token] == "nmod:poss":
        return True
    verb, over = c.verb, parse.head[board.top(c.seen.token)]
    for _ in range(CLIMB):
        if over == verb:
            return False
        if parse.deprel[verb] != "xcomp" or parse.deprel[c.here] in SUBJECT:
            return True
        verb = parse.head[verb]
    return True


def _nearness(board: Board, speech: Speech, c: Candidate) -> tuple[float, str]:
    return 0.45 * 0.85**c.rank, "nearest" if c.rank == 0 else ""


def _sentence(board: Board, speech: Speech, c: Candidate) -> tuple[float, str]:
    behind = board.parse.sentence_of[c.here] - c.seen.sentence
    return (0.1, "same sentence") if behind == 0 else (-0.05 * (behind - 1), "")


def _subject(board: Board, speech: Speech, c: Candidate) -> tuple[float, str]:
    return (0.3, "a subject") if c.seen.subject else (0.0, "")


def _addressee(board: Board, speech: Speech, c: Candidate) -> tuple[float, str]:
    return (0.8, "the one addressed") if c.addressee == c.seen.actor else (0.0, "")


def _speaking(board: Board, speech: Speech, c: Candidate) -> tuple[float, str]:
    verbs = board.gazetteer.contexts["speech"]["verbs"]
    if c.verb >= 0 and board.lemmas[c.verb] in verbs and board.parse.deprel[c.here] in SUBJECT:
        before = board.parse.head[board.top(c.seen.token)]
        if before >= 0 and board.lemmas[before] in verbs and c.seen.subject:
            return 0.2, "who spoke before"
    return 0.0, ""


def _quotation(board: Board, speech: Speech, c: Candidate) -> tuple[float, str]:
    return (-0.3, "") if speech.quoted[c.seen.token] and not speech.quoted[c.here] else (0.0, "")


def _plurality(board: Board, speech: Speech, c: Candidate) -> tuple[float, str]:
    if THIRD[board.words[c.here]] == "p" and not c.draft.plural:
        if c.draft.kind in ("state", "igo"):
            return -0.2, ""
        return (-0.25, "") if c.draft.lemma else (0.0, "")
    if board.words[c.here] == "it" and board.parse.deprel[c.here] == "obj":
        return -0.15, ""
    return 0.0, ""


def _place(board: Board, speech: Speech, c: Candidate) -> tuple[float, str]:
    claim = board.claims[c.seen.claim]
    if claim.reason.endswith("named as a place"):
        return -0.3, ""
    return (
        (-0.1, "") if claim.how == "alias" and board.parse.deprel[c.seen.token] in ("amod", "compound") else (0.0, "")
    )


COMPARATORS: tuple[Callable[[Board, Speech, Candidate], tuple[float, str]], ...] = (
    _nearness,
    _sentence,
    _subject,
    _addressee,
    _speaking,
    _quotation,
    _plurality,
    _place,
)


def _above(board: Board, token: int) -> tuple[int, int]:
    """The verb that a pronoun hangs on, and the actor that a verb of warning above it addresses (-1: none)."""
    parse, lists = board.parse, board.gazetteer.contexts["speech"]
    subject = token
    if parse.deprel[token] == "nmod:poss" and parse.head[token] >= 0:
        subject = parse.head[token]
    verb = parse.head[board.top(subject)]
    if verb < 0 or parse.deprel[subject] not in SUBJECT:
        return parse.head[board.top(token)], -1
    above, conditional = verb, False
    for _ in range(CLIMB):
        if (
            parse.deprel[above] not in ("ccomp", "advcl", "conj", "parataxis", "xcomp", "acl", "obl")
            or parse.head[above] < 0
        ):
            return verb, -1
        conditional = conditional or any(
            parse.deprel[c] == "mark" and board.words[c] in ("if", "unless", "should", "until")
            for c in parse.children[above]
        )
        direct = parse.deprel[above] in ("ccomp", "xcomp")
        above = parse.head[above]
        by_me = any(board.words[c] in FIRST for c in parse.children[above] if c < above)
        own = board.lemmas[above] in ANNOUNCING and _own_act(board, verb)
        bound = conditional or (direct and not own and (board.lemmas[above] in WARNING or by_me))
        if board.lemmas[above] in lists["addressing"] and bound:
            for child in parse.children[above]:
                if (
                    above < child < token
                    and parse.deprel[child] in ("obj", "iobj", "obl", "nsubj")
                    and board.owner[child] >= 0
                ):
                    return verb, board.claims[board.owner[child]].actor
            return verb, _right_after(board, above, token)
    return verb, -1


def _own_act(board: Board, verb: int) -> bool:
    """Whether a clause announces what its subject will do ("would close the border"), not what it will suffer."""
    children = board.parse.children[verb]
    suffered = board.lemmas[verb] in board.gazetteer.contexts["speech"]["suffering"] or any(
        board.parse.deprel[c] == "aux:pass" for c in children
    )
    return not suffered and any(board.words[c] in ("will", "would", "'ll", "’ll", "wo") for c in children)


def _right_after(board: Board, verb: int, stop: int) -> int:
    """The actor that stands right behind a verb, whatever the tree says, or -1: "warned Ankara that"."""
    for i in range(verb + 1, min(stop, verb + 5)):
        if board.owner[i] >= 0:
            return board.claims[board.owner[i]].actor
        if board.words[i] in ("that", "if", "unless") or board.parse.upos[i] == "PUNCT":
            break
    return -1


def _stranger_above(board: Board, token: int, verb: int) -> bool:
    """Whether the clause above has a noun for subject that is no actor, which the pronoun then most likely means."""
    parse = board.parse
    if verb < 0 or parse.deprel[verb] not in ("ccomp", "advcl", "xcomp") or parse.head[verb] < 0:
        return False
    return any(
        c < token and parse.deprel[c] in SUBJECT and parse.upos[c] in ("NOUN", "PROPN") and board.owner[c] < 0
        for c in parse.children[parse.head[verb]]
    )


def _empty(board: Board, token: int) -> bool:
    """Whether "it" stands for no actor: "it is clear that"."""
    parse, head = board.parse, board.parse.head[token]
    if parse.deprel[token] == "expl" or board.words[token] == "its":
        return parse.deprel[token] == "expl"
    if head < 0 or parse.deprel[token] not in SUBJECT:
        speech = board.gazetteer.contexts["speech"]
        return parse.deprel[token] == "obj" and board.lemmas[head] in speech["verbs"] | speech["addressing"]
    if parse.deprel[token] == "nsubj:pass" and any(parse.deprel[c] == "ccomp" for c in parse.children[head]):
        return True
    return board.lemmas[head] in board.gazetteer.contexts["pronoun"]["empty"] or any(
        parse.deprel[c] == "cop" for c in parse.children[head]
    )


def _relative(board: Board, token: int) -> int | None:
    """ "Russia, which …": the noun that the relative clause explains."""
    parse, above = board.parse, token
    if parse.xpos[token] not in ("WDT", "WP", "WP$"):
        return None
    for _ in range(CLIMB):
        if above < 0:
            return None
        if parse.deprel[above] == "acl:relcl":
            noun = parse.head[above]
            if noun < 0 or noun >= token or board.owner[noun] < 0:
                return None
            draft = board.drafts[board.claims[board.owner[noun]].actor]
            return board.claim(
                token,
                token + 1,
                draft,
                "pronoun",
                0.85,
                f"{board.words[token]}: the clause explains {draft.name}",
                head=token,
            )
        above = parse.head[above]
    return None


def find_first_person(board: Board, speech: Speech, token: int) -> int | None:
    """Claim "I" or "we" in a quotation for the speaker or for his or her side, as soon as the speaker is known."""
    if not speech.quoted[token] or board.owner[token] >= 0 or board.parse.upos[token] != "PRON":
        return None
    speaker = speech.speaker(token)
    if speaker is None:
        return None
    side = _side(board, speaker) if FIRST[board.words[token]] else speaker
    reason = f"{board.words[token]}: said by {speaker.name}" + ("" if side is speaker else f", for {side.name}")
    return board.claim(token, token + 1, side, "pronoun", 0.7, reason, head=token)


def _side(board: Board, speaker: Draft) -> Draft:
    """For whom a speaker says "we": state or body of a person in office, else the speaker."""
    if speaker.kind != "person":
        return speaker
    body = board.gazetteer.bodies.get(speaker.org or "")
    if body is not None:
        return board.of_entry(body)
    official = any(s in ("GOV", "MIL", "SPY") for s in speaker.sectors) or not speaker.sectors
    return board.state(speaker.country) if speaker.country and official else speaker
