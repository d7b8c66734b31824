"""Quantities that somebody states: casualties, people, forces, arms and money, with bounds, unit and whose word it is.

Dates, ages, ordinals, shares, scores and lists are no claims: a number counts only with a unit of data/quantities.toml.
"""

from msgspec import Struct, structs

from dragoman.coding import circumstances
from dragoman.coding.attribution import chain
from dragoman.coding.clauses import Tree, sentence_span
from dragoman.coding.numbers import Quantity, Terms, quantity_at, terms
from dragoman.coding.scene import Found, Scene
from dragoman.records import Claim, Ref, Span, content_id, span_of

REACH = 6
"""Tokens after a number in which its unit is looked for ("12 heavily armed Russian army soldiers")."""
BACK = 8
"""Tokens before a number in which "toll" is looked for."""
MAX_SAME = 400
FIRST_LETTERS = frozenset("0123456789$€£¥₽₴₹₪")
INTRANSITIVE = frozenset({"die", "perish", "flee", "disappear", "succumb"})


class Counted(Struct, frozen=True, kw_only=True):
    """What a quantity counts: its unit and the tokens of the whole phrase."""

    unit: str
    first: int
    last: int
    token: int
    """The noun or verb that tells the unit."""


def code_claims(scene: Scene, found: Found) -> Found:
    """Adds the claims of the report."""
    parse = scene.parse
    if not len(parse):
        return found
    tree, table = Tree(parse), terms()
    starters = set(table.numbers) | {phrase.split()[0] for phrase in table.vague} | {"half", "us$", "an"}
    claims: list[Claim] = []
    same: dict[tuple[object, ...], int] = {}
    done = 0
    for i in range(len(parse)):
        word = tree.lower[i]
        if i < done or not (word[:1] in FIRST_LETTERS or word in starters):
            continue
        stop = parse.bounds[parse.sentence_of[i]][1]
        quantity = quantity_at(tree.lower, i, stop)
        if quantity is None:
            continue
        done = quantity.last
        counted = _counted(tree, table, quantity, i)
        if counted is None:
            continue
        claim = _claim(scene, tree, found, quantity, counted)
        key = (claim.value, claim.low, claim.high, claim.unit, claim.holder.actor if claim.holder else None)
        if key in same:
            known = claims[same[key]]
            evidence = {span.start: span for span in (*known.evidence, *claim.evidence)}
            claims[same[key]] = structs.replace(known, evidence=tuple(evidence.values()))
        else:
            same[key] = len(claims)
            claims.append(claim)
    return found.plus(claims=tuple(claims))


def _claim(scene: Scene, tree: Tree, found: Found, quantity: Quantity, counted: Counted) -> Claim:
    parse = scene.parse
    start, end = parse.start[quantity.first], parse.end[quantity.last - 1]
    links = chain(scene, found.statements, parse.start[quantity.last - 1], end)
    holder: Ref | None = next((link.holder for link in reversed(links) if link.holder is not None), None)
    subject: Span = span_of(parse.text, parse.start[counted.first], parse.end[counted.last - 1])
    time = circumstances.when(scene, counted.token) or circumstances.when(scene, quantity.last - 1)
    return Claim(
        id=content_id("claim", scene.report, start, end, counted.unit),
        holder=holder,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=counted.unit,
        subject=subject,
        time=time,
        evidence=(sentence_span(parse, quantity.last - 1),),
    )


def _counted(tree: Tree, table: Terms, quantity: Quantity, number: int) -> Counted | None:
    """The unit of a quantity; None where it counts nothing for the ledger."""
    parse = tree.parse
    first, stop = parse.bounds[parse.sentence_of[number]]
    if quantity.currency is not None:
        return Counted(unit=quantity.currency, first=quantity.first, last=quantity.last, token=number)
    if number > first and tree.lower[number - 1].strip(".") in table.words["not_before"]:
        return None
    after = quantity.last
    if after < stop and {tree.lower[after], tree.lower[after].removesuffix("s")} & table.words["not_after"]:
        return None
    if _hyphened(tree, after, stop):
        return None
    noun, unit, kind = _unit_after(tree, table, after, stop)
    if kind == "money":
        return Counted(unit=unit, first=quantity.first, last=noun + 1, token=noun)
    if noun < 0:
        plain = _plain_noun(tree, quantity.last - 1, after, stop)
        heads = [plain, quantity.last - 1, number] if plain >= 0 else [quantity.last - 1, number]
    else:
        plain, heads = noun, [noun]
    people = noun < 0 or tree.lemma[noun] in table.words["people"] or kind == "outcome"
    outcome, verb = ("", -1)
    if people and kind != "outcome":
        for head in heads:
            outcome, verb = _outcome(tree, table, head)
            if outcome:
                break
    if not outcome and plain < 0:
        outcome = _toll(tree, first, number, after)
        verb = number
    if outcome:
        unit = outcome
    if not unit:
        return None
    last = plain + 1 if plain >= 0 else quantity.last
    return Counted(
        unit=unit, first=quantity.first, last=last, token=verb if outcome and verb >= 0 else max(noun, number)
    )


