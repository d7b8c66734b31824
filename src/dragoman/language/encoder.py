"""The encoder with its heads, run with ONNX Runtime.

In: windows. Out: for each window the arrays of `Seen`. Windows of like length go through together; which
ones, depends on the report alone, because the numbers of an int8 network depend slightly on what shares a batch.
"""

import hashlib
import json
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dragoman.errors import ModelError
from dragoman.language.pieces import PAD
from dragoman.language.windows import Window

PIECES_A_BATCH = 2048
"""Measured: larger batches are no faster on one core, and smaller ones pay for more calls."""
NETWORK, LABELS, VOCABULARY, RELATIONS = "network.onnx", "labels.json", "vocab.txt", "relations.npz"
VERBS, CARD = "verbs.txt", "model.json"

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


class Labels(Struct, frozen=True):
    """The label sets of the heads; the number of a label is its place in the list."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma: list[str]
    deprel: list[str]
    entity: list[str]


class Seen(Struct, frozen=True, kw_only=True):
    """What the network says of one window, over its pieces."""

    join: Floats
    """Log odds that the atom belongs to the token before."""
    end: Floats
    """Log odds that a sentence ends with the token."""
    upos: Ints
    xpos: Ints
    feats: Ints
    lemma: Ints
    entity: Floats
    """Log probabilities, pieces × labels."""
    arcs: Floats
    """Scores, dependents × heads; piece 0 is the root."""
    rel_dep: Floats
    rel_head: Floats


class Encoder:
    """A loaded network. Use `load`; one instance serves one thread."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        check(folder)
        self.folder = folder
        self.labels = msgspec.json.decode((folder / LABELS).read_bytes(), type=Labels)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / NETWORK), options, providers=["CPUExecutionProvider"]
            )
            with np.load(folder / RELATIONS) as weights:
                self._weight, self._bias = weights["weight"].T.copy(), weights["bias"].copy()
        except (RuntimeError, OSError, ValueError, KeyError) as error:
            raise ModelError(f"the model in {folder} cannot be loaded ({error}); install dragoman again") from error

    def run(self, windows: list[Window]) -> list[Seen]:
        """What the network sees in each window, in the order given."""
        order = sorted(range(len(windows)), key=lambda i: (len(windows[i].ids), i))
        seen: dict[int, Seen] = {}
        at = 0
        while at < len(order):
            # windows come shortest first; the longest of a batch sets its width
            width, last = 0, at
            while last < len(order):
                width = len(windows[order[last]].ids)
                if last > at and width * (last + 1 - at) > PIECES_A_BATCH:
                    break
                last += 1
            batch = order[at:last]
            width = len(windows[batch[-1]].ids)
            ids = np.full((len(batch), width), PAD, dtype=np.int64)
            casings = np.zeros((len(batch), width), dtype=np.int64)
            for row, i in enumerate(batch):
                ids[row, : len(windows[i].ids)] = windows[i].ids
                casings[row, : len(windows[i].ids)] = windows[i].casings
            out = self._session.run(None, {"ids": ids, "casing": casings})
            for row, i in enumerate(batch):
                n = len(windows[i].ids)
                columns = [column[row, :n] for column in out]
                columns[7] = columns[7][:, :n]
                seen[i] = Seen(**dict(zip(Seen.__struct_fields__, columns, strict=True)))
            at = last
        return [seen[i] for i in range(len(windows))]

    def relations(self, dependent: Floats, head: Floats) -> Ints:
        """Numbers of the relations between words whose projections are given (n × d each)."""
        x = dependent + head
        hidden = 0.5 * x * (1.0 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))
        best: Ints = (hidden @ self._weight + self._bias).argmax(axis=1).astype(np.int32)
        return best


def check(folder: Path) -> None:
    """Raise ModelError where a file of the model is missing or not the one that its card names."""
    card = folder / CARD
    try:
        names = json.loads(card.read_text(encoding="utf-8"))["files"]
        for name, size in names.items():
            if (folder / name).stat().st_size != size["bytes"]:
                raise ModelError(
                    f"{folder / name} is damaged: its size is not the one in {CARD}; install dragoman again"
                )
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(f"the model in {folder} is incomplete ({error}); install dragoman again") from error


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
