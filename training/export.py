"""Export: a checkpoint to the int8 ONNX network that is shipped.

    python -m training.export --checkpoint training/work/clean --out src/dragoman/language/model

Weights are signed int8 per channel with one bit spared (`reduce_range`): then no 16-bit sum of the AVX2 kernels can
overflow, and machines with and without VNNI compute the same integers.
"""

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from dragoman.language.encoder import CARD, LABELS, NETWORK, RELATIONS, VERBS, VOCABULARY, digest
from dragoman.language.pieces import PAD
from training.model import Layer, Network
from training.train import base_model, treebanks
from training.windows import Labels

TAGS = ("upos", "xpos", "feats", "lemma")
FLOAT_NODES = ("/layers.0/down/MatMul",)
"""Products kept in floats. The input of this one has outliers: in int8 it alone cost what quantisation cost, 0.2 LAS on
the Web Treebank's dev part and 0.4 on GUM's dev news; kept apart it costs 1.8 MB and a few per cent of speed."""


class FusedAttention(torch.autograd.Function):
    """Self-attention as ONNX Runtime's own operator: one product for query, key and value, masked inside."""

    @staticmethod
    def forward(ctx: object, x: Tensor, weight: Tensor, bias: Tensor, lengths: Tensor) -> Tensor:
        return x.clone()  # only its shape is traced

    @staticmethod
    def symbolic(g: Any, x: Any, weight: Any, bias: Any, lengths: Any) -> Any:
        out = g.op("com.microsoft::Attention", x, weight, bias, lengths, num_heads_i=12)
        out.setType(x.type())
        return out


class FusedLayer(nn.Module):
    """A layer with its attention fused."""

    def __init__(self, old: Layer) -> None:
        super().__init__()
        parts = (old.query, old.key, old.value)
        self.weight = nn.Parameter(torch.cat([p.weight.data.T for p in parts], dim=1).contiguous())
        self.bias = nn.Parameter(torch.cat([p.bias.data for p in parts]))
        self.out, self.norm1, self.norm2, self.up, self.down = old.out, old.norm1, old.norm2, old.up, old.down

    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        x = self.norm1(x + self.out(FusedAttention.apply(x, self.weight, self.bias, lengths)))
        return self.norm2(x + self.down(nn.functional.gelu(self.up(x))))


class Exported(nn.Module):
    """The network as it is shipped; outputs in the order of `encoder.Seen`."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net
        self.layers = nn.ModuleList(FusedLayer(layer) for layer in net.encoder.layers)

    def forward(self, ids: Tensor, casing: Tensor) -> tuple[Tensor, ...]:
        encoder, net = self.net.encoder, self.net
        x = encoder.norm(encoder.word(ids) + encoder.position.weight[: ids.shape[1]] + encoder.casing(casing))
        lengths = (ids != PAD).sum(dim=1).to(torch.int32)
        for layer in self.layers:
            x = layer(x, lengths)
        join, end = net.join(x), net.end(x)
        dep, head = nn.functional.gelu(net.arc_dep(x)), nn.functional.gelu(net.arc_head(x))
        arcs = net.arc(dep) @ head.transpose(1, 2) + net.arc_bias(head).transpose(1, 2)
        return (
            join[..., 1] - join[..., 0],
            end[..., 1] - end[..., 0],
            *(net.tags[name](x).argmax(-1).to(torch.int32) for name in TAGS),
            torch.log_softmax(net.tags["entity"](x), dim=-1),
            arcs,
            net.rel_dep(x),
            net.rel_head(x),
        )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, default=Path("training/work/clean"))
    parser.add_argument("--out", type=Path, default=Path("src/dragoman/language/model"))
    parser.add_argument("--float", action="store_true", help="keep 32-bit floats, to measure what int8 costs")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    args = parser.parse_args()
    labels = msgspec.json.decode((args.checkpoint / "labels.json").read_bytes(), type=Labels)
    net = Network(labels)
    net.load_state_dict(torch.load(args.checkpoint / "average.pt", weights_only=True))
    net.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    np.savez(args.out / RELATIONS, weight=net.relation.weight.detach().numpy(), bias=net.relation.bias.detach().numpy())
    words = (w for d in treebanks(args.data, everything=False) for p in d.paragraphs for s in p for w in s)
    verbs = {w.lemma for w in words if w.upos == "VERB" and w.lemma and w.lemma.isalpha() and w.lemma.islower()}
    (args.out / VERBS).write_text("\n".join(sorted(verbs)) + "\n", encoding="utf-8")
    exported = Exported(net).eval()

    work = args.checkpoint / "export"
    work.mkdir(exist_ok=True)
    ids = torch.randint(1000, 2000, (2, 17))
    names = ["join", "end", *TAGS, "entity", "arcs", "rel_dep", "rel_head"]
    axes = {"ids": {0: "b", 1: "n"}, "casing": {0: "b", 1: "n"}}
    axes |= {name: {0: "b", 1: "n", **({2: "m"} if name == "arcs" else {})} for name in names}
    torch.onnx.export(
        exported,
        (ids, torch.zeros_like(ids)),
        str(work / "float.onnx"),
        input_names=["ids", "casing"],
        output_names=names,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
        custom_opsets={"com.microsoft": 1},
    )
    if args.float:
        shutil.copy(work / "float.onnx", args.out / NETWORK)
    else:
        quant_pre_process(str(work / "float.onnx"), str(work / "ready.onnx"), skip_symbolic_shape=True)
        quantize_dynamic(
            str(work / "ready.onnx"),
            str(args.out / NETWORK),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            nodes_to_exclude=list(FLOAT_NODES),
        )
    shutil.copy(args.checkpoint / "labels.json", args.out / LABELS)
    shutil.copy(base_model() / "vocab.txt", args.out / VOCABULARY)
    files = {
        name: {"bytes": (args.out / name).stat().st_size, "sha256": digest(args.out / name)}
        for name in (NETWORK, LABELS, VOCABULARY, RELATIONS, VERBS)
    }
    card = {"name": "dragoman-language", "files": files}
    (args.out / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
