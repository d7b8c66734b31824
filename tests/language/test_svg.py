from collections.abc import Sequence
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.parse import Parse
from dragoman.language.svg import to_svg

NAMESPACE = {"s": "http://www.w3.org/2000/svg"}


def tree(sentences: Sequence[Sequence[tuple[str, str, int, str]]]) -> Parse:
    """A Parse of sentences of (word, tag, head within the sentence from 1 or 0 for the root, relation)."""
    text, start, end, upos, head, deprel, bounds = "", [], [], [], [], [], []
    for sentence in sentences:
        first = len(start)
        for word, tag, governor, relation in sentence:
            start.append(len(text))
            text += word
            end.append(len(text))
            text += " "
            upos.append(tag)
            head.append(governor - 1 + first if governor else -1)
            deprel.append(relation)
        bounds.append((first, len(start)))
    blank = ["_"] * len(start)
    return Parse(
        text=text, start=start, end=end, upos=upos, xpos=blank, lemma=blank, feats=blank, head=head, deprel=deprel,
        bounds=bounds,
    )  # fmt: skip


PROTEST = [("Egypt", "PROPN", 2, "nsubj"), ("warned", "VERB", 0, "root"), ("Ethiopia", "PROPN", 2, "obj")]


def test_each_word_tag_and_arc_is_drawn() -> None:
    root = ElementTree.fromstring(to_svg(tree([PROTEST])))
    texts = [node.text for node in root.iterfind(".//s:text", NAMESPACE)]
    assert {"Egypt", "warned", "Ethiopia", "PROPN", "VERB", "nsubj", "obj", "root"} <= set(texts)
    assert len(root.findall(".//s:path[@class='arc']", NAMESPACE)) == 3


def test_sentences_stand_under_each_other() -> None:
    root = ElementTree.fromstring(to_svg(tree([PROTEST, PROTEST])))
    tops = [float(group.get("transform", "").split(" ")[1].rstrip(")")) for group in root.iterfind("s:g", NAMESPACE)]
    assert len(tops) == 2
    assert tops[1] > tops[0] + 60
    assert float(root.get("height", "0")) > tops[1] + 60


def test_letters_that_xml_reserves_or_forbids_are_made_safe() -> None:
    root = ElementTree.fromstring(to_svg(tree([[('<script>&"', "X", 0, "root"), ("\x00\x1b", "X", 1, "dep")]])))
    words = [node.text for node in root.iterfind(".//s:text[@class='word']", NAMESPACE)]
    assert words == ['<script>&"', "\ufffd\ufffd"]


def test_an_empty_parse_is_an_empty_drawing() -> None:
    assert ElementTree.fromstring(to_svg(tree([]))).tag.endswith("svg")


def test_it_is_readable_on_light_and_dark_ground() -> None:
    assert "prefers-color-scheme: dark" in to_svg(tree([PROTEST]))


def test_an_arc_stands_above_those_that_it_spans() -> None:
    drawing = to_svg(tree([[("a", "X", 3, "outer"), ("b", "X", 3, "inner"), ("c", "X", 0, "root")]]))
    root = ElementTree.fromstring(drawing)
    height = {node.text: float(node.get("y", "0")) for node in root.iterfind(".//s:text[@class='label']", NAMESPACE)}
    assert height["outer"] < height["inner"]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.text(min_size=1, max_size=8), st.integers(0, 30)), min_size=1, max_size=30))
def test_any_tree_gives_well_formed_xml(words: list[tuple[str, int]]) -> None:
    count = len(words)
    odd = [
        (word, "X", min(head, count) if head != number else 0, "dep") for number, (word, head) in enumerate(words, 1)
    ]
    ElementTree.fromstring(to_svg(tree([odd])))
