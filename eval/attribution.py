#!/usr/bin/env python3
"""Hold attributions against the gold: recall, source, parent and precision for each file.

    python eval/attribution.py [--misses] [--no-mentions] [FILE.gold.json ...]

Without files: all of ../shared. Exit 1 where a figure is under its floor, 0 with a note where the
gold is missing. Antecedents of carried sources count as the entity, for linking comes later.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tawatur.annotate.attribution import find_attributions
from tawatur.annotate.quotations import find_quotations
from tawatur.lang.cues import load_cues
from tawatur.lang.normalize import fold
from tawatur.lang.normalize import view as make_view
from tawatur.lang.tables import folder
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, Attribution, FoundMention, Part, Sentence

SHARED = Path(__file__).resolve().parents[2] / "shared"
FLOORS = {
    "attribution": {"recall": 0.98, "precision": 0.98, "source": 0.97, "parent": 0.95, "kind": 0.95},
    "london": {"recall": 0.94, "precision": 0.90, "source": 0.90},
    "deirezzor": {"recall": 0.97, "precision": 0.95, "source": 0.95},
}
Record = dict[str, Any]


def touches(a: Any, b: Record) -> bool:
    """True where a span and a gold span share a character."""
    return min(a.end, b["end"]) > max(a.start, b["start"])


def covers(outer: Any, inner: Record) -> bool:
    """True where `outer` holds at least half of `inner`."""
    shared = min(outer.end, inner["end"]) - max(outer.start, inner["start"])
    return shared * 2 >= inner["end"] - inner["start"]


def parts_of(article: Article, view: Any) -> tuple[Part, ...]:
    """The parts of the page; a plain split where the finder is not there."""
    try:
        from tawatur.annotate.parts import find_parts
        from tawatur.lang.furniture import load_furniture
        return find_parts(article, view, load_furniture(folder())).parts
    except ImportError:
        head = article.text.split("\n\n")[0]
        return (Part("title", 0, len(head)), Part("body", len(head), len(article.text)))


def mentions_of(article: Article, view: Any, found: tuple[Sentence, ...]) -> tuple[FoundMention, ...]:
    """Mentions by the recogniser, none where it is not there."""
    try:
        from tawatur.annotate.entities import find_mentions
        from tawatur.lang.gazetteer import load_gazetteer
    except ImportError:
        return ()
    global _GAZETTEER
    if _GAZETTEER is None:
        _GAZETTEER = load_gazetteer(folder())
    return find_mentions(article, view, found, _GAZETTEER)


_GAZETTEER: Any = None


def read(text: str, cues: Any, name: str, with_mentions: bool) -> tuple[Attribution, ...]:
    """All attributions of a text."""
    article = Article(id=name, text=text)
    view = make_view(text)
    parts = parts_of(article, view)
    found = sentences(view, parts)
    mentions = mentions_of(article, view, found) if with_mentions else ()
    return find_attributions(article, view, found, find_quotations(view, parts), mentions, cues)


def is_source(one: Attribution, want: Record, names: dict[str, Record], letter: str) -> bool:
    """The gold's entity is touched by the source or its antecedent, or the kind is right."""
    if not want.get("source"):
        return one.source.kind == want["source_kind"]
    spans = [s for s in (one.source.span, one.source.antecedent) if s is not None]
    mentions = [m for m in names[want["source"]]["mentions"] if m["article"] == letter]
    if any(touches(s, m) for s in spans for m in mentions):
        return True
    # Linking comes later: the same words elsewhere in the article are the same entity.
    return any(
        fold(m["text"]) in fold(s.text) or (len(s.text) > 3 and fold(s.text) in fold(m["text"]))
        for s in spans for m in mentions
    )


