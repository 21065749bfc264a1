"""A module of our own plays the package."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from tawatur.encode import similarity
from tawatur.encode.plugins.sentence_transformers import SentenceTransformersEncoder
from tawatur.errors import TawaturError, UsageError


class Model:
    def __init__(self, name: str) -> None:
        if name == "missing":
            raise OSError("no such\nmodel")
        self.asked: list[list[str]] = []

    def encode(self, texts: list[str], **given: object) -> np.ndarray:
        self.asked.append(texts)
        if "broken" in texts:
            raise RuntimeError("out of memory")
        return np.array([[3.0, 4.0 + len(t) * 1e-9] for t in texts], dtype=np.float32)


@pytest.fixture(autouse=True)
def package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(SentenceTransformer=Model))


def test_vectors_are_unit_rounded_and_blanks_are_not_asked() -> None:
    encoder = SentenceTransformersEncoder("some/model")
    vectors = encoder.embed(["نص", " ", "نص أطول"])
    assert encoder._model.asked == [["نص", "نص أطول"]]
    assert vectors.dtype == np.float32
    assert vectors.tolist() == np.array([[0.6, 0.8], [0, 0], [0.6, 0.8]], dtype=np.float32).tolist()
    assert encoder.embed([""]).shape[0] == 1
    assert encoder.name == "st:some/model"


def test_it_serves_the_comparison() -> None:
    scores = similarity(SentenceTransformersEncoder("m"), ["فتح الجسر"], ["فتح الجسر", "غادر الوفد"])
    assert scores[0, 0] > scores[0, 1]


def test_errors_are_one_line() -> None:
    with pytest.raises(UsageError, match="no such model") as error:
        SentenceTransformersEncoder("missing")
    assert "\n" not in str(error.value)
    with pytest.raises(TawaturError, match="out of memory"):
        SentenceTransformersEncoder("m").embed(["broken"])


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(UsageError, match=r"tawatur\[sentence-transformers\]"):
        SentenceTransformersEncoder("m")
