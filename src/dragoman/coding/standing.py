"""For whom a party stands: the state behind an office, a town or a group of people that is named without its country.

In: a scene, its Text and the head of a noun phrase. Out: parties. "Kenya's ambassador" speaks for Kenya, who visits or
shells a town visits or shells the state it lies in, and "the crew" or "gunmen" are a side of their own.
"""

from weakref import WeakKeyDictionary

from msgspec import structs

from dragoman.coding.clauses import noun_phrase
from dragoman.coding.forms import Text
from dragoman.coding.lexicon import Lexicon
from dragoman.coding.scene import Scene
from dragoman.language.parse import Parse
from dragoman.records import Place, Ref

CROWDS = ("crowd", "militia", "worker", "victim", "prisoner", "attacker", "persons")
"""Classes of words for people who can do and undergo acts without a state."""

_PLACES: "WeakKeyDictionary[Parse, dict[int, Place]]" = WeakKeyDictionary()


def place_at(scene: Scene, token: int) -> Place | None:
    """The place whose name ends with, or starts at, this token."""
    parse = scene.parse
    found = _PLACES.get(parse)
    if found is None:
        found = {-p.span.end: p for p in scene.places} | {p.span.start: p for p in scene.places}
        _PLACES[parse] = found
    return found.get(parse.start[token]) or found.get(-parse.end[token])


def in_place(scene: Scene, token: int) -> Ref | None:
    """The state in which the place named at a token lies, as a party."""
    place = place_at(scene, token)
    if place is None or place.country is None:
        return None
    return Ref(name=place.name, country=place.country, span=place.span)


def mended(scene: Scene, tree: Text, token: int, ref: Ref, lexicon: Lexicon) -> Ref:
    """A party with its country, where the words beside it or the place it is named after say which."""
    if ref.country or ref.org or token < 0:
        return ref
    if tree.lemmas[token] in lexicon.classes["leader"].single | lexicon.classes["officer"].single:
        for c in tree.children(token, "nmod:poss", "amod", "compound", "nmod"):
            if tree.parse.deprel[c] == "nmod" and tree.case_of(c) not in ("of", "for"):
                continue
            state = scene.cast.ref(scene.parse, c)
            if state is not None and (state.country or state.org):
                return structs.replace(ref, country=state.country, org=state.org)
    place = in_place(scene, token)
    return ref if place is None or ref.sectors else structs.replace(ref, country=place.country)


def people(scene: Scene, tree: Text, token: int, lexicon: Lexicon) -> tuple[Ref, ...]:
    """People named by a common noun alone, as a side of their own."""
    if token < 0 or tree.parse.upos[token] != "NOUN":
        return ()
    lemma = tree.lemmas[token]
    sector = lexicon.groups.get(lemma)
    if sector is None and not any(lemma in lexicon.classes[name].single for name in CROWDS):
        return ()
    span = noun_phrase(tree, token)
    return (Ref(name=span.text, sectors=(sector,) if sector else (), span=span),)
