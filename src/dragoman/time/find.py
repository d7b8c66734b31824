"""Every time expression of a report: `find_times`.

In: the document, its parse and the report day, where one is known. Out: `Time` records in text order that do not
overlap. The text alone tells where an expression may stand; the parse tells whether "May" is a month there, whether a
number is a year, and whether the clause looks back or ahead.
"""

from datetime import date

from msgspec import structs

from dragoman.language.parse import Parse
from dragoman.records import Precision, Time, span_of
from dragoman.text.document import Document
from dragoman.time import meanings as m
from dragoman.time.grammar import expressions
from dragoman.time.join import join
from dragoman.time.lexemes import Lexemes, lex, vocabulary
from dragoman.time.settle import Context, Settled, settle
from dragoman.time.tense import direction

EVENT_REACH = 500
"""Code points back to the time from which "three days later" may be counted: about three sentences."""
POINTS = (m.Date, m.Weekday, m.Shifted)
"""Meanings from which a later one may be counted."""
PLAIN_YEARS = range(1900, 2100)
"""Numbers that are years wherever no noun is counted by them; others need a preposition before them."""
YEAR_LEADS = ("in", "since", "until", "by", "from", "during", "between", "before", "after", "circa", "through", "early")
MONTH_LEADS = (*YEAR_LEADS, "to", "of", "on", "and", "or", "for", "last", "next", "this", "at")
SEASON_LEADS = (*YEAR_LEADS, "to", "of", "and", "or", "for", "last", "next", "this", "the", "a")


def find_times(document: Document, parse: Parse, published: Time | None) -> tuple[Time, ...]:
    """The time expressions of the text, with the days they can mean."""
    text = document.text
    today = _day(published)
    stretches = [(b.start, b.end) for b in document.blocks] or [(0, len(text))]
    times: list[Time] = []
    known: tuple[int, date, Precision] | None = None
    people = frozenset(
        i for entity in parse.entities if entity.label == "person" for i in range(entity.first, entity.last)
    )
    for first, last in stretches:
        lexemes = lex(text, first, last)
        for expression in join(lexemes, expressions(lexemes)):
            start, end = lexemes.start[expression.first], lexemes.end[expression.last - 1]
            tokens = parse.tokens_in(start, end)
            if people.intersection(tokens) or not _plausible(expression, lexemes, parse, tokens):
                continue
            context = Context(day=today, direction=direction(parse, tokens))
            if known and start - known[0] <= EVENT_REACH:
                context = structs.replace(context, event=known[1], event_precision=known[2])
            settled = settle(expression, context)
            if settled.start is not None and isinstance(expression.meaning, POINTS):
                known = (end, settled.start, settled.precision)
            times.append(_record(text, start, end, settled))
    return tuple(times)


def _day(published: Time | None) -> date | None:
    if published is None or published.start is None or published.start != published.end:
        return None
    try:
        return date.fromisoformat(published.start)
    except ValueError:
        return None


def _record(text: str, start: int, end: int, settled: Settled) -> Time:
    return Time(
        text=text[start:end],
        span=span_of(text, start, end),
        start=settled.start.isoformat() if settled.start else None,
        end=settled.end.isoformat() if settled.end else None,
        precision=settled.precision,
        timex=settled.timex,
        anchor=settled.anchor,
        approximate=settled.approximate,
    )


def _plausible(expression: m.Expression, lexemes: Lexemes, parse: Parse, tokens: list[int]) -> bool:
    """Whether the words stand for a time here, and not for a name, a verb or a number of things."""
    return all(check(expression, lexemes, parse, tokens) for check in CHECKS)


def _lead(expression: m.Expression, lexemes: Lexemes) -> str:
    return lexemes.word(expression.first - 1).lower()


def _no_name(expression: m.Expression, lexemes: Lexemes, parse: Parse, tokens: list[int]) -> bool:
    """No part of a name: Black Friday, the Sunday Times."""
    traps = vocabulary().traps
    if not isinstance(expression.meaning, m.Weekday | m.Date) or expression.last - expression.first > 2:
        return True
    if _lead(expression, lexemes) in traps["named_after"]:
        return False
    after = lexemes.word(expression.last)
    weekday = isinstance(expression.meaning, m.Weekday)
    return not (weekday and after[:1].isupper() and after.lower() in traps["named_before"])


def _no_verb(expression: m.Expression, lexemes: Lexemes, parse: Parse, tokens: list[int]) -> bool:
    """No common word: may, march, fall, spring."""
    if expression.last - expression.first > 1:
        return True
    chars, word = vocabulary().chars, lexemes.word(expression.first)
    name = lexemes.classes[expression.first]
    tags = {parse.upos[token] for token in tokens}
    if name in (chars["month"], chars["month_short"], chars["odd_month"]) and word[:1].islower():
        return word not in vocabulary().traps["capital"] and "VERB" not in tags
    if name == chars["month_short"]:
        return _lead(expression, lexemes) in MONTH_LEADS
    if name == chars["odd_month"]:
        return not tags & {"AUX", "VERB"} and _lead(expression, lexemes) in MONTH_LEADS
    if name in (chars["season"], chars["odd_season"]):
        lead = _lead(expression, lexemes)
        compound = any(parse.deprel[token].startswith("compound") for token in tokens)
        return not tags & {"AUX", "VERB", "ADJ"} and lead in SEASON_LEADS and (lead == "the" or not compound)
    if name == chars["deictic"] and word[:1].isupper():
        return "PROPN" not in tags or not lexemes.word(expression.first - 1)[:1].isupper()
    return True


def _no_count(expression: m.Expression, lexemes: Lexemes, parse: Parse, tokens: list[int]) -> bool:
    """No number of things, no code: "2000 troops", "$1999", "F-2000"."""
    meaning = expression.meaning
    if expression.bound or expression.part or expression.approximate or not isinstance(meaning, m.Date):
        return True
    if expression.last - expression.first > 1 or meaning.year is None or meaning.month or meaning.season:
        return True
    lead, follows = _lead(expression, lexemes), lexemes.word(expression.last)
    glued = lexemes.start[expression.first] == lexemes.end[expression.first - 1] if expression.first else False
    if glued and (lead.isalpha() or lead in ("-", "/", "_", ".")) and not lexemes.word(expression.first - 2).isdigit():
        return False
    counted = any(
        parse.deprel[token] == "nummod" and parse.head[token] >= 0 and _is_plural(parse, parse.head[token])
        for token in tokens
    )
    if lead == "the" and meaning.year in PLAIN_YEARS:
        return True
    if counted or (lead in ("no", "number", "than", "least", "most") and not glued):
        return False
    if lead in YEAR_LEADS:
        return True
    if meaning.year not in PLAIN_YEARS:
        return lead == "(" and follows in (")", "-", "–", ",", ";")
    if not tokens:
        return lead in ("(", "the", "and", "to", "-", "–", ",")
    return not any(parse.deprel[token] == "nummod" for token in tokens) or meaning.year > 2000


def _is_plural(parse: Parse, token: int) -> bool:
    return "Number=Plur" in parse.feats[token] or parse.xpos[token] == "NNS"


CHECKS = (_no_name, _no_verb, _no_count)
