"""One address in many spellings is one; two articles stay two."""

from __future__ import annotations

from urllib.parse import quote

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.ingest.identity import article_key, canonical_url, content_hash
from tawatur.model import Article

PATH = "/أخبار/جسر-المرفأ"
PLAIN = "https://difaf.example" + quote(PATH)


@pytest.mark.parametrize(
    "written",
    [
        f"http://www.difaf.example{PATH}", f"HTTPS://WWW.Difaf.Example{quote(PATH)}/", f"difaf.example{PATH}",
        f"//difaf.example{quote(PATH).lower()}", f"https://difaf.example:443{PATH}#top", f"https://m.difaf.example{PATH}",
        f"https://amp.difaf.example{PATH}/amp/", f"https://difaf.example/amp{PATH}", f"http://difaf.example:80{PATH}?",
        f"https://difaf.example{PATH}?utm_source=a&utm_medium=b&fbclid=Iw1", f"https://difaf.example{PATH}?ref=twitter&amp=1",
        f"https://difaf-example.cdn.ampproject.org/c/s/difaf.example{PATH}", f"https://www.google.com/amp/s/difaf.example{PATH}",
        f" https://user:word@difaf.example.{PATH}\u200f ", f"https://difaf.example{PATH};jsessionid=5A?at_medium=x",
    ],
)
def test_spellings_of_one_address(written: str) -> None:
    assert canonical_url(written) == PLAIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/?p=5", "/?p=6"), ("/a?id=5", "/a?id=6"), ("/a?articleid=5", "/a"), ("/a?source=8812", "/a"), ("/a", "/A"),
        ("/a?page=1", "/a?page=2"), ("/#!/story/5", "/#!/story/6"), ("/#/story/5", "/"), ("/a/5", "/a/5/6"), ("/a?cid=1", "/a?cid=2"),
        ("/amp", "/"), ("/%D8%A7", "/%D8%A8"), ("/%C7%E1", "/%C7%E2"), ("/a%2Fb", "/a/b"), ("/news.aspx?amp=77", "/news.aspx"),
        ("/a?id=", "/a?id=1"), ("/a?t=1&t=2", "/a?t=1"),
    ],
)
def test_two_articles_stay_two(one: str, other: str) -> None:
    host = "https://difaf.example"
    assert canonical_url(host + one) != canonical_url(host + other)


def test_hosts_that_only_look_mobile() -> None:
    assert canonical_url("http://m.co.uk/a") == "https://m.co.uk/a"
    assert canonical_url("http://m.com.sa/a") == "https://m.com.sa/a"
    assert canonical_url("http://mobile.example/a") == "https://mobile.example/a"
    assert canonical_url("http://127.0.0.1:8080/a") == "https://127.0.0.1:8080/a"
    assert canonical_url("http://ضفاف.example/a") == canonical_url(f"http://{'ضفاف.example'.encode('idna').decode()}/a")


@pytest.mark.parametrize("written", [None, "", " ", "لا عنوان", "mailto:a@difaf.example", "/a/b", "http://", "http://[::1", "http://x.example:99999/"])
def test_no_address(written: str | None) -> None:
    assert canonical_url(written) == ""


def test_order_of_parameters_does_not_count() -> None:
    assert canonical_url("http://a.example/x?b=2&a=1") == canonical_url("http://a.example/x?a=1&b=2&gclid=7")


hosts = st.sampled_from(["difaf.example", "www.difaf.example", "m.difaf.example", "amp.m.difaf.example", "ضفاف.example", "[::1]", "a.co"])
pieces = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(
    scheme=st.sampled_from(["http://", "https://", "//", ""]), host=hosts,
    path=st.lists(st.one_of(pieces, st.sampled_from(["amp", "أخبار", "%D8%A7", "%", "..", "c", "s"])), max_size=5),
    query=st.lists(st.tuples(st.one_of(pieces, st.sampled_from(["id", "amp", "utm_source", "ref"])), pieces), max_size=4),
    tail=st.sampled_from(["", "#a", "#!/a", "/", "?"]),
)
def test_a_canonical_address_is_its_own(scheme: str, host: str, path: list[str], query: list[tuple[str, str]], tail: str) -> None:
    url = scheme + host + "/" + "/".join(path) + ("?" if query else "") + "&".join(f"{k}={v}" for k, v in query) + tail
    once = canonical_url(url)
    assert canonical_url(once) == once
    assert not once or (once.isascii() and once.startswith("https://"))


