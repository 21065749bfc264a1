"""A conditional random field over rows of tags (Lafferty et al. 2001): best row, and how sure it is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


def best_row(tags: Scores, move: Scores, start: Scores) -> list[int]:
    """The best row of tags (Viterbi) for scores (n, k), transitions (k, k) and starts (k,)."""
    if not len(tags):
        return []
    row = start + tags[0]
    back = []
    for scores in tags[1:]:
        paths = row[:, None] + move
        back.append(paths.argmax(axis=0))
        row = paths.max(axis=0) + scores
    best = [int(row.argmax())]
    for pointers in reversed(back):
        best.append(int(pointers[best[-1]]))
    return best[::-1]


class Lattice:
    """Sums over all rows of tags of one sentence (forward and backward, in logarithms)."""

    def __init__(self, tags: Scores, move: Scores, start: Scores) -> None:
        self._tags, self._move, self._start = tags, move, start
        n = len(tags)
        self._before = np.zeros_like(tags)
        self._after = np.zeros_like(tags)
        self._before[0] = start + tags[0]
        for k in range(1, n):
            self._before[k] = _sum(self._before[k - 1][:, None] + move) + tags[k]
        for k in range(n - 2, -1, -1):
            self._after[k] = _sum((move + (tags[k + 1] + self._after[k + 1])).T)
        self._whole = float(_sum(self._before[-1][:, None])[0])

    def span(self, i: int, j: int, first: int, inside: int) -> float:
        """The probability that units `[i, j)` bear `first` and then `inside`, and go no further."""
        into = self._start[first] if i == 0 else float(_sum((self._before[i - 1] + self._move[:, first])[:, None])[0])
        path = into + self._tags[i, first]
        last = first
        for k in range(i + 1, j):
            path += self._move[last, inside] + self._tags[k, inside]
            last = inside
        if j < len(self._tags):
            on = self._move[last] + self._tags[j] + self._after[j]
            on = np.delete(on, inside)
            path += float(_sum(on[:, None])[0])
        return float(np.exp(path - self._whole))


def _sum(x: Scores) -> Scores:
    top = x.max(axis=0)
    total: Scores = top + np.log(np.exp(x - top).sum(axis=0))
    return total
