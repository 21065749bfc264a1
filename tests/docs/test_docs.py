"""The pages stay in step with the code: links lead somewhere, files are listed, terms are the types'."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tawatur.lang import tables

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("eval/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_python_in_pages_is_python(page: Path) -> None:
    for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        try:
            ast.parse(block)
        except SyntaxError:
            # A signature without `def` and body, as the reference shows them.
            ast.parse(re.sub(r"^tawatur\.(?:api\.)?", "def ", block.strip()) + ": ...")


def test_every_data_file_is_listed_with_its_columns() -> None:
    page = (ROOT / "docs" / "resources.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `([^`]+)` \|[^|]*\| (.*) \|$", page, re.MULTILINE))
    folder = tables.folder()
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.suffix in (".csv", ".toml")}
    assert set(listed) == set(files)
    for name, path in files.items():
        if path.suffix == ".csv":
            lines = path.read_text(encoding="utf-8").splitlines()
            header = next(line for line in lines if line.strip() and not line.startswith("#"))
            assert listed[name] == f"`{header}`", name


def test_every_decision_says_what_why_and_what_else() -> None:
    notes = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert len(notes) >= 8
    for note in notes:
        text = note.read_text(encoding="utf-8")
        assert all(f"**{word}.**" in text for word in ("What", "Why", "Weighed")), note.name
        assert len(text.splitlines()) <= 26, note.name


def test_pins_hold_no_address_and_cover_what_is_asked_for() -> None:
    import tomllib

    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9.-]+==[0-9][\w.]*", pin) for pin in pins)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(d for e in project["optional-dependencies"].values() for d in e)]
    names = {re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", d).group()).lower() for d in asked}  # type: ignore[union-attr]
    assert names <= {pin.split("==")[0] for pin in pins}


def test_scripts_can_be_run() -> None:
    for name in ("script/demo", "script/test", "script/reference", ".ci/run"):
        path = ROOT / name
        assert path.stat().st_mode & 0o111, f"{name} is not executable"
        assert path.read_text(encoding="utf-8").startswith("#!"), name


def test_a_proxy_is_told_to_pass_the_name_with_its_port() -> None:
    """Browsers say where a form comes from with the port; nginx' `$host` has none, and the form would be another site's."""
    from tawatur.web.guard.hosts import same_origin

    assert not same_origin("https://news.example:8443", "news.example")
    block = (ROOT / "docs/serving.md").read_text(encoding="utf-8").partition("```nginx\n")[2].partition("```")[0]
    assert "proxy_set_header Host $http_host;" in block
