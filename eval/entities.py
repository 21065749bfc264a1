"""Recall of entity mentions and of their linking against the gold sets in ../shared, with misses.

    python eval/entities.py [--misses] [GOLD.json ...]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tawatur.annotate.entities import find_mentions
from tawatur.annotate.linking import link
from tawatur.lang.gazetteer import load_gazetteer
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, Part

SHARED = Path(__file__).resolve().parents[2] / "shared"


def overlap(a: dict, b: dict) -> float:
    """Intersection over union of two spans of one article."""
    if a["article"] != b["article"]:
        return 0.0
    inter = min(a["end"], b["end"]) - max(a["start"], b["start"])
    union = max(a["end"], b["end"]) - min(a["start"], b["start"])
    return max(0, inter) / union


def measure(path: Path, gazetteer, misses: bool) -> dict[str, tuple[int, int]]:
    """Figures of one gold file: recall by type, and linking as the acceptance check counts it."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    found = {}
    for letter, name in gold["files"].items():
        article = Article(id=letter, text=(path.parent / name).read_text(encoding="utf-8"))
        seen = view(article.text)
        parts = (Part("body", 0, len(article.text)),)
        found[letter] = find_mentions(article, seen, sentences(seen, parts), gazetteer)
    linking = link(found, gazetteer)
    mine = [
        {"article": m.article, "start": m.start, "end": m.end, "type": e.type, "entity": e.id, "text": m.text}
        for e in linking.entities for m in e.mentions
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
    return {k: (a, b) for k, (a, b) in figures.items()}


def main() -> None:
    args = [a for a in sys.argv[1:] if not a.startswith("-")]
    misses = "--misses" in sys.argv
    paths = [Path(a) for a in args] or sorted((SHARED / "acceptance").rglob("gold.json")) + sorted((SHARED / "gold" / "attribution").glob("*.gold.json"))
    if not paths:
        sys.exit("no gold found: the shared folder is missing")
    gazetteer = load_gazetteer(folder())
    total: dict[str, list[int]] = {}
    for path in paths:
        figures = measure(path, gazetteer, misses)
        print(path.parent.name, path.name, "  ".join(f"{k} {a}/{b}" for k, (a, b) in sorted(figures.items())))
        for k, (a, b) in figures.items():
            pair = total.setdefault(k, [0, 0])
            pair[0] += a
            pair[1] += b
    print("total", "  ".join(f"{k} {a}/{b} {a / b if b else 0:.3f}" for k, (a, b) in sorted(total.items())))


if __name__ == "__main__":
    main()