def _hyphened(tree: Tree, after: int, stop: int) -> bool:
    """ "a 40-mile convoy", "a 12-year-old"."""
    return after + 1 < stop and tree.lower[after] == "-" and tree.parse.end[after - 1] == tree.parse.start[after]


def _unit_after(tree: Tree, table: Terms, at: int, stop: int) -> tuple[int, str, str]:
    """The noun or participle after a number that tells its unit: (token, unit, kind)."""
    parse = tree.parse
    for t in range(at, min(stop, at + REACH)):
        lemma, upos = tree.lemma[t].lower(), parse.upos[t]
        unit = table.units.get(lemma) or table.units.get(tree.lower[t]) or table.units.get(lemma.removesuffix("s"))
        if unit is not None and (upos in ("NOUN", "ADJ", "PROPN", "SYM") or parse.xpos[t] in ("VBN", "VBD")):
            ahead = t + 1
            compound = ahead < stop and parse.deprel[t] == "compound" and parse.head[t] > t
            if compound and parse.head[t] < at + REACH:
                continue  # "missile systems": the head of the compound decides
            if upos in ("VERB", "ADJ") and unit[1] != "outcome":
                continue
            return t, unit[0], unit[1]
        if upos in ("VERB", "AUX", "PUNCT", "CCONJ", "SCONJ", "PRON") and tree.lower[t] not in ("-",):
            break
        if upos == "ADP" and tree.lower[t] != "of":
            break
        if upos == "NOUN" and parse.deprel[t] not in ("compound", "nmod", "nmod:poss") and t > at:
            break
        if upos == "NOUN" and parse.deprel[t] not in ("compound",) and t == at and tree.lower[t] not in table.scales:
            break
    return -1, "", ""


def _plain_noun(tree: Tree, number: int, after: int, stop: int) -> int:
    """The noun that a number counts by the tree, whatever it is: "345 pilgrims"; -1 where there is none."""
    over = tree.parse.head[number]
    counts = over >= 0 and tree.parse.deprel[number] == "nummod" and after <= over < min(stop, after + REACH)
    return over if counts and tree.parse.upos[over] == "NOUN" else -1


def _outcome(tree: Tree, table: Terms, head: int) -> tuple[str, int]:
    """What happened to the people counted, by the verb they stand with: (unit, verb)."""
    parse = tree.parse
    for c in tree.children(head, "acl", "amod", "acl:relcl"):
        unit = table.units.get(tree.lemma[c])
        if unit is not None and unit[1] == "outcome" and (parse.xpos[c] != "VBG") and tree.child(c, "obj") < 0:
            return unit[0], c
    token, hops = head, 0
    while parse.deprel[token] in ("conj", "nmod", "nummod") and parse.head[token] >= 0 and hops < 3:
        token, hops = parse.head[token], hops + 1
    over = parse.head[token]
    if over < 0:
        return "", -1
    unit = table.units.get(tree.lemma[over])
    relation = parse.deprel[token]
    if unit is None or unit[1] != "outcome":
        left = tree.child(over, "xcomp")  # "left 12 people dead"
        unit = table.units.get(tree.lemma[left]) if left >= 0 and relation == "obj" else None
        return (unit[0], left) if unit is not None and unit[1] == "outcome" else ("", -1)
    lemma = tree.lemma[over]
    hit = parse.upos[over] == "VERB" and 0 < tree.low[token] - over <= 4  # "killed more than 40": whatever the arc
    suffers = (
        hit
        or relation in ("obj", "nsubj:pass")
        or (
            relation == "nsubj"
            and (
                lemma in INTRANSITIVE
                or parse.upos[over] in ("ADJ", "NOUN")
                or (parse.xpos[over] in ("VBN", "VBD") and tree.child(over, "obj") < 0)
            )
        )
    )
    return (unit[0], over) if suffers else ("", -1)


def _toll(tree: Tree, first: int, number: int, after: int) -> str:
    """ "the death toll rose to 30"."""
    near = tree.lower[max(first, number - BACK) : number]
    return "people killed" if "toll" in near and (after >= len(tree.lower) or tree.lower[after] != "%") else ""
