"""The requests of docs/rest.md are made in their order, and answered as the page says."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tawatur.collection import open_collection
from tawatur.web.app import create_app
from tawatur.web.settings import WebSettings

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rest.md"
_SERVER = "http://127.0.0.1:8377"
_EXAMPLES = re.findall(r"^```console\n\$ (curl .*?)\n```\n(?:```json\n(.*?)\n```\n)?", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def client(press: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = Path(shutil.copytree(press, tmp_path_factory.mktemp("rest") / "c"))
    with open_collection(folder) as collection, TestClient(create_app(collection, WebSettings(folder=folder)), base_url=_SERVER) as opened:
        yield opened


def test_the_page_has_examples() -> None:
    assert len(_EXAMPLES) >= 8


@pytest.mark.parametrize(("command", "shown"), _EXAMPLES, ids=[re.sub(r"\W+", "-", command[28:75]) for command, _ in _EXAMPLES])
def test_answers_are_as_shown(client: TestClient, command: str, shown: str) -> None:
    answer = _ask(client, shlex.split(command)[1:])
    if not shown:
        assert answer.status_code == 200
        assert answer.text
        return
    assert _fits(json.loads(shown), answer.json()), answer.text[:2000]


def _ask(client: TestClient, words: list[str]) -> Any:
    """What curl would send."""
    address, headers, data = "", {}, None
    rest = iter(words)
    for word in rest:
        if word == "-H":
            name, _, value = next(rest).partition(": ")
            headers[name] = value
        elif word == "-d":
            data = next(rest).encode()
        else:
            address = word.removeprefix(_SERVER)
    return client.request("GET" if data is None else "POST", address, headers=headers, content=data)


def _fits(shown: Any, real: Any) -> bool:
    """True where all that is shown is there; an ellipsis stands for anything."""
    if shown == "…":
        return True
    if isinstance(shown, dict):
        return isinstance(real, dict) and all(key in real and _fits(value, real[key]) for key, value in shown.items())
    if isinstance(shown, list):
        return isinstance(real, list) and len(shown) == len(real) and all(map(_fits, shown, real))
    return bool(shown == real)
