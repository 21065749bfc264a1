"""Does an event of the right PLOVER type come out of a sentence? Held against human labels.

    python eval/events.py [--misses]

`protest_gsr.csv` in ../shared/data/events: news sentences that annotators took for a PROTEST event
(`yes`: all of them) or for none (`easy no`: none of them).
Prints recall on `yes` and the share of `easy no` that is wrongly taken; exit 1 under the floors,
2 where the data is missing.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from tawatur.annotate.claims import find_claims
from tawatur.annotate.events import find_events
from tawatur.lang.frames import Frames, load_frames
from tawatur.lang.normalize import view
from tawatur.lang.tables import folder
from tawatur.lang.tokenize import sentences
from tawatur.model import Article, Part

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "events" / "arabic_event_gsr"
# Many `easy no` sentences speak of protests too, in passing: a share of them is found.
RECALL, WRONG = 0.76, 0.095


def plover_types(text: str, frames: Frames) -> set[str | None]:
    """PLOVER types of all events in a text, without entities, dates or attributions to help."""
    article = Article(id="s", text=text)
    seen = view(text)
    lines = sentences(seen, (Part("body", 0, len(text)),))
    claims = find_claims(article, seen, lines, (), (), (), (), frames)
    events = find_events(article, seen, lines, claims, (), (), (), {}, frames)
    return {event.plover for event in events}


def main() -> int:
    """Measure and print; the exit code."""
    path = DATA / "protest_gsr.csv"
    if not path.exists():
        print(f"no {path}: nothing to measure")
        return 2
    frames = load_frames(folder())
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["text"].strip()]
    found: dict[str, list[tuple[bool, str]]] = {"yes": [], "easy no": []}
    for row in rows:
        if row["label"] in found:
            found[row["label"]].append(("PROTEST" in plover_types(row["text"], frames), row["text"]))
    recall = sum(hit for hit, _ in found["yes"]) / len(found["yes"])
    wrong = sum(hit for hit, _ in found["easy no"]) / len(found["easy no"])
    print(f"protest.recall  {recall:.3f}  of {len(found['yes'])} (floor {RECALL})")
    print(f"protest.wrong   {wrong:.3f}  of {len(found['easy no'])} (at most {WRONG})")
    if "--misses" in sys.argv:
        for hit, text in found["yes"]:
            if not hit:
                print(f"missed: {text}")
        for hit, text in found["easy no"]:
            if hit:
                print(f"wrong: {text}")
    return 0 if recall >= RECALL and wrong <= WRONG else 1


if __name__ == "__main__":
    sys.exit(main())
