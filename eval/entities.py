"""Recall of entity mentions and of their linking against the gold sets in ../shared, with misses.

    python eval/entities.py [--misses] [GOLD.json ...]

Articles go through the whole reading (rules alone, no trained head), as the articles of one story;
speakers that no list knows and bare offices count with their antecedents. Exit 1 under a floor of FLOORS,
2 where there is no gold.

`linking` is counted as the acceptance check counts it: the entities of several mentions whose mentions all
bear one id, less those that share their id with another. `merged` counts the latter by themselves.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tawatur.lang.resources import Resources, load_resources
from tawatur.model import Article
from tawatur.pipeline import annotate_articles

SHARED = Path(__file__).resolve().parents[2] / "shared"
# Of the sum over all gold files; they may rise and never fall. `merged` is the most that is let through.
FLOORS = {"all": 0.98, "linking": 0.93}
MOST_MERGED = 0
NO_GOLD = 2


def overlap(a: dict, b: dict) -> float:
    """Intersection over union of two spans of one article."""
    if a["article"] != b["article"]:
        return 0.0
    inter = min(a["end"], b["end"]) - max(a["start"], b["start"])
    union = max(a["end"], b["end"]) - min(a["start"], b["start"])
    return max(0, inter) / union


def measure(path: Path, resources: Resources, misses: bool) -> dict[str, tuple[int, int]]:
    """Figures of one gold file: recall by type and of all, linking, and how many entities are merged."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    articles = [
        Article(id=letter, text=(path.parent / name).read_text(encoding="utf-8")) for letter, name in gold["files"].items()
    ]
    mine = [
        {"article": m.article, "start": m.start, "end": m.end, "type": e.type, "entity": e.id, "text": m.text}
        for e in annotate_articles(articles, resources).entities for m in e.mentions
    ]
    figures: dict[str, list[int]] = {}
    ids_of: dict[str, list[str]] = {}
    linked = link_of = 0
    for e in gold["entities"]:
        got = []
        for m in e["mentions"]:
            near = [x for x in mine if overlap(x, m) >= 0.3]
            typed = [x for x in near if x["type"] == e["type"]]
            for name in (e["type"], "all"):
                pair = figures.setdefault(name, [0, 0])
                pair[0] += bool(typed)
                pair[1] += 1
            if not typed and misses:
                print(f"  {path.name} {e['type']} {m['article']} «{m['text']}»", "wrong type" if near else "not found", near[:1] and near[0]["text"])
            got.append({x["entity"] for x in typed})
        common = set.intersection(*got) if got else set()
        if len(e["mentions"]) > 1:
            link_of += 1
            linked += bool(common)
            if not common and misses:
                print(f"  {path.name} {e['id']} bears several ids", [sorted(g) for g in got])
        for c in sorted(common):
            ids_of.setdefault(c, []).append(e["id"])
    merged = [v for v in ids_of.values() if len(v) > 1]
    if merged and misses:
        print(f"  {path.name} one id for several: {merged}")
    figures["linking"] = [linked - sum(len(v) - 1 for v in merged), link_of]
    figures["merged"] = [sum(len(v) - 1 for v in merged), len(gold["entities"])]
    return {k: (a, b) for k, (a, b) in figures.items()}


def under(total: dict[str, list[int]]) -> list[str]:
    """The figures of a sum that lie under their floor, `merged` above its most."""
    low = [name for name, floor in FLOORS.items() if total[name][0] < floor * total[name][1] - 1e-9]
    return [*low, *(["merged"] if total["merged"][0] > MOST_MERGED else [])]


def main() -> int:
    """Print the figures of each file and of all; the exit code."""
    args = [a for a in sys.argv[1:] if not a.startswith("-")]
    misses = "--misses" in sys.argv
    paths = [Path(a) for a in args] or sorted((SHARED / "acceptance").rglob("gold.json")) + sorted((SHARED / "gold" / "attribution").glob("*.gold.json"))
    if not paths:
        print("entities: no gold found, the shared folder is missing")
        return NO_GOLD
    resources = load_resources()
    total: dict[str, list[int]] = {}
    for path in paths:
        figures = measure(path, resources, misses)
        print(path.parent.name, path.name, "  ".join(f"{k} {a}/{b}" for k, (a, b) in sorted(figures.items())))
        for k, (a, b) in figures.items():
            pair = total.setdefault(k, [0, 0])
            pair[0] += a
            pair[1] += b
    print("total", "  ".join(f"{k} {a}/{b} {a / b if b else 0:.3f}" for k, (a, b) in sorted(total.items())))
    low = under(total) if not args else []
    if low:
        print("under the floor:", ", ".join(low))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
