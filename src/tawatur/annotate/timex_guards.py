"""Words beside a match of the date grammar that show that it is no time."""

from __future__ import annotations

import re

from ..lang.calendar import Calendar
from ..lang.normalize import TextView
from .timex_fields import Groups

_BEFORE = re.compile(r"([^\W_]+)\W{0,2}$")
_AFTER = re.compile(r"\W{0,2}([^\W_]+)")
_SCORE = re.compile(r"\d+(?: ?[-/.]| {2})")
SENTENCE_END = re.compile(r"[.؟!\n](?!\d)")


def word_before(norm: str, at: int) -> str:
    """The word before an offset, with at most two other characters between; "" where there is none."""
    match = _BEFORE.search(norm, max(0, at - 25), at)
    return match.group(1) if match else ""


def word_after(norm: str, at: int) -> str:
    """The word behind an offset, with at most two other characters between; "" where there is none."""
    match = _AFTER.match(norm, at)
    return match.group(1) if match else ""


def names_something(norm: str, start: int, g: Groups, cal: Calendar) -> bool:
    """«قوى 14 آذار», «مدينة السادس من أكتوبر»: the date is a name."""
    before = word_before(norm, start)
    return "year" not in g and (before in cal.words["not_before_date"] or (before[1:] in cal.words["not_before_date"] and before[0] in "وفبل"))


def allowed(view: TextView, start: int, end: int, rule: str, g: Groups, cal: Calendar) -> bool:
    """False where the words beside a match, or its spelling, show that it is no time."""
    norm, words = view.norm, cal.words
    before = word_before(norm, start)
    bare = before.removeprefix("و").removeprefix("ب").removeprefix("ل")
    if rule in _NUMBERED and norm[start].isdigit() and (before in words["not_before_number"] or bare in words["not_before_number"]):
        return False
    if rule in _FIGURES:
        return _figures_tell(norm, start, end, rule, g, before, cal)
    if rule in ("date", "month", "weekday", "deictic day", "feast"):
        return _is_day_or_month(view, start, end, rule, g, cal)
    if rule in ("bare year", "year in words alone", "next period", "unit"):
        return _is_period(norm, start, end, rule, g, cal)
    if rule == "lately":
        return _is_lately(norm, start, end, before, cal)
    if rule == "then":
        return before not in words["in"]  # «في وقتها» is "in time"
    if rule == "quarter" and not any(key in g for key in ("year", "yearwords", "this", "rel")):
        return not _in_sentence(norm, start, end, words["of_match"])
    return True


def _is_day_or_month(view: TextView, start: int, end: int, rule: str, g: Groups, cal: Calendar) -> bool:
    norm, before = view.norm, word_before(view.norm, start)
    if rule == "date" and "year" not in g and cal.months[g["month"]].guard:
        # «3-صفر» is a score.
        return not _SCORE.match(norm, start)
    if rule == "feast":
        bare = before.removeprefix("و").removeprefix("ب").removeprefix("ل")
        told = before in cal.words["before_feast"] or bare in cal.words["before_feast"]
        field = norm[:start].rstrip().endswith(":") and _fills_line(norm, start, end)
        return told or "year" in g or field
    if rule == "deictic day":
        return _is_deictic(norm, before, start, end, g, cal)
    if rule == "weekday":
        plain = norm.startswith(g["weekday"], start)
        return _is_weekday(norm, before, end, cal) if plain else word_after(norm, end) not in cal.words["not_after_weekday"]
    return rule != "month" or _is_month(view, start, before, g, cal)


def _is_period(norm: str, start: int, end: int, rule: str, g: Groups, cal: Calendar) -> bool:
    before = word_before(norm, start)
    if rule == "bare year":
        return _is_year(norm, before, end, cal) or _begins_in(norm, start, before, cal)
    if rule == "year in words alone":
        counted = cal.patterns["counted_next"].match(norm, end) and word_after(norm, end) not in cal.words["not_counted"]
        return before in cal.words["before_lone_year"] and not counted
    if cal.units.get(g["definite_unit"]) != "Y":
        return True
    return before not in cal.words["general"] and before[1:] not in cal.words["general"]


_MONTHS = 12
_ARTICLE = "ال"
_NUMBERED = ("date", "misspelt date", "hijri year", "duration", "compound duration")
_FIGURES = ("month in figures", "day and month", "year range", "clock of figures")


