"""Time expressions held against the gold: recall (with value), precision, and what was missed.

    python eval/times.py [--all]

Reads ../shared (gold/attribution and the two acceptance events), with the days of publication the
gold gives, and London once more without. Exit 1 where a figure lies under its floor, 2 without data.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import structs

from tawatur.annotate.published import Reading, solve
from tawatur.annotate.times import find_timexes, resolve
from tawatur.lang.calendar import Calendar, load_calendar
from tawatur.lang.normalize import view
from tawatur.model import Article, Part, TimeExpression

SHARED = Path(__file__).resolve().parents[2] / "shared"
FLOORS = {
    "attribution gold": (0.98, 0.98),
    "london": (0.98, 0.98),
    "deirezzor": (0.98, 0.98),
}


def read_gold(path: Path) -> tuple[dict[str, Article], dict[str, object]]:
    """Articles (with the day of publication) and gold of one gold file."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    articles = {}
    for letter, name in gold["files"].items():
        text = (path.parent / name).read_text(encoding="utf-8")
        published = gold["articles"][letter].get("published")
        articles[letter] = Article(id=letter, text=text, published=published, published_how="given")
    return articles, gold


def touches(found: TimeExpression, want: dict[str, object]) -> bool:
    """True where a found expression and a gold one share a character."""
    return found.article == want["article"] and min(found.end, want["end"]) > max(found.start, want["start"])  # type: ignore[type-var]


def score(path: Path, calendar: Calendar) -> tuple[int, int, int, int, list[str]]:
    """Right, wanted, good, found and the misses of one gold file."""
    articles, gold = read_gold(path)
    found: list[TimeExpression] = []
    for article in articles.values():
        timexes = find_timexes(article, view(article.text), (), calendar)
        found.extend(resolve(timexes, article.published, calendar))
    wanted: Sequence[dict[str, object]] = gold.get("times", [])  # type: ignore[assignment]
    optional: Sequence[dict[str, object]] = gold.get("times_optional", [])  # type: ignore[assignment]
    misses, right, good = [], 0, 0
    for want in wanted:
        hits = [one.value for one in found if touches(one, want)]
        accepted = [want["value"], *want.get("alt", [])]  # type: ignore[misc]
        right += any(value in accepted for value in hits)
        if not any(value in accepted for value in hits):
            misses.append(f"{path.stem} {want['article']} «{want['text']}» = {want['value']}, got {hits}")
    for one in found:
        is_good = any(touches(one, want) for want in (*wanted, *optional))
        good += is_good
        if not is_good:
            misses.append(f"{path.stem} {one.article} not in the gold: «{one.text}» {one.value} ({one.rule})")
    return right, len(wanted), good, len(found), misses


def solve_london(calendar: Calendar) -> tuple[int, int]:
    """Days of publication found without metadata, with the gold's parts, and how many there are."""
    articles, gold = read_gold(SHARED / "acceptance/london/gold.json")
    readings = []
    for letter, article in articles.items():
        parts = tuple(Part(p["kind"], p["start"], p["end"]) for p in gold["articles"][letter].get("not_body", []))  # type: ignore[index]
        bare, seen = structs.replace(article, published=None, published_how=None), view(article.text)
        readings.append(Reading(bare, parts, find_timexes(bare, seen, parts, calendar), seen))
    days = solve(readings, calendar).by_article
    return sum(days[k].value == a.published for k, a in articles.items()), len(articles)


def main() -> int:
    """Print the figures; the exit code is 1 under a floor."""
    if not SHARED.is_dir():
        print(f"skipped: {SHARED} is missing")
        return 2
    calendar = load_calendar()
    sets = {
        "attribution gold": sorted((SHARED / "gold/attribution").glob("*.gold.json")),
        "london": [SHARED / "acceptance/london/gold.json"],
        "deirezzor": [SHARED / "acceptance/deirezzor/gold.json"],
    }
    under = False
    for name, paths in sets.items():
        right = wanted = good = found = 0
        for path in paths:
            r, w, g, f, misses = score(path, calendar)
            right, wanted, good, found = right + r, wanted + w, good + g, found + f
            print(*misses, sep="\n", end="\n" if misses else "")
        recall, precision = right / wanted, good / found
        floor_recall, floor_precision = FLOORS[name]
        under |= recall < floor_recall or precision < floor_precision
        print(f"{name}: recall {recall:.3f} ({right}/{wanted}), precision {precision:.3f} ({good}/{found})")
    solved, of = solve_london(calendar)
    print(f"london: days of publication {solved}/{of} without metadata")
    return 1 if under or solved < of else 0


if __name__ == "__main__":
    sys.exit(main())
