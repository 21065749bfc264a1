"""Silent edits as a piece of HTML: the new text with what went out in `<del>` and what came in in `<ins>`."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.answers import Changes, Edit
from .markup import esc
from .words import Words, load_words

# An unchanged stretch up to here (characters) stands whole; of a longer one the lines within are folded.
_KEPT = 900


def changes_html(changes: Changes, lang: str = "en", fold: bool = False) -> str:
    """One `<section>` without styles, to be put into a page; every text of the article is escaped and isolated.

    With `fold` lines in which nothing changed can be opened where they are many; none is left out.
    """
    words = load_words(lang)
    label = esc(words("piece.number", n=changes.new_version))
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
        f'<div class="changes-text" lang="ar" dir="rtl">{_text(changes.new_text, changes.text, words if fold else None)}</div>{facets}</section>'
    )


def _title(edits: Sequence[Edit]) -> str:
    if not edits:
        return ""
    return f'<p class="changes-title" dir="auto">{" … ".join(_edit(e) for e in edits)}</p>'


def _text(text: str, edits: Sequence[Edit], words: Words | None) -> str:
    out, at = [], 0
    for number, edit in enumerate(edits):
        out += [_kept(text[at:edit.new_start], words, number > 0, True), _edit(edit)]
        at = edit.new_end
    return "".join([*out, _kept(text[at:], words, bool(edits), False)])


def _kept(text: str, words: Words | None, after: bool, before: bool) -> str:
    """A stretch without an edit; the lines next to one stay in sight."""
    lines = text.split("\n")
    first, last = (1 if after else 0), len(lines) - (1 if before else 0)
    inner = "\n".join(lines[first:last])
    if words is None or len(inner) <= _KEPT or last <= first:
        return _broken(text)
    label = esc(words("piece.kept", words=words.count("count.words", len(inner.split()))))
    head, tail = "\n".join(lines[:first]), "\n".join(lines[last:])
    return f'{_broken(head)}<details class="changes-kept"><summary>{label}</summary>{_broken(inner)}</details>{_broken(tail)}'


def _broken(text: str) -> str:
    return esc(text).replace("\n", "<br>\n")


def _edit(edit: Edit) -> str:
    gone = f"<del>{esc(edit.old)}</del>" if edit.old else ""
    come = f"<ins>{esc(edit.new)}</ins>" if edit.new else ""
    return f"{gone} {come}" if gone and come else gone or come
