"""What a story is called in a list: the title of its most central article, in that article's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ..compare.facts import BESIDE_THE_STORY
from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import ArticleRecord, Comparison

# A text without a title is called by its first words, so many characters of them.
_FIRST_WORDS = 100


def story_title(comparison: Comparison, titles: Mapping[str, str | None] | None = None) -> str:
    """The title that shares most with what the story's articles tell; of equal ones the earliest article's.

    `titles` gives those that stand outside of the text (metadata), by article id; empty only where no article has words.
    """
    named = [(r, _flat((titles or {}).get(r.id) or (r.title.text if r.title else ""))) for r in comparison.articles]
    told = [(r, t) for r, t in named if t] or [(r, _first_words(r)) for r, _ in named]
    if not told:
        return ""
    spread = Counter(s for r, t in named for s in _stems(f"{t} {_lead(r)}"))
    best = min(told, key=lambda x: (-_central(x[1], spread, len(named)), x[0].published.value or "9999", x[0].id))
    return best[1]


def _central(title: str, spread: Counter[str], articles: int) -> float:
    """0..1: in how many articles a word of the title stands, on average; long titles gain nothing by their length."""
    stems = _stems(title)
    return round(sum(spread[s] for s in stems) / (len(stems) * articles), 3) if stems else 0.0


def _stems(text: str) -> frozenset[str]:
    return frozenset(light_stem(w) for w in fold(text).split() if len(w) > 3)


def _lead(record: ArticleRecord) -> str:
    """The first part of the report itself."""
    body = next((p for p in record.parts if p.kind not in BESIDE_THE_STORY), None)
    return record.text[body.start:body.start + 4 * _FIRST_WORDS] if body else record.text[:4 * _FIRST_WORDS]


def _first_words(record: ArticleRecord) -> str:
    text = _flat(_lead(record))
    if len(text) <= _FIRST_WORDS:
        return text
    return text[:_FIRST_WORDS].rpartition(" ")[0] + " …"


def _flat(text: str) -> str:
    return " ".join(text.split())
