import re
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec import inspect

from dragoman.records import Reading, Report, Span, content_id, decode, encode, json_schema, span_of

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
"""Any text that UTF-8 can write."""


def strategy(type_: inspect.Type) -> st.SearchStrategy[Any]:
    """Values of a type of the contract, as the type itself describes them."""
    match type_:
        case inspect.Metadata():
            return strategy(type_.type)
        case inspect.StructType():
            fields = {field.name: strategy(field.type) for field in type_.fields}
            return st.builds(type_.cls, **fields)
        case inspect.VarTupleType():
            return st.lists(strategy(type_.item_type), max_size=1).map(tuple)
        case inspect.UnionType():
            return st.one_of(*(strategy(member) for member in type_.types))
        case inspect.LiteralType():
            return st.sampled_from(type_.values)
        case inspect.StrType():
            if type_.pattern:
                return st.from_regex(type_.pattern, fullmatch=True)
            return st.text(st.characters(exclude_categories=["Cs"]), min_size=type_.min_length or 0, max_size=6)
        case inspect.IntType():
            return st.integers(min_value=type_.ge, max_value=10**7)
        case inspect.FloatType():
            return st.floats(min_value=type_.ge, max_value=type_.le, allow_nan=False, allow_infinity=False)
        case inspect.BoolType():
            return st.booleans()
        case inspect.NoneType():
            return st.none()
    raise TypeError(type_)


READINGS = strategy(inspect.type_info(Reading))
VALIDATOR = Draft202012Validator(json_schema())
SPAN = {"start": 0, "end": 5, "text": "Sudan"}


def a_reading(**lists: Any) -> bytes:
    report = {"id": "report-1", "text": "Sudan", "version": "1"}
    return msgspec.json.encode({"report": report, **lists})


@settings(max_examples=25, deadline=None, derandomize=True)
@given(reading=READINGS)
def test_a_reading_comes_back_from_its_json_and_fits_the_schema(reading: Reading) -> None:
    data = encode(reading)
    assert decode(data) == reading
    assert encode(decode(data)) == data
    assert b"\n" not in data
    VALIDATOR.validate(msgspec.json.decode(data))


def test_the_schema_is_valid_and_names_every_field() -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    definitions: Any = schema["$defs"]
    assert set(definitions["Reading"]["properties"]) == set(Reading.__struct_fields__)
    assert set(definitions["Event"]["properties"]) >= {"type", "act", "status", "denied_by", "attribution", "reason"}


@pytest.mark.parametrize(
    "lists",
    [
        {"places": [{"text": "Sudan", "span": SPAN, "name": "", "country": "SDN"}]},
        {"places": [{"text": "Sudan", "span": SPAN, "name": "Sudan", "country": ""}]},
        {"places": [{"text": "Sudan", "span": SPAN, "name": "Sudan", "country": "sd"}]},
        {"places": [{"text": "Sudan", "span": {**SPAN, "start": -1}, "name": "Sudan"}]},
        {"times": [{"text": "", "start": "2026-03-03"}]},
        {"times": [{"start": "3 March 2026"}]},
        {"times": [{"precision": "hour"}]},
        {"claims": [{"id": "claim-1", "unit": ""}]},
        {"issues": [{"stage": "text"}]},
    ],
)
def test_json_that_breaks_the_contract_is_refused(lists: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        decode(a_reading(**lists))
    assert not VALIDATOR.is_valid(msgspec.json.decode(a_reading(**lists)))


def test_json_with_a_field_of_a_later_version_is_read() -> None:
    assert decode(a_reading(weather=[])) == decode(a_reading())


def test_what_is_not_known_is_written_as_null() -> None:
    data = msgspec.json.decode(encode(Reading(report=Report(id="report-1", text="", version="1"))))
    unknown = {name: data["report"][name] for name in ("title", "source", "url", "language", "published")}
    assert set(unknown.values()) == {None}
    assert data["events"] == []


def test_records_never_change() -> None:
    with pytest.raises(AttributeError):
        Span(start=0, end=1, text="a").start = 3  # type: ignore[misc]


def test_an_id_is_the_same_on_every_machine() -> None:
    assert content_id("event", "report-1", 3, 9, "CONSULT", None, (1.5, "ü")) == "event-5ffa41c7d592d91a"


PARTS = st.lists(st.none() | st.integers() | WORDS | st.tuples(WORDS, st.integers()), max_size=4)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(one=PARTS, two=PARTS)
def test_ids_differ_where_their_parts_do(one: list[object], two: list[object]) -> None:
    assert re.fullmatch(r"claim-[0-9a-f]{16}", content_id("claim", *one))
    assert (content_id("claim", *one) == content_id("claim", *two)) == (one == two)
    assert content_id("claim", *one) != content_id("event", *one)


def test_an_id_tells_words_from_numbers_and_joined_from_split_words() -> None:
    ids = [
        content_id("x", *parts) for parts in ((1,), ("1",), ("ab", "c"), ("a", "bc"), (("a",), "b"), (None,), ("",), ())
    ]
    assert len(set(ids)) == len(ids)


@given(text=st.text(max_size=12), data=st.data())
@settings(max_examples=50, deadline=None, derandomize=True)
def test_a_span_holds_the_text_between_its_offsets(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = span_of(text, start, end)
    assert (span.start, span.end, span.text) == (start, end, text[start:end])
