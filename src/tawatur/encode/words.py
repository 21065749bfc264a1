"""Light-stem tf-idf: what two texts have in common word by word, beside what an embedding feels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import ResourceError
from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..lang.tables import read_csv

_WORD = re.compile(r"[^\W_]+")
_HERE = Path(__file__).parent
# So many texts of no story at all are counted in, lest the mean of two texts be taken for a story.
SHRINK = 20
_WEAK, _PATTERN = frozenset("اويءئؤه"), frozenset("ميتناس")


def match_stem(word: str) -> str:
    """The stem under which two folded words count as one: light stem, without the future's س.

    «سيقود», «ويقود» and «يقود» meet, «سورية» and «سوريا» meet. For matching only.
    """
    stem = light_stem(word)
    # The light stemmer takes one ending off: سوريا and سورية meet after a second one.
    if len(stem) >= 4 and stem[-1] in "يها":
        stem = stem[:-1]
    future = stem[0] == "س" and stem[1:2] in ("ي", "ت", "ن") and len(stem) >= 5
    if future or (stem[0] in "بل" and len(stem) >= 4):
        stem = stem[1:]
    return stem


def load_idf(path: Path | None = None) -> dict[str, float]:
    """Weights of common stems (0..1; rarer stems are absent and weigh 1).

    Raises ResourceError, with file and line, where the file is broken.
    """
    file = path or _HERE / "stem_weights.csv"
    try:
        # Thousands of plain rows, wanted at every comparison: read by hand, six times as fast.
        lines = file.read_text(encoding="utf-8").splitlines()
        rows = [line.split(",") for line in lines if line and line[0] != "#"]
        return {stem: float(weight) for stem, weight in rows[1:]}
    except (OSError, ValueError):
        return _load_carefully(file)


def _load_carefully(file: Path) -> dict[str, float]:
    """Row by row, to say which one is broken."""
    weights: dict[str, float] = {}
    for row in read_csv(file, ("stem", "weight")):
        try:
            weights[row["stem"]] = float(row["weight"])
        except ValueError as error:
            raise ResourceError(f"{row.where}: weight is {row['weight']!r}; write a number") from error
    return weights


def stems(text: str) -> list[str]:
    """The matching stems of a text's words, single letters left out."""
    return [
        match_stem(word)
        for word in _WORD.findall(fold(text))
        if len(word) > 1 or word.isdigit()
    ]


def skeleton(stem: str) -> str:
    """The strong consonants of a stem without a leading pattern letter: a rough root.

    It joins a verb with its verbal noun and a singular with its broken plural (حصار and يحاصر,
    زيارة and يزور); now and then it joins strangers, so it stands beside the stem, not for it.
    """
    rest = stem[1:] if len(stem) >= 4 and stem[0] in _PATTERN else stem
    strong = "".join(letter for letter in rest if letter not in _WEAK)
    return strong if len(strong) >= 2 else stem


# Stems and skeletons of a text with their count and weight.
Bag = Mapping[str, tuple[int, float]]


def bag_of(text: str, idf: Mapping[str, float]) -> Bag:
    """What `word_cosines` needs of a text; make it once where a text is held against many."""
    found: dict[str, tuple[int, float]] = {}
    for stem in stems(text):
        weight = idf.get(stem, 1.0)
        for feature in (stem, "√" + skeleton(stem)):
            count, least = found.get(feature, (0, 1.0))
            found[feature] = count + 1, min(least, weight)
    return found


def word_cosines(
    left: Sequence[str], right: Sequence[str], idf: Mapping[str, float], known: Mapping[str, Bag] | None = None
) -> NDArray[np.float64]:
    """Cosine of the tf-idf vectors of every pair, stems and skeletons: (len(left), len(right)), 0..1.

    A word weighs by how rare it is in the language (`idf`) and among these texts: the names that
    every sentence of a story bears part none of its claims from the others. `known` may hold the
    texts' bags (`bag_of`).
    """
    ready = known or {}
    bags = [ready[text] if text in ready else bag_of(text, idf) for text in (*left, *right)]
    spread = Counter(feature for bag in bags for feature in bag)
    column = {feature: i for i, feature in enumerate(sorted(spread))}
    most = len(bags) + SHRINK
    here = {feature: log(most / (n + 1)) / log(most / 2) for feature, n in spread.items()}
    matrix = np.zeros((len(bags), max(1, len(column))), dtype=np.float64)
    for row, bag in enumerate(bags):
        for feature, (count, weight) in bag.items():
            matrix[row, column[feature]] = weight * here[feature] * (1 + log(count))
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix /= np.where(norms > 0, norms, 1)
    product = matrix[: len(left)] @ matrix[len(left):].T
    return np.asarray(product, dtype=np.float64).clip(0.0, 1.0)
