"""Articles and what is known of them."""

from __future__ import annotations

import pytest

from tawatur.model import Article, Outlet, Published, Reason


def test_a_span_of_an_article_has_its_exact_text() -> None:
    article = Article(id="x", text="وصل  الوفدُ\nليلا")
    span = article.span(5, 11)
    assert (span.article, span.text) == ("x", "الوفدُ")


@pytest.mark.parametrize(("start", "end"), [(3, 3), (14, 99)])
def test_a_span_outside_the_article_can_not_be_built(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no such span"):
        Article(id="x", text="وصل الوفد ليلا").span(start, end)


def test_what_nobody_told_is_unknown() -> None:
    assert (Published().value, Published().how, Published().evidence) == (None, "unknown", ())
    assert (Outlet().name, Outlet().how, Outlet().evidence) == (None, "unknown", None)


def test_a_reason_quotes_what_stands_there() -> None:
    with pytest.raises(ValueError, match="no such span"):
        Reason("x", 0, 9, "اليوم", "today")
