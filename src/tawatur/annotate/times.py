"""Time expressions of an article: found by the grammar of `lang.calendar`, then given a value."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ..lang.calendar import Calendar, Rule
from ..lang.normalize import TextView
from ..model import Article, Part, PartKind
from .timex import Timex
from .timex_fields import Groups, Meaning, groups
from .timex_meaning import meaning
from .timex_resolve import impossible_dates as impossible_dates
from .timex_resolve import resolve as resolve

_WORD = re.compile(r"\d+|[^\W\d_]+")
_BEFORE = re.compile(r"([^\W_]+)\W{0,2}$")
_AFTER = re.compile(r"\W{0,2}([^\W_]+)")
_NEXT_YEAR = re.compile(r" ?و ?((?:19|20)\d\d)(?![\d%.,])")
_SCORE = re.compile(r"\d+ ?[-/.]")
_SENTENCE_START = re.compile(r"[.؟!\n](?!\d)")
_LOOK_BACK = 220
_PROCLITICS = "وفبلك"
_QUIET = ("caption", "navigation", "header", "byline", "dateline")


def find_timexes(
    article: Article, view: TextView, parts: Sequence[Part], calendar: Calendar
) -> tuple[Timex, ...]:
    """All time expressions of an article, in order, not overlapping, without values yet.

    Impossible dates are among them, with `problem` set (see `impossible_dates`).
    """
    found: list[Timex] = []
    kinds = _PartLookup(parts)
    starts = [0, *(stop.end() for stop in _SENTENCE_START.finditer(view.norm))]
    at = 0
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
        listed = _listed_days(view, at, start, what, calendar)
        more = _more_years(view.norm, end, what)
        for a, b, one in [*listed, (start, end, what), *more]:
            found.append(_timex(article, view, a, b, rule.name, one, kinds, calendar, starts))
        at = more[-1][1] if more else end
    return tuple(found)


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
    kinds: _PartLookup, cal: Calendar, starts: Sequence[int],
) -> Timex:
    start, end = view.to_text(a, b)
    sentence = starts[bisect_right(starts, a) - 1]
    speech = _speech_before(view.norm, a, starts, cal)
    # The tatweel of «1436هـ» belongs to the abbreviation.
    end += article.text[end:end + 1] == "ـ"
    part = kinds.at(start)
    return Timex(
        article=article.id, start=start, end=end, text=article.text[start:end], rule=rule, part=part,
        anchors=part not in _QUIET, tense=_tense(view.norm, a, cal),
        type=what.type, kind=what.kind, literal=what.literal, calendar=what.calendar,
        year=what.year, month=what.month, day=what.day, weekday=what.weekday, offset=what.offset,
        unit=what.unit, direction=what.direction, same=what.same, part_of_day=what.part_of_day,
        clock=what.clock, season=what.season, mod=what.mod, problem=what.problem,
        sentence=sentence, speech=view.to_text(speech, speech + 1)[0] if speech >= 0 else -1,
    )


def _speech_before(norm: str, at: int, starts: Sequence[int], cal: Calendar) -> int:
    """Where the verb of saying stands before the quotation that holds `at`; -1 outside of quotations."""
    low = norm.rfind("\n", 0, at) + 1
    opened = norm.rfind("«", low, at)
    if opened < 0 or norm.rfind("»", low, at) > opened:
        marks = norm.count('"', low, at)
        opened = norm.rfind('"', low, at) if marks % 2 else -1
    if opened < 0:
        return -1
    sentence = max(low, starts[bisect_right(starts, opened) - 1])
    for word in _WORD.finditer(norm, sentence, opened):
        text = word.group()
        if text in cal.words["past"] or (text[0] in "وف" and text[1:] in cal.words["past"]):
            return word.start()
    return -1


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
            if rule.name == "date" and _names_something(view.norm, start, g, cal):
                return start, end, rule, None
            if not _allowed(view, start, end, rule.name, g, cal):
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


def _word_before(norm: str, at: int) -> str:
    match = _BEFORE.search(norm, max(0, at - 25), at)
    return match.group(1) if match else ""


def _word_after(norm: str, at: int) -> str:
    match = _AFTER.match(norm, at)
    return match.group(1) if match else ""


def _names_something(norm: str, start: int, g: Groups, cal: Calendar) -> bool:
    """«قوى 14 آذار», «مدينة السادس من أكتوبر»: the date is a name."""
    before = _word_before(norm, start)
    return "year" not in g and (before in cal.words["not_before_date"] or (before[1:] in cal.words["not_before_date"] and before[0] in "وفبل"))


def _allowed(view: TextView, start: int, end: int, rule: str, g: Groups, cal: Calendar) -> bool:
    """False where the words beside a match, or its spelling, show that it is no time."""
    norm, words = view.norm, cal.words
    before = _word_before(norm, start)
    bare = before.removeprefix("و").removeprefix("ب").removeprefix("ل")
    if rule in ("date", "misspelt date", "hijri year", "duration"):
        number = norm[start].isdigit()
        if number and (before in words["not_before_number"] or bare in words["not_before_number"]):
            return False
    if rule == "date" and "year" not in g and cal.months[g["month"]].guard:
        # «3-صفر» is a score.
        return not _SCORE.match(norm, start)
    if rule == "bare year":
        return _is_year(norm, before, end, cal) or _begins_in(norm, start, before, cal)
    if rule == "lately":
        return _is_lately(norm, start, end, before, cal)
    if rule == "then":
        return before not in words["in"]  # «في وقتها» is "in time"
    if rule == "feast":
        return before in words["before_feast"] or bare in words["before_feast"]
    if rule == "deictic day":
        return _is_deictic(norm, before, start, end, g, cal)
    if rule == "weekday" and norm.startswith(g["weekday"], start):
        return before not in words["not_before_weekday"] and _word_after(norm, end) not in words["not_after_weekday"]
    if rule == "month":
        return _is_month(view, start, before, g, cal)
    return True


def _is_year(norm: str, before: str, end: int, cal: Calendar) -> bool:
    before = before[1:] if before[:1] in ("و", "ف") and len(before) > 2 and before not in cal.words["before_lone_year"] else before
    if before in cal.words["before_year"]:
        return True
    if before in cal.words["from"]:
        return cal.patterns["to_year"].match(norm, end) is not None
    if before not in cal.words["before_lone_year"]:
        return False
    return not cal.patterns["counted_next"].match(norm, end) or _word_after(norm, end) in cal.words["not_counted"]


def _begins_in(norm: str, start: int, before: str, cal: Calendar) -> bool:
    """«بدأت في 1998»: after a verb of beginning or happening the figure is a year."""
    if before not in cal.words["in"]:
        return False
    at = norm.rfind(before, 0, start)
    if _word_before(norm, at).removeprefix("و") in cal.words["begin"]:
        return True
    # «بدأت الحرب في 1998 وانتهت»: with its subject between, where nothing can be counted by the figure.
    low = max(norm.rfind(mark, 0, at) for mark in ".،؛:\n")
    near = [word.removeprefix("و") for word in norm[low + 1:at].split()[-4:]]
    after = _word_after(norm, start + 4)
    goes_on = norm[start + 4:start + 6] == " و" and len(after) >= 5 and not after.startswith(tuple(cal.words["begin_with_waw"]))
    return goes_on and any(word in cal.words["begin"] for word in near)


def _is_lately(norm: str, start: int, end: int, before: str, cal: Calendar) -> bool:
    """«عقد أخيرا في جدة» is lately; after verbs of managing, and where it opens a clause, at last."""
    if norm[start - 1:start] != " " or norm[start - 2:start - 1] in "،.؛:-»\"" or norm[end:end + 1] in ("،", ":", "؟"):
        return False
    # A present form before it («يأتي أخيرا»), or a noun that it qualifies («مشهدا أخيرا»).
    if not before or before.endswith("ا") or norm[end:end + 2] == "..":
        return False
    if before[0] in "يتن" and not before.endswith("ت"):
        return False
    near = [w.removeprefix("و").removeprefix("ب") for w in norm[max(0, start - 40):start].split()[-3:]]
    return not any(w.startswith(stem) for w in near for stem in cal.words["not_lately"])


def _is_deictic(norm: str, before: str, start: int, end: int, g: Groups, cal: Calendar) -> bool:
    proclitic = norm[start - 1:start]
    if norm.startswith(g["deictic"], start) and proclitic in ("ل", "ك") and norm[start:start + 1] == "ا":
        # «لامس» is the verb "touched".
        return False
    day = g["deictic"] if g["deictic"] in cal.deictic else "ا" + g["deictic"]
    if "weekday" in g or "part_of_day" in g or day not in cal.words["doubtful_day"]:
        return True
    is_today = g["deictic"] in cal.words["today"]
    if day in cal.words["no_paper"]:
        return _word_after(norm, end) not in cal.words["not_after_today"]
    if ((before == "ل" or before in cal.words["in"]) and is_today) or (before in cal.words["not_before_today"] and not _told_in(norm, start, before, cal)):
        return False
    if is_today and (proclitic == "ب" or _quoted(norm, start, end)):
        # «باليوم» is "a day"; in quotation marks stands the newspaper.
        return False
    return _word_after(norm, end) not in cal.words["not_after_today"]


def _told_in(norm: str, start: int, before: str, cal: Calendar) -> bool:
    """«في سوريا اليوم» is today, in a country that papers are named after too."""
    return before in cal.words["lands_of_papers"] and norm[:start].split()[-2:-1] in ([word] for word in cal.words["in"])


def _quoted(norm: str, start: int, end: int) -> bool:
    return norm[start - 1:start] in ("«", '"') and norm[end:end + 1] in ("»", '"')


def _is_month(view: TextView, start: int, before: str, g: Groups, cal: Calendar) -> bool:
    month = cal.months[g["month"]]
    at = view.norm.find(g["month"], start)
    if month.written.startswith("آ") and view.text[view.to_text(at, at + 1)[0]] == "أ":
        return False
    if before in cal.words["not_before_date"] and "year" not in g:
        return False
    if not month.guard or at > start or any(key in g for key in ("year", "rel", "month2")):
        return True
    # «من رجب» is more often from a man of that name.
    return before in cal.words["before_hijri_month" if month.system == "hijri" else "before_month"]


def _listed_days(
    view: TextView, low: int, start: int, what: Meaning, cal: Calendar
) -> list[tuple[int, int, Meaning]]:
    """The days that stand before a date and share its month: «12 و» of «12 و13 آب»."""
    if what.kind != "day" or what.day is None or what.weekday is not None:
        return []
    found: list[tuple[int, int, Meaning]] = []
    at = start
    while len(found) < 6:
        match = cal.patterns["listed_day"].search(view.norm, max(low, at - 16), at)
        if match is None:
            break
        day = cal.number(match.group(1))
        if day is None:
            break
        one = Meaning(
            calendar=what.calendar, year=what.year, month=what.month, day=day, offset=what.offset,
            unit=what.unit, direction=what.direction, same=what.same, problem=what.problem,
        )
        found.insert(0, (match.start(1), match.end(1), one))
        at = match.start(1)
    return found


def _more_years(norm: str, end: int, what: Meaning) -> list[tuple[int, int, Meaning]]:
    """The further years of «عامي 2010 و2012», «أعوام 1993 و1996 و1998»."""
    found: list[tuple[int, int, Meaning]] = []
    while what.kind == "year" and what.year and (match := _NEXT_YEAR.match(norm, end)):
        found.append((match.start(1), match.end(1), Meaning(kind="year", year=int(match.group(1)))))
        end = match.end(1)
    return found


def _tense(norm: str, at: int, cal: Calendar) -> int:
    """1 where the nearest cue before `at` in its sentence looks ahead, -1 where it looks back."""
    if _word_before(norm, at) in cal.words["since"]:
        return -1
    low = max(0, at - _LOOK_BACK)
    for stop in _SENTENCE_START.finditer(norm, low, at):
        low = stop.end()
    after = ""
    for word in reversed(norm[low:at].split()):
        word = word.strip("«»\"'()،؛:,-")
        # «قد» before a present form («قد يُرجأ») is a maybe that lies ahead; before a past form not.
        maybe = word.lstrip("وف") in cal.words["maybe"] and after[:1] in ("ي", "ت", "ن")
        if maybe or _looks_ahead(word, cal):
            return 1
        after = word
        if word in cal.words["past"] or (word[1:] in cal.words["past"] and word[0] in "وف"):
            return -1
    return 0


def _looks_ahead(word: str, cal: Calendar) -> bool:
    bare = word[1:] if word[:1] in ("و", "ف") and len(word) > 4 else word
    if word in cal.words["future"] or bare in cal.words["future"] or bare[1:] in cal.words["future"]:
        return True
    if len(bare) < 4 or bare[0] != "س" or bare[1] not in "يتن":
        return False
    return cal.not_future.fullmatch(bare) is None
