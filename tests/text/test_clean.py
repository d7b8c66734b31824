"""Whatever comes in, a Document comes out whose offsets hold and whose blocks cover the text."""

import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import Span
from dragoman.text import clean as module
from dragoman.text.clean import clean
from dragoman.text.document import Document

PROPERTY = settings(max_examples=120, deadline=None, derandomize=True)

PARTS = st.sampled_from(
    [
        *(
            "GENEVA (Agency) — ",
            "MOSCOW, March 5. /TASS/. ",
            "By Jane Doe",
            "Published: 12 May 2019",
            "Read more: here",
        ),
        *("The envoys met. ", "a A the The ", "“Yes.” Georgian coast.", "© 2021", "___", "é", "😀", "0"),
        *("<p>", "</p>", "<b>", "</b>", "<script>", "<", "**", "[a](http://b)", "# ", "- ", "```"),
        *("\n", "\n\n", "\r\n", " ", "\x00", "\ufeff", "\u2028", "\x85"),
    ]
)


def check(document: Document) -> None:
    text = document.text
    spans: list[Span | None] = [document.byline, *(i.span for i in document.issues)]
    if document.dateline:
        spans += [document.dateline.span, document.dateline.place, document.dateline.agency]
        assert document.dateline.span.end <= document.dateline.body <= len(text)
    if document.published:
        spans.append(document.published.span)
    for span in spans:
        assert span is None or text[span.start : span.end] == span.text
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(text)
        assert not text[last : block.start].strip()
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
        last = block.end
    if document.blocks:
        assert not text[last:].strip()
    else:
        assert document.issues


@given(st.binary(max_size=400))
@PROPERTY
def test_any_bytes(raw: bytes) -> None:
    check(clean(raw))


@given(st.text(max_size=400))
@PROPERTY
def test_any_string(raw: str) -> None:
    check(clean(raw))


@given(st.lists(st.one_of(PARTS, st.text(max_size=12)), max_size=40).map("".join))
@settings(PROPERTY, max_examples=40)  # pages among them take a while
def test_any_mixture_of_what_reports_hold(raw: str) -> None:
    document = clean(raw)
    check(document)
    assert clean(raw) == document


@given(st.text(alphabet=string.ascii_letters + string.digits + " \n.,;:!?'“”’()–—-", max_size=600))
@PROPERTY
def test_plain_text_is_unchanged(raw: str) -> None:
    assert clean(raw).text == raw
    assert clean(raw.encode()).text == raw


@pytest.mark.parametrize("raw", ["", b"", "   ", "\n\n\t\n", b"\xef\xbb\xbf", "\u2003\u2028"])
def test_empty(raw: bytes | str) -> None:
    document = clean(raw)
    assert document.blocks == ()
    assert [i.message for i in document.issues] == ["the report is empty"]
    assert document.title is None


def test_unicode_is_kept() -> None:
    text = "“Cafe\u0301” – naïve\u00a0ﬁsh, ½ of Ｋyiv’s “plan”…"
    assert clean(text).text == text


def test_blank_title_is_none() -> None:
    assert clean("The envoys met.", title="  ").title is None
    assert clean("The envoys met.", title=" Envoys\n meet ").title == "Envoys meet"


def test_text_past_the_maximum_is_kept_but_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_CHARACTERS", 50)
    text = "The envoys met in Geneva on Friday and said that the talks would go on."
    document = clean(text)
    assert document.text == text
    assert [text[b.start : b.end] for b in document.blocks] == ["The envoys met in Geneva on Friday and said that"]
    assert document.issues[0].message == (
        "the text has 71 characters; what stands past the first 48 is kept but not read"
    )


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        '"',
        "(",
        "<p>",
        "<div>",
        "**a ",
        "[a](",
        "A ",
        "the The ",
        "a.B",
        "Ab.",
        "By Aa ",
        "GENEVA, ",
        "- ",
        "> ",
        "“",
        "\n",
        "a,",
        "_",
    ],
)
def test_no_input_is_slow(piece: str) -> None:
    started = time.process_time()
    check(clean("The talks began. " + piece * (60_000 // len(piece))))
    assert time.process_time() - started < 10, "a quadratic step takes minutes here; a linear one less than a second"
