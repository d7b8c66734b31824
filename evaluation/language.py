"""How well the language core splits, tags and parses, on treebanks that it was not trained on.

In: the folder of data (its `ud` folder). Out: measures of the CoNLL 2018 shared task on the English Web Treebank's test
part and on GUM's news, from raw text without and with known paragraphs, and attachment on gold tokens.
"""

from collections.abc import Sequence
from pathlib import Path

from dragoman.language.core import LanguageCore
from dragoman.language.parse import Parse
from evaluation.conll import compare, f1_scores, total, universal
from evaluation.scores import Scores, Tally
from evaluation.treebank import TreeDocument, TreeSentence, document_of, parsed, read_documents

TREEBANKS = {"ewt": ("ewt-test.conllu.gz",), "gum-news": ("gum-test.conllu.gz", "gum-test2.conllu.gz")}
BATCH = 200
"""Sentences handed over at once on gold tokens: large enough for full batches, small enough for little memory."""


def measure_language(data: Path, core: LanguageCore) -> Scores:
    """Scores by treebank and setting; none where the data is not here."""
    scores: Scores = {}
    for name, files in TREEBANKS.items():
        paths = [data / "ud" / file for file in files]
        if not all(path.exists() for path in paths):
            continue
        documents = [d for path in paths for d in read_documents(path)]
        if name == "gum-news":
            documents = [d for d in documents if "_news_" in d.name]
        for setting in ("raw", "paragraphs"):
            scores |= raw_text(documents, core, f"language.{name}.{setting}", paragraphs=setting == "paragraphs")
        scores |= gold_tokens([s for d in documents for s in d.sentences], core, f"language.{name}.tokens")
    return scores


def raw_text(documents: Sequence[TreeDocument], core: LanguageCore, name: str, *, paragraphs: bool) -> Scores:
    """All measures from the raw text of each document."""
    tallies = []
    for document in documents:
        parse = core.parse(document_of(document.text(paragraphs=paragraphs)))
        tallies.append(compare(parsed(parse), document.analysis()))
    return f1_scores(total(tallies), name)


def gold_tokens(sentences: Sequence[TreeSentence], core: LanguageCore, name: str) -> Scores:
    """Tags and attachment where words and sentences are given; `las_subtypes` also asks for "nsubj:pass" in full."""
    rights = dict.fromkeys(("upos", "xpos", "lemma", "uas", "las", "las_subtypes"), 0)
    count = 0
    for first in range(0, len(sentences), BATCH):
        batch = sentences[first : first + BATCH]
        forms = [[row.form for row in sentence.rows] for sentence in batch]
        parse = core.parse_tokens(forms, [sentence.spaces for sentence in batch])
        at = 0
        for sentence in batch:
            _judge(parse, at, sentence, rights)
            at += len(sentence.rows)
        if at != len(parse):
            raise ValueError(f"{at} words were given, {len(parse)} came back: parse_tokens must keep the words")
        count += at
    return {f"{name}.{key}": Tally(right=right, given=count, wanted=count).f1 for key, right in rights.items()}


def _judge(parse: Parse, at: int, sentence: TreeSentence, rights: dict[str, int]) -> None:
    """Count what is right in one sentence, whose first word is number `at` of the parse."""
    for i, row in enumerate(sentence.rows, start=at):
        head = parse.head[i] - at + 1 if parse.head[i] >= 0 else 0
        attached = head == row.head
        rights["upos"] += parse.upos[i] == row.upos
        rights["xpos"] += parse.xpos[i] == row.xpos
        rights["lemma"] += row.lemma in ("_", parse.lemma[i])
        rights["uas"] += attached
        rights["las"] += attached and universal(parse.deprel[i]) == universal(row.deprel)
        rights["las_subtypes"] += attached and parse.deprel[i] == row.deprel
