"""What a reader has in mind at a word: who was named just before, where, and as the subject or not.

In: the claims in text order, pushed as the reading goes on. Out: the nearest actors that fit. Looking back is bounded,
so that a long report costs no more for a word than a short one.
"""

from collections.abc import Callable, Iterator

from msgspec import Struct

from dragoman.actors.board import SUBJECT, Board, Draft

REACH = 40
"""Mentions looked back over."""
SENTENCES = 4
"""Sentences looked back over."""

WIDE = 15
"""Sentences looked back over for the two sides of a story."""
FADING = 0.93
"""Weight of a mention by how many stand after it."""


class Seen(Struct, frozen=True, kw_only=True):
    """A mention that was read: its head token, actor number and place."""

    token: int
    actor: int
    subject: bool
    sentence: int
    claim: int


class Memory:
    """Mentions read so far, nearest last."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.seen: list[Seen] = []

    def push(self, number: int) -> None:
        """Read a claim of the board."""
        claim, parse = self.board.claims[number], self.board.parse
        top = self.board.top(claim.head)
        subject = parse.deprel[top] in SUBJECT
        self.seen.append(
            Seen(
                token=claim.head,
                actor=claim.actor,
                subject=subject,
                sentence=parse.sentence_of[claim.head],
                claim=number,
            )
        )

    def back(self, token: int, *, sentences: int = SENTENCES) -> Iterator[tuple[Seen, Draft]]:
        """Mentions before a token, nearest first."""
        oldest = self.board.parse.sentence_of[token] - sentences
        for seen in reversed(self.seen[-REACH:]):
            if seen.sentence < oldest:
                return
            yield seen, self.board.drafts[seen.actor]

    def nearest(self, token: int, fits: Callable[[Draft], bool], *, sentences: int = SENTENCES) -> Draft | None:
        """The nearest actor that fits."""
        return next((draft for _, draft in self.back(token, sentences=sentences) if fits(draft)), None)

    def country(self, token: int) -> str | None:
        """The country that the words at a token most likely speak of: that of the nearest subject, else of the nearest
        state; None where no state is in mind."""
        best, best_score = None, 0.0
        here = self.board.parse.sentence_of[token]
        for rank, (seen, draft) in enumerate(self.back(token)):
            if draft.country is None or draft.kind == "media" or rank >= 12:
                continue
            claim = self.board.claims[seen.claim]
            score = 1.0 - 0.08 * rank + (0.3 if seen.subject else 0.0) + (0.15 if seen.sentence == here else 0.0)
            score -= 0.3 if claim.reason.endswith("named as a place") else 0.0
            if score > best_score:
                best, best_score = draft.country, score
        return best

    def members(self, token: int, *, persons: bool, states: bool) -> list[int]:
        """Numbers of the two sides most in mind: the two of "the two countries"."""
        here = self.board.parse.sentence_of[token]
        found: dict[str, int] = {}
        weight: dict[str, float] = {}
        for rank, (seen, draft) in enumerate(self.back(token, sentences=WIDE)):
            if seen.sentence < here - 1 and len(found) == 2:
                break
            side = draft.country or draft.org
            if side is None or (persons and draft.kind != "person"):
                continue
            if persons or draft.kind in (("state",) if states else ("state", "igo", "armed_group")):
                found.setdefault(side, seen.actor)
            elif draft.kind == "person" and draft.country:
                found.setdefault(side, self.board.number(self.board.state(draft.country)))
            else:
                continue
            weight[side] = weight.get(side, 0.0) + FADING**rank
        two = sorted(weight, key=lambda side: -weight[side])[:2]
        return [found[side] for side in two] if len(two) == 2 else []
