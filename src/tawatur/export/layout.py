"""Where the boxes and lines of a layered drawing lie, so that no box lies on another one or on a line that passes it.

Layers are columns. A line over several layers gets a place in those between (Sugiyama, Tagawa and Toda 1981), which lines
of one bundle share; the order within a layer follows the mean place of the neighbours, the height of a box is as near to them as the
order allows (least squares under an order, by pooling adjacent violators).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

# A box by its key, or a bundle of lines that passes a layer: its name and the layer.
Point = Hashable
_SWEEPS = 8


@dataclass(slots=True)
class Layout:
    """Heights of the middles of boxes and of passing bundles, and the whole height."""

    middle: dict[Point, float] = field(default_factory=dict)
    height: float = 0.0


def lay_out(
    layers: Sequence[Sequence[str]], edges: Sequence[tuple[str, str, Hashable]], row: float, line: float,
) -> Layout:
    """Heights for boxes of `row` each (with the gap) and passing lines of `line`.

    `layers` hold the keys of boxes; `edges` the two ends of each line, from a lower to a higher layer, and the bundle in which
    it passes the layers between.
    """
    depth = {key: at for at, layer in enumerate(layers) for key in layer}
    order: list[list[Point]] = [list(layer) for layer in layers]
    ways: list[list[Point]] = []
    for a, b, bundle in edges:
        passing: list[Point] = [(bundle, at) for at in range(depth[a] + 1, depth[b])]
        for at, point in enumerate(passing, depth[a] + 1):
            if point not in order[at]:
                order[at].append(point)
        ways.append([a, *passing, b])
    before, after = _neighbours(ways)
    _arrange(order, before, after)
    size: dict[Point, float] = {p: row if isinstance(p, str) else line for layer in order for p in layer}
    return _heights(order, before, after, size)


def _neighbours(ways: Sequence[Sequence[Point]]) -> tuple[dict[Point, list[Point]], dict[Point, list[Point]]]:
    before: dict[Point, list[Point]] = {}
    after: dict[Point, list[Point]] = {}
    for way in ways:
        for a, b in pairwise(way):
            after.setdefault(a, []).append(b)
            before.setdefault(b, []).append(a)
    return before, after


def _arrange(order: list[list[Point]], before: Mapping[Point, list[Point]], after: Mapping[Point, list[Point]]) -> None:
    """Order each layer by the mean place of its neighbours, forth and back."""
    for sweep in range(_SWEEPS):
        forth = sweep % 2 == 0
        near = before if forth else after
        for layer in order[1:] if forth else order[-2::-1]:
            place = {p: (i + 0.5) / len(column) for column in order for i, p in enumerate(column)}
            mean = {p: _mean([place[q] for q in near.get(p, ())], place[p]) for p in layer}
            rank = {p: i for i, p in enumerate(layer)}
            layer.sort(key=lambda p: (mean[p], rank[p]))


def _mean(values: Sequence[float], otherwise: float) -> float:
    return round(sum(values) / len(values), 6) if values else otherwise


def _heights(
    order: Sequence[Sequence[Point]], before: Mapping[Point, list[Point]], after: Mapping[Point, list[Point]], size: Mapping[Point, float],
) -> Layout:
    total = max((sum(size[p] for p in layer) for layer in order), default=0.0)
    middle: dict[Point, float] = {}
    for layer in order:
        step = total / max(1, len(layer))
        wanted = [step * (i + 0.5) for i in range(len(layer))]
        middle.update(zip(layer, _apart(wanted, [size[p] for p in layer], total), strict=True))
    for sweep in range(_SWEEPS):
        for layer in order if sweep % 2 == 0 else order[::-1]:
            wanted = [
                _mean([middle[q] for q in (*before.get(p, ()), *after.get(p, ()))], middle[p]) for p in layer
            ]
            middle.update(zip(layer, _apart(wanted, [size[p] for p in layer], total), strict=True))
    return Layout(middle, total)


def _apart(wanted: Sequence[float], sizes: Sequence[float], total: float) -> list[float]:
    """Middles in this order, as near to the wanted ones as they can be without overlap, all inside `[0, total]`."""
    offsets, at = [], 0.0
    for size in sizes:
        offsets.append(at + size / 2)
        at += size
    room = max(0.0, total - at)
    blocks: list[list[float]] = []  # [sum of wanted shifts, how many]
    for want, offset in zip(wanted, offsets, strict=True):
        blocks.append([want - offset, 1.0])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            last = blocks.pop()
            blocks[-1] = [blocks[-1][0] + last[0], blocks[-1][1] + last[1]]
    shifts = [min(room, max(0.0, block[0] / block[1])) for block in blocks for _ in range(int(block[1]))]
    return [round(offset + shift, 2) for offset, shift in zip(offsets, shifts, strict=True)]
