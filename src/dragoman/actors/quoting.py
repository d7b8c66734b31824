"""Who speaks in the quotations of a text, as far as pronouns need it.

In: the board. Out: `Speech`: for each token whether it stands in quotation marks, and the actor who says it. Marks are
paired within a paragraph; one that is never closed ends with its paragraph. The speaker is the subject of the nearest
verb of saying of the sentence, else the speaker of the sentences just before or after.
"""

from dragoman.actors.board import SUBJECT, Board, Draft

OPEN, CLOSE, STRAIGHT = "“„«", "”»", '"'
CARRY = 4
"""Sentences over which a speaker goes on without being named again."""


class Speech:
    """Columns of quotation; `speaker` looks at the claims of the moment."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.quoted = _quoted(board)
        verbs = board.gazetteer.contexts["speech"]["verbs"]
        parse = board.parse
        self._cues: list[list[int]] = [[] for _ in parse.bounds]
        """Verbs of saying of each sentence, outside the marks."""
        for i, lemma in enumerate(board.lemmas):
            if lemma in verbs and not self.quoted[i] and parse.upos[i] in ("VERB", "AUX"):
                self._cues[parse.sentence_of[i]].append(i)

    def speaker(self, token: int) -> Draft | None:
        """Who says the words at a token."""
        sentence = self.board.parse.sentence_of[token]
        if (found := self._of(sentence, token)) is not None:
            return found
        for back in range(1, CARRY + 1):
            if sentence - back >= 0 and (found := self._of(sentence - back, token)) is not None:
                return found
        return self._of(sentence + 1, token) if sentence + 1 < len(self._cues) else None

    def named(self, token: int) -> bool:
        """Whether the sentence itself names its speaker, so that nobody nearer can turn up."""
        return self.quoted[token] and self._of(self.board.parse.sentence_of[token], token) is not None

    def _of(self, sentence: int, token: int) -> Draft | None:
        for verb in sorted(self._cues[sentence][:20], key=lambda v: (abs(v - token), v)):
            for child in self.board.parse.children[verb]:
                if (
                    self.board.parse.deprel[child] in SUBJECT
                    and not self.quoted[child]
                    and (draft := self.board.holder(child)) is not None
                ):
                    return draft
        return None


def _quoted(board: Board) -> list[bool]:
    """For each token, whether it stands within quotation marks."""
    blocks, column = board.document.blocks, list[bool]()
    inside, block = False, 0
    for start, text in zip(board.parse.start, board.texts, strict=True):
        while block < len(blocks) and start >= blocks[block].end:
            block, inside = block + 1, False
        if text.isalnum():
            column.append(inside)
            continue
        opened = any(c in text for c in OPEN)
        if opened or (not inside and STRAIGHT in text and text.count(STRAIGHT) % 2):
            inside = not any(c in text for c in CLOSE) or text[-1] in OPEN
            column.append(False)
        elif any(c in text for c in CLOSE) or (inside and STRAIGHT in text):
            inside = False
            column.append(False)
        else:
            column.append(inside)
    return column
