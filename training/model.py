"""The network: MiniLM-L6 with a casing embedding, and its heads.

Recipe and sizes: docs/decisions/0001. The encoder follows Devlin et al. 2019 (post-norm), the arcs Dozat & Manning
2017; relations are scored by a layer over the sum of both words' projections, a fifth of a biaffine's cost.
"""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as fn

from training.windows import CASINGS, Labels

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
ARC, RELATION = 256, 256
DROPOUT = 0.25


class Layer(nn.Module):
    """One transformer layer, plain matmul attention."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, 1e-12), nn.LayerNorm(HIDDEN, 1e-12)
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, n, _ = x.shape
        q, k, v = (f(x).view(b, n, HEADS, HIDDEN // HEADS).transpose(1, 2) for f in (self.query, self.key, self.value))
        weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(HIDDEN // HEADS) + mask, dim=-1)
        x = self.norm1(x + self.out((weights @ v).transpose(1, 2).reshape(b, n, HIDDEN)))
        return self.norm2(x + self.down(fn.gelu(self.up(x))))


class Encoder(nn.Module):
    """Pieces and casing in, one vector a piece out."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.casing = nn.Embedding(CASINGS, HIDDEN)
        nn.init.zeros_(self.casing.weight)
        self.norm = nn.LayerNorm(HIDDEN, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, casing: Tensor) -> Tensor:
        mask = (ids == 0)[:, None, None, :].to(torch.float32) * -10000.0
        x = self.norm(self.word(ids) + self.position.weight[: ids.shape[1]] + self.casing(casing))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_minilm(self, path: Path) -> None:
        """Start from the published weights (safetensors of a BertModel)."""
        w = load_file(str(path))
        self.word.weight.data.copy_(w["embeddings.word_embeddings.weight"])
        kind = w["embeddings.token_type_embeddings.weight"][0]
        self.position.weight.data.copy_(w["embeddings.position_embeddings.weight"] + kind)
        pairs = {"norm": "embeddings.LayerNorm"}
        for i in range(LAYERS):
            old = f"encoder.layer.{i}"
            pairs |= {
                f"layers.{i}.{new}": f"{old}.{name}"
                for new, name in {
                    "query": "attention.self.query",
                    "key": "attention.self.key",
                    "value": "attention.self.value",
                    "out": "attention.output.dense",
                    "norm1": "attention.output.LayerNorm",
                    "up": "intermediate.dense",
                    "down": "output.dense",
                    "norm2": "output.LayerNorm",
                }.items()
            }
        own = dict(self.named_parameters())
        for new, name in pairs.items():
            for part in ("weight", "bias"):
                own[f"{new}.{part}"].data.copy_(w[f"{name}.{part}"])


class Network(nn.Module):
    """Encoder and heads. `forward` gives everything over pieces, which is what is exported."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.join = nn.Linear(HIDDEN, 2)
        self.end = nn.Linear(HIDDEN, 2)
        sizes = {name: len(getattr(labels, name)) for name in ("upos", "xpos", "feats", "lemma", "entity")}
        self.tags = nn.ModuleDict({name: nn.Linear(HIDDEN, size) for name, size in sizes.items()})
        self.arc_dep, self.arc_head = nn.Linear(HIDDEN, ARC), nn.Linear(HIDDEN, ARC)
        self.arc = nn.Linear(ARC, ARC, bias=False)
        self.arc_bias = nn.Linear(ARC, 1, bias=False)
        self.rel_dep, self.rel_head = nn.Linear(HIDDEN, RELATION), nn.Linear(HIDDEN, RELATION)
        self.relation = nn.Linear(RELATION, len(labels.deprel))
        nn.init.zeros_(self.arc.weight)

    def heads(self, x: Tensor) -> dict[str, Tensor]:
        """Over pieces: logits of join, end and tags; projections for arcs and relations."""
        out = {"join": self.join(x), "end": self.end(x), **{k: f(x) for k, f in self.tags.items()}}
        dep, head = fn.gelu(self.arc_dep(x)), fn.gelu(self.arc_head(x))
        drop = fn.dropout(dep, DROPOUT, self.training), fn.dropout(head, DROPOUT, self.training)
        out["arc_dep"], out["arc_head"] = self.arc(drop[0]), drop[1]
        out["arc_bias"] = self.arc_bias(drop[1])
        out["rel_dep"], out["rel_head"] = self.rel_dep(x), self.rel_head(x)
        return out

    def encode(self, ids: Tensor, casing: Tensor) -> dict[str, Tensor]:
        x = self.encoder(ids, casing)
        return self.heads(fn.dropout(x, DROPOUT, self.training))

    def label(self, dep: Tensor, head: Tensor) -> Tensor:
        """Logits of the relation between words whose projections are given."""
        return self.relation(fn.dropout(fn.gelu(dep + head), DROPOUT, self.training))

    def forward(self, ids: Tensor, casing: Tensor) -> tuple[Tensor, ...]:
        o = self.encode(ids, casing)
        scores = o["arc_dep"] @ o["arc_head"].transpose(1, 2) + o["arc_bias"].transpose(1, 2)
        return (
            o["join"][..., 1] - o["join"][..., 0],
            o["end"][..., 1] - o["end"][..., 0],
            *(o[name].argmax(-1).to(torch.int32) for name in ("upos", "xpos", "feats", "lemma")),
            torch.log_softmax(o["entity"], dim=-1),
            scores,
            o["rel_dep"],
            o["rel_head"],
        )
