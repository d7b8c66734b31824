"""Bytes of any encoding come out as text; what does not fit is replaced and told."""

import codecs

import pytest

from dragoman.text.clean import clean
from dragoman.text.decode import decode

TEXT = "The envoy said “no” – and left Besançon."


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16-le bom", "utf-16-be bom", "utf-16-le", "utf-16-be", "utf-32-le bom"],
)
def test_unicode_needs_no_issue(raw: bytes) -> None:
    decoded = decode(raw)
    assert decoded.text == TEXT
    assert decoded.issues == ()


def test_windows_1252_and_latin_1() -> None:
    assert decode(TEXT.encode("windows-1252")).text == TEXT
    latin = "Le président a été reçu à Besançon."
    decoded = decode(latin.encode("latin-1"))
    assert decoded.text == latin
    assert [i.message for i in decoded.issues] == ["the input is not UTF-8; it was read as Windows-1252"]


def test_declared_charset() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Переговоры</p></body></html>'
    assert "Переговоры" in decode(page.encode("windows-1251")).text


def test_undeclared_charset_of_another_alphabet() -> None:
    text = "Министры иностранных дел встретились в пятницу в Женеве и обсудили положение на границе."
    assert decode(text.encode("windows-1251")).text == text


def test_broken_utf_8() -> None:
    decoded = decode("Talks “on” ".encode() + b"\xe2\x80 and \xff on.")
    assert decoded.text == "Talks “on” \ufffd and \ufffd on."
    assert decoded.issues[0].message == "2 broken characters, shown as U+FFFD"
    assert decoded.issues[0].span is not None
    assert decoded.issues[0].span.start == 11


def test_control_characters_keep_offsets() -> None:
    decoded = decode("The\x00envoy\x1bleft\ud800.")
    assert decoded.text == "The envoy left\ufffd."
    assert len(decoded.issues) == 2


def test_line_ends() -> None:
    assert decode(b"a\r\nb\rc\n").text == "a\nb\nc\n"


@pytest.mark.parametrize("raw", [b"%PDF-1.7 text", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", bytes(range(256)) * 40])
def test_what_is_no_text_is_not_read(raw: bytes) -> None:
    document = clean(raw)
    assert document.blocks == ()
    assert not document.readable
    assert "nothing was read" in document.issues[0].message
