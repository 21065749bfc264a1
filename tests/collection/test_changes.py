"""Silent edits: exact offsets in both versions, and what they change in claims."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tawatur.collection.changes import changes, edits
from tawatur.export.changes import changes_html
from tawatur.lang.resources import Resources

from .workshop import article, read

OLD = "قال وزير الصحة كريم البستاني إن 12 شخصا أصيبوا في الحريق يوم الأحد.\nوأغلقت البلدية الشارع."
NEW = "قال مصدر في الوزارة إن 15 شخصا أصيبوا في الحريق يوم الاثنين.\nوأغلقت البلدية الشارع تماما."

WORDS = st.lists(st.sampled_from(["قال", "الوزيرُ", "الوزير", "إن", "12", "،", "«", "نعم", "\n"]), max_size=25).map(" ".join)


def applied(old: str, new: str) -> str:
    out, at = [], 0
    for e in edits(old, new):
        out += [old[at:e.old_start], " ", e.new, " "]
        at = e.old_end
    return " ".join("".join([*out, old[at:]]).split())


def tokens(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(WORDS, WORDS)
def test_the_edits_lead_from_the_old_text_to_the_new(old: str, new: str) -> None:
    assert tokens(applied(old, new)) == tokens(new)
    for e in edits(old, new):
        assert old[e.old_start:e.old_end] == e.old
        assert new[e.new_start:e.new_end] == e.new
        assert e.old or e.new


def test_words_marks_and_punctuation_count_and_white_space_does_not() -> None:
    assert list(edits("جاء الوفد  اليوم.", "جاء الوفد\nاليوم.")) == []
    found = list(edits("جاء الوفد، اليوم", "جاء الوفدُ اليوم"))
    assert [(e.kind, e.old, e.new) for e in found] == [("replaced", "الوفد،", "الوفدُ")]


def test_a_long_text_gets_the_same_kind_of_answer() -> None:
    words = [f"كلمة{i}" for i in range(4000)]
    other = [*reversed(words[:2]), *words[2:-1], "آخر"]
    assert tokens(applied(" ".join(words), " ".join(other))) == tokens(" ".join(other))


def test_what_an_edit_changes_in_claims(resources: Resources) -> None:
    old, new = article("x", "الصباح", "2026-11-03", OLD, "حريق في السوق"), article("x", "الصباح", "2026-11-03", NEW, "حريق كبير في السوق")
    before, after = read(resources, old)[0], read(resources, new)[0]
    found = changes(old, new, old_reading=before, new_reading=after)
    assert [(e.kind, e.old, e.new) for e in found.title] == [("inserted", "", "كبير")]
    facets = {c.facet: (tuple(s.text for s in c.removed), tuple(s.text for s in c.added)) for c in found.claims}
    assert facets["number"] == (("12 شخصا",), ("15 شخصا",)) or facets["number"] == (("12",), ("15",))
    assert "البستاني" in " ".join(facets["name"][0])
    assert set(facets) >= {"number", "name", "date", "source"}
    for change in found.claims:
        assert all(OLD[s.start:s.end] == s.text for s in change.removed)
        assert all(NEW[s.start:s.end] == s.text for s in change.added)


def test_a_number_that_only_moved_is_no_change(resources: Resources) -> None:
    old = article("x", "الصباح", "2026-11-03", "أصيب 12 شخصا في الحريق. وحضر رجال الإطفاء.")
    new = article("x", "الصباح", "2026-11-03", "حضر رجال الإطفاء. وأصيب 12 شخصا في الحريق.")
    found = changes(old, new, old_reading=read(resources, old)[0], new_reading=read(resources, new)[0])
    assert found.text
    assert not [c for c in found.claims if c.facet == "number"]


def test_html_marks_and_escapes() -> None:
    old, new = article("x", "الصباح", None, "قال <b> نعم"), article("x", "الصباح", None, "قال <i> نعم & لا")
    page = changes_html(changes(old, new), "ar")
    assert "<del>b</del> <ins>i</ins>" in page
    assert "&lt;" in page
    assert "<ins>&amp; لا</ins>" in page
    assert 'dir="rtl"' in page
    assert 'aria-label="النسخة 2"' in page
