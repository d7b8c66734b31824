"""What time expressions there are in English: rules over lexeme classes, each with the reader of its meaning.

In: the lexemes of a stretch of text. Out: expressions, leftmost and longest first, that do not overlap. A rule is a
regular expression over class names in braces (`data/words.toml` and `_PARTS` below); its groups carry the values.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from dragoman.time import meanings as m
from dragoman.time import readers as r
from dragoman.time.lexemes import Lexemes, vocabulary

Reader = Callable[[r.Match], "m.Meaning | m.Expression | None"]

_PARTS = {
    "MONTH": "(?:{month}|{odd_month}|{month_short}{stop}?)",
    "SEASON": "(?:{season}|{odd_season})",
    "ORD": "(?:{ordinal}|{second}|{two}{suffix})",
    "U": "(?:{unit}|{units}|{second})",
    "COUNT": "(?:{a}?{vague}{of}?|{dozens}{of}|(?:{a}|{CARDINAL}){power}?)",
    "CARDINAL": "(?:{number}|{tens}(?:{dash}?{number})?|{two}|{digits}|{year4})",
    "TO": "(?:{dash}|{to}|{through})",
    "YEAR": "(?:(?:{comma}|{of})?(?P<year>{year4})(?!{s}))",
    "AMPM": "(?:(?P<am>{am}|{a}{stop}{m}{stop}?)|(?P<pm>{pm}|{p}{stop}{m}{stop}?))",
    "ZONE": "(?:{zone}|{local}{time})?",
}


RULES: tuple[tuple[str, Reader], ...] = (
    # days
    ("(?P<year>{year4}){dash}(?P<month>{two}){dash}(?P<day>{two})", r.read_date),
    ("(?P<year>{year4}){slash}(?P<month>{two}){slash}(?P<day>{two})", r.read_date),
    ("(?P<a>{two}){slash}(?P<b>{two}){slash}(?P<year>{year4})", r.read_numeric),
    ("(?P<dotted>{dotted})", r.read_dotted),
    ("(?P<day>{two}){suffix}?(?:{unit}{of}|{of}|{dash})?(?P<month>{MONTH}){YEAR}?", r.read_date),
    ("(?P<day>{two}){suffix}?{dash}(?P<month>{MONTH}){dash}(?P<year>{year4})", r.read_date),
    ("(?P<day>{ordinal}|{second})(?:{unit})?{of}(?P<month>{MONTH}){YEAR}?", r.read_date),
    ("(?<!{in})(?P<month>{MONTH}){the}?(?P<day>{two}){suffix}?(?!{colon}|{percent}|{MONTH}){YEAR}?", r.read_date),
    ("(?P<month>{MONTH}){the}?(?P<day>{two}){suffix}?{YEAR}", r.read_date),
    ("(?P<day>{two}){suffix}?(?:{TO}|{and}|{or})(?P<last_day>{two}){suffix}?{of}?(?P<month>{MONTH}){YEAR}?",
     r.read_date),
    ("(?P<month>{MONTH})(?P<day>{two}){suffix}?{TO}(?P<last_day>{two}){suffix}?(?!{colon}){YEAR}?", r.read_date),
    ("(?<={on}{the})(?P<day>{two}){suffix}(?!{other})", r.read_date),
    ("(?P<feast>{fixed_feast})(?:(?P<eve>{eve})|{unit})?", r.read_feast),
    ("{new}{unit}{quote}?{s}(?:(?P<eve>{eve})|{unit})", r.read_feast),
    # months, seasons, quarters, years
    ("(?P<month>{MONTH}){TO}(?P<last_month>{MONTH}){YEAR}", r.read_date),
    ("(?P<month>{MONTH}){YEAR}", r.read_date),
    ("(?P<month>{MONTH})", r.read_date),
    ("(?P<which>{last}|{past}|{next}|{coming}|{this})(?:{past}|{coming})?(?:(?P<month>{MONTH})|(?P<season>{SEASON}))",
     r.read_which_date),
    ("(?P<season>{SEASON}){YEAR}?", lambda x: m.Date(season=x.word("season"), year=x.value("year"))),
    ("(?P<nth>{ORD})(?:{quarter}|(?P<half>{half}){of}){the}?(?:(?<={quarter}){of}{the}?)?(?P<year>{year4})",
     r.read_quarter),
    ("(?P<nth>{ORD})(?:{quarter}|(?P<half>{half})){of}(?:(?P<which>{this}|{last}|{next})|{the})(?P<unit>{unit})",
     r.read_quarter),
    ("(?P<nth>{ordinal}|{second}){quarter}", r.read_quarter),
    ("{q}(?P<nth>{two})(?:{of}?(?P<year>{year4}))?", r.read_quarter),
    ("(?P<year>{year4}){dash}(?P<last_year>{two}|{year4})(?!{dash})", r.read_years),
    ("(?<!{money})(?P<year>{year4})(?!{percent})", r.read_date),
    ("(?P<year>{year4}){quote}?{s}", r.read_decade),
    ("(?:{quote}|(?<={the})|(?<={early})|(?<={dash}))(?P<two>{two}){quote}?{s}", r.read_decade),
    ("(?:(?<={the})|(?<={early})|(?<={early}{dash}))(?P<two>{decade_word})", r.read_decade),
    ("(?P<nth>{tens}{dash}?{ordinal}|{ORD}){dash}?{century}(?P<bc>{bc})?", r.read_century),
    ("(?P<year>{two}|{digits}|{year4})(?:(?P<bc>{bc})|{ad})", r.read_epoch),
    ("{ad}(?P<year>{two}|{digits}|{year4})", r.read_epoch),
    # weekdays
    ("(?P<weekday>{weekday}|{weekday_short}{stop}?)", r.read_weekday),
    ("(?P<which>{last}|{past}|{next}|{coming}|{this})(?P<weekday>{weekday})", r.read_weekday),
    ("(?P<weekday>{weekday}){of}?(?P<shift>{last}|{next}|{this})(?P<unit>{unit})", r.read_weekday),
    # days from the report's, parts of days, hours
    ("(?P<deictic>{deictic})", r.read_deictic),
    ("{unit}(?P<beyond>{before}|{after})(?P<deictic>{deictic})", r.read_deictic),
    ("{tonight}", r.read_tonight),
    ("{overnight}", r.read_overnight),
    ("(?P<which>{this}|{last})(?P<part>{part})", r.read_which_part),
    ("(?:(?P<event>{next}|{following})|(?P<which>{that}))(?P<part>{part})",
     lambda x: r.read_beside_part(x, 1 if x.has("event") else 0)),
    ("(?P<part>{part})", r.read_part),
    ("(?P<hour>{two}){colon}(?P<minute>{two})(?!{colon}|{dash}{two}{colon}){AMPM}?{ZONE}", r.read_clock),
    ("(?P<hour>{two}){AMPM}{ZONE}", r.read_clock),
    ("(?P<dotted>{dotted})(?:{AMPM}{ZONE}|{zone})", r.read_clock),
    ("(?P<military>{digits}|{year4})(?:{zone}|{local}{time})", r.read_clock),
    ("(?P<hour>{two}|{number}){o}{quote}{clock}", r.read_clock),
    ("(?P<hour>{clock_word})", lambda x: m.Clock(timex=x.word("hour"))),
    # stretches from and up to the report day
    ("(?:{last}|{past}|(?P<ahead>{next}|{coming}))(?P<count>{COUNT})(?P<unit>{U})", r.read_rolling),
    ("(?:(?P<recent>{recent})|{past}|{this}{past}|(?P<ahead>{coming}))(?P<unit>{unit}|{units})", r.read_rolling),
    ("(?:{last}|(?P<ahead>{next}))(?P<unit>{units})", r.read_rolling),
    ("(?P<which>{last}|{this}|{next})(?P<unit>{unit})", r.read_which_unit),
    ("(?<=[{over}{at}{on}{during}{of}]{the})(?P<unit>{unit})", r.read_weekend),
    ("(?P<count>{COUNT})(?P<unit>{U})(?:{ago}|(?P<ahead>{from}(?:{now}|{deictic})))", r.read_ago),
    ("(?P<unit>{units}){ago}", r.read_ago),
    ("(?:(?P<back>{earlier})|(?P<later>{later})|(?P<portion>{early})){in}{the}(?P<unit>{unit})", r.read_rest),
    ("(?P<portion>{early}){of}{the}(?P<unit>{unit})", r.read_rest),
    ("{so}{far}(?!{as})", lambda x: m.UpToNow()),
    # counted from an event
    ("(?P<count>{COUNT})(?P<unit>{U})(?:(?P<back>{earlier}|{before})|{later}|{after})", r.read_beside),
    ("(?<={the})(?P<unit>{unit})(?:(?P<back>{before}|{earlier})|{after})", r.read_beside),
    ("(?:(?P<back>{previous})|{following})(?P<count>{COUNT})(?P<unit>{U})", r.read_beside),
    ("(?P<which>{previous}|{following}|{that})(?P<unit>{unit})", r.read_that_unit),
    # lengths and sets
    ("(?<={in})(?P<in>(?P<count>{COUNT})(?P<unit>{U}))(?!{ago})", r.read_duration),
    ("(?<={within})(?P<within>(?P<count>{COUNT})(?P<unit>{U}))", r.read_duration),
    ("(?<!{money})(?P<count>{CARDINAL}{power}?|{a}{vague}|{vague}{of}?|{dozens}{of}){dash}?(?P<unit>{U})(?!{dash}?{old})",
     r.read_duration),
    ("(?<={for})(?P<count>{a})(?P<unit>{unit})", r.read_duration),
    ("(?<={for})(?P<unit>{units})", r.read_duration),
    ("{every}(?:(?P<other>{other_word})|(?P<count>{CARDINAL}))?(?:(?P<unit>{unit}|{units})|(?P<weekday>{weekday})"
     "|(?P<part>{part})|(?P<month>{month})|(?P<season>{SEASON}))", r.read_every),
    ("(?P<weekday>{weekdays})", r.read_every),
    ("(?P<frequency>{frequency})", lambda x: m.Repeated(timex=x.word("frequency"))),
    ("(?:{once}|{twice}|{COUNT}{times})(?:{a}|{every})(?P<unit>{unit})", r.read_every),
)  # fmt: skip


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    names = dict(vocabulary().chars)
    for _ in range(3):  # parts name parts, two deep
        names.update({name: part.format_map({**_PARTS, **names}) for name, part in _PARTS.items()})
    return tuple((re.compile(pattern.format_map(names)), reader) for pattern, reader in RULES)


def expressions(lexemes: Lexemes) -> list[m.Expression]:
    """The time expressions among the lexemes, leftmost and longest, in text order."""
    found = sorted(_candidates(lexemes), key=lambda c: (c[0], -c[1], c[2]))
    chosen: list[m.Expression] = []
    for first, _, _, expression in found:
        if not chosen or first >= chosen[-1].last:
            chosen.append(expression)
    return chosen


def _candidates(lexemes: Lexemes) -> Iterator[tuple[int, int, int, m.Expression]]:
    for order, (pattern, reader) in enumerate(_compiled()):
        for match in pattern.finditer(lexemes.classes):
            first, last = match.span()
            read = reader(r.Match(lexemes, match))
            if read is None:
                continue
            if not isinstance(read, m.Expression):
                read = m.Expression(first=first, last=last, meaning=read)
            yield first, last, order, read
