"""Pages and their JSON twins."""

from __future__ import annotations

from starlette.testclient import TestClient


def test_a_page_has_a_twin(client: TestClient) -> None:
    page = client.get("/stories", headers={"accept-language": "ar"})
    assert page.status_code == 200
    assert '<html lang="ar" dir="rtl">' in page.text
    twin = client.get("/stories.json").json()
    assert twin["stories"]
    for story in twin["stories"]:
        assert f'href="/stories/{story["id"]}"' in page.text


def test_a_browser_that_has_the_page_is_told_so(client: TestClient) -> None:
    first = client.get("/stories")
    again = client.get("/stories", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/stories?lang=ar", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200
