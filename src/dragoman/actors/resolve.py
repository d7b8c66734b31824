"""Resolution: from a parsed report to its cast, every mention with its actor and the reason.

In: document, parse, gazetteer, and the day of the report where it is known. Out: a `Cast`. The stages run in order of
certainty: names of the gazetteer, persons with their titles, unknown organisations; then one reading from left to right
settles nouns and pronouns by what was named before; last, "we" and "I" go to whoever speaks. All of it is linear.
"""

from dragoman.actors.board import FREE, Board
from dragoman.actors.bodies import find_bodies
from dragoman.actors.cast import Cast
from dragoman.actors.gazetteer import Gazetteer
from dragoman.actors.memory import Memory
from dragoman.actors.naming import find_names
from dragoman.actors.nominals import find_nominal
from dragoman.actors.people import find_people
from dragoman.actors.pronouns import FIRST, RELATIVE, THIRD, find_first_person, find_pronoun
from dragoman.actors.quoting import Speech
from dragoman.language.parse import Parse
from dragoman.text.document import Document

OFFICIAL = frozenset({"GOV", "MIL", "LEG", "COP"})
"""Sectors of those who serve a state."""
PRONOUNS = frozenset(THIRD) | RELATIVE


def resolve(document: Document, parse: Parse, gazetteer: Gazetteer, day: str | None) -> Cast:
    """The cast of a report; `day` is the ISO day on which it was written."""
    board = Board(document, parse, gazetteer, day)
    find_names(board)
    find_people(board)
    find_bodies(board)
    speech = Speech(board)
    _read(board, speech)
    for token, word in enumerate(board.words):
        if word in FIRST:
            find_first_person(board, speech, token)
    return board.finish()


def _read(board: Board, speech: Speech) -> None:
    """Nouns and pronouns, left to right, each seeing what came before it."""
    memory = Memory(board)
    named = sorted(range(len(board.claims)), key=lambda n: (board.claims[n].first, -board.claims[n].last))
    at, upos, words = 0, board.parse.upos, board.words
    for token in range(len(board.parse)):
        while at < len(named) and board.claims[named[at]].first <= token:
            _place(board, memory, named[at])
            memory.push(named[at])
            at += 1
        if board.owner[token] != FREE:
            continue
        claim = None
        if words[token] in PRONOUNS and upos[token] in ("PRON", "DET", "SCONJ"):
            claim = find_pronoun(board, memory, speech, token)
        elif words[token] in FIRST:
            claim = find_first_person(board, speech, token) if speech.named(token) else None
        elif upos[token] in ("NOUN", "PROPN"):
            claim = find_nominal(board, memory, token)
        if claim is not None:
            memory.push(claim)


def _place(board: Board, memory: Memory, number: int) -> None:
    """Give an official whose title names no country the one in mind: "Foreign ministry spokesman NAME"."""
    claim = board.claims[number]
    draft = board.drafts[claim.actor]
    if draft.kind == "person" and not (draft.country or draft.org) and set(draft.sectors) & OFFICIAL:
        draft.country = memory.country(claim.head)
