"""A story as a file to save."""

from __future__ import annotations

import csv
import io
import zipfile
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.export.forms import FORMS, STORY_FORMS
from tawatur.web.pages.exports import disposition

from .served import served


@pytest.fixture
def story(collection: Collection) -> str:
    return max(collection.stories(), key=lambda row: len(row.articles)).id


@pytest.mark.parametrize("form", STORY_FORMS, ids=lambda form: form.name)
def test_every_form_is_a_file_with_its_type_and_an_etag(client: TestClient, story: str, form) -> None:  # type: ignore[no-untyped-def]
    answer = client.get(f"/stories/{story}/export/{form.name}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, form.media_type)
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="{story}{form.ending}"; filename*=UTF-8\'\'')
    again = client.get(f"/stories/{story}/export/{form.name}", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/stories/{story}/export/{form.name}").content == answer.content
    assert client.head(f"/stories/{story}/export/{form.name}").headers["etag"] == answer.headers["etag"]


def test_ids_in_a_file_are_addresses_of_this_server(client: TestClient, story: str) -> None:
    data = client.get(f"/stories/{story}/export/prov").json()
    ids = [node["id"] for node in data["@graph"]]
    assert f"http://127.0.0.1:8377/stories/{story}" in ids
    assert all(id.startswith("http://127.0.0.1:8377/") for id in ids)


def test_an_articles_id_leads_to_its_story_with_what_was_asked(client: TestClient, collection: Collection, story: str) -> None:
    article = next(row for row in collection.stories() if row.id == story).articles[0]
    answer = client.get(f"/stories/{article}/export/csv?bom=1", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/stories/{story}/export/csv?bom=1")


@pytest.mark.parametrize("path", ["/stories/none/export/csv", "/stories/{story}/export/exe", "/stories/{story}/export/..%2Fcsv"])
def test_what_there_is_none_of(client: TestClient, story: str, path: str) -> None:
    assert client.get(path.format(story=story)).status_code == 404


def test_a_mark_before_csv_where_it_is_asked_for(client: TestClient, story: str) -> None:
    plain = client.get(f"/stories/{story}/export/csv").content
    marked = client.get(f"/stories/{story}/export/csv?bom=1").content
    assert marked == b"\xef\xbb\xbf" + plain
    assert next(csv.reader(io.StringIO(plain.decode())))[0] == "story"


def test_a_file_changes_with_the_corrections_of_its_story(desk: Collection, story: str) -> None:
    report = desk.story(story)
    told = next(a for a in report.alignments if len(a.claims) > 1)
    claims = {c.id: c.span for c in report.claims}
    with served(desk) as browser:
        before = browser.get(f"/stories/{story}/export/bundle")
        desk.correct("alignment", "wrong", [claims[c] for c in told.claims], note="ليس خبراً واحداً")
        after = browser.get(f"/stories/{story}/export/bundle", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    with zipfile.ZipFile(io.BytesIO(after.content)) as zip:
        assert "ليس خبراً واحداً" in zip.read(f"{story}/corrections.json").decode()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_storys_page_offers_every_form(client: TestClient, story: str, lang: str) -> None:
    page = client.get(f"/stories/{story}?lang={lang}").text
    for name in FORMS:
        assert f'href="/stories/{story}/export/{name}"' in page


def test_a_story_that_is_not_compared_yet_has_no_files(desk: Collection, story: str) -> None:
    with desk.store._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM comparisons")
    with served(desk) as browser:
        answer = browser.get(f"/stories/{story}/export/csv")
    assert answer.status_code == 409
    assert "not been compared yet" in answer.text
    assert "content-disposition" not in answer.headers


@pytest.mark.parametrize("title", ["خبر\r\nX-Evil: 1", '../../etc/passwd"; x="', "a\u202egpj.exe", "", "=cmd|' /C calc'!A0", "ح" * 500])
def test_no_title_gets_out_of_its_header(title: str) -> None:
    header = disposition("s1", title, ".csv")
    header.encode("latin-1")
    named = unquote(header.rpartition("''")[2])
    assert named.endswith("s1.csv")
    assert not set(named) & set('\r\n/\\"\u202e\u0000')
    assert len(named) < 100


def test_an_id_that_is_no_file_name_becomes_one() -> None:
    assert 'filename="_etc_passwd.csv"' in disposition("../etc/passwd", "", ".csv")