class Tally:
    """Counts of right and all for each figure of one gold file, and what was missed."""

    def __init__(self, gold_file: Path) -> None:
        self.gold = json.loads(gold_file.read_text(encoding="utf-8"))
        self.texts = articles_of(self.gold, gold_file)
        self.names: dict[str, Record] = {e["id"]: e for e in self.gold.get("entities", [])}
        self.counts: dict[str, tuple[int, int]] = dict.fromkeys(
            ("recall", "source", "parent", "kind", "precision"), (0, 0)
        )
        self.misses: list[str] = []

    def add(self, name: str, right: bool, miss: str) -> None:
        got, of = self.counts[name]
        self.counts[name] = (got + right, of + 1)
        if not right:
            self.misses.append(f"{name}: {miss}")

    def article(self, letter: str, mine: Sequence[Attribution]) -> None:
        """Hold the attributions of one article against its gold."""
        wanted = [w for w in self.gold["attributions"] if w["article"] == letter]
        optional = [w for w in self.gold.get("attributions_optional", []) if w["article"] == letter]
        by_gold: dict[str, Attribution] = {}
        for want in wanted:
            exact = self._found(letter, want, mine)
            if exact is not None:
                by_gold[want["id"]] = exact
        for want in wanted:
            if want["id"] in by_gold and want.get("parent"):
                parent = by_gold.get(want["parent"])
                right = parent is not None and by_gold[want["id"]].parent == parent.id
                self.add("parent", right, f"{letter} {want['id']} should be {want['parent']}")
        for one in mine:
            right = any(
                touches(one.content, w["content_contains"]) or touches(one.cue, w["cue"])
                for w in wanted + optional
            )
            self.add("precision", right, f"{letter} {shown(one)}")

    def _found(self, letter: str, want: Record, mine: Sequence[Attribution]) -> Attribution | None:
        place = want["content_contains"]
        hit = [
            a for a in mine
            if touches(a.content, place) and (touches(a.cue, want["cue"]) or covers(a.content, place))
        ]
        exact = [a for a in hit if touches(a.cue, want["cue"])]
        told = f"{letter} {want['id']} «{want['cue']['text']}» by {want.get('source') or want['source_kind']}"
        got = "; ".join(shown(a) for a in (exact or hit)[:2])
        self.add("recall", bool(hit), told)
        self.add("source", any(is_source(a, want, self.names, letter) for a in hit), f"{told}: {got}")
        if not exact:
            return None
        self.add("kind", exact[0].source.kind == want["source_kind"], f"{told}: {got}")
        return exact[0]


def shown(one: Attribution) -> str:
    """An attribution in one line."""
    source = one.source
    span = source.span.text if source.span else "~" + (source.antecedent.text if source.antecedent else "")
    return f"«{one.cue.text}» by {span} ({source.kind}): «{one.content.text[:50]}» [{one.rule}]"


def score(gold_file: Path, cues: Any, with_mentions: bool) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """Counts and misses for one gold file."""
    tally = Tally(gold_file)
    for letter, text in tally.texts.items():
        tally.article(letter, read(text, cues, letter, with_mentions))
    return tally.counts, tally.misses


def articles_of(gold: Record, gold_file: Path) -> dict[str, str]:
    """Texts by letter: beside the gold, or in its articles.jsonl."""
    lines = gold_file.parent / "articles.jsonl"
    inside: dict[str, str] = {}
    if lines.is_file():
        for line in lines.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            inside[record["id"]] = record["text"]
    out = {}
    for letter, name in gold["files"].items():
        path = gold_file.parent / name
        out[letter] = path.read_text(encoding="utf-8") if path.is_file() else inside[name]
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--no-mentions", action="store_true")
    args = parser.parse_args()
    files = args.files or [
        *sorted((SHARED / "gold/attribution").glob("*.gold.json")),
        SHARED / "acceptance/london/gold.json", SHARED / "acceptance/deirezzor/gold.json",
    ]
    files = [f for f in files if f.is_file()]
    if not files:
        print(f"no gold at {SHARED}: nothing measured")
        return 0
    cues = load_cues(folder())
    totals: dict[str, dict[str, tuple[int, int]]] = {}
    for file in files:
        counts, misses = score(file, cues, not args.no_mentions)
        group = totals.setdefault(file.parent.name, {})
        for name, (got, of) in counts.items():
            a, b = group.get(name, (0, 0))
            group[name] = (a + got, b + of)
        print(f"{file.parent.name + '/' + file.name:36}" + line_of(counts))
        if args.misses:
            for miss in misses:
                print("    " + miss)
    low = []
    for group_name, counts in totals.items():
        print(f"{group_name:36}" + line_of(counts))
        for name, floor in FLOORS.get(group_name, {}).items():
            got, of = counts[name]
            if of and got / of < floor:
                low.append(f"{group_name}.{name} {got / of:.3f} under {floor}")
    print("\n".join(low))
    return 1 if low else 0


def line_of(counts: dict[str, tuple[int, int]]) -> str:
    return "  ".join(f"{n} {got / of:.3f} ({got}/{of})" if of else f"{n} -" for n, (got, of) in counts.items())


if __name__ == "__main__":
    sys.exit(main())
