"""Lines of a page and their shapes: what a line looks like before its place on the page is weighed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..lang.furniture import Furniture, key

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.؟!]+[\"»)\]' ]*(?:\[\d+\])?$")
_CUT = re.compile(r"(?:\.{2,}|…)[\"»)\]' ]*$")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_NUMERIC_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20|14)\d\d(?!\d)")
_CAPTION_DATE = re.compile(r"[-(،,] *\d{1,2} +\w+(?: +\w+){0,2} +\d{4}\)?$")
_PATH = re.compile(r"[/|»›>·•]+|  +| - ")
_INITIALS = re.compile(r"[(\[]? ?(?:[\u0621-\u064a]{1,2} ?[./] ?){1,5}[\u0621-\u064a]{1,2}\.? ?[)\]]?$")
# A shorter stretch before a menu is part of the menu.
_SENTENCE_WORDS = 6
_BULLET = re.compile(r"[-*•·▪●◆]|\d{1,2}[-.)ـ]")


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line of the search form, stripped; `gap`: a blank line stands before it.

    `stop`: it ends as a sentence does; `cut`: it ends in an ellipsis.
    """

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    gap: bool
    stop: bool
    cut: bool

    @property
    def size(self) -> int:
        return len(self.words)

    @property
    def prose(self) -> bool:
        """A whole sentence, or too long for a headline."""
        return (self.stop and self.size >= 6) or self.size >= 22


class Label(NamedTuple):
    """What a line was taken for and by which rule; `closes`: the report ends here."""

    kind: str
    rule: str
    closes: bool = False


def lines_of(norm: str) -> list[Line]:
    """The non-blank lines of a search form, in order."""
    found: list[Line] = []
    last_end = 0
    for match in _LINE.finditer(norm):
        raw = match.group()
        text = raw.strip()
        if not text:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        gap = bool(found) and norm.count("\n", last_end, start) > 1
        cut = bool(_CUT.search(text))
        stop = not cut and bool(_STOP.search(text))
        found.append(Line(start, start + len(text), text, tuple(_WORD.findall(text)), gap, stop, cut))
        last_end = start + len(text)
    return found


def known(line: Line, furniture: Furniture) -> Label | None:
    """The furniture that the line is by its wording alone, or None."""
    if not line.stop and line.size >= 8 and len(set(furniture.menu.findall(line.text))) >= 3:
        hung = furniture.tail_pattern.search(line.text)
        # A page may hang its menu on the last sentence of the report: that is cut off later.
        if hung is None or len(line.text[:hung.start()].split()) < _SENTENCE_WORDS:
            return Label("navigation", "menu")
        return None
    if line.size <= 60 and furniture.template.search(line.text):
        return Label("navigation", "page source")
    if line.size > 45:
        return None
    if line.size <= 7 and (_ticker(line, furniture) or (not line.stop and furniture.end_pattern.search(line.text))):
        return Label("navigation", "ticker or link")
    listed = furniture.line.get(key(line.text))
    if listed is not None:
        return Label(listed.part, "furniture line", listed.closes)
    if line.size <= 14 and (crumbs := _crumbs(line, furniture)):
        return crumbs
    if line.size <= 16 and not (line.stop and line.size > 12):
        begins = furniture.start_pattern.match(line.text)
        if begins:
            rule = furniture.start[begins.group(1)]
            return _opening(line, rule.part, begins.group(1))
    holds = furniture.any_pattern.search(line.text)
    if holds:
        rule = furniture.any[holds.group(1)]
        return Label(rule.part, "furniture wording", rule.closes)
    if not _ARABIC.search(line.text) and line.size <= 12:
        return Label("dateline" if _NUMERIC_DATE.search(line.text) else "navigation", "no Arabic letter")
    return None


def _ticker(line: Line, furniture: Furniture) -> bool:
    """«المغرب 18:42», «بتوقيت بيروت», «دولار 3.75»: words of a ticker, figures and cities, nothing else."""
    named = sum(word in furniture.tickers for word in line.words)
    others = [w for w in line.words if w not in furniture.tickers and not w.isdigit() and w not in furniture.places]
    return bool(named) and not others


def _crumbs(line: Line, furniture: Furniture) -> Label | None:
    """Paths («الرئيسية / أخبار / ...»), rows of menu entries, tags, and an agency's initials."""
    words = line.text.split()
    if len(words) >= 2 and all(word.startswith("#") for word in words):
        return Label("navigation", "tags")
    if _INITIALS.match(line.text):
        return Label("byline", "initials")
    pieces = [key(piece) for piece in _PATH.split(line.text)]
    if len(pieces) < 2:
        return None
    menu = [piece in furniture.line for piece in pieces if piece]
    if menu and (all(menu) or pieces[0] in furniture.home or (menu[0] and sum(menu) >= 2)) and not line.stop:
        return Label("navigation", "path")
    return None


def _opening(line: Line, part: str, wording: str) -> Label | None:
    """A line that begins like furniture: «آخر تحديث» is a date line only where a date follows.

    A wording that is also an ordinary verb («نشر في ...») counts only before figures or alone.
    """
    if part != "dateline":
        return Label(part, "furniture opening")
    rest = line.text[line.text.find(wording) + len(wording):]
    if not _WORD.search(rest):
        return Label("navigation", "empty date line")
    if re.search(r"\d", rest) and line.size <= 14 and not line.stop:
        return Label("dateline", "date of publication")
    return None


