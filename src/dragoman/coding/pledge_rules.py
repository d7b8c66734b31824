"""What kind of commitment somebody's words are: from a `Clue` (what a clause shows) to a kind and its reason.

The table `RULES` is the whole decision: every rule that fits gives its score, the highest one speaks.
"""

from collections.abc import Callable

from msgspec import Struct

from dragoman.coding.conditions import RESPONSES, terms
from dragoman.records import CommitmentKind

WILL = frozenset({"will", "'ll", "’ll", "shall", "wo", "won"})
CAN = frozenset({"can", "ca", "could"})
BEARS = frozenset({"be", "face", "pay", "have", "consequence", "suffer", "price", "cost", "bring", "meet", "bear"})
"""Predicates under which a hostile noun is an announcement ("will face consequences")."""
WARNS = frozenset({"warn", "warning", "caution", "threaten", "threat", "alert"})
PROTECTS = frozenset({"defend", "protect"})


class Clue(Struct, frozen=True, kw_only=True):
    """What the rules look at: one clause in somebody's words."""

    cue: str
    """Lemma of the cue of the statement."""
    lemma: str
    """Of the deed: "support" in "will continue to support"."""
    words: frozenset[str]
    """Lemmas of the nouns of the clause, and of its head."""
    phrase: str
    """The clause in lower case."""
    modal: frozenset[str]
    negated: bool
    own: bool
    """Whether the subject is the speaker's own side."""
    conditional: bool
    deed: bool
    """Whether the subject is more than a pronoun without a sense ("it must be said")."""
    party: bool
    """Whether the subject is a party known by name."""
    unless: bool
    """Whether the condition is what the other side has to do to prevent it."""
    passive: bool
    """Whether nobody is named who does it: "the ship would be freed"."""
    verb: bool
    """Whether the deed is a verb: "will open the meeting" is not "is open to a meeting"."""
    ready: bool
    unwilling: bool
    modifiers: frozenset[str]
    """Adjectives and adverbs of the clause."""


def hostile(clue: Clue) -> bool:
    """Whether the clause speaks of force, pressure or consequences to come."""
    words = terms().words
    if clue.lemma in words["hostile_verbs"]:
        return True
    nouns = bool(clue.words & words["hostile_nouns"])
    return nouns and (bool(clue.modal) or clue.ready or bool(clue.modifiers & words["hostile_modifiers"]))


def friendly(clue: Clue) -> bool:
    """Whether the clause speaks of something wanted: talks, relief, help."""
    words = terms().words
    if clue.lemma in words["friendly_verbs"] or (clue.lemma in words["friendly_adjectives"] and not clue.verb):
        return True
    return bool(clue.words & words["friendly_nouns"])


def bound(clue: Clue) -> bool:
    """Whether the clause binds its speaker: will, ready to; and not the opposite."""
    return (bool(clue.modal & WILL) or clue.ready) and not clue.negated


def _set_phrase(clue: Clue) -> bool:
    return any(phrase in clue.phrase for phrase in terms().fixed["threat"])


def _red_line(clue: Clue) -> bool:
    return "red line" in clue.phrase


def _conditional_threat(clue: Clue) -> bool:
    return (
        clue.conditional
        and (hostile(clue) or clue.lemma in RESPONSES)
        and not clue.negated
        and (bool(clue.modal) or clue.ready)
    )


def _own_threat(clue: Clue) -> bool:
    helps = clue.lemma in PROTECTS or clue.lemma in terms().words["friendly_verbs"]
    return clue.own and bound(clue) and hostile(clue) and not helps


def _consequences(clue: Clue) -> bool:
    announced = bool(clue.words & terms().words["hostile_nouns"]) and clue.lemma in BEARS
    return not clue.own and bound(clue) and announced


def _conditional_offer(clue: Clue) -> bool:
    words = terms().words
    wanted = clue.lemma in words["friendly_adjectives"] or bool(clue.words & words["friendly_nouns"])
    mine = clue.ready or clue.own or (clue.passive and clue.lemma in words["friendly_verbs"]) or (wanted and clue.deed)
    return clue.conditional and friendly(clue) and not clue.negated and mine


def _ready_offer(clue: Clue) -> bool:
    return clue.own and clue.ready and friendly(clue) and not clue.negated


def _refusal(clue: Clue) -> bool:
    words = terms().words
    cannot = bool(clue.modal & CAN) and clue.lemma in words["acceptance"]
    refuses = clue.unwilling or (clue.negated and (bool(clue.modal & WILL) or cannot))
    return clue.own and refuses and clue.lemma not in words["small_talk"]


def _must(clue: Clue) -> bool:
    return not clue.own and clue.deed and bool(clue.modal & terms().words["obligation"]) and not _record(clue)


def _should(clue: Clue) -> bool:
    return not clue.own and clue.party and bool(clue.modal & terms().words["advice"]) and not clue.conditional


def _unless(clue: Clue) -> bool:
    return clue.own and clue.unless and bool(clue.modal & WILL)


def _record(clue: Clue) -> bool:
    """ "must have been": a guess, not a demand."""
    return "must have " in clue.phrase


def _warning(clue: Clue) -> bool:
    return clue.conditional and clue.cue in WARNS


def _harm(clue: Clue) -> bool:
    words = terms().words
    harmful = bool(clue.words & words["harm"]) or clue.lemma in words["harms"]
    return clue.conditional and harmful and not clue.own and not clue.negated and bool(clue.modal)


def _promise(clue: Clue) -> bool:
    return clue.own and bound(clue) and (friendly(clue) or clue.conditional or clue.lemma in PROTECTS)


RULES: tuple[tuple[CommitmentKind, float, str, Callable[[Clue], bool]], ...] = (
    ("red_line", 0.97, "the words red line", _red_line),
    ("threat", 0.95, "set phrase of a threat", _set_phrase),
    ("threat", 0.90, "hostile act or consequences on a condition", _conditional_threat),
    ("threat", 0.85, "hostile act of one's own announced", _own_threat),
    ("threat", 0.82, "act of one's own announced unless the other side gives way", _unless),
    ("threat", 0.80, "consequences announced to somebody", _consequences),
    ("offer", 0.75, "something wanted on a condition", _conditional_offer),
    ("refusal", 0.72, "will not", _refusal),
    ("offer", 0.70, "ready for something wanted", _ready_offer),
    ("demand", 0.68, "must", _must),
    ("demand", 0.66, "a party should", _should),
    ("warning", 0.65, "outcome of a condition under a verb of warning", _warning),
    ("warning", 0.63, "harm that would come of a condition", _harm),
    ("promise", 0.60, "act of one's own announced", _promise),
)
"""Kind, score, reason and test. Only the order of the scores matters: which rule is right where others fit too."""


def judge(clue: Clue) -> tuple[CommitmentKind, str] | None:
    """Kind and reason of the rule with the highest score that fits."""
    best = max((rule for rule in RULES if rule[3](clue)), key=lambda rule: rule[1], default=None)
    return (best[0], best[2]) if best is not None else None
