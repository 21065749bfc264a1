"""Cutting a sentence into clauses: every word in exactly one, each with its predicate."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tawatur.annotate.clause_words import sentence_words
from tawatur.annotate.clauses import Clause, cut
from tawatur.lang.frames import Frames
from tawatur.lang.normalize import view
from tawatur.model import Sentence


def clauses(text: str, frames: Frames) -> list[tuple[Clause, str, str]]:
    words = sentence_words(view(text), Sentence(0, len(text), "body", 0), (), (), (), frames)
    return [(c, " ".join(w.norm for w in words[c.first:c.last]), words[c.predicate].norm if c.predicate >= 0 else "") for c in cut(words, frames)]


@pytest.mark.parametrize("text", [
    "وصل الوفد إلى المدينة بينما غادرها السفير.", "فتح الجسر.", "كسر الجنود الطوق حول البلدة ودخلوا الميناء القديم، بينما كان الناس يعبرون الجسر الذي فتح أمس.",
    # The noun that opens a clause has a relative clause of its own: no empty clause between the two.
    "أغلقت البلدية طرقا في شرق المدينة أمس بعد هجوم شنته مجموعة على حراس متطوعين.",
])
def test_clauses_cover_the_sentence_once(text: str, frames: Frames) -> None:
    found = clauses(text, frames)
    bounds = [(c.first, c.last) for c, _, _ in found]
    assert bounds[0][0] == 0
    assert all(a[1] == b[0] for a, b in pairwise(bounds))
    assert bounds[-1][1] == len(view(text).norm.replace(".", "").replace("،", "").split())
    assert all(c.first <= c.content < c.last for c, _, _ in found)


@pytest.mark.parametrize(("text", "why", "predicates"), [
    ("وصل الوفد إلى المدينة بينما غادرها السفير.", ["start", "clause"], ["وصل", "غادرها"]), ("فتح العمال الجسر الجديد.", ["start"], ["فتح"]),
    ("بدأ الفريق حفر البئر في الوادي الذي كان يغمره الماء منذ سنوات.", ["start", "relative"], None),
])
def test_what_cuts_and_what_carries_it(text: str, why: list[str], predicates: list[str] | None, frames: Frames) -> None:
    found = clauses(text, frames)
    assert [c.why for c, _, _ in found] == why
    if predicates:
        assert [p for _, _, p in found] == predicates
