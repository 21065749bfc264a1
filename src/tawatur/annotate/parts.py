"""Which lines of a page are the report, and what the others are.

Lines are labelled in three passes: by their wording (furniture), by their place at the head of the
page (title, teaser, caption, byline), and by their place in and under the report (headers, what
closes the page). What no rule claims is body: a line that is doubtful stays in the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..lang.furniture import Furniture, key
from ..lang.normalize import TextView, fold
from ..model import Article, Outlet, Part, Span
from .dateline import dateline_end
from .outlet import find_outlet
from .partcuts import Stretch, before_links, cut_links, join
from .partlines import (
    Label,
    Line,
    bullet,
    byline,
    caption_mark,
    date_line,
    known,
    lines_of,
    repeats,
    signed_day,
)

_WORD = re.compile(r"\w+")
# Longest run of short lines between the title and the report.
_HEAD_LINES = 8


@dataclass(frozen=True, slots=True)
class PartsResult:
    """`parts` cover every non-blank line once, in order; `title` is the headline's span."""

    parts: tuple[Part, ...]
    title: Span | None
    outlet: Outlet


def find_parts(article: Article, view: TextView, furniture: Furniture) -> PartsResult:
    """Parts of one article's text, its title and the outlet that it names as its own.

    Offsets are code points of `article.text`. Consecutive body lines make one part; every other
    line is a part of its own; a dateline, an inline «اقرأ أيضاً» or a signature cuts its line.
    """
    lines = before_links(lines_of(view.norm), view.norm, furniture)
    labels = [known(line, furniture) for line in lines]
    page = _Page(lines, labels, furniture)
    title = _title(page, article)
    first = _head(page, title, bool(article.title))
    if first is not None:
        _inside(page, first)
        _under(page, first)
    stretches = _stretches(page, view.norm, first)
    parts = join(stretches, view)
    span = None
    if title is not None:
        start, end = view.to_text(lines[title].start, lines[title].end)
        span = article.span(start, end)
    return PartsResult(parts, span, find_outlet(article, view, lines, furniture))


class _Page:
    """The lines of one article with their labels while the passes run."""

    def __init__(self, lines: list[Line], labels: list[Label | None], furniture: Furniture) -> None:
        self.lines = lines
        self.labels = labels
        self.furniture = furniture
        free = [line for line, label in zip(lines, labels, strict=True) if label is None]
        long = [line for line in free if line.size >= 15]
        stopped = sum(line.stop for line in long)
        # Where paragraphs end in full stops, a line without one is something else.
        self.uses_stops = bool(long) and stopped >= 0.6 * len(long)
        self.longest = max((line.size for line in free), default=0)
        gaps = sum(line.gap for line in free)
        self.gaps_everywhere = len(free) > 2 and gaps >= 0.6 * (len(free) - 1)

    def free(self, start: int = 0) -> list[int]:
        """Indices of the lines from `start` that no rule has claimed."""
        return [i for i in range(start, len(self.lines)) if self.labels[i] is None]

    def next_free(self, at: int) -> int | None:
        for i in range(at + 1, len(self.lines)):
            if self.labels[i] is None:
                return i
        return None

    def claim(self, at: int, kind: str, rule: str) -> None:
        self.labels[at] = Label(kind, rule)


def _title(page: _Page, article: Article) -> int | None:
    """Find the headline, label what stands above it, and return its line."""
    head = [i for i in range(min(len(page.lines), 12)) if page.labels[i] is None]
    if article.title:
        given = _WORD.findall(fold(article.title))
        for i in head[:6]:
            if page.lines[i].prose and not _same_title(page.lines[i], given):
                break
            if _same_title(page.lines[i], given) and page.next_free(i) is not None:
                _above(page, i)
                page.claim(i, "title", "title given")
                return i
        # The headline is known and is not here: a short first line is something else.
        return None
    for i in head:
        kind = _head_kind(page, page.lines[i])
        if kind is not None and _opens_page(page, i, kind[1]):
            page.claim(i, *kind)
            continue
        if _is_title(page, i):
            if _over_title(page, i):
                page.claim(i, "navigation", "above the title")
                continue
            page.claim(i, "title", "first line")
            return i
        return None
    return None


def _same_title(line: Line, given: Sequence[str]) -> bool:
    """Four words of five are the given headline's: pages add or leave out the outlet's name."""
    if not given or not 0.5 * len(given) <= line.size <= 2 * len(given) + 4:
        return False
    shared = len(set(given) & set(line.words))
    return shared >= 0.8 * min(len(set(given)), len(set(line.words))) and shared >= 0.5 * len(set(line.words))


