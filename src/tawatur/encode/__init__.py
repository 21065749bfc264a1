"""Sentence embeddings and how alike two texts are; other models plug in as an `Encoder`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..errors import TawaturError
from .choose import open_encoder
from .interface import Encoder, NameSpan, TokenReader, TokenStates
from .words import SHRINK, Bag, bag_of, load_idf, word_cosines

__all__ = [
    "Encoder", "NameSpan", "SimilarityDetail", "TokenReader", "TokenStates", "bag_of", "default_encoder",
    "embed_unique", "open_encoder", "similarity", "similarity_detail",
]

# Rounded so that the last bits of a processor or the number of its threads decide nothing.
DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Calibration:
    """Logistic weights that put half way between one fact told twice and two facts of one story."""

    bias: float
    meaning: float
    words: float


# Fitted by `eval/similarity.py --fit`; see there for the figures.
_CALIBRATION = {
    "e5": Calibration(bias=-3.0, meaning=3.4, words=5.5),
    "lexical": Calibration(bias=-2.4, meaning=1.2, words=6.5),
}


@dataclass(frozen=True, slots=True)
class SimilarityDetail:
    """`score` 0..1 (about .5 parts one fact from two), from `meaning` -1..1 and `words` 0..1.

    All three are (n, m) and rounded to three decimals.
    """

    score: NDArray[np.float64]
    meaning: NDArray[np.float64]
    words: NDArray[np.float64]


def default_encoder() -> tuple[Encoder, str | None]:
    """The best encoder that runs here, and a note that says why it is not the usual one."""
    from .e5 import E5Encoder

    try:
        return E5Encoder(), None
    except (ImportError, OSError, TawaturError) as error:
        from .lexical import LexicalEncoder

        reason = " ".join(str(error).split())[:200]
        return LexicalEncoder(), (
            "sentence embeddings are not available, words and letters are compared instead "
            f"(e5: {reason})"
        )


def embed_unique(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of all texts in one call of the encoder, a repeated text embedded once."""
    unique = list(dict.fromkeys(texts))
    where = {text: i for i, text in enumerate(unique)}
    if not unique:
        return np.zeros((0, 1), dtype=np.float32)
    vectors = encoder.embed(unique)
    return vectors[[where[text] for text in texts]]


def similarity_detail(
    encoder: Encoder,
    texts_a: Sequence[str],
    texts_b: Sequence[str],
    vectors_a: NDArray[np.float32] | None = None,
    vectors_b: NDArray[np.float32] | None = None,
    idf: Mapping[str, float] | None = None,
    bags: Mapping[str, Bag] | None = None,
) -> SimilarityDetail:
    """How alike each text of `texts_a` is to each of `texts_b`, with both components.

    All texts together are the story: what they have in common (mean vector, words that stand
    everywhere) counts for little. A text costs the encoder its tokens once; hand in vectors (`embed_unique` over all texts of
    a comparison) and `bags` (`words.bag_of`) where the same texts are compared with several others, and `idf`
    (`words.load_idf()`) to read the weights of stems once.
    """
    if vectors_a is None or vectors_b is None:
        both = embed_unique(encoder, [*texts_a, *texts_b])
        vectors_a, vectors_b = both[: len(texts_a)], both[len(texts_a):]
    shape = (len(texts_a), len(texts_b))
    if 0 in shape:
        empty = np.zeros(shape)
        return SimilarityDetail(empty, empty, empty)
    centred_a, centred_b = _without_story(vectors_a, vectors_b)
    meaning = np.round((centred_a @ centred_b.T).clip(-1, 1), DECIMALS)
    words = np.round(word_cosines(texts_a, texts_b, load_idf() if idf is None else idf, bags), DECIMALS)
    weights = _CALIBRATION.get(encoder.name, _CALIBRATION["e5"])
    z = weights.bias + weights.meaning * meaning + weights.words * words
    return SimilarityDetail(np.round(1 / (1 + np.exp(-z)), DECIMALS), meaning, words)


def _without_story(
    a: NDArray[np.float32], b: NDArray[np.float32]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Both sets without their common mean (shrunk, so that few texts keep theirs), unit length."""
    both = np.concatenate([a, b]).astype(np.float64)
    both -= both.sum(axis=0) / (len(both) + SHRINK)
    norms = np.linalg.norm(both, axis=1, keepdims=True)
    both /= np.where(norms > 0, norms, 1)
    return both[: len(a)], both[len(a):]


def similarity(
    encoder: Encoder, texts_a: Sequence[str], texts_b: Sequence[str]
) -> NDArray[np.float64]:
    """`similarity_detail(...).score`: (n, m) in 0..1, rounded to three decimals."""
    return similarity_detail(encoder, texts_a, texts_b).score
