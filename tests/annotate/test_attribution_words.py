"""The words of an article as the rules of attribution need them."""

from __future__ import annotations

import pytest

from tawatur.annotate.attribution_words import Clause, Words, bare_forms, clauses, read_words
from tawatur.annotate.quotations import find_quotations
from tawatur.lang.cues import Cues
from tawatur.lang.normalize import view
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, FoundMention, Part


def read(text: str, cues: Cues, *names: str) -> tuple[Words, list[Clause]]:
    seen, parts = view(text), (Part("body", 0, len(text)),)
    mentions = [FoundMention(article="x", start=text.index(n), end=text.index(n) + len(n), text=n, type="PER") for n in names]
    words = read_words(Article(id="x", text=text), seen, find_quotations(seen, parts), mentions, cues)
    return words, clauses(words, sentences(seen, parts))


def test_marks_are_words_of_their_own_and_latin_commas_count(cues: Cues) -> None:
    words, _ = read("وصل سالم, ثم 3,5 كيلو", cues)
    assert words.norm[:4] == ["وصل", "سالم", "،", "ثم"]
    assert "," in words.norm[4:], "a comma inside a number stays"
    assert words.places["سالم"] == [1]


def test_a_mention_knows_its_words_and_what_is_glued_to_it(cues: Cues) -> None:
    words, _ = read("رحب بسالم الحارثي أمس", cues, "سالم الحارثي")
    assert words.mention == [-1, 0, 0, -1]
    assert words.mention_starts(1)
    assert not words.mention_starts(2)
    assert not words.mention_is_word(1), "a proclitic stands before it"
    assert words.mention_at(2).text == "سالم الحارثي"  # type: ignore[union-attr]
    assert words.mention_at(0) is None


def test_quotations_know_their_ends(cues: Cues) -> None:
    words, _ = read("قال «الجسر جاهز» أمس", cues)
    (opening,) = words.close_of
    assert words.norm[opening] == "«"
    assert words.open_of[words.close_of[opening]] == opening
    assert [q >= 0 for q in words.quote] == [False, True, True, True, True, False]


@pytest.mark.parametrize(("text", "last"), [("وصل الوفد.", "الوفد"), ("هل وصل الوفد؟!", "الوفد"), ("وصل «الوفد».", "»")])
def test_a_final_mark_stays_out_of_its_clause(text: str, last: str, cues: Cues) -> None:
    words, (only,) = read(text, cues)
    assert words.norm[only.end - 1] == last


def test_a_page_without_stops_is_cut(cues: Cues) -> None:
    _, found = read("كلمة " * 1200, cues)
    assert [c.end - c.start for c in found] == [500, 500, 200]


@pytest.mark.parametrize(("word", "forms"), [
    ("والوزير", ["والوزير", "الوزير", "وزير"]), ("للوزير", ["للوزير", "وزير"]), ("بوزير", ["بوزير", "وزير"]), ("وزير", ["وزير", "زير"]), ("من", ["من"]),
])
def test_bare_forms(word: str, forms: list[str]) -> None:
    assert bare_forms(word) == forms


def test_cue_forms_behind_proclitics(cues: Cues) -> None:
    words, _ = read("وقال فقال سيقول قال", cues)
    off = [words.forms(i)[1] for i in range(4)]
    assert off == [1, 1, 1, 0]
    assert all(words.forms(i)[0] for i in range(4))
    assert {f.kind for f in words.forms(2)[0]} == {"present"}


def test_preposition_and_name_of_the_same_letters(cues: Cues) -> None:
    words, _ = read("وصل علي إلى القاعة على عجل", cues)
    assert [w for w in words.norm if w.startswith("علي")] == ["علي~", "علي"]
