"""The judge of two sentences as a reader calls it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from tawatur.compare.clash import judge, load_judge
from tawatur.encode import TokenStates
from tawatur.lang.resources import Resources


class Reader:
    """Every letter is a token and all tokens are alike; counts its texts."""

    name = "flat"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return np.ones((len(texts), 384), dtype=np.float32) / np.float32(np.sqrt(384))

    def read(self, texts: Sequence[str]) -> list[TokenStates]:
        self.texts += texts
        out = []
        for text in texts:
            at = np.arange(len(text), dtype=np.int32)
            flat = np.ones((len(text), 384), dtype=np.float32)
            out.append(TokenStates(at, at + 1, {6: flat, 8: flat}, self.embed([text])[0]))
        return out


@pytest.mark.parametrize("read", [True, False])
def test_opposites_clash_and_the_words_are_told(resources: Resources, read: bool) -> None:
    a, b = "ارتفع سعر القمح في السوق أمس", "انخفض سعر القمح في السوق أمس"
    reader = Reader()
    verdict = judge(a, b, load_judge(resources), reader if read else None)
    assert verdict.reasons[0].name == "opposites"
    assert [a[s:e] for s, e in verdict.reasons[0].a] == ["ارتفع"]
    assert [b[s:e] for s, e in verdict.reasons[0].b] == ["انخفض"]
    assert reader.texts == ([a, b] if read else [])


def test_one_sentence_does_not_clash_with_itself(resources: Resources) -> None:
    text = "ارتفع سعر القمح في السوق أمس"
    head = load_judge(resources)
    assert not judge(text, text, head).clash
    assert not judge(text, text, head, Reader()).clash
