"""Statements, commitments, meetings and claims on trees that no parser should give: every span holds."""

import time

import pytest
from coding_scenes import random_scene
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.coding.attribution import chain, first_offset
from dragoman.coding.claims import code_claims
from dragoman.coding.commitments import code_commitments
from dragoman.coding.meetings import code_meetings
from dragoman.coding.scene import Found, Scene
from dragoman.coding.statements import code_statements
from dragoman.records import Span

CODERS = (code_statements, code_commitments, code_meetings, code_claims)


def coded(scene: Scene) -> Found:
    found = Found()
    for code in CODERS:
        found = code(scene, found)
    return found


def spans(found: Found) -> list[Span]:
    every: list[Span | None] = []
    for statement in found.statements:
        every += [statement.cue, *statement.content, *statement.verbatim]
        every += [ref.span for ref in (statement.speaker, *statement.addressees) if ref is not None]
    for commitment in found.commitments:
        every += [c.span for c in (commitment.condition, commitment.consequence) if c is not None]
        every += commitment.evidence
    for meeting in found.meetings:
        every += [meeting.topic, *meeting.evidence]
    for claim in found.claims:
        every += [claim.subject, *claim.evidence]
    return [span for span in every if span is not None]


@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=0, max_value=120))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_spans_hold_on_random_trees(seed: int, size: int) -> None:
    scene = random_scene(seed, size)
    found = coded(scene)
    for span in spans(found):
        assert 0 <= span.start < span.end
        assert scene.document.text[span.start : span.end] == span.text
    starts = [first_offset(statement) for statement in found.statements]
    assert starts == sorted(starts)
    for statement in found.statements:
        for span in statement.verbatim:
            assert any(part.start <= span.start and span.end <= part.end for part in statement.content)
        if statement.cue is not None:
            links = chain(scene, found.statements, statement.cue.start, statement.cue.end)
            assert all(link.cue != statement.cue for link in links)
    for claim in found.claims:
        assert claim.low is None or claim.high is None or claim.low <= claim.high
    for records in (found.statements, found.commitments, found.meetings, found.claims):
        assert len({record.id for record in records}) == len(records)


def test_the_same_scene_gives_the_same_records() -> None:
    assert coded(random_scene(7, 300)) == coded(random_scene(7, 300))


@pytest.mark.parametrize("size", [20_000])
def test_twenty_thousand_odd_words_take_no_time(size: int) -> None:
    scene = random_scene(3, size)
    began = time.process_time()
    coded(scene)
    assert time.process_time() - began < 8
