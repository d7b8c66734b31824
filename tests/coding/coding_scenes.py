"""Scenes made without a model: a Parse from a table of words, or a random one, for tests of single coders."""

import random

from dragoman.actors.cast import Cast, Party
from dragoman.coding.scene import Scene
from dragoman.language.parse import Parse
from dragoman.records import Actor
from dragoman.text.document import Block, Document

SOME_WORDS = """the minister Norway Chad said warned that if we will respond meet talks with “ ” " ‘ ’ ( ) , . :
    — according to 12 1.5 million dozens of people killed demanded must not red line Monday by called threat as is ¶"""
"""¶ ends a paragraph."""
WORDS = SOME_WORDS.split()
TAGS = ["NOUN", "PROPN", "VERB", "AUX", "PRON", "PUNCT", "ADP", "ADJ", "NUM", "SCONJ", "ADV", "DET", "PART"]
XTAGS = ["NN", "NNP", "VBD", "VBZ", "VBG", "VBN", "VB", "MD", "PRP", ",", "IN", "JJ", "CD"]
SOME_RELATIONS = """nsubj obj iobj obl nmod ccomp xcomp advcl acl acl:relcl mark case aux
    conj cc punct parataxis appos flat compound amod nummod csubj nsubj:pass aux:pass
    obl:agent advmod det cop nmod:poss fixed expl compound:prt"""
RELATIONS = SOME_RELATIONS.split()


def random_scene(seed: int, size: int) -> Scene:
    """A scene of random words under random trees: whatever a parser may come up with, and worse."""
    dice = random.Random(seed)
    text, start, end, heads, bounds = "", [], [], [], []
    blocks: list[Block] = []
    opened = 0
    for _ in range(size):
        word = dice.choice(WORDS)
        if word == "¶":
            if text.strip() and opened < len(text.rstrip()):
                blocks.append(Block(start=opened, end=len(text.rstrip()), kind="body"))
            text = text.rstrip() + "\n\n"
            opened = len(text)
            continue
        start.append(len(text))
        end.append(len(text) + len(word))
        text += word + dice.choice(("", " ", " ", " "))
    if opened < len(text.rstrip()):
        blocks.append(Block(start=opened, end=len(text.rstrip()), kind="body"))
    first = 0
    while first < len(start):
        last = min(len(start), first + dice.randint(1, 25))
        bounds.append((first, last))
        order = list(range(first, last))
        dice.shuffle(order)
        tree = {order[0]: -1}
        for i in order[1:]:
            tree[i] = dice.choice(sorted(tree))
        heads += [tree[i] for i in range(first, last)]
        first = last
    words = [text[a:b] for a, b in zip(start, end, strict=True)]
    lemmas = {
        "said": "say",
        "warned": "warn",
        "demanded": "demand",
        "called": "call",
        "killed": "kill",
        "is": "be",
        "talks": "talk",
    }
    parse = Parse(
        text=text,
        start=start,
        end=end,
        upos=[dice.choice(TAGS) for _ in words],
        xpos=[dice.choice(XTAGS) for _ in words],
        lemma=[lemmas.get(word, word.lower()) for word in words],
        feats=["_"] * len(words),
        head=heads,
        deprel=["root" if head < 0 else dice.choice(RELATIONS) for head in heads],
        bounds=bounds,
    )
    document = Document(text=text, blocks=tuple(blocks), language="en")
    return Scene(report="report-1", document=document, parse=parse, cast=_cast(parse, words))


def _cast(parse: Parse, words: list[str]) -> Cast:
    actors = (
        Actor(id="a-1", name="Norway", kind="state", country="NOR"),
        Actor(id="a-2", name="Chad", kind="state", country="TCD"),
        Actor(id="a-3", name="minister", kind="person", country="NOR"),
    )
    numbers = {"Norway": 0, "Chad": 1, "minister": 2, "we": 0}
    named = [i for i, word in enumerate(words) if word in numbers]
    parties = tuple(Party(first=i, last=i + 1, head=i, actor=numbers[words[i]]) for i in named)
    return Cast(actors=actors, parties=parties, by_head={i: n for n, i in enumerate(named)})