def _figures_tell(norm: str, start: int, end: int, rule: str, g: Groups, before: str, cal: Calendar) -> bool:
    """«في 3/2011», «يوم 21/2», «موسم 2010-2011», «عند 15:15»: figures that are a time where the words before say so."""
    bare = before.removeprefix("و").removeprefix("ل")
    if rule == "day and month":
        told = any(key in g for key in ("day_noun", "weekday", "sure")) or (g["n2"][0] == "0" and int(g["n1"]) > _MONTHS)
        if g["sep"] == "-" and not told:
            return before in cal.words["in"] and _ends_clause(norm, end)
        return told or (before in cal.words["before_figures"] and not cal.patterns["counted_next"].match(norm, end))
    if rule == "month in figures":
        last = _ends_clause(norm, end) and before not in cal.words["not_before_number"] and not before.startswith(_ARTICLE)
        return before in cal.words["before_figures"] or last
    if rule == "year range":
        bracket = norm[start - 1:start] == "(" or _fills_line(norm, start, end)
        return bracket or before in cal.words["before_span"] or bare in cal.words["before_span"] or _ends_clause(norm, end + 5)
    told = "clock_part" in g and "minutes" in g
    return told or before in cal.words["before_clock"] or _fills_line(norm, start, end)


def _ends_clause(norm: str, at: int) -> bool:
    return norm[at:].lstrip(" 0123456789-/")[:1] in ("", ".", "،", "\n", ")")


def _fills_line(norm: str, start: int, end: int) -> bool:
    """True where a match is all that stands in its line, or behind a colon in it («الموعد: عيد الفطر»)."""
    low, high = norm.rfind("\n", 0, start) + 1, norm.find("\n", end)
    before = norm[low:start].strip()
    after = norm[end:high if high >= 0 else len(norm)].strip()
    return (not before or before.endswith(":")) and after in ("", ".")


def _in_sentence(norm: str, start: int, end: int, words: frozenset[str]) -> bool:
    """True where one of some words stands in the sentence of a match."""
    low = max((stop.end() for stop in SENTENCE_END.finditer(norm, 0, start)), default=0)
    stop = SENTENCE_END.search(norm, end)
    near = norm[low:stop.start() if stop else len(norm)].split()
    return any(word in words or word[1:] in words for word in near)


def _is_weekday(norm: str, before: str, end: int, cal: Calendar) -> bool:
    if before in cal.words["between"]:
        return cal.patterns["and_weekday"].match(norm, end) is not None
    if before[:1] in ("و", "ب", "ل") and before[1:] in cal.words["not_before_weekday"]:
        return False
    return before not in cal.words["not_before_weekday"] and word_after(norm, end) not in cal.words["not_after_weekday"]


def _is_year(norm: str, before: str, end: int, cal: Calendar) -> bool:
    before = before[1:] if before[:1] in ("و", "ف") and len(before) > 2 and before not in cal.words["before_lone_year"] else before
    if before in cal.words["before_year"]:
        return True
    if before in cal.words["from"]:
        return cal.patterns["to_year"].match(norm, end) is not None
    if before not in cal.words["before_lone_year"]:
        return False
    return not cal.patterns["counted_next"].match(norm, end) or word_after(norm, end) in cal.words["not_counted"]


def _begins_in(norm: str, start: int, before: str, cal: Calendar) -> bool:
    """«بدأت في 1998»: after a verb of beginning or happening the figure is a year."""
    if before not in cal.words["in"]:
        return False
    at = norm.rfind(before, 0, start)
    if word_before(norm, at).removeprefix("و") in cal.words["begin"]:
        return True
    # «بدأت الحرب في 1998 وانتهت»: with its subject between, where nothing can be counted by the figure.
    low = max(norm.rfind(mark, 0, at) for mark in ".،؛:\n")
    near = [word.removeprefix("و") for word in norm[low + 1:at].split()[-4:]]
    after = word_after(norm, start + 4)
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
    if "thispart" in g:
        return True
    if g["deictic"] in cal.words["homely_day"]:
        return _fills_line(norm, start, end)
    proclitic = norm[start - 1:start]
    if norm.startswith(g["deictic"], start) and proclitic in ("ل", "ك") and norm[start:start + 1] == "ا":
        # «لامس» is the verb "touched".
        return False
    day = g["deictic"] if g["deictic"] in cal.deictic else "ا" + g["deictic"]
    if "weekday" in g or "part_of_day" in g or day not in cal.words["doubtful_day"]:
        return True
    is_today = g["deictic"] in cal.words["today"]
    if day in cal.words["no_paper"]:
        return word_after(norm, end) not in cal.words["not_after_today"]
    if ((before == "ل" or before in cal.words["in"]) and is_today) or (before in cal.words["not_before_today"] and not _told_in(norm, start, before, cal)):
        return False
    if is_today and (proclitic == "ب" or _quoted(norm, start, end)):
        # «باليوم» is "a day"; in quotation marks stands the newspaper.
        return False
    return word_after(norm, end) not in cal.words["not_after_today"]


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
    if before in cal.words["past"] and at == start and not any(key in g for key in ("year", "rel", "month2")):
        # «قالت مايو فارس»
        return False
    if not month.guard or at > start or any(key in g for key in ("year", "rel", "month2")):
        return True
    # «من رجب» is more often from a man of that name.
    named = month.system == "hijri" or g["month"] in cal.words["person_month"]
    return before in cal.words["before_hijri_month" if named else "before_month"]


