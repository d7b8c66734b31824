"""The straight line: a raw report in, its Reading out.

`read_report` shows the whole of it. `Reader` loads everything once and is what users hold.
"""

import datetime
import operator
import re
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

from msgspec import Struct

from dragoman.actors.gazetteer import Gazetteer
from dragoman.actors.resolve import resolve
from dragoman.coding.coders import CODERS
from dragoman.coding.relation import relation_scores
from dragoman.coding.scene import Found, Scene
from dragoman.coding.statements import code_statements
from dragoman.coding.status import judge
from dragoman.errors import OptionError
from dragoman.language.core import LanguageCore
from dragoman.places.find import find_places
from dragoman.places.gazetteer import PlaceTable
from dragoman.records import EventType, Issue, PublishedBasis, Reading, Report, Status, Time, content_id
from dragoman.text.clean import clean
from dragoman.text.decode import SURROGATE
from dragoman.text.document import Block, Document
from dragoman.time.find import find_times
from dragoman.version import __version__

K = TypeVar("K", bound=str)
AHEAD = 4
"""Reports in hand for each worker process: enough that none waits, few enough that memory stays flat."""


class Source(Struct, frozen=True, kw_only=True):
    """A report as it came in, with what its reader knows of it."""

    raw: bytes | str
    source: str | None = None
    url: str | None = None
    date: str | None = None
    """Day of publication, ISO 8601."""
    title: str | None = None


class Kit(Struct, frozen=True, kw_only=True):
    """Everything loaded once."""

    core: LanguageCore
    gazetteer: Gazetteer
    places: PlaceTable

    @classmethod
    def load(cls) -> "Kit":
        return cls(core=LanguageCore.load(), gazetteer=Gazetteer.load(), places=PlaceTable.load())


def read_report(source: Source, kit: Kit) -> Reading:
    """One report, from raw bytes to records."""
    document = clean(source.raw, title=source.title, url=source.url)
    report = describe(document, source)
    scene = survey(document, report, kit)
    found = Found()
    for code in CODERS:
        found = code(scene, found)
    return assemble(report, scene, found)


def describe(document: Document, source: Source) -> Report:
    """The report's own record: what is known of it before it is read."""
    published, basis = _published(document, source.date)
    return Report(
        id=content_id("report", document.text, document.title, published and published.start, __version__),
        title=document.title,
        text=document.text,
        source=_plain(source.source),
        url=_plain(document.url),
        language=document.language,
        published=published,
        published_basis=basis,
        version=__version__,
    )


def survey(document: Document, report: Report, kit: Kit) -> Scene:
    """Who, where and when. A document that is not to be coded gives an empty scene."""
    blocks = document.blocks if document.readable else ()
    parse = kit.core.parse(document) if blocks else kit.core.parse_text(document.text, ())
    day = report.published.start if report.published else None
    return Scene(
        report=report.id,
        document=document,
        parse=parse,
        cast=resolve(document, parse, kit.gazetteer, day),
        places=find_places(document, parse, kit.places),
        times=find_times(document, parse, report.published),
        published=report.published,
    )


def assemble(report: Report, scene: Scene, found: Found) -> Reading:
    """All records of one report, in text order."""
    return Reading(
        report=report,
        actors=scene.cast.actors,
        places=scene.places,
        times=scene.times,
        events=found.events,
        statements=found.statements,
        commitments=found.commitments,
        meetings=found.meetings,
        claims=found.claims,
        issues=tuple(sorted((*scene.document.issues, *found.issues), key=_place_of)),
    )