def _opens_page(page: _Page, at: int, rule: str) -> bool:
    """A date or a byline in the first line; «مكة - جدة» over a blank line is a headline."""
    if rule in ("date line", "name and day", "agency or desk"):
        return True
    below = at + 1 < len(page.lines) and not page.lines[at + 1].gap
    return below and rule in ("city and name", "name and city") and page.lines[at + 1].prose


def _above(page: _Page, title: int) -> None:
    for i in range(title):
        if page.labels[i] is None:
            kind = _head_kind(page, page.lines[i])
            page.claim(i, *(kind or ("navigation", "above the title")))


def _is_title(page: _Page, at: int) -> bool:
    """A first line without a final stop over a longer text."""
    line = page.lines[at]
    following = page.next_free(at)
    if following is None or not line.size:
        return False
    below = page.lines[following]
    if line.text[-1] in ".،؛:" and not line.cut:
        return False
    if bullet(line) and bullet(below):
        return False
    blank = page.lines[at + 1].gap
    later = max(page.lines[i].size for i in page.free(at + 1))
    if later < 8 or (line.stop and later < line.size):
        return False
    if line.size <= 14:
        return blank or later >= 1.5 * line.size
    if line.size <= 25:
        return later >= line.size and (blank or page.uses_stops)
    return line.size <= 45 and blank and not page.gaps_everywhere and page.uses_stops


def _over_title(page: _Page, at: int) -> bool:
    """The name of the outlet or the section, in a few words over a longer headline."""
    below = page.next_free(at)
    if below is None or page.lines[at].size > 3:
        return False
    return page.lines[at].size < page.lines[below].size <= 14 and _is_title(page, below)


def _head_kind(page: _Page, line: Line) -> tuple[str, str] | None:
    if date_line(line, page.furniture):
        return "dateline", "date line"
    if signed_day(line, page.furniture):
        return "dateline", "name and day"
    rule = byline(line, page.furniture, near_title=True)
    if rule:
        return "byline", rule
    if caption_mark(line, page.furniture):
        return "caption", "caption mark"
    return None


def _head(page: _Page, title: int | None, titled: bool) -> int | None:
    """Label the lines between title and report; the report's first line, None where there is none.

    `titled`: the headline is known though it does not stand in the text.
    """
    seen = 0
    at = page.next_free(title if title is not None else -1)
    while at is not None:
        following = page.next_free(at)
        if following is None or seen >= _HEAD_LINES:
            return at
        kind = _between(page, at, title, titled)
        if kind is None:
            return at
        page.claim(at, *kind)
        seen += 1
        at = following
    return None


def _between(page: _Page, at: int, title: int | None, titled: bool) -> tuple[str, str] | None:
    """What a line between title and report is, None where the report begins with it."""
    line = page.lines[at]
    later = [page.lines[i] for i in page.free(at + 1)]
    if title is not None and key(line.text) == key(page.lines[title].text):
        return "teaser", "title again"
    if (line.size <= 60 or line.cut) and repeats(line, later):
        return "teaser", "told again below"
    kind = _head_kind(page, line)
    if kind is not None:
        return kind
    if (title is None and not titled) or line.prose or bullet(line) or line.text[-1] in "،؛:":
        return None
    prose_below = any(other.prose and other.size > line.size for other in later[:4])
    if not prose_below:
        return None
    if line.size >= 12:
        return ("teaser", "short line before the text") if page.uses_stops and not line.stop else None
    if page.uses_stops or line.size <= 8:
        return "caption", "short line before the text"
    return None


def _inside(page: _Page, first: int) -> None:
    """Captions, bylines and headers among the paragraphs; what «اقرأ أيضاً» brings with it."""
    free = page.free(first)
    prose = [i for i in free if page.lines[i].prose]
    if not prose:
        return
    last = prose[-1]
    short = [i for i in free if first < i < last and _short(page, i)]
    # Where every other line is short, short lines are the way the report is written.
    listy = len(short) > 0.45 * len([i for i in free if i <= last])
    for i in free:
        if i == first or i > last:
            continue
        line = page.lines[i]
        if caption_mark(line, page.furniture) and not line.prose:
            page.claim(i, "caption", "caption mark")
        elif (rule := byline(line, page.furniture, near_title=False)) and not line.stop:
            page.claim(i, "byline", rule)
        elif _follows_link(page, i):
            page.claim(i, "navigation", "under a link")
        elif not listy and i in short and _is_header(page, i):
            page.claim(i, "header", "short line between paragraphs")


