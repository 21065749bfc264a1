"""Small pictures beside a story in a list. They say in lines what stands beside them in words, so readers of screens pass them over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from markupsafe import Markup

from ..export.figures import dots
from ..export.words import Words
from ..model import OriginCount
from ..model.collection import DayCount

# From here on dots take more room than the number is worth.
_MOST_DOTS = 9
# A longer span of days is drawn in as many steps, each the articles of several days.
_STEPS = 48
_TOLD = 7
_STEP, _HEIGHT, _LEAST = 4, 28, 3


def origin_dots(count: OriginCount) -> Markup:
    """A full dot for each certain origin, a hollow one for each that may be; nothing where they are many."""
    return Markup(dots(count.certain, count.at_most) if count.at_most <= _MOST_DOTS else "")


def agreement_bar(agree: int, differ: int, alone: int) -> Markup:
    """Three stretches as long as their numbers: full, accented with strokes, hollow."""
    total = agree + differ + alone
    if not total:
        return Markup()
    x, parts = 0.0, []
    for kind, n in (("agree", agree), ("differ", differ), ("alone", alone)):
        # What is there is seen, however little it is.
        width = max(100 * n / total, 1.5) if n else 0
        width = min(width, 100 - x)
        if n:
            parts.append(f'<rect class="bar-{kind}" x="{x:.2f}" y="0" width="{width:.2f}" height="8"/>')
        x += width
    return Markup(f'<svg class="agreement" aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none">{"".join(parts)}</svg>')


def sparkline(days: Sequence[DayCount]) -> Markup:
    """A stroke for each day from the first to the last, as high as the articles of that day; days without one stay empty."""
    if not days:
        return Markup()
    first = dt.date.fromisoformat(days[0].day)
    whole = (dt.date.fromisoformat(days[-1].day) - first).days + 1
    wide = -(-whole // _STEPS)
    steps = [0] * -(-whole // wide)
    for day in days:
        steps[(dt.date.fromisoformat(day.day) - first).days // wide] += day.articles
    most = max(steps)
    strokes = "".join(
        f'<rect x="{i * _STEP}" y="{_HEIGHT - _high(n, most)}" width="{_STEP - 1}" height="{_high(n, most)}"/>' for i, n in enumerate(steps) if n
    )
    size = max(len(steps), 6) * _STEP
    return Markup(
        f'<svg class="spark" aria-hidden="true" width="{size}" height="{_HEIGHT + 1}" viewBox="0 0 {size} {_HEIGHT + 1}">'
        f'<line x1="0" y1="{_HEIGHT + 0.5}" x2="{size}" y2="{_HEIGHT + 0.5}"/>{strokes}</svg>'
    )


def _high(n: int, most: int) -> int:
    return max(_LEAST, round(_HEIGHT * n / most))


def days_told(days: Sequence[DayCount], words: Words) -> list[str]:
    """The same in words; of many days those with most articles, as they follow each other."""
    shown = sorted(sorted(days, key=lambda d: (-d.articles, d.day))[:_TOLD], key=lambda d: d.day)
    told = [f"{words.date(d.day)} – {words.count('count.articles', d.articles)}" for d in shown]
    return [*told, words("text.more", n=len(days) - _TOLD)] if len(days) > _TOLD else told
