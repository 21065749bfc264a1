"""Behind a proxy that shows the pages under a path of its own, every address that is answered leads there."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tawatur.collection import Collection
from tawatur.web.app import create_app
from tawatur.web.settings import WebSettings

_PREFIX = "/desk/tawatur"


@pytest.mark.parametrize("stripped", [False, True])
def test_addresses_begin_with_the_prefix(desk: Collection, stripped: bool) -> None:
    """Some proxies take the prefix away, some leave it."""
    app = create_app(desk, WebSettings(folder=desk.folder, prefix=_PREFIX))
    client = TestClient(app, base_url="http://127.0.0.1:8377", follow_redirects=False)
    at = "" if stripped else _PREFIX
    page = client.get(f"{at}/api/v1/articles?limit=1").json()
    assert page["next"] == f"{_PREFIX}/api/v1/articles?limit=1&offset=1"
    document = client.get(f"{at}/api/v1/openapi.json").json()
    assert document["servers"] == [{"url": f"{_PREFIX}/api/v1"}]
    made = client.post(f"{at}/api/v1/saved", json={"name": "x", "text": "محطة"})
    assert made.headers["location"].startswith(f"{_PREFIX}/api/v1/saved/")
    assert made.json()["feed"].startswith(f"{_PREFIX}/saved/")
    feed = client.get(made.json()["feed"].removeprefix(_PREFIX if stripped else "")).text
    assert f'href="http://127.0.0.1:8377{_PREFIX}/saved/' in feed
    assert f'action="{_PREFIX}/saved"' in client.get(f"{at}/saved").text
