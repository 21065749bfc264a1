"""The shipped example: what a demo needs of it."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

FOLDER = Path(str(resources.files("tawatur"))) / "resources" / "example"


def _texts() -> dict[str, str]:
    texts = {p.name: p.read_text(encoding="utf-8") for p in sorted(FOLDER.iterdir()) if p.is_file() and p.suffix != ".md"}
    texts["4-alwaha.jsonl"] = json.loads(texts["4-alwaha.jsonl"])["text"]
    return texts


def test_every_file_is_told_of_in_the_readme() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    names = sorted(_texts())
    assert [n.rsplit(".", 1)[1] for n in names] == ["txt", "txt", "html", "jsonl"]
    assert all(f"`{name}`" in readme for name in names)


def test_the_articles_are_short() -> None:
    for name, text in _texts().items():
        if not name.endswith(".html"):
            assert 120 <= len(text.split()) <= 220, name


def test_the_traps_are_set() -> None:
    texts = _texts()
    named, hidden = texts["1-albaydar.txt"], texts["2-alraqib.txt"]
    assert "خطوط الشرق" in named
    assert "خطوط الشرق" not in hidden
    for words in ("ثم يتوجه من عمّان إلى بغداد والكويت في جولة تُختتم", "وفداً يفاوض مديري الموانئ على رسوم العبور"):
        assert words in named
        assert words in hidden
    assert "ما يسمى «مجلس سكة المشرق»" in hidden
    assert "ذي القعدة 1446هـ" in texts["4-alwaha.jsonl"]
    assert "اقرأ أيضاً" in texts["3-sahelnet.html"]
    assert '<meta charset="utf-8">' in texts["3-sahelnet.html"]
