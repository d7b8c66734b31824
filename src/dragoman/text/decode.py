"""Bytes or a string in; a string with plain line ends, free of control characters, and Issues out.

UTF-8 is tried first, since nearly everything is UTF-8 and a wrong guess costs most. Only where it fails are a declared
charset, UTF-16 without a mark, Windows-1252 and, for texts that are mostly high bytes, charset-normalizer asked; they
look at a sample, so that a large file costs one decoding. Nothing is folded: quotation marks, accents and widths stay.
"""

import codecs
import re
from collections import Counter

from charset_normalizer import from_bytes
from msgspec import Struct

from dragoman.records import Issue, span_of
from dragoman.text.patterns import load

SAMPLE = 65_536
"""Bytes looked at when guessing an encoding: more did not change any guess on pages of news."""
DECLARED_WITHIN = 4_096
"""HTML asks that a charset is declared in the first 1,024 bytes; pages that break the rule do it soon after."""
UTF16_NUL_SHARE = 0.05
"""Share of NULs at one parity from which bytes are UTF-16: spaces alone give as much in any script."""
UTF16_COMMON_SHARE = 0.75
"""Share of the two commonest high bytes: an alphabet lies in one block of 256, spaces and digits in another."""
BINARY_SHARE = 0.05
"""Share of control characters from which a sample is no text; text has none, compressed data one byte in ten."""
FEW_CONTROLS = 3
"""Control characters that a short text may hold all the same."""
HIGH_SHARE = 0.25
"""Share of high bytes above which a text is not in a Western alphabet with some accents."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.IGNORECASE
)
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
CONTROL = re.compile(f"[{CONTROLS}]")
SURROGATE = re.compile("[\ud800-\udfff]")
BLANKED = dict.fromkeys((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)), " ")
CONTROL_BYTES = bytes(code for code in range(0x20) if code not in b"\t\n\r\x0c\x1b") + b"\x7f"


class Decoded(Struct, frozen=True, kw_only=True):
    """Characters, and the doubts about them."""

    text: str
    binary: bool = False
    """The input is no text at all, and nothing of it is to be read."""
    issues: tuple[Issue, ...] = ()


def decode(raw: bytes | str) -> Decoded:
    """The characters of the input."""
    if isinstance(raw, str):
        return tidy(raw.removeprefix("\ufeff"), ())
    kind = next(
        (k for k, first in load("decoding")["signatures"].items() if raw.startswith(bytes.fromhex(first))), None
    )
    if kind:
        return _refuse(raw, f"the input is {kind}, not a text; nothing was read")
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            return tidy(*_read(raw[len(bom) :], encoding))
    sample = raw[:SAMPLE]
    wide = _utf16(sample)
    if wide:
        return tidy(*_read(raw, wide))
    if sum(sample.count(byte) for byte in CONTROL_BYTES) > max(FEW_CONTROLS, BINARY_SHARE * len(sample)):
        return _refuse(raw, "the input is binary data, not a text; nothing was read")
    try:
        return tidy(raw.decode("utf-8"), ())
    except UnicodeDecodeError as fault:
        return tidy(*_read(raw, _guess(raw, fault.start)))


def _refuse(raw: bytes, message: str) -> Decoded:
    tidied = tidy(raw.decode("latin-1"), ())
    return Decoded(text=tidied.text, binary=True, issues=(Issue(stage="text", message=message),))


def _utf16(sample: bytes) -> str | None:
    """UTF-16 without a byte order mark: NULs at one parity only, where one or two values make up nearly all bytes."""
    for high, low, encoding in ((sample[1::2], sample[0::2], "utf-16-le"), (sample[0::2], sample[1::2], "utf-16-be")):
        if not low or high.count(0) <= UTF16_NUL_SHARE * len(high) or low.count(0) * 20 > high.count(0):
            continue
        common = sum(count for _, count in Counter(high).most_common(2))
        if common > UTF16_COMMON_SHARE * len(high):
            return encoding
    return None


def _guess(raw: bytes, first_fault: int) -> str:
    """The encoding of bytes that are not quite UTF-8; the sample starts shortly before the first fault."""
    declared = DECLARED.search(raw[:DECLARED_WITHIN])
    if declared:
        name = declared[1].decode("ascii").lower()
        if _known(name) and name not in ("utf-8", "utf8") and not name.startswith(("utf-16", "utf-32", "utf16")):
            return "windows-1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name
    start = max(0, first_fault - SAMPLE // 4)
    sample = raw[start : start + SAMPLE]
    as_utf8 = sample.decode("utf-8", "replace")
    faults = as_utf8.count("\ufffd")
    sound = sum(1 for c in as_utf8 if c > "\x7f" and c != "\ufffd")
    if sound >= faults:
        return "utf-8"
    high = [b for b in sample if b > 0x7F]
    letters = len(high) + sum(1 for b in sample if chr(b).isalpha() and b < 0x80)
    if len(high) > HIGH_SHARE * letters:
        best = from_bytes(sample).best()
        if best is not None and _known(best.encoding):
            return best.encoding
    unlikely = load("decoding")["windows_1252"]["unlikely"] + "\ufffd"
    if all(c in unlikely for c in bytes(high).decode("windows-1252", "replace")):
        return "utf-8"
    return "windows-1252"


def _known(name: str) -> bool:
    try:
        return bool(getattr(codecs.lookup(name), "_is_text_encoding", True))
    except LookupError:
        return False


def _read(raw: bytes, encoding: str) -> tuple[str, tuple[Issue, ...]]:
    """The bytes in this encoding, with an Issue where it is no Unicode encoding; what does not fit becomes U+FFFD."""
    text = raw.decode(encoding, "replace")
    if encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        return text, ()
    name = codecs.lookup(encoding).name.replace("cp1252", "Windows-1252")
    return text, (Issue(stage="text", message=f"the input is not UTF-8; it was read as {name}"),)


def tidy(text: str, issues: tuple[Issue, ...]) -> Decoded:
    """Line ends made plain; control characters and lone surrogates replaced one for one."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = CONTROL.search(text)
    if control:
        text = text.translate(BLANKED)
        issues = (*issues, _issue("control characters were replaced with spaces", text, control.start()))
    if SURROGATE.search(text):
        text = SURROGATE.sub("\ufffd", text)
    broken = text.find("\ufffd")
    if broken >= 0:
        count = text.count("\ufffd")
        message = f"{count} broken character{'s' * (count > 1)}, shown as U+FFFD"
        issues = (*issues, _issue(message, text, broken))
    return Decoded(text=text, issues=issues)


def _issue(message: str, text: str, start: int) -> Issue:
    return Issue(stage="text", message=message, span=span_of(text, start, start + 1))
