"""What readers marked, as gold: tables to measure and train with. Documented in docs/corrections.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from ..model.collection import Entry
from ..model.desk import Marked
from .columns import Column, Row

GOLD: Mapping[str, tuple[Column, ...]] = {
    "corrections": (
        Column("id", "text", "id of the correction; a row for each stretch that it marks"),
        Column("subject", "text", "what is marked: alignment, origin, name or story"),
        Column("verdict", "text", "confirmed or wrong"),
        Column("role", "text", "what these words are to it: marked, or ground (the words by which an origin is named)"),
        Column("apart", "bool", "whether the reader says that these words do not belong to the rest"),
        Column("article", "text", "id of the article"),
        Column("version", "int", "the version of the article in which the words stand, the first is 1"),
        Column("outlet", "text", "name of its outlet; empty where it is not known, or the article is not here"),
        Column("start", "int", "where the words begin, in code points of the text of that version"),
        Column("end", "int", "where they end (not included)"),
        Column("text", "text", "the words"),
        Column("value", "text", "what Tawatur said: relation of an alignment, `how: name` of an origin, key of whom a name means"),
        Column("whom", "text", "what that origin or entity is called"),
        Column("says", "text", "what Tawatur said, in one line"),
        Column("instead", "text", "what the reader holds right instead"),
        Column("note", "text", "why"),
        Column("by", "text", "who marked it"),
        Column("at", "text", "when (UTC)"),
        Column("state", "text", "standing, replaced (by a later word of the same reader) or withdrawn"),
        Column("replaces", "text", "id of the reader's earlier word on the same"),
        Column("now", "text", "what the present run says: same, otherwise, changed, gone or unknown"),
        Column("story", "text", "id of the story in which it was marked"),
    ),
    "pairs": (
        Column("id1", "text", "id of an article"),
        Column("id2", "text", "id of another"),
        Column("event", "text", "same or different: whether both tell one event"),
        Column("reuse", "text", "always empty: a reader of a story says nothing of shared text"),
        Column("note", "text", "why"),
        Column("by", "text", "who says so"),
        Column("at", "text", "when (UTC)"),
        Column("correction", "text", "id of the correction"),
    ),
}


def correction_rows(marked: Iterable[Marked], entries: Mapping[str, Entry]) -> Iterator[Row]:
    """Rows of `corrections`; `entries` are the articles as far as they are here."""
    for m in marked:
        c = m.correction
        told = {
            "id": c.id, "subject": c.subject, "verdict": c.verdict, "value": c.value, "whom": c.whom, "says": c.says, "instead": c.instead,
            "note": c.note, "by": c.by, "at": c.at, "state": m.state, "replaces": c.replaces, "now": m.now, "story": c.story,
        }
        for n, span in enumerate((*c.evidence, *c.grounds)):
            ground, entry = n >= len(c.evidence), entries.get(span.article)
            yield told | {
                "role": "ground" if ground else "marked", "apart": n in c.apart, "article": span.article,
                "version": c.versions.get(span.article), "outlet": entry.outlet if entry else None,
                "start": span.start, "end": span.end, "text": span.text,
            }


def pair_rows(marked: Iterable[Marked]) -> Iterator[Row]:
    """Rows of `pairs`, of stories that were confirmed or whose articles were told apart.

    Only what the reader said: of a story that is wrong, without which of several articles is, no pair is known. Words that were
    withdrawn or replaced make none; readers who disagree make rows that do.
    """
    for m in marked:
        c = m.correction
        if c.subject != "story" or m.state != "standing":
            continue
        articles = [span.article for span in c.evidence]
        apart = [articles[n] for n in c.apart]
        rest = [a for n, a in enumerate(articles) if n not in c.apart]
        if c.verdict == "confirmed":
            pairs, event = list(combinations(articles, 2)), "same"
        else:
            if len(articles) == 2:
                apart, rest = articles[:1], articles[1:]
            pairs, event = [(a, b) for a in apart for b in rest], "different"
        for one, other in pairs:
            yield {
                "id1": one, "id2": other, "event": event, "reuse": None, "note": c.note, "by": c.by, "at": c.at, "correction": c.id,
            }
