"""A text with its blocks in; the traces that machine translation and bad copying left out, as Issues with spans.

A trace is told by surface alone, before any parse, and only where clean agency copy hardly ever looks the same: a
missed trace costs little, a false one tells the user that a sound text is broken. Each finder reads one paragraph of
the body and gives (start, end, message); they stand in one table.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from dragoman.records import Issue, span_of
from dragoman.text.document import Block
from dragoman.text.patterns import load, words

MOST = 200
"""Traces told of one text: past this the point is made."""
LONGEST_PARAGRAPH = 20_000
"""Characters of a paragraph that are looked at."""
TITLE_CASE_SHARE = 0.8
"""Share of capitals among words of four letters and more from which a paragraph is a headline or a list: even a
sentence full of names stays below it."""
CAPITALS_SHARE = 0.9
"""Share of capital letters from which a text is all capitals."""
CAPITALS_SAMPLE = 2_000
"""Characters looked at for that."""
CAPITALS_LETTERS = 60
"""Letters a text must have for that."""
STUB_WORDS = 4
"""Words of the longest stub left behind by a cut sentence."""

Trace = tuple[int, int, str]

WORD = re.compile(r"[^\W\d_][\w’'-]*")
STRAY = re.compile(r"(?<=[^\W\d_] )(?P<word>[A-Z][a-z]+)(?= (?P<after>[A-Z]?[a-z]+)(?![\w’'-]))")
BEFORE = re.compile(r"(?<![\w’'-])[^\W\d_]{1,40}$")
# These begin at the rare mark and look at the word before it afterwards: five times as fast as beginning at each word.
UNSPACED = re.compile(
    r"(?:(?<=[a-zà-ÿ]{2})[.;!?](?=[A-Z][a-zà-ÿ])|(?<=[a-zà-ÿ]{2}),(?=[^\W\d_]{2}))(?P<after>[^\W\d_]{2,40})"
    r"(?![\w./@-]*[/@.,]\w)"
)
WORD_BEFORE = re.compile(r"(?<![\w./@:#-])[^\W\d_]{1,40}$")
GLUED_OPENER = re.compile(r"(?<=[a-z][a-z][a-z])(?P<opener>[A-Z][a-z]{1,20})(?= [a-z])")
CAPITAL_INSIDE = re.compile(r"[a-z] [A-Z][a-z]")
STUB = re.compile(r"(?<=[.!?])(?P<quote>[\"”’]?)\s(?P<stub>[A-Z][a-z]+(?: [a-z][a-z-]*){1,3})\.(?=\s|$)")
DASHED = re.compile(r"(?<=[.!?])\s(?P<stub>-[A-Z][a-z]+(?: [a-z][a-z-]*){1,4}\.)(?=[\s\"”’]|$)")


def find_traces(text: str, blocks: Iterable[Block]) -> tuple[Issue, ...]:
    """The traces in the body, in text order."""
    body = [b for b in blocks if b.kind == "body"]
    capitals = _all_capitals(text, body)
    if capitals:
        return (capitals,)
    found: list[Trace] = []
    for block in body:
        paragraph = text[block.start : min(block.end, block.start + LONGEST_PARAGRAPH)]
        if _title_case(paragraph):
            continue
        for finder in FINDERS:
            found += [(block.start + start, block.start + end, message) for start, end, message in finder(paragraph)]
        if len(found) > MOST:
            break
    return tuple(Issue(stage="text", message=m, span=span_of(text, s, e)) for s, e, m in sorted(set(found))[:MOST])


def _all_capitals(text: str, body: list[Block]) -> Issue | None:
    sample = "".join(text[b.start : min(b.end, b.start + CAPITALS_SAMPLE)] for b in body[:20])[:CAPITALS_SAMPLE]
    upper = sum(map(str.isupper, sample))
    letters = upper + sum(map(str.islower, sample))
    if letters < CAPITALS_LETTERS or upper < CAPITALS_SHARE * letters:
        return None
    return Issue(
        stage="text", message="the text is all in capitals; names are told from other words with less certainty"
    )


def _title_case(paragraph: str) -> bool:
    found = [w for w in WORD.findall(paragraph[:2000]) if len(w) > 3]
    return sum(1 for w in found if w[0].isupper()) > TITLE_CASE_SHARE * len(found)


def _stray_capitals(paragraph: str) -> Iterator[Trace]:
    """ "was Still waiting", "may Begin the", "the mayor Expressed doubt"."""
    for found in STRAY.finditer(paragraph):
        start, end = found.span("word")
        before = BEFORE.search(paragraph, max(0, start - 41), start - 1)
        if before and _is_stray(before[0], found["word"].lower(), found["after"]):
            yield (
                start,
                end,
                f"“{found['word']}” has a capital in mid-sentence; the words around it may belong to two clauses",
            )


def _is_stray(before: str, word: str, after: str) -> bool:
    if before in words("traces", "stray", "modals") and word in words("traces", "stray", "bases"):
        return after.islower()
    if before.lower() in words("traces", "stray", "namers"):
        return False
    if word in words("traces", "stray", "verbs"):
        return after.islower() and before.lower() not in words("traces", "stray", "small")
    if not before.islower():
        return False
    if word == "will":
        return after in words("traces", "stray", "bases")
    if word in words("traces", "stray", "own"):
        return False
    return word in words("traces", "stray", "small") and (after.islower() or word in ("with",))


def _lower_names(paragraph: str) -> Iterator[Trace]:
    """ "the coast of bulgaria": a name that lost its capital, in a paragraph that has capitals."""
    if not CAPITAL_INSIDE.search(paragraph):
        return
    for found in _names().finditer(paragraph):
        yield found.start(), found.end(), f"“{found[0]}” is a name without its capital"


@cache
def _names() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w@#./’'-])(?:" + "|".join(sorted(words("traces", "names", "lower"))) + r")(?![\w@/-]|\.\w)"
    )


def _doubled(paragraph: str) -> Iterator[Trace]:
    """ "a A treaty", "the the"."""
    phrases = words("traces", "doubled", "phrases")
    for found in _doubled_words().finditer(paragraph):
        one, two, after = found["first"], found["second"], found["after"]
        if f"{two.lower()} {after.lower()}" in phrases:
            continue
        # A capital may begin a name ("the The Hague court", "an A grade") or be a mere letter ("the A list").
        if two[0].isupper() and (not after.islower() or (two == "A" and one != "a")):
            continue
        yield found.start("first"), found.end("second"), f"“{one} {two}”: one determiner too many"


@cache
def _doubled_words() -> re.Pattern[str]:
    first = "|".join(sorted(words("traces", "doubled", "first")))
    second = "|".join(sorted(words("traces", "doubled", "second")))
    return re.compile(rf"(?<![\w’'.-])(?P<first>{first}) (?P<second>(?i:{second})) (?=(?P<after>[A-Za-z]+))")


def _missing_spaces(paragraph: str) -> Iterator[Trace]:
    """ "Sofia.The", "Sofia,where", "saidthat", "BulgariaThe"."""
    abbreviations, domains = words("traces", "glued", "abbreviations"), words("traces", "glued", "domains")
    for found in UNSPACED.finditer(paragraph):
        before, mark, after = _word_before(paragraph, found.start()), found[0][0], found["after"].lower()
        if not before or before.lower() in abbreviations or (mark == "." and after in domains):
            continue
        yield found.start() - len(before), found.end(), f"no space after “{before}{mark}”"
    for found in _glued_words().finditer(paragraph):
        if found[0] not in words("traces", "glued", "real"):
            yield found.start(), found.end(), f"“{found[0]}” seems to be two words"
    for found in GLUED_OPENER.finditer(paragraph):
        before = _word_before(paragraph, found.start())
        if before and found["opener"] in words("traces", "glued", "openers"):
            yield found.start() - len(before), found.end(), f"“{before}{found[0]}” seems to be two words"


def _word_before(paragraph: str, end: int) -> str:
    """The word that ends at this offset; "" where it is part of an address, a tag or a compound."""
    found = WORD_BEFORE.search(paragraph, max(0, end - 41), end)
    return found[0] if found else ""


@cache
def _glued_words() -> re.Pattern[str]:
    first, second = (sorted(load("traces")["glued"][side]) for side in ("first", "second"))
    return re.compile(rf"(?<![\w@#./-])(?:{'|'.join(first)})(?:{'|'.join(second)})(?![\w./-])")


def _fragments(paragraph: str) -> Iterator[Trace]:
    """A stub left behind by a cut sentence: “grave steps.” Georgian coast."""
    message = "a piece without a verb; it may belong to the sentence before it"
    for found in STUB.finditer(paragraph):
        if _is_stub(found["stub"].lower().split(), after_quotation=bool(found["quote"])):
            yield found.start("stub"), found.end("stub") + 1, message
    for found in DASHED.finditer(paragraph):
        yield found.start("stub"), found.end("stub"), message


def _is_stub(stub: list[str], *, after_quotation: bool) -> bool:
    first, last = stub[0], stub[-1]
    if len(stub) > STUB_WORDS or any(
        w in words("traces", "fragment", "verbs") or w.endswith(("ed", "ly")) for w in stub
    ):
        return False
    if first in words("traces", "fragment", "openers"):
        return False
    if first in words("traces", "fragment", "prepositions"):
        return after_quotation and len(stub) > 2
    adjective = first in words("traces", "fragment", "adjectives") or first.endswith(
        tuple(load("traces")["fragment"]["endings"])
    )
    # "Russian officials disagree." may have a verb that no list holds: a plural before the last word hints at one.
    return adjective and not any(w.endswith("s") for w in stub[1:-1]) and not (len(stub) > 2 and last.endswith("s"))


# One row a kind of trace. A finder gets a paragraph and gives offsets in it with a message.
FINDERS: tuple[Callable[[str], Iterator[Trace]], ...] = (
    _stray_capitals,
    _lower_names,
    _doubled,
    _missing_spaces,
    _fragments,
)
