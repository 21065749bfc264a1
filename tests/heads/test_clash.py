"""Two sentences side by side: do they clash, by which words, and is the verdict the same both ways?"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tawatur.encode import TokenStates
from tawatur.errors import ResourceError
from tawatur.heads.clash import ClashHead, Verdict, word_vectors
from tawatur.heads.clash_features import FEATURES, features, marks
from tawatur.heads.clash_words import load_lexicon, read_words
from tawatur.lang.resources import Resources


@pytest.fixture(scope="module")
def head(resources: Resources) -> ClashHead:
    return ClashHead.load(load_lexicon(resources))


def _words(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


CLASHES = [
    ("opposites", "ارتفع سعر القمح في السوق", "انخفض سعر القمح في السوق", ["ارتفع"], ["انخفض"]),
    ("numbers differ", "باعت المزرعة 30 بقرة هذا العام", "باعت المزرعة 80 بقرة هذا العام", ["30"], ["80"]),
    ("states differ", "شركة كندية تبني جسرا على النهر", "شركة برازيلية تبني جسرا على النهر", ["كندية"], ["برازيلية"]),
    ("denied on one side", "المصنع دفع رواتب العمال", "المصنع لم يدفع رواتب العمال", [], ["لم"]),
    ("undone on one side", "عقدت البلدية حفلها السنوي", "ألغت البلدية حفلها السنوي", [], ["ألغت"]),
    ("replaced", "البلدية تشتري حافلات صغيرة", "البلدية تشتري قوارب صغيرة", ["حافلات"], ["قوارب"]),
]


@pytest.mark.parametrize(("name", "a", "b", "left", "right"), CLASHES)
def test_a_hint_names_its_words(head: ClashHead, name: str, a: str, b: str, left: list[str], right: list[str]) -> None:
    found = {r.name: r for r in head.judge(a, b).reasons}
    assert name in found
    assert _words(a, found[name].a) == left
    assert _words(b, found[name].b) == right


@pytest.mark.parametrize(("a", "b"), [
    ("ارتفع سعر القمح في السوق", "ارتفاع أسعار القمح بالسوق"),
    ("زار الوزير الكندي المزرعة", "زيارة وزير كندا للمزرعة"),
    ("باعت المزرعة ثلاثين بقرة", "المزرعة باعت 30 بقرة"),
    ("لم يصل القطار إلى المحطة", "القطار لم يصل المحطة"),
    ("اعتقال سائق الحافلة", "القبض على سائق الحافلة"),
])
def test_one_thing_in_two_wordings_shows_no_hint(head: ClashHead, a: str, b: str) -> None:
    names = {r.name for r in head.judge(a, b).reasons}
    assert not names & {"opposites", "numbers differ", "states differ", "denied on one side", "undone on one side"}


@pytest.mark.parametrize(("name", "a", "b", "left", "right"), CLASHES)
def test_the_sides_may_change_places(head: ClashHead, name: str, a: str, b: str, left: list[str], right: list[str]) -> None:
    one, other = head.judge(a, b), head.judge(b, a)
    assert one.score == other.score
    assert {(r.name, r.a, r.b) for r in one.reasons} == {(r.name, r.b, r.a) for r in other.reasons}


def test_who_does_it_to_whom_is_read_off_the_order(head: ClashHead) -> None:
    swapped = head.sides("اليابان تشتري السفن من البرازيل", "البرازيل تشتري السفن من اليابان")
    moved = head.sides("تلتقي اليابان البرازيل اليوم", "زيارة البرازيل واليابان")
    assert "order reversed" in [m.name for m in marks(swapped)]
    assert "order reversed" not in [m.name for m in marks(moved)]


def test_a_place_within_the_other_sides_state_is_no_contrast(head: ClashHead) -> None:
    sides = head.sides("حريق في مصنع بليبيا", "حريق في مصنع ببنغازي")
    assert not {m.name for m in marks(sides)} & {"states differ", "places differ"}


def test_a_score_above_the_middle_is_a_clash_and_has_a_reason(head: ClashHead) -> None:
    for _, a, b, _, _ in CLASHES:
        verdict = head.judge(a, b)
        assert verdict.clash == (verdict.score > 0.5)
        assert verdict.reasons or not verdict.clash


@pytest.mark.parametrize("text", ["", "...", "كلمة"])
def test_sentences_of_no_words_are_judged_too(head: ClashHead, text: str) -> None:
    assert isinstance(head.judge(text, "ارتفع سعر القمح"), Verdict)


def test_features_are_numbers_for_every_name(head: ClashHead) -> None:
    sides = head.sides("ارتفع سعر القمح", "انخفض سعر القمح")
    row = features(sides, marks(sides))
    assert row.shape == (len(FEATURES),)
    assert np.isfinite(row).all()


def test_word_vectors_are_the_mean_of_a_words_tokens_less_the_mean_of_all(resources: Resources) -> None:
    words = read_words("بئر ماء", load_lexicon(resources))
    layer = np.array([[3.0, 0.0], [1.0, 0.0], [0.0, 5.0]], dtype=np.float32)
    states = TokenStates(
        np.array([0, 2, 4], dtype=np.int32), np.array([2, 3, 7], dtype=np.int32), {6: layer, 8: layer},
        np.zeros(2, dtype=np.float32),
    )
    zero = np.zeros(2, dtype=np.float32)
    vectors = word_vectors(words, states, {6: zero, 8: zero})
    assert np.allclose(vectors, np.array([[1, 0, 1, 0], [0, 1, 0, 1]]) / np.sqrt(2))


@pytest.mark.parametrize(("change", "told"), [
    ({"format": "tawatur/clash/0"}, "format is"), ({"states": {"bias": 0.0, "features": {"weather": [0, 1, 1]}}}, "features"),
    ({"means": {}}, "6"),
])
def test_weights_of_another_format_are_refused(
    resources: Resources, tmp_path: Path, change: dict[str, object], told: str
) -> None:
    import tawatur

    shipped = json.loads((Path(tawatur.__file__).parent / "resources/heads/clash.json").read_text(encoding="utf-8"))
    file = tmp_path / "clash.json"
    file.write_text(json.dumps({**shipped, **change}), encoding="utf-8")
    with pytest.raises(ResourceError, match=told):
        ClashHead.load(load_lexicon(resources), file)
    with pytest.raises(ResourceError, match=r"missing\.json"):
        ClashHead.load(load_lexicon(resources), tmp_path / "missing.json")
