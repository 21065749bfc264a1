"""Runs of the real command line in this process, with a light encoder in place of the embeddings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tawatur.cli import main

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
