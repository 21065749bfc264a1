"""Runs of the real command line in this process, with a light encoder in place of the embeddings."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from tawatur.cli import main
from tawatur.collection import create_collection, open_collection

ONE = (
    "بلدية المرفأ تفتح الجسر الجديد\n\n"
    "قالت بلدية المرفأ اليوم الثلاثاء 9 آذار 2021 إن الجسر الجديد فُتح أمام السيارات بعد عامين من العمل.\n"
    "وأضاف المهندس سامر النوري أن الكلفة بلغت ثلاثة ملايين دينار، وأن الصيانة تبدأ في الصيف.\n"
)
TWO = (
    "الجسر الجديد يستقبل السيارات في المرفأ\n\n"
    "فتحت بلدية المرفأ أمس الجسر الجديد أمام السيارات، بحسب ما أعلنت البلدية في بيان.\n"
    "ونفى المهندس سامر النوري أن تكون الكلفة تجاوزت أربعة ملايين دينار.\n"
)


class Ran(NamedTuple):
    """What a run left: exit code, standard output and standard error."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    from tawatur.encode.lexical import LexicalEncoder
    from tawatur.heads import choose

    monkeypatch.setattr(choose, "default_encoder", lambda: (LexicalEncoder(), None))

    def call(*argv: object) -> Ran:
        with pytest.raises(SystemExit) as left:
            main([str(arg) for arg in argv])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return Ran(int(left.value.code or 0), shown.out, shown.err)

    return call


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path, text in zip(paths, (ONE, TWO), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


# A collection of invented news, made once: four outlets, three happenings, one article in two versions.

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "press"
LIGHT = {"encoder": "lexical", "names": "rules"}


class Stories(NamedTuple):
    """The stories of the example, by what they tell."""

    talks: str
    signed: str
    fire: str


def fill(folder: Path, *names: str) -> None:
    """A collection with files of the example."""
    create_collection(folder, **LIGHT).close()
    with open_collection(folder, clock=lambda: datetime(2026, 3, 7, 9, tzinfo=UTC)) as collection:
        for name in names:
            collection.add([EXAMPLES / name], workers=0)


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Only to be read."""
    folder = tmp_path_factory.mktemp("collections") / "press"
    fill(folder, "first.jsonl", "later.jsonl")
    return folder


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection without articles, only to be read."""
    folder = tmp_path_factory.mktemp("collections") / "bare"
    fill(folder)
    return folder


@pytest.fixture
def own(press: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(press, tmp_path / "own"))


@pytest.fixture(scope="session")
def stories(press: Path) -> Stories:
    with open_collection(press, read_only=True) as collection:
        by_article = {article: row.id for row in collection.stories() for article in row.articles}
    return Stories(by_article["sahl-7"], by_article["sahl-12"], by_article["sahl-8"])