@given(st.text(st.characters(), max_size=60))
def test_any_text_has_an_end(text: str) -> None:
    once = canonical_url(text)
    assert canonical_url(once) == once


@given(
    one=st.text("abcxyz0123456789/-_أبت", min_size=1, max_size=15), other=st.text("abcxyz0123456789/-_أبت", min_size=1, max_size=15),
    number=st.integers(0, 99), another=st.integers(0, 99), name=st.sampled_from(["id", "p", "articleid", "nid", "story", "n"]),
)
def test_other_paths_and_numbers_never_meet(one: str, other: str, number: int, another: int, name: str) -> None:
    first = canonical_url(f"https://difaf.example/n/{one}?{name}={number}")
    second = canonical_url(f"http://www.difaf.example/n/{other}?{name}={another}")
    assert (first == second) == (one.rstrip("/") == other.rstrip("/") and number == another)


def article(**fields: object) -> Article:
    return Article(**{"id": "a", "text": "نص الخبر الأول", "id_how": "made", **fields})  # type: ignore[arg-type]


def test_outlet_and_address_make_the_key() -> None:
    plain = article(url="https://www.difaf.example/a", outlet="ضفاف", outlet_how="given")
    assert article_key(plain) == article_key(article(url="http://difaf.example/a/?utm_source=x", outlet=" ضفاف ", text="نص آخر", id="b"))
    assert article_key(plain) != article_key(msgspec.structs.replace(plain, outlet="مرسى"))


def test_pages_of_one_host_agree_whatever_they_call_themselves() -> None:
    keys = {
        article_key(article(url="http://difaf.example/a", outlet="ضفاف نيوز", outlet_how="self-named")),
        article_key(article(url="http://difaf.example/a", outlet="difaf.example", outlet_how="url")),
        article_key(article(url="http://www.difaf.example/a")),
        article_key(article(url="http://difaf.example/a", outlet="www.difaf.example", outlet_how="given")),
    }
    assert len(keys) == 1


def test_without_address_the_given_id_counts_then_the_content() -> None:
    given_id = article(id="x-1", id_how="given", outlet="ضفاف")
    assert article_key(given_id) == article_key(msgspec.structs.replace(given_id, text="نص ثان"))
    assert article_key(given_id) != article_key(msgspec.structs.replace(given_id, id="x-2"))
    made = article(id="f.jsonl:1")
    assert article_key(made) == article_key(article(id="g.jsonl:9"))
    assert article_key(made) != article_key(article(id="f.jsonl:1", text="نص ثان"))


def test_a_bare_number_or_a_home_page_names_no_article() -> None:
    first = article(id="1", id_how="given")
    assert article_key(first) != article_key(msgspec.structs.replace(first, text="خبر من ملف آخر"))
    home = article(url="https://difaf.example/", outlet="ضفاف")
    assert article_key(home) != article_key(msgspec.structs.replace(home, text="خبر آخر"))


def test_versions_differ_by_words_not_by_spaces() -> None:
    base = article(title="عنوان", text="قال الوزير\r\nإن الطريق  مفتوح\n")
    assert content_hash(base) == content_hash(msgspec.structs.replace(base, text=" قال الوزير\nإن الطريق مفتوح"))
    assert content_hash(base) != content_hash(msgspec.structs.replace(base, text="قال الوزير إن الطريق مغلق"))
    assert content_hash(base) != content_hash(msgspec.structs.replace(base, title="عنوان آخر"))
    assert content_hash(article(title="أ", text="ب ج")) != content_hash(article(title="أ ب", text="ج"))