def date_line(line: Line, furniture: Furniture) -> bool:
    """A line that holds nothing but a day, perhaps with the hour."""
    if line.size > 14 or (line.stop and line.size < 4):
        return False
    if not (_NUMERIC_DATE.search(line.text) or _YEAR.search(line.text) or furniture.clock.search(line.text)):
        return False
    return all(of_day((word,), furniture) or word in furniture.places for word in line.words)


def of_day(words: Sequence[str], furniture: Furniture) -> bool:
    """True where the words are figures and words of dates alone."""
    return all(word.isdigit() or word in furniture.date_words for word in words)


def signed_day(line: Line, furniture: Furniture) -> bool:
    """«صحيفة ضفاف، 3 آذار 2021»: who publishes beside nothing but a day of a year.

    Any name of up to three words will do beside the day of the week or the hour: captions date a picture by neither.
    """
    if line.size > 14 or line.stop or not (_NUMERIC_DATE.search(line.text) or _YEAR.search(line.text)):
        return False
    pieces = [part.split() for part in furniture.segment.split(line.text) if part and part.strip()]
    named = [words for words in pieces if not of_day(words, furniture)]
    if not 1 <= len(named) <= 2 or len(named) == len(pieces) or any(word in furniture.tells for word in line.words):
        return False
    if any(is_outlet(words, furniture) for words in named) and all(len(words) <= 4 for words in named):
        return True
    timed = furniture.clock.search(line.text) or any(word in furniture.weekdays for word in line.words)
    return bool(timed) and len(named) == 1 and len(named[0]) <= 3


def is_outlet(words: Sequence[str], furniture: Furniture) -> bool:
    """«صحيفة ضفاف», «ضفاف نيوز», «رويترز»: the words name an agency, or say that they name an outlet."""
    return " ".join(words) in furniture.agencies or bool({words[0], words[-1]} & furniture.outlet_words)


def byline(line: Line, furniture: Furniture, near_title: bool) -> str | None:
    """The rule by which the line names the writer, the agency or the desk; None where it does not.

    `near_title`: it stands where bylines stand, so that a bare name after a city will do.
    """
    if line.size > 12 or line.size == 0 or (line.stop and line.size > 5):
        return None
    parts = [part.strip(" .'") for part in furniture.segment.split(line.text)]
    parts = [part for part in parts if part]
    listed = [part for part in parts if part in furniture.desks or part in furniture.agencies]
    places = [part for part in parts if part in furniture.places]
    if parts and listed and len(listed) + len(places) == len(parts):
        return "agency or desk"
    lead = furniture.lead.match(line.text)
    if lead and (lead.group(1) or (near_title and line.size <= 5)):
        rest = _WORD.findall(line.text[lead.end():])
        if 1 <= len(rest) <= 4 or any(part in listed or part in places for part in parts[1:]):
            return "named as writer"
    few = near_title and len(parts) >= 2 and all(len(part.split()) <= 4 for part in parts)
    if few and (listed or (places and parts[0] in places)):
        return "city and name"
    if few and places:
        return "name and city"
    dashed = " - " in line.text and line.size <= 8 and not any(part in furniture.tells for part in line.words)
    if few and dashed and len(parts) == 2 and not any(char.isdigit() for char in line.text):
        return "two names"
    return None


def caption_mark(line: Line, furniture: Furniture) -> bool:
    """A line that says of itself that it stands under a picture."""
    if line.size > 30 or line.size < 2:
        return False
    if line.size <= 25 and not line.stop and _CAPTION_DATE.search(line.text):
        return True
    tail = line.text[-45:]
    bracket = re.search(r"[(\[]([^()\[\]]{2,40})[)\]] *\.?$", line.text)
    if bracket:
        inside = bracket.group(1).strip()
        named = [part.strip() for part in re.split(r"[-/،:]", inside)]
        if any(part in furniture.agencies for part in named) or furniture.caption.search(inside):
            return True
    if line.stop:
        return False
    first = furniture.caption.match(line.text)
    last = re.search(r"[-–/|] *([^-/|]{2,25})$", tail)
    return bool((first and line.text[first.end():first.end() + 2].strip(" ")[:1] in (":", "-", "|"))
                or (last and furniture.caption.fullmatch(last.group(1).strip())))


def bullet(line: Line) -> bool:
    """A line of a list."""
    return bool(_BULLET.match(line.text))


def repeats(line: Line, later: Sequence[Line]) -> bool:
    """True where a later line tells the same words in the same order (three pairs of five)."""
    if line.size < 6:
        return False
    pairs = set(zip(line.words, line.words[1:], strict=False))
    words = set(line.words)
    for other in later:
        if other.size < 6 or len(words.intersection(other.words)) < 0.7 * len(words):
            continue
        shared = pairs.intersection(zip(other.words, other.words[1:], strict=False))
        # Telegrams and forecasts begin alike; a whole sentence must be told again as a whole.
        if len(shared) >= (0.8 if line.stop else 0.6) * len(pairs):
            return True
    return False
