"""On whose word something stands: from the statements of a report to the chain of holders around a stretch of text.

Statements come in text order of their content, so the ones around an offset are found by bisection and a short walk
back. The word of reporting itself is never inside its own content: that he warned is the reporter's word, what he
warned of is his.
"""

from bisect import bisect_right
from collections.abc import Sequence

from dragoman.coding.cues import lexicon, manner
from dragoman.coding.scene import Scene
from dragoman.coding.words import lemma_of
from dragoman.language.parse import Parse
from dragoman.records import Link, Statement

CARRIERS = frozenset({"rule", "brush", "play", "shrug", "laugh", "point", "go"})
"""Verbs that report only with their particle ("rule out")."""
WALK = 48
"""Statements looked at before an offset: more than any sentence nests, few enough to stay linear on odd texts."""


def chain(scene: Scene, statements: Sequence[Statement], start: int, end: int) -> tuple[Link, ...]:
    """Who says that text[start:end] is so, outermost holder first; () is the reporter."""
    around = holding(scene.parse, statements, start, end)
    return tuple(link(scene.parse, statement) for statement in around)


def holding(parse: Parse, statements: Sequence[Statement], start: int, end: int) -> list[Statement]:
    """The statements whose content holds text[start:end], outermost first."""
    found: list[tuple[int, int, Statement]] = []
    last = bisect_right(statements, start, key=first_offset)
    for n in range(last - 1, max(last - 1 - WALK, -1), -1):
        statement = statements[n]
        spans = statement.content
        if len(spans) > 1 and statement.form in ("label", "belief"):
            spans = spans[
                -1:
            ]  # the thing that is named or judged is the reporter's, the name or judgement the holder's
        elif not spans or spans[-1].end < end:
            continue
        if not any(span.start <= start and end <= span.end for span in spans):
            continue
        if not _presupposed(parse, statement):
            found.append((spans[-1].end - spans[0].start, -n, statement))
    found.sort(key=lambda entry: entry[:2], reverse=True)
    return [statement for _, _, statement in found]


def first_offset(statement: Statement) -> int:
    """Where the content of a statement begins: statements are ordered by it."""
    return statement.content[0].start if statement.content else 0


def link(parse: Parse, statement: Statement) -> Link:
    """The step of a chain that a statement is."""
    if statement.cue is None:
        return Link(holder=statement.speaker, cue=None, certainty="certain")
    token = cue_token(parse, statement)
    if token >= 0:
        found = manner(parse, token, statement.form)
        if found is not None:
            return Link(holder=statement.speaker, cue=statement.cue, certainty=found.certainty, polarity=found.polarity)
    return Link(holder=statement.speaker, cue=statement.cue, certainty="certain")


def cue_token(parse: Parse, statement: Statement) -> int:
    """The token that heads the cue of a statement, or -1 ("deny" in "did not deny")."""
    if statement.cue is None:
        return -1
    words = lexicon()
    tokens = parse.tokens_in(statement.cue.start, statement.cue.end)
    for token in reversed(tokens):
        lemma = lemma_of(parse, token)
        if parse.upos[token] in ("VERB", "NOUN", "ADJ", "AUX", "PROPN") and (
            lemma in words.verbs or lemma in words.nouns or lemma in words.adjectives or lemma in CARRIERS
        ):
            return token
    return tokens[0] if tokens else -1


def _presupposed(parse: Parse, statement: Statement) -> bool:
    """Whether the content is an object that the cue takes for granted ("condemned the attack")."""
    if statement.cue is None or statement.form not in ("indirect", "mixed"):
        return False
    token = cue_token(parse, statement)
    takes = lexicon().verbs.get(lemma_of(parse, token), {}) if token >= 0 else {}
    if "noun" not in takes or not takes["noun"].presupposes:
        return False
    first, last = statement.content[0].start, statement.content[-1].end
    return any(
        parse.deprel[c] in ("obj", "nsubj:pass") and first <= parse.start[c] < last for c in parse.children[token]
    )