def _short(page: _Page, at: int) -> bool:
    line = page.lines[at]
    return not line.stop and not line.cut and line.size <= (13 if page.uses_stops else 6)


def _is_header(page: _Page, at: int) -> bool:
    line = page.lines[at]
    following = page.next_free(at)
    if following is None or bullet(line) or line.text[-1] in "،؛,-":
        return False
    if _goes_on(line, page.furniture):
        return False
    # «وجاء في البيان:» introduces what follows and belongs to it; so does an opened quotation.
    if line.text[-1] == ":" and line.size > 4:
        return False
    if line.text.count("«") != line.text.count("»") or line.text.count('"') % 2:
        return False
    below = page.lines[following]
    return below.prose and below.size >= 1.5 * line.size


def _goes_on(line: Line, furniture: Furniture) -> bool:
    """«وقال», «والوفد», «وفي»: a line that goes on from the one before is no header."""
    word = line.words[0] if line.words else ""
    if word[:1] != "و" or len(word) < 3:
        return False
    return word.startswith(("وال", "ولل")) or word[1:] in furniture.tells or word[1:] in furniture.particles


def _follows_link(page: _Page, at: int) -> bool:
    """A headline under «اقرأ أيضاً»: short, without a stop, at most three in a row."""
    line = page.lines[at]
    if line.stop or line.size > 18:
        return False
    for back in range(at - 1, max(at - 4, -1), -1):
        label = page.labels[back]
        if label is None:
            return False
        if label.kind == "navigation" and label.rule.startswith("furniture"):
            return page.lines[back].size <= 4
        if label.rule != "under a link":
            return False
    return False


def _under(page: _Page, first: int) -> None:
    """What stands under the report: all of it once a line closes the page, else short lines."""
    lines, labels = page.lines, page.labels
    total = sum(lines[i].size for i in page.free(first)) or 1
    closed = len(lines)
    for i in range(first + 1, len(lines)):
        label = labels[i]
        if label is not None and label.closes:
            rest = sum(lines[j].size for j in page.free(i + 1))
            if rest <= 0.4 * total:
                closed = i
                break
    for i in page.free(closed):
        rule = byline(lines[i], page.furniture, near_title=True)
        page.claim(i, *(("byline", rule) if rule else ("navigation", "under the report")))
    prose = [i for i in page.free(first) if lines[i].prose]
    if prose:
        _trailing(page, range(prose[-1] + 1, closed))


def _trailing(page: _Page, tail: Sequence[int]) -> None:
    """Short lines after the last paragraph."""
    lines, labels = page.lines, page.labels
    free = [i for i in tail if labels[i] is None]
    furniture = [i for i in tail if labels[i] is not None and labels[i].kind == "navigation"]  # type: ignore[union-attr]
    for i in free:
        line = lines[i]
        rule = byline(line, page.furniture, near_title=True)
        if rule:
            page.claim(i, "byline", rule)
        elif caption_mark(line, page.furniture):
            page.claim(i, "caption", "caption mark")
        elif date_line(line, page.furniture):
            page.claim(i, "dateline", "date line")
        elif line.stop or bullet(line):
            continue
        elif furniture and furniture[0] < i:
            page.claim(i, "navigation", "under the report")
        elif page.uses_stops and line.size <= 4 and line.text[0] != "و" and not line.cut:
            page.claim(i, "byline", "short last line")


def _stretches(page: _Page, norm: str, first: int | None) -> list[Stretch]:
    """(kind, start, end, rule) in the search form, lines cut where a part is a stretch of one."""
    out: list[Stretch] = []
    last = max((i for i in page.free() if page.labels[i] is None), default=-1)
    for i, line in enumerate(page.lines):
        label = page.labels[i]
        if label is not None:
            out.append((label.kind, line.start, line.end, label.rule))
            continue
        start, end = line.start, line.end
        if i == first:
            cut = dateline_end(norm, start, end, page.furniture)
            if cut is not None:
                out.append(("dateline", start, cut, "dateline"))
                start = cut + len(norm[cut:end]) - len(norm[cut:end].lstrip())
        out += cut_links(page.furniture, norm, start, end, signed=i == last)
    return out
