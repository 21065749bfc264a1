"""What lies beside the pages is used by them: no template, style sheet or rule of one that nothing asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tawatur

SOURCE = Path(tawatur.__file__).parent
TEMPLATES = {p.name: re.sub(r"\{#.*?#\}", "", p.read_text(encoding="utf-8"), flags=re.DOTALL) for p in (SOURCE / "web" / "templates").glob("*.html")}
CODE = {p: p.read_text(encoding="utf-8") for kind in ("*.py", "*.js") for p in SOURCE.rglob(kind) if "vendor" not in p.parts}
STYLES = sorted((SOURCE / "web" / "static").glob("*.css"))
# What `web.corrections.foot` puts on cards is part of the pages that show them.
ON_CARDS = ("corrections_at.html", "corrections_story.html", "corrections_refused.html")


def with_parts(name: str) -> set[str]:
    """A template and all that it draws in."""
    found, open = set(), [name]
    while open:
        one = open.pop()
        if one not in found:
            found.add(one)
            open += [part for part in re.findall(r'"(\w+\.html)"', TEMPLATES[one]) if part in TEMPLATES]
    return found


def test_every_template_is_asked_for() -> None:
    text = "\n".join([*TEMPLATES.values(), *CODE.values()])
    assert {name for name in TEMPLATES if f'"{name}"' not in text} == set()


def test_what_a_template_tells_scripts_is_read_by_one() -> None:
    readers = "\n".join(p.read_text(encoding="utf-8") for kind in ("*.js", "*.css") for p in SOURCE.rglob(kind))
    told = {name for text in TEMPLATES.values() for name in re.findall(r"\sdata-([a-z]+)", text)}
    assert told > {"c", "said"}
    assert {name for name in told if not re.search(rf"data-{name}\b|dataset\.{name}\b|\"{name}\" in ", readers)} == set()


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_every_rule_is_of_something_on_a_page_that_loads_it(style: Path) -> None:
    pages = [name for name in TEMPLATES if f"/static/{style.name}" in TEMPLATES[name]]
    assert pages
    if "base.html" in pages:
        pages = list(TEMPLATES)
    parts = set().union(*map(with_parts, (*pages, *ON_CARDS)))
    drawn = [text for path, text in CODE.items() if path.suffix == ".js" or path.parent.name == "export" or path.name == "drawing.py"]
    text = "\n".join([*(TEMPLATES[name] for name in parts), *drawn])
    words, begun = set(re.findall(r"[\w-]+", text)), tuple(re.findall(r"([a-z]+-)\{", text))
    rules = re.sub(r"/\*.*?\*/|\{[^{}]*\}|@[^{;]*[{;]", " ", style.read_text(encoding="utf-8"), flags=re.DOTALL)
    named = set(re.findall(r"[.#]([a-zA-Z][\w-]*)", rules))
    # htmx writes its own; `panes n3` is written with the number.
    assert {n for n in named if n not in words and not n.startswith((*begun, "htmx-")) and not re.fullmatch(r"n\d", n)} == set()
