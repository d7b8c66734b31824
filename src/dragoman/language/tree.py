"""From scores of arcs to the best tree: one root, no cycle.

In: scores of n words for n+1 heads (column 0 is the root). Out: heads. Chu & Liu 1965, Edmonds 1967, run only
where the best head of each word taken alone makes no tree.
"""

import numpy as np
from numpy.typing import NDArray

FORBIDDEN = -1e9
ROOTS_TRIED = 4
"""Where several words want to be the root, so many of the best are each tried as the only one."""


def best_tree(raw: NDArray[np.float32]) -> list[int]:
    """Head of each word, 0 for the root or 1 … n for a word, of the best tree with one root (but see ROOTS_TRIED)."""
    n = len(raw)
    if n == 1:
        return [0]
    scores: NDArray[np.float64] = raw.astype(np.float64)
    scores[np.arange(n), np.arange(1, n + 1)] = FORBIDDEN
    heads: list[int] = scores.argmax(axis=1).tolist()
    if heads.count(0) == 1 and _cycle([-1, *heads], list(range(n + 1))) is None:
        return heads
    roots = [i for i, h in enumerate(heads) if h == 0] or list(range(n))
    gain = scores[:, 0] - scores[:, 1:].max(axis=1)
    roots = sorted(roots, key=lambda i: (-gain[i], i))[:ROOTS_TRIED]
    best, best_total = heads, -np.inf
    for root in roots:
        only = scores.copy()
        only[:, 0] = FORBIDDEN
        only[root, :] = FORBIDDEN
        only[root, 0] = 0.0
        heads = _edmonds(only)
        total = float(scores[np.arange(n), heads].sum())
        if total > best_total:
            best, best_total = heads, total
    return best


def _edmonds(scores: NDArray[np.float64]) -> list[int]:
    """Heads of the maximum spanning arborescence, by contracting cycles one by one, then opening them again."""
    n = len(scores) + 1
    full = np.full((n, n), FORBIDDEN)
    full[1:, :] = scores  # full[dependent, head]
    contracted: list[tuple[list[int], int, NDArray[np.int64], NDArray[np.int64], list[int]]] = []
    alive = np.zeros(2 * n, dtype=bool)
    alive[:n] = True
    size = n
    grown = np.full((2 * n, 2 * n), FORBIDDEN)
    grown[:n, :n] = full
    while True:
        nodes = np.flatnonzero(alive[:size])
        heads = [-1] * size
        for node in nodes[1:]:
            heads[node] = int(nodes[grown[node, nodes].argmax()])
        cycle = _cycle(heads, nodes.tolist())
        if cycle is None:
            break
        new, members = size, np.array(cycle)
        others = np.array([x for x in nodes if x not in set(cycle)])
        own = np.array([grown[m, heads[m]] for m in cycle])
        # into the cycle: break one of its arcs; out of it: the best member speaks for all
        into = grown[np.ix_(members, others)] - own[:, None]
        enter = into.argmax(axis=0)
        grown[new, others] = into.max(axis=0)
        out = grown[np.ix_(others, members)]
        leave = out.argmax(axis=1)
        grown[others, new] = out.max(axis=1)
        contracted.append((cycle, new, others, np.stack([enter, leave]), [heads[m] for m in cycle]))
        alive[members] = False
        alive[new] = True
        size += 1
    for cycle, new, others, choice, inner in reversed(contracted):
        place = {int(o): k for k, o in enumerate(others)}
        enters = cycle[int(choice[0][place[heads[new]]])]
        outside = heads[new]
        for node, k in place.items():
            if heads[node] == new:
                heads[node] = cycle[int(choice[1][k])]
        for member, head in zip(cycle, inner, strict=True):
            heads[member] = head
        heads[enters] = outside
    return heads[1:n]


def _cycle(heads: list[int], nodes: list[int]) -> list[int] | None:
    """Nodes of one cycle in the graph of these nodes, whose first is the root, or None."""
    state = dict.fromkeys(nodes, 0)
    state[nodes[0]] = 2
    for node in nodes[1:]:
        path = []
        at = node
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at) :]
        for seen in path:
            state[seen] = 2
    return None
