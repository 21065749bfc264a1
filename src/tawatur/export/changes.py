"""Silent edits as a piece of HTML: the new text with what went out in `<del>` and what came in in `<ins>`."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.answers import Changes, Edit
from .markup import esc
from .words import load_words


def changes_html(changes: Changes, lang: str = "en") -> str:
    """One `<section>` without styles, to be put into a page; every text of the article is escaped and isolated."""
    words = load_words(lang)
    label = esc(words("piece.version", n=changes.new_version, day="").strip(" ,،"))
    rows = []
    for claim in changes.claims:
        gone = " ".join(f"<del><bdi>{esc(s.text)}</bdi></del>" for s in claim.removed)
        come = " ".join(f"<ins><bdi>{esc(s.text)}</bdi></ins>" for s in claim.added)
        rows.append(f"<li>{esc(words(f'piece.facet_{claim.facet}'))}: {gone} {come}</li>")
    facets = f'<ul class="changes-claims">{"".join(rows)}</ul>' if rows else ""
    title = _title(changes.title)
    same = "" if changes.title or changes.text else f"<p>{esc(words('piece.same'))}</p>"
    return (
        f'<section class="changes" lang="{words.lang}" dir="{words.direction}" aria-label="{label}">{same}{title}'
        f'<div class="changes-text" dir="auto">{_text(changes.new_text, changes.text)}</div>{facets}</section>'
    )


def _title(edits: Sequence[Edit]) -> str:
    if not edits:
        return ""
    return f'<p class="changes-title" dir="auto">{" … ".join(_edit(e) for e in edits)}</p>'


def _text(text: str, edits: Sequence[Edit]) -> str:
    out, at = [], 0
    for edit in edits:
        out += [esc(text[at:edit.new_start]), _edit(edit)]
        at = edit.new_end
    return "".join([*out, esc(text[at:])]).replace("\n", "<br>\n")


def _edit(edit: Edit) -> str:
    gone = f"<del>{esc(edit.old)}</del>" if edit.old else ""
    come = f"<ins>{esc(edit.new)}</ins>" if edit.new else ""
    return f"{gone} {come}" if gone and come else gone or come
