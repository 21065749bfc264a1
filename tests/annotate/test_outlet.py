"""Which outlet speaks."""

from __future__ import annotations

import pytest

from tawatur.annotate.outlet import find_outlet
from tawatur.annotate.partlines import lines_of
from tawatur.lang.furniture import Furniture
from tawatur.lang.normalize import view
from tawatur.model import Article, Outlet

BODY = "افتتحت البلدية الجسر الجديد أمام السيارات بعد عامين من العمل."


def outlet(text: str, furniture: Furniture, **more: object) -> Outlet:
    seen = view(text)
    found = find_outlet(Article(id="x", text=text, **more), seen, lines_of(seen.norm), furniture)  # type: ignore[arg-type]
    if found.evidence is not None:
        assert found.evidence.text == text[found.evidence.start:found.evidence.end]
    return found


@pytest.mark.parametrize(("text", "name", "evidence"), [
    (f"{BODY}\nجميع الحقوق محفوظة لموقع ضفاف © 2021", "ضفاف", "ضفاف"),
    (f"{BODY}\nوأكد المدير لـ«النخيل» أن العمل انتهى.", "النخيل", "أكد المدير لـ«النخيل»"),
    (f"{BODY}\nوعلمت «النخيل» أن العمل انتهى.", "النخيل", "وعلمت «النخيل»"),
    (f"{BODY}\nالمصدر: وكالات - ضفاف", "ضفاف", "ضفاف"),
    (f"بيروت - «النخيل»\n{BODY}", "النخيل", "النخيل"),
    (f"صحيفة النخيل، 3 آذار 2021\n{BODY}", "النخيل", "النخيل"),
    (f"الأربعاء 3 آذار 2021 | ضفاف نيوز\n{BODY}", "ضفاف نيوز", "ضفاف نيوز"),
    (f"هدى العامري - الأربعاء 3 آذار 2021\n{BODY}", None, None),
    (BODY, None, None),
    (f"{BODY}\nالمصدر: ضفاف", None, None),
    (f"{BODY}\nوأشار إلى «القانون» الجديد.", None, None),
    (f"{BODY}\nوأكد المدير أن كتابا لـ«النخيل» صدر.", None, None),
    (f"{BODY}\nوأكد المدير لـ«النخيل» ذلك. وقال النائب لـ«الساحل» إن العمل انتهى.", None, None),
    (f"{BODY}\nوأكد المدير لـ«النخيل» ذلك. وقال النائب لـ«الساحل» ذلك. وأضاف المدير لـ«النخيل» أنه راض.", "النخيل", "أكد المدير لـ«النخيل»"),
    (f"{BODY}\nوأكد المدير لـ«رويترز» أن العمل انتهى.", None, None),
])
def test_what_the_text_says_of_itself(text: str, name: str | None, evidence: str | None, furniture: Furniture) -> None:
    found = outlet(text, furniture)
    assert (found.name, found.how) == (name, "self-named" if name else "unknown")
    assert (found.evidence.text if found.evidence else None) == evidence


NAMED = f"{BODY}\nجميع الحقوق محفوظة لموقع ضفاف © 2021"


@pytest.mark.parametrize(("more", "name", "how"), [
    ({"outlet": "المنارة"}, "المنارة", "given"),
    ({"outlet": "المنارة", "outlet_how": "given", "url": "https://a.example/1"}, "المنارة", "given"),
    ({"url": "https://www.a.example/1"}, "a.example", "url"),
    ({"outlet": "b.example", "outlet_how": "url", "url": "https://a.example/1"}, "b.example", "url"),
    ({"outlet": "المنارة", "outlet_how": "self-named", "url": "https://a.example/1"}, "المنارة", "self-named"),
    ({"url": "http://[broken"}, "ضفاف", "self-named"),
])
def test_what_was_given_goes_before_the_page_and_the_page_before_the_text(
    more: dict[str, str], name: str, how: str, furniture: Furniture
) -> None:
    found = outlet(NAMED, furniture, **more)
    assert (found.name, found.how) == (name, how)


def test_the_page_and_the_text_agree_or_there_is_no_evidence(furniture: Furniture) -> None:
    same = outlet(NAMED, furniture, outlet="ضفاف", outlet_how="self-named")
    assert same.evidence is not None
    assert same.evidence.text == "ضفاف"
    assert outlet(NAMED, furniture, outlet="المنارة", outlet_how="self-named").evidence is None
