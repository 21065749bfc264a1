"""One record to an article: what is taken over, what is left out and said, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from tawatur.ingest.config import MAX_CHARS
from tawatur.ingest.record import Failure, WrongLanguage, check, checked, text_of, with_metadata
from tawatur.model import Article


@pytest.mark.parametrize(("record", "name", "value"), [
    ({"id": " a "}, "id", "a"), ({"file": "a.txt"}, "id", "a.txt"), ({"id": 7}, "id", "7"),
    ({"series": "ضفاف"}, "outlet", "ضفاف"), ({"outlet": "أ", "series": "ب"}, "outlet", "أ"),
    ({"outlet": None, "series": "ب"}, "outlet", "ب"), ({"outlet": "  "}, "outlet", None),
    ({"date": "2021-03-09"}, "published", "2021-03-09"), ({"text": " خبر "}, "text", " خبر "), ({}, "url", None),
])
def test_fields_under_their_own_and_their_other_names(record: dict[str, Any], name: str, value: str | None) -> None:
    assert text_of(record, name) == value


@pytest.mark.parametrize("value", [True, 1.5, ["a"], {"a": 1}])
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(Failure, match="'outlet' must be text") as caught:
        text_of({"outlet": value}, "outlet")
    assert (caught.value.code, caught.value.exit_code) == ("record", 3)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(Failure, match="half a character"):
        text_of({"title": "\ud800"}, "title")
    with pytest.raises(Failure, match="half a character"):
        check(Article(id="a", text="قال الوزير \udc00 إن الطريق مفتوح"))


@pytest.mark.parametrize(("text", "code"), [("", "empty"), (" \n\t", "empty"), ("ق" * (MAX_CHARS + 1), "too large")])
def test_no_text_and_too_much_of_it(text: str, code: str) -> None:
    with pytest.raises(Failure) as caught:
        check(Article(id="a", text=text))
    assert caught.value.code == code


def test_the_longest_text_is_still_read() -> None:
    text = ("قال الوزير إن الطريق مفتوح. " * (MAX_CHARS // 28 + 1))[:MAX_CHARS]
    assert check(Article(id="a", text=text)).text == text


def test_what_is_not_arabic_is_refused_whatever_is_declared(story: str) -> None:
    assert check(Article(id="a", text=story, language="en")).language == "ar"
    english = "The minister said that the road was open again after two years of work on the bridge."
    with pytest.raises(WrongLanguage, match=r"looks like English \(declared as ar\)") as caught:
        check(Article(id="a", text=english, language="ar"))
    assert caught.value.exit_code == 4
    with pytest.raises(WrongLanguage, match="looks like one that is not written in Arabic letters, which is not read"):
        check(Article(id="b", text="hello"))


def article(**more: Any) -> Article:
    return Article(id="a", text="خبر", **more)


def test_a_record_outweighs_what_the_page_says(story: str) -> None:
    page = article(outlet="a.example", outlet_how="url", published="2021-01-01", published_how="metadata")
    found, problems = with_metadata(page, {"outlet": "ضفاف", "date": "2021/3/9", "title": "عنوان"}, "a:1")
    assert (found.outlet, found.outlet_how, found.title) == ("ضفاف", "given", "عنوان")
    assert (found.published, found.published_how) == ("2021-03-09", "given")
    assert problems == ()


def test_a_record_without_a_field_leaves_it_as_it_was() -> None:
    page = article(outlet="a.example", outlet_how="url", published="2021-01-01", published_how="metadata")
    assert with_metadata(page, {"outlet": " ", "published": None}, "a:1") == (page, ())


def test_the_day_in_the_address_stands_in_for_a_missing_one_only() -> None:
    url = "https://a.example/2021/03/09/road"
    found, _ = with_metadata(article(), {"url": url}, "a:1")
    assert (found.published, found.published_how) == ("2021-03-09", "metadata")
    assert with_metadata(article(), {"url": url, "date": "2021-04-01"}, "a:1")[0].published == "2021-04-01"


def test_an_impossible_day_is_left_out_and_said() -> None:
    found, (problem,) = with_metadata(article(), {"date": "31/2/2021"}, "a:1")
    assert found.published is None
    assert (problem.path, problem.code, problem.left_out) == ("a:1", "date", False)
    assert "'31/2/2021'" in problem.message


@pytest.mark.parametrize(("given", "day", "how", "told"), [
    (None, None, None, 0), ("2021-03-09", "2021-03-09", "given", 0), ("2021-3-9", "2021-03-09", "given", 0), ("gestern", None, None, 1),
])
def test_articles_of_programs_have_iso_days(story: str, given: str | None, day: str | None, how: str | None, told: int) -> None:
    found, problems = checked(Article(id="a", text=story, published=given, published_how="given" if given else None))
    assert (found.published, found.published_how, len(problems)) == (day, how, told)