class Reader:
    """Reads reports. Loading takes a moment; keep one and read many."""

    def __init__(self) -> None:
        self._kit = Kit.load()

    def read(
        self, text: str | bytes, date: str | None = None, title: str | None = None, source: str | None = None
    ) -> Reading:
        """The Reading of one report. `date` is its day of publication (ISO 8601); OptionError where it is no day."""
        return self.read_source(Source(raw=text, date=date, title=title, source=source))

    def read_source(self, source: Source) -> Reading:
        """The Reading of one report with all that is known of it; OptionError where it is no text."""
        if not isinstance(source.raw, str | bytes):
            raise OptionError(f"a report is a str or bytes, not {type(source.raw).__name__}; give what the file holds")
        return read_report(source, self._kit)

    def read_many(self, reports: Iterable[Source | str | bytes], workers: int = 1) -> Iterator[Reading]:
        """Readings in input order; `workers` processes share the work and change nothing in the result."""
        if workers < 1:
            raise OptionError(f"workers is {workers}; give 1 or more")
        if isinstance(reports, str | bytes):
            raise OptionError("reports is one text; put it in a list, or call read")
        return self._read_each(reports, workers)

    def _read_each(self, reports: Iterable[Source | str | bytes], workers: int) -> Iterator[Reading]:
        sources = (r if isinstance(r, Source) else Source(raw=r) for r in reports)
        if workers == 1:
            yield from map(self.read_source, sources)
            return
        with ProcessPoolExecutor(workers, get_context("spawn"), _start_worker) as pool:
            waiting: deque[Future[Reading]] = deque()
            for source in sources:
                waiting.append(pool.submit(_work, source))
                if len(waiting) >= AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def relation(self, text: str, source: tuple[int, int], target: tuple[int, int]) -> list[tuple[EventType, float]]:
        """What text[source] does to text[target]: the 16 types with probabilities that sum to 1, best first."""
        _check_span(text, source, "source")
        _check_span(text, target, "target")
        scene, found = self._scene(text)
        return _ranked(relation_scores(scene, found, source, target))

    def status(self, text: str, act: tuple[int, int]) -> list[tuple[Status, float]]:
        """How real the act that text[act] names is, for its reporter: eight statuses summing to 1, best first."""
        _check_span(text, act, "act")
        scene, found = self._scene(text)
        tokens = scene.parse.tokens_in(*act)
        if not tokens:
            raise OptionError(f"text[{act[0]}:{act[1]}] holds no word; give the offsets of a verb or event noun")
        inside = set(tokens)
        head = next((t for t in tokens if scene.parse.head[t] not in inside), tokens[0])
        return _ranked(judge(scene, found.statements, head).scores)

    def _scene(self, text: str) -> tuple[Scene, Found]:
        """A text taken as English prose just as it stands, so that offsets stay the caller's, with its statements."""
        text = SURROGATE.sub("\ufffd", text)
        lines = re.finditer(r"\S[^\n]*", text)
        blocks = tuple(Block(start=m.start(), end=m.start() + len(m.group().rstrip()), kind="body") for m in lines)
        document = Document(text=text, blocks=blocks, language="en")
        scene = survey(document, describe(document, Source(raw=text)), self._kit)
        return scene, code_statements(scene, Found())


_WORKER: Reader | None = None


def _start_worker() -> None:
    global _WORKER  # one Reader a worker process: a pool has no other place to keep it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the main process hears it and ends the pool
    _WORKER = Reader()


def _work(source: Source) -> Reading:
    assert _WORKER is not None
    return _WORKER.read_source(source)


def _published(document: Document, day: str | None) -> tuple[Time | None, PublishedBasis]:
    """The report's day: as given, else as its markup or date line says."""
    if day is None:
        return document.published, "given" if document.published else "unknown"
    try:
        day = datetime.date.fromisoformat(day).isoformat()
    except (TypeError, ValueError) as error:
        raise OptionError(f"{day!r} is no day ({error}); write it as YYYY-MM-DD") from error
    return Time(start=day, end=day, precision="day", timex=day), "given"


def _plain(words: str | None) -> str | None:
    """Words from outside as UTF-8 can write them; empty ones are not known."""
    return SURROGATE.sub("\ufffd", words) or None if words else None


def _check_span(text: str, span: tuple[int, int], name: str) -> None:
    try:
        start, end = map(operator.index, span)
    except (TypeError, ValueError) as error:
        raise OptionError(f"{name} is {span!r}; give a pair of offsets, 0 <= start < end") from error
    if not 0 <= start < end <= len(text):
        raise OptionError(f"{name} is ({start}, {end}), but the text has {len(text)} characters; give 0 <= start < end")


def _ranked(scores: dict[K, float]) -> list[tuple[K, float]]:
    """Labels with their share, best first; equal ones in alphabetical order."""
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _place_of(issue: Issue) -> int:
    return issue.span.start if issue.span else -1
