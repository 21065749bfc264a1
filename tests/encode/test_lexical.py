"""The encoder without a model: what makes two texts close, and what can't."""

from __future__ import annotations

import numpy as np
import pytest

from tawatur.encode import lexical
from tawatur.encode.lexical import LexicalEncoder

BRIDGE = "فتحت البلدية الجسر الجديد أمام السيارات"


@pytest.fixture(scope="module")
def encoder() -> LexicalEncoder:
    return LexicalEncoder()


def alike(encoder: LexicalEncoder, one: str, other: str) -> float:
    a, b = encoder.embed([one, other])
    return float(a @ b)


def test_shape_and_type(encoder: LexicalEncoder) -> None:
    vectors = encoder.embed([BRIDGE, ""])
    assert (vectors.shape, vectors.dtype) == ((2, 1024), np.float32)
    assert encoder.embed([]).shape == (0, 1024)


def test_spelling_and_particles_change_little_other_words_much(encoder: LexicalEncoder) -> None:
    assert alike(encoder, BRIDGE, "فُتِحت البلديّة الجسر الجديد امام السيّارات") > 0.9
    same, other = alike(encoder, BRIDGE, "وفتحت بلدية جسرا جديدا للسيارات"), alike(encoder, BRIDGE, "تساقطت الثلوج على قمم الجبال")
    assert same > 0.5 > 0.2 > other


def test_one_letter_more_is_still_near(encoder: LexicalEncoder) -> None:
    assert alike(encoder, "فالستروم", "فالسترووم") > 0.3 > alike(encoder, "فالستروم", "بيدرسن")


def test_the_order_of_the_words_is_no_matter(encoder: LexicalEncoder) -> None:
    assert alike(encoder, BRIDGE, " ".join(BRIDGE.split()[::-1])) == pytest.approx(1, abs=1e-5)


def test_common_words_weigh_less_than_rare_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexical, "load_idf", lambda: {"بلد": 0.01, "جسر": 0.01})
    rare = LexicalEncoder()
    monkeypatch.setattr(lexical, "load_idf", dict)
    plain = LexicalEncoder()
    one, other = "جسر فالستروم", "جسر بيدرسن"
    assert alike(rare, one, other) < alike(plain, one, other) - 0.1
