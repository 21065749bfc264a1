"""furniture.csv: every row's example is found in its place on a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.annotate.parts import find_parts
from tawatur.errors import ResourceError
from tawatur.lang.furniture import Furniture, load_furniture
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.model import Article

FURNITURE = load_furniture(folder())
TITLE = "بلدية المرفأ تفتح الجسر الجديد أمام السيارات"
BODY = (
    "قالت بلدية المرفأ في بيان إن الجسر الجديد فُتح أمام السيارات بعد عامين من العمل المتواصل في الموقع.",
    "وأضافت أن كلفة الجسر بلغت ثلاثة ملايين دينار دفعت الحكومة نصفها ودفع الصندوق نصفها الآخر.",
    "ويعبر الجسر كل يوم نحو ألف سيارة، وفق ما قاله مهندس المشروع للصحافيين في موقع العمل.",
)
# Where an example of each kind stands on a page: at the head, as the report itself, or under it.
PLACE = {"agency": "foot", "desk": "foot", "lead": "foot", "caption": "head", "place": "body", "inline": "body",
         "date_word": "head", "weekday": "head", "tell": "body", "told_to": "body", "speaks": "body", "knew": "body", "reported": "body"}
# Rows that tell the outlet, or that what follows is none.
OUTLET = {"tell": "ضفاف", "told_to": "ضفاف", "speaks": "ضفاف", "knew": "ضفاف", "rights_for": "ضفاف", "reported": None}


def kinds(text: str, stretch: str) -> set[str]:
    result = find_parts(Article(id="x", text=text), view(text), FURNITURE)
    low = text.index(stretch)
    return {p.kind for p in result.parts if p.start < low + len(stretch) and p.end > low}


@pytest.mark.parametrize(("kind", "part", "example", "where"), FURNITURE.examples, ids=lambda value: str(value)[-24:])
def test_examples(kind: str, part: str, example: str, where: str) -> None:
    place = PLACE.get(kind, "foot")
    if place == "head":
        text = "\n".join([TITLE, "", example, "", *BODY])
    elif place == "body":
        text = "\n".join([TITLE, "", example, *BODY])
    else:
        text = "\n".join([TITLE, "", *BODY, "", example])
    if kind == "particle":
        # It would be a header if it did not go on from the paragraph before.
        between = "\n".join([TITLE, "", BODY[0], "{}", *BODY[1:]])
        assert kinds(between.format(example), example) == {"body"}, where
        assert kinds(between.format(example[1:]), example[1:]) == {"header"}, where
        return
    if kind in OUTLET:
        result = find_parts(Article(id="x", text=text), view(text), FURNITURE)
        assert result.outlet.name == OUTLET[kind], where
        return
    assert part in kinds(text, example), where


def test_wordings_are_in_search_form() -> None:
    assert "اقرا ايضا" in FURNITURE.line
    assert "الامم المتحده" in FURNITURE.places


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("door,نص,navigation,no,مثال", "kind"),
        ("line,نص,window,no,مثال", "part"),
        ("line,نص,navigation,perhaps,مثال", "closes"),
        ("line,نص,navigation,no,", "example"),
        ("line,نص||آخر,navigation,no,مثال", "bars"),
    ],
)
def test_broken_rows_name_file_and_line(tmp_path: Path, row: str, complaint: str) -> None:
    (tmp_path / "furniture.csv").write_text(f"kind,text,part,closes,example\n{row}\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=rf"furniture\.csv:2: .*{complaint}"):
        load_furniture(tmp_path)


def test_loader_keeps_nothing(tmp_path: Path) -> None:
    assert isinstance(load_furniture(folder()), Furniture)
    assert load_furniture(folder()) is not FURNITURE
