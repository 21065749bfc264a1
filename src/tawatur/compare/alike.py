"""How alike the claims of different articles are: every text is embedded once, every word counted once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from ..encode import Encoder, bag_of, embed_unique, similarity_detail
from .account import Account
from .facts import tells_the_story

# Pairs of claims less alike than this can't align whatever their slots say: not worth keeping.
_WORTH_KEEPING = 0.10


def similarities(
    accounts: Sequence[Account], encoder: Encoder, weights: Mapping[str, float]
) -> dict[tuple[str, str], float]:
    """How alike (0..1) the claims of different articles are, by their ids in the order of `accounts`."""
    claims = [[c for c in a.claims if tells_the_story(c)] for a in accounts]
    texts = [
        [a.record.text[slice(*a.core(c))] for c in mine]
        for a, mine in zip(accounts, claims, strict=True)
    ]
    vectors = embed_unique(encoder, [t for mine in texts for t in mine])
    bags = {t: bag_of(t, weights) for mine in texts for t in mine}
    starts = [sum(len(t) for t in texts[:i]) for i in range(len(texts) + 1)]
    found: dict[tuple[str, str], float] = {}
    for i, j in combinations(range(len(accounts)), 2):
        detail = similarity_detail(encoder, texts[i], texts[j], vectors[starts[i]:starts[i + 1]],
                                   vectors[starts[j]:starts[j + 1]], weights, bags)
        score = detail.score
        for x, y in np.argwhere(score >= _WORTH_KEEPING).tolist():
            found[claims[i][x].id, claims[j][y].id] = float(score[x, y])
    return found
