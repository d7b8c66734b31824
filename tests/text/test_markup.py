"""Pages and Markdown come out as the text a reader sees."""

import pytest

from dragoman.text.clean import clean
from dragoman.text.document import Document

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Envoys meet in Oslo | The Daily</title>
<meta property="og:title" content="Envoys meet in Oslo">
<meta property="article:published_time" content="2022-03-04T10:00:00Z">
<link rel="canonical" href="https://example.org/world/envoys.html">
<script>var leak = 'evil';</script><style>p { color: red }</style></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Envoys meet in Oslo</h1>
<p>By Jane Doe</p>
<p>OSLO (Agency) &mdash; Envoys of <b>Norway</b> and
Sweden met in Oslo on Friday to discuss <a href="/fish">fisheries</a>.</p>
<p>They said that the talks would go on next week, and that both sides wanted an agreement on cod.</p>
<script>leak()</script>
<h2>More talks</h2>
<p>The ministers are expected to meet in June, the foreign ministry said.</p>
<ul><li>One point is the quota.</li><li>Another is the border.</li></ul></article></body></html>"""


def strings(document: Document, kind: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


def check_page(document: Document) -> None:
    assert strings(document, "title") == ["Envoys meet in Oslo"]
    assert strings(document, "byline") == ["By Jane Doe"]
    assert strings(document, "heading") == ["More talks"]
    assert strings(document, "body") == [
        "OSLO (Agency) — Envoys of Norway and Sweden met in Oslo on Friday to discuss fisheries.",
        "They said that the talks would go on next week, and that both sides wanted an agreement on cod.",
        "The ministers are expected to meet in June, the foreign ministry said.",
        "One point is the quota.",
        "Another is the border.",
    ]
    assert document.dateline is not None
    assert document.dateline.span.text == "OSLO (Agency) —"
    assert "leak" not in document.text


def test_page() -> None:
    document = clean(PAGE.encode())
    check_page(document)
    assert document.title == "Envoys meet in Oslo"
    assert document.published is not None
    assert (document.published.start, document.published.span) == ("2022-03-04", None)
    assert document.url == "https://example.org/world/envoys.html"
    assert document.issues == ()


def test_page_in_which_no_article_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.text.article.find_article", lambda root: ())
    document = clean(PAGE)
    check_page(document)
    assert document.title == "Envoys meet in Oslo"
    assert "no article was found" in document.issues[0].message


def test_caller_goes_before_the_page() -> None:
    document = clean(PAGE, title="Talks on cod", url="https://example.org/x")
    assert document.title == "Talks on cod"
    assert document.text.startswith("Talks on cod\n\nEnvoys meet in Oslo")
    assert document.url == "https://example.org/x"


def test_piece_of_a_page() -> None:
    document = clean("<p>Norway &amp; Sweden\n met.</p><p>They<br>parted.</p><script>leak()</script>")
    assert document.text == "Norway & Sweden met.\n\nThey\nparted."


def test_tags_inside_plain_lines() -> None:
    document = clean("The <b>envoys</b> met.\nThey &amp; we <a href='/x'>parted</a>.")
    assert document.text == "The envoys met.\nThey & we parted."


@pytest.mark.parametrize(
    "text",
    [
        "The ratio was < 2 and > 1, the ministry said.",
        "Inflation of <3% was seen; <b is no tag.",
        "He wrote <sic> in the margin.",
        "if a < b: print(a) <p",
    ],
)
def test_stray_marks_are_no_page(text: str) -> None:
    assert clean(text).text == text


def test_markdown() -> None:
    source = (
        "# Envoys meet in Oslo\n\n**By Jane Doe**\n\nOSLO (Agency) — The *envoys* of "
        "[Norway](https://example.org/a_(b)) met.\n\n![A fjord](f.png)\n\n"
        "## Next steps ##\n\n* first __point__ of all\n* second point\n\n"
        "> The snake_case stays.\n\n```\nplain **code**\n```\n\n"
        "End\n===\n\nA \\* star. See [here][1].\n\n[1]: https://e.org\n"
    )
    document = clean(source)
    assert strings(document, "title") == ["Envoys meet in Oslo"]
    assert strings(document, "byline") == ["By Jane Doe"]
    assert strings(document, "heading") == ["Next steps", "End"]
    assert strings(document, "body") == [
        "OSLO (Agency) — The envoys of Norway met.",
        "first point of all",
        "second point",
        "The snake_case stays.",
        "plain **code**",
        "A * star. See here.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- a point\n- another point\n",
        "Room #4 is free.\n#talks",
        "2 * 3 * 4 and a_b_c",
        "He said [sic] (twice).",
        "-----\nA\n-----",
    ],
)
def test_plain_text_is_no_markdown(text: str) -> None:
    assert clean(text).text == text
