"""The cast of a report: every actor, and for every token that heads a party's name, who that is."""

from msgspec import Struct

from dragoman.language.parse import Parse
from dragoman.records import Actor, Ref, Span, span_of


class Party(Struct, frozen=True, kw_only=True):
    """A mention with its words: tokens first … last-1, headed by `head`, stand for actor number `actor`."""

    first: int
    last: int
    head: int
    actor: int
    """Index into `Cast.actors`."""
    country: str | None = None
    """Country of this mention, where it is more (or other) than the actor's own."""
    org: str | None = None
    sectors: tuple[str, ...] = ()


class Cast(Struct, frozen=True, kw_only=True):
    """Who takes part. `parties` keeps text order, one for each mention of each actor; an adjective or possessor
    inside a longer name ("Russian" in "the Russian military") has a Party of its own."""

    actors: tuple[Actor, ...] = ()
    parties: tuple[Party, ...] = ()
    by_head: dict[int, int] = {}
    """Token number -> index into `parties`, for the token that heads the mention."""

    def ref(self, parse: Parse, token: int) -> Ref | None:
        """The party that the noun phrase headed by this token names; None where it names no actor."""
        found = self.by_head.get(token)
        if found is None:
            return None
        party = self.parties[found]
        actor = self.actors[party.actor]
        span: Span = span_of(parse.text, parse.start[party.first], parse.end[party.last - 1])
        return Ref(
            actor=actor.id,
            name=actor.name,
            country=party.country or actor.country,
            org=party.org or actor.org,
            sectors=party.sectors or actor.sectors,
            span=span,
        )

    def refs(self, parse: Parse, token: int) -> tuple[Ref, ...]:
        """The parties of a noun phrase with its coordination: "the United States and Russia" gives both."""
        heads = [token, *(c for c in parse.children[token] if parse.deprel[c] == "conj")]
        return tuple(ref for head in heads if (ref := self.ref(parse, head)) is not None)
