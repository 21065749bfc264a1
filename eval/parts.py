"""Parts of the page against the gold sets beside the checkout: recall, titles, and body wrongly taken.

    python eval/parts.py [--shared ../shared] [--misses]

Prints for each article the parts that the gold calls no body and that were found, whether the title
is right, and the share of the words of the report that were taken for something else.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from tawatur.annotate.parts import PartsResult, find_parts
from tawatur.lang.furniture import Furniture, load_furniture
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.model import Article

SETS = ("acceptance/london/gold.json", "acceptance/deirezzor/gold.json", "gold/attribution/*.gold.json")


def covers(start: int, end: int, inner: dict[str, int]) -> bool:
    """True where the stretch holds at least half of `inner`."""
    shared = min(end, inner["end"]) - max(start, inner["start"])
    return shared * 2 >= inner["end"] - inner["start"]


def judge(result: PartsResult, gold: dict, text: str) -> tuple[int, int, bool, int, list[str]]:
    """(found, wanted, title right, words of body lost, what was missed) of one article."""
    misses = []
    wanted = gold.get("not_body", [])
    found = 0
    for want in wanted:
        hit = [p for p in result.parts if p.kind != "body" and covers(p.start, p.end, want)]
        found += bool(hit)
        if not hit:
            misses.append(f"{want['kind']} taken for the report: {want['text'][:70]}")
    title = gold.get("title")
    right = (result.title is None) == (title is None)
    if right and title and result.title:
        right = (result.title.start, result.title.end) == (title["start"], title["end"])
    if not right:
        misses.append(f"title: {result.title and result.title.text[:70]}, should be {title and title['text'][:70]}")
    allowed = [*wanted, *([title] if title else [])]
    lost = 0
    for part in result.parts:
        if part.kind != "body" and not any(covers(w["start"], w["end"], {"start": part.start, "end": part.end}) for w in allowed):
            lost += len(text[part.start:part.end].split())
            misses.append(f"report taken for {part.kind} ({part.rule}): {text[part.start:part.end][:70]}")
    return found, len(wanted), right, lost, misses


def run(shared: Path, show: bool) -> dict[str, float]:
    """Print the table and return the figures."""
    furniture: Furniture = load_furniture(folder())
    found = wanted = titles = articles = lost = words = 0
    spent = 0.0
    for pattern in SETS:
        for path in sorted(shared.glob(pattern)):
            gold = json.loads(path.read_text(encoding="utf-8"))
            for letter, name in gold["files"].items():
                text = (path.parent / name).read_text(encoding="utf-8")
                article = Article(id=name, text=text)
                begun = time.perf_counter()
                result = find_parts(article, view(text), furniture)
                spent += time.perf_counter() - begun
                got = judge(result, gold["articles"][letter], text)
                found, wanted, titles = found + got[0], wanted + got[1], titles + got[2]
                articles, lost, words = articles + 1, lost + got[3], words + len(text.split())
                outlet = result.outlet
                print(f"{name:32} parts {got[0]}/{got[1]}  title {'right' if got[2] else 'WRONG'}  "
                      f"body lost {got[3]}  outlet {outlet.name} ({outlet.how})")
                if show:
                    for miss in got[4]:
                        print("    ", miss)
    figures = {
        "parts.recall": found / max(wanted, 1), "titles": titles / max(articles, 1),
        "body.lost": lost / max(words, 1), "ms.per.article": 1000 * spent / max(articles, 1),
    }
    for name, value in figures.items():
        print(f"{name:16} {value:.4f}")
    return figures


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    run(given.shared, given.misses)
