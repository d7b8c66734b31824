"""Speed and size, on one core, in processor time: ratios first, since machines differ.

In: the texts of the gold corpus, repeated. Out: words a second of the bare encoder, of the language core from raw text
and of the whole reading, and their ratios; load time, cold start of the command, peak memory, size of the package.

    python -m evaluation.bench [--words N] [--repeats N]
"""

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from gold import corpus

WORDS = 20_000
"""Words that are read in one round: some seconds of the slowest stage."""
REPEATS = 3
"""Rounds of each stage; the median counts."""
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
COMMAND = (sys.executable, "-c", "from dragoman.cli.main import main; main()")


class Measured(Struct, frozen=True, kw_only=True):
    """Words a second of the stages, and what it takes to begin."""

    encoder: float
    """The network alone over windows made before, report by report: no program with this network can be faster."""
    core: float
    reading: float
    load: float
    cold: float
    memory: float


def one_core() -> None:
    """Keep this process on one core, where the system lets us, and libraries on one thread."""
    for name in THREADS:
        os.environ[name] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def texts(words: int) -> list[str]:
    """The gold texts, again and again until they have so many words."""
    reports = [report.text for report in corpus.load()]
    found: list[str] = []
    count = 0
    while count < words:
        found.append(reports[len(found) % len(reports)])
        count += len(found[-1].split())
    return found


def seconds(work: Callable[[], object], repeats: int) -> float:
    """Median processor time of the work, its child processes included: other work on the machine does not count."""
    times = []
    for _ in range(repeats):
        began = spent()
        work()
        times.append(spent() - began)
    return statistics.median(times)


def spent() -> float:
    """Processor time of this process and the children it waited for."""
    return sum(os.times()[:4])


def measure(words: int, repeats: int) -> Measured:
    """Run every stage; the libraries are imported only now, after the threads are set."""
    began = spent()
    from dragoman.reader import Reader

    reader = Reader()
    reader.read("Norway thanked Chile.")
    load = spent() - began

    from dragoman.language.core import MODEL, LanguageCore
    from dragoman.language.encoder import VOCABULARY, Encoder
    from dragoman.language.pieces import Pieces
    from dragoman.language.windows import cut_windows
    from dragoman.text.clean import clean

    folder = Path(str(files("dragoman.language") / MODEL))
    core, encoder, pieces = LanguageCore.load(), Encoder(folder), Pieces(folder / VOCABULARY)
    reports = texts(words)
    documents = [clean(text) for text in reports]
    windows = [cut_windows(d.text, [(b.start, b.end) for b in d.blocks], pieces) for d in documents]
    count = sum(len(text.split()) for text in reports)
    speeds = {
        "encoder": count / seconds(lambda: [encoder.run(some) for some in windows], repeats),
        "core": count / seconds(lambda: [core.parse(document) for document in documents], repeats),
        "reading": count / seconds(lambda: [reader.read(text) for text in reports], repeats),
    }
    cold = seconds(cold_start, repeats)
    return Measured(**speeds, load=load, cold=cold, memory=peak_memory())


def cold_start() -> None:
    """The command from nothing to its answer on one short report."""
    report = "Norway thanked Chile on Friday.\n"
    subprocess.run([*COMMAND, "read", "-"], input=report, text=True, check=True, capture_output=True)


def peak_memory() -> float:
    """Most memory that this process held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def size(folder: Path) -> float:
    """Size of the files of a folder, in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def processor() -> str:
    """The name of the processor, where the system tells it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor()
    )


def page(measured: Measured) -> str:
    """The figures, ratios first."""
    package = Path(str(files("dragoman")))
    rows = [
        ("language core / bare encoder", f"{measured.core / measured.encoder:.2f}"),
        ("whole reading / bare encoder", f"{measured.reading / measured.encoder:.2f}"),
        ("whole reading / language core", f"{measured.reading / measured.core:.2f}"),
        ("bare encoder", f"{measured.encoder:,.0f} words/s"),
        ("language core, from raw text", f"{measured.core:,.0f} words/s"),
        ("whole reading", f"{measured.reading:,.0f} words/s"),
        ("load, to the first reading", f"{measured.load:.2f} s"),
        ("cold start of the command", f"{measured.cold:.2f} s"),
        ("peak memory", f"{measured.memory:,.0f} MB"),
        ("size of the package", f"{size(package):,.1f} MB"),
        ("machine", f"{processor()}, one core of {os.cpu_count()}, Python {platform.python_version()}"),
    ]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:{width}}  {value}" for name, value in rows)


def main(given: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench", description="Speed and size on one core.")
    parser.add_argument("--words", type=int, default=WORDS, help="words of one round")
    parser.add_argument("--repeats", type=int, default=REPEATS, help="rounds of each stage")
    chosen = parser.parse_args(given)
    one_core()
    sys.stdout.write(page(measure(chosen.words, chosen.repeats)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
