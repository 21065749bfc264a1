"""Time expressions of an article: found by the grammar of `lang.calendar`, then given a value."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from ..lang.calendar import Calendar, Rule
from ..lang.normalize import TextView
from ..model import Article, Part, PartKind
from .timex import Timex
from .timex_clause import speech_before, tense
from .timex_fields import Meaning, groups
from .timex_guards import SENTENCE_END, allowed, names_something
from .timex_lists import Piece, listed_days, more_days, more_years
from .timex_meaning import meaning
from .timex_resolve import impossible_dates as impossible_dates
from .timex_resolve import resolve as resolve
from .timex_resolve import written_apart as written_apart

_WORD = re.compile(r"\d+|[^\W\d_]+")
_PROCLITICS = "وفبلك"
_QUIET = ("caption", "navigation", "header", "byline", "dateline")
_AND = "و"
# Two expressions with at most so many characters between them stand together.
_CLOSE = 14


def find_timexes(
    article: Article, view: TextView, parts: Sequence[Part], calendar: Calendar
) -> tuple[Timex, ...]:
    """All time expressions of an article, in order, not overlapping, without values yet.

    Impossible dates are among them, with `problem` set (see `impossible_dates`).
    """
    found: list[Timex] = []
    kinds = _PartLookup(parts)
    starts = [0, *(stop.end() for stop in SENTENCE_END.finditer(view.norm))]
    at, before = 0, (0, 0)
    for word in _WORD.finditer(view.norm):
        if word.start() < at:
            continue
        hit = _match_at(view, word, calendar)
        if hit is None:
            continue
        start, end, rule, what = hit
        if what is None:
            at = end
            continue
        pieces = _pieces(view.norm, (at, start, end), rule.name, what, calendar)
        for a, b, one in pieces:
            range_end, joined = _joined(view.norm, before, a, calendar) if found else (False, False)
            found.append(_timex(article, view, a, b, rule.name, one, kinds, calendar, starts, range_end, joined))
            before = a, b
        at = pieces[-1][1]
    return tuple(found)


def _pieces(norm: str, bounds: tuple[int, int, int], rule: str, what: Meaning, cal: Calendar) -> list[Piece]:
    """A match with the days and years before and behind it that share its words."""
    low, start, end = bounds
    listed = listed_days(norm, low, start, what, cal) if rule != "feast" else []
    more = more_days(norm, end, what, cal) if rule == "month first range" else more_years(norm, end, what)
    return [*listed, (start, end, what), *more]


def _joined(norm: str, before: tuple[int, int], start: int, cal: Calendar) -> tuple[bool, bool]:
    """Whether an expression ends a range that the one before it begins, and whether it stands close to it."""
    between = norm[before[1]:start]
    if len(between) > _CLOSE or any(mark in between for mark in ".؛\n"):
        return False, False
    ends = cal.patterns["range_between"].match(between) is not None
    if between.strip() == _AND:
        ends = cal.patterns["opens_range"].search(norm, max(0, before[0] - 16), before[0]) is not None
    return ends, True


class _PartLookup:
    """The kind of part at an original offset; parts come in order."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.index = 0

    def at(self, offset: int) -> PartKind:
        while self.index < len(self.parts) - 1 and self.parts[self.index].end <= offset:
            self.index += 1
        if self.parts and self.parts[self.index].start <= offset < self.parts[self.index].end:
            return self.parts[self.index].kind
        return "body"


def _timex(
    article: Article, view: TextView, a: int, b: int, rule: str, what: Meaning,
    kinds: _PartLookup, cal: Calendar, starts: Sequence[int], ends_range: bool, joined: bool,
) -> Timex:
    start, end = view.to_text(a, b)
    sentence = starts[bisect_right(starts, a) - 1]
    speech = speech_before(view.norm, a, starts, cal)
    # The tatweel of «1436هـ» belongs to the abbreviation.
    end += article.text[end:end + 1] == "ـ"
    part = kinds.at(start)
    return Timex(
        **msgspec.structs.asdict(what), article=article.id, start=start, end=end, text=article.text[start:end],
        rule=rule, part=part, anchors=part not in _QUIET, tense=tense(view, a, cal), sentence=sentence,
        speech=view.to_text(speech, speech + 1)[0] if speech >= 0 else -1, ends_range=ends_range, joined=joined,
    )


def _starts(word: str) -> list[tuple[int, str]]:
    """Letters to skip and the word the grammar is asked for: «والسبت», «بالأمس», «للشهر»."""
    if word[0].isdigit():
        return [(0, "#")]
    found = [(0, word)]
    rest, off = word, 0
    if rest[0] in "وف" and len(rest) > 2:
        rest, off = rest[1:], 1
        found.append((off, rest))
    if rest[0] in "بلك" and len(rest) > 2:
        if rest.startswith("لل") and len(rest) > 3:
            found.append((off + 1, "ال" + rest[2:]))
        found.append((off + 1, rest[1:]))
    return found


def _match_at(
    view: TextView, word: re.Match[str], cal: Calendar
) -> tuple[int, int, Rule, Meaning | None] | None:
    """The longest match that begins at a word and holds together; no meaning: a name, to be passed over."""
    text = word.group()
    if text[0].isdigit():
        if word.start() and view.norm[word.start() - 1] in "0123456789.,/:":
            return None
    elif text not in cal.rules and text[0] not in _PROCLITICS:
        return None
    for skip, key in _starts(text):
        rules = cal.rules.get(key)
        if rules is None:
            continue
        start = word.start() + skip
        hits = [(m.end(), -i, rule, m) for i, rule in enumerate(rules) if (m := rule.pattern.match(view.norm, start))]
        for end, _, rule, match in sorted(hits, key=lambda hit: hit[:2], reverse=True):
            g = groups(match)
            if rule.name == "date" and names_something(view.norm, start, g, cal):
                return start, end, rule, None
            if not allowed(view, start, end, rule.name, g, cal):
                continue
            what = meaning(rule.name, g, cal)
            if what is not None:
                start = match.end("lead") if g.get("lead") else start
                return *_bracketed(view.norm, start, end), rule, what
    return None


def _bracketed(norm: str, start: int, end: int) -> tuple[int, int]:
    """The match with the other half of its bracket: «أمس (السبت)», «(15) يوما»."""
    if "(" in norm[start:end] and ")" not in norm[start:end] and norm[end:end + 1] == ")":
        return start, end + 1
    if ")" in norm[start:end] and "(" not in norm[start:end] and norm[start - 1:start] == "(":
        return start - 1, end
    return start, end
