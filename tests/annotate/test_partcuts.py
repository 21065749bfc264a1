"""Links and signatures cut out of paragraphs, and parts made of what is left."""

from __future__ import annotations

import pytest

from tawatur.annotate.partcuts import before_links, cut_links, join
from tawatur.annotate.partlines import lines_of
from tawatur.lang.furniture import Furniture
from tawatur.lang.normalize import fold, view

ONE = "افتتحت البلدية الجسر الجديد أمام السيارات."


def cut(text: str, furniture: Furniture, signed: bool = True) -> list[tuple[str, str]]:
    norm = fold(text)
    found = cut_links(furniture, norm, 0, len(norm), signed)
    return [(kind, norm[start:end]) for kind, start, end, _ in found]


@pytest.mark.parametrize(("text", "want"), [
    (ONE, [("body", ONE)]),
    (f"{ONE} (رويترز)", [("body", ONE), ("byline", "(رويترز)")]),
    (f"{ONE} (رويترز، وكالات)", [("body", ONE), ("byline", "(رويترز، وكالات)")]),
    (f"{ONE} (القديم)", [("body", f"{ONE} (القديم)")]),
    (f"{ONE} (اقرأ أيضاً: خبر آخر) وعبرته السيارات.", [("body", ONE), ("navigation", "(اقرأ أيضاً: خبر آخر)"), ("body", "وعبرته السيارات.")]),
    (f"{ONE} اقرأ أيضاً: خبر آخر", [("body", ONE), ("navigation", "اقرأ أيضاً: خبر آخر")]),
    (f"{ONE} (اقرأ أيضاً بلا نهاية", [("body", f"{ONE} (اقرأ أيضاً بلا نهاية")]),
])
def test_cutting(text: str, want: list[tuple[str, str]], furniture: Furniture) -> None:
    assert cut(text, furniture) == [(kind, fold(words)) for kind, words in want]


def test_a_signature_is_cut_only_where_one_may_stand(furniture: Furniture) -> None:
    assert [k for k, _ in cut(f"{ONE} (رويترز)", furniture, signed=False)] == ["body"]


def test_nothing_but_blanks_is_lost(furniture: Furniture) -> None:
    text = fold(f"{ONE}  (اقرأ أيضاً: خبر آخر)  وعبرته السيارات. (رويترز)")
    pieces = cut_links(furniture, text, 0, len(text), True)
    at = 0
    for _, start, end, _ in pieces:
        assert text[at:start].strip() == ""
        at = end
    assert at == len(text)


def test_a_sentence_before_a_link_ends_as_a_sentence(furniture: Furniture) -> None:
    norm = fold(f"{ONE} اقرأ أيضاً: خبر آخر")
    (plain,) = lines_of(norm)
    assert not plain.stop
    (found,) = before_links([plain], norm, furniture)
    assert found.stop
    bare = lines_of(fold("افتتحت البلدية الجسر"))
    assert before_links(bare, fold("افتتحت البلدية الجسر"), furniture) == bare


def test_neighbouring_body_is_one_part_and_ligatures_do_not_overlap() -> None:
    text = "خبر\nﷲ\nآخر"
    seen = view(text)
    norm = seen.norm
    god = norm.index("\n") + 1
    end = norm.rindex("\n")
    parts = join([("body", 0, 3, "a"), ("caption", god, god + 1, "b"), ("caption", god + 1, end, "c"),
                  ("body", end + 1, len(norm), "d")], seen)
    assert [(p.kind, text[p.start:p.end]) for p in parts] == [("body", "خبر"), ("caption", "ﷲ"), ("body", "آخر")]
    two = join([("body", 0, 3, "a"), ("body", end + 1, len(norm), "d")], seen)
    assert [(p.kind, p.start, p.end) for p in two] == [("body", 0, len(text))]
