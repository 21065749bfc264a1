"""docs/web.md and README name pages, commands and pictures that there are."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from starlette.testclient import TestClient

from tawatur.cli.app import app
from tawatur.collection import open_collection
from tawatur.web.app import create_app
from tawatur.web.settings import WebSettings

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "web.md").read_text(encoding="utf-8")
GUIDES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])

# Addresses of the first table, with an id where the page says ID.
_TOLD = re.findall(r"^\| .+ \| \[`(/[^`]+)`\]", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def client(press: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = Path(shutil.copytree(press, tmp_path_factory.mktemp("guide") / "c"))
    with open_collection(folder) as collection, TestClient(create_app(collection, WebSettings(folder=folder)), base_url="http://127.0.0.1:8377") as opened:
        yield opened


def test_the_guide_begins_with_the_pages() -> None:
    assert len(_TOLD) == 10


@pytest.mark.parametrize("address", _TOLD)
def test_pages_that_are_told_of_are_there(client: TestClient, address: str) -> None:
    story = client.get("/stories.json").json()["stories"][0]
    ids = {"/stories/ID": story["id"], "/articles/ID": story["articles"][0]}
    answer = client.get(address.replace("ID", ids.get(address, "")))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")


def _shown(page: Path) -> list[list[str]]:
    """The words of each command of ours in the blocks that show what to type."""
    text = page.read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"```(?:sh|console)\n(.*?)```", text, re.DOTALL))
    return [shlex.split(line, comments=True) for line in re.findall(r"^(?:\$ )?tawatur (.+)$", blocks, re.MULTILINE)]


@pytest.mark.parametrize("page", [p for p in GUIDES if _shown(p)], ids=lambda p: p.name)
def test_commands_and_options_are_there(page: Path) -> None:
    for words in _shown(page):
        command: click.Command | None = app
        while isinstance(command, click.Group) and words:
            command = command.get_command(click.Context(command), words[0])
            assert command is not None, words
            words = words[1:]
        assert command is not None
        known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)}
        used = {word.partition("=")[0] for word in words if re.match(r"--?[a-zA-Z]", word)}
        assert used <= known, (command.name, words)


@pytest.mark.parametrize("name", sorted(p.name for p in (ROOT / "docs" / "pictures").glob("*.png")))
def test_pictures_are_made_by_the_script(name: str) -> None:
    assert f'"{name.removesuffix(".png")}"' in (ROOT / "script" / "pictures").read_text(encoding="utf-8")
