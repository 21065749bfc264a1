"""A short memory of one article, enough to decide whether another one tells the same event.

A sketch holds the words that tell most of what an article is about, the names, figures, days and
happenings that were read out of it, and fingerprints of its wording: two to four kilobytes, so that
a window of many thousand articles fits into memory and no text has to be read again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from struct import pack as pack_numbers
from zlib import crc32

import msgspec

from ..encode.words import match_stem
from ..lang.normalize import fold, view
from ..lang.tokenize import Token, tokens
from ..model import ArticleRecord, Comparison, Entity, Part

FORMAT = 2
# How many of each are kept. An article of 300 words has some 150 different stems.
_TERMS, _ENTITIES, _NUMBERS, _DAYS, _EVENTS, _PRINTS = 128, 24, 24, 10, 6, 96
# The lead: so many words of the report. What is embedded is the title and the first of them: as many
# more tell no more, at twice the time.
_LEAD_WORDS = 50
_EMBEDDED = 30
_GRAM = 4
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Titles and the lead say what an article is about: their words are kept before others.
_TITLE_BONUS, _LEAD_BONUS = 2.0, 1.0
_MOST = 255


class Name(msgspec.Struct, frozen=True, array_like=True):
    """A person, body or place of the article: `key` is its external id or its folded name.

    `words` are the stems of its name, `count` its mentions, `lead` whether title or lead name it.
    """

    type: str
    key: str
    words: tuple[str, ...]
    count: int
    lead: bool
    role: str | None = None


class Happening(msgspec.Struct, frozen=True, array_like=True):
    """An event as far as it tells stories apart; `place` is a key of `Name`, `date` a TIMEX3 value."""

    type: str
    date: str | None
    place: str | None
    status: str
    lead: bool


class Sketch(msgspec.Struct, frozen=True, array_like=True):
    """What a decision needs of one article.

    `day` is the ISO day of publication or None; `words` the length of the report. `terms` are
    matching stems, the heaviest first; `counts` holds four bytes for each: its weight in hundredths,
    and how often it stands in the title, the lead and the whole report. `numbers` are figures with
    the stem of what they count, `days` ISO days in the order in which they are named, with those of the
    lead counted by `lead_days`. `prints` are the smallest hashes of all runs of four stems, ascending (4
    bytes each, little-endian; bottom-k sketches, Broder 1997): articles that share one share wording.
    `format` changes when sketches of before can't be compared with those of now.
    """

    id: str
    outlet: str | None
    day: str | None
    words: int
    terms: tuple[str, ...]
    counts: bytes
    names: tuple[Name, ...]
    numbers: tuple[tuple[float, str], ...]
    days: tuple[str, ...]
    lead_days: int
    happenings: tuple[Happening, ...]
    prints: bytes
    format: int = FORMAT


def pack(sketch: Sketch) -> bytes:
    """The sketch as MessagePack bytes, as a store keeps them."""
    return msgspec.msgpack.encode(sketch)


def unpack(data: bytes) -> Sketch:
    """The sketch of its bytes; raises msgspec.ValidationError where they hold none."""
    return msgspec.msgpack.decode(data, type=Sketch)


def lead_text(annotation: Comparison, title: str | None = None) -> str:
    """Title and first words of the report: what is embedded. `title` where it is not in the text."""
    record = annotation.articles[0]
    heading = _title(record, title)
    words = _told_words(record)[:_EMBEDDED]
    lead = record.text[words[0].start:words[-1].end] if words else ""
    return " ".join(f"{heading}. {lead}".split()) if heading else " ".join(lead.split())


def make_sketch(
    annotation: Comparison, idf: Mapping[str, float], *, title: str | None = None, day: str | None = None
) -> Sketch:
    """The sketch of the one article of `annotation`.

    `idf` weighs stems (`encode.words.load_idf`); `title` is that of the metadata where it is not in
    the text; `day` the ISO day by which the article counts where it tells none of its own.
    """
    record = annotation.articles[0]
    body = [(t, match_stem(t.norm)) for t in _told_words(record)]
    lead_end = body[min(_LEAD_WORDS, len(body)) - 1][0].end if body else 0
    heading = _stems(_title(record, title) or "")
    stems = [s for _, s in body]
    terms = _terms(heading, stems[:_LEAD_WORDS], stems, idf)
    days = _days(annotation)
    return Sketch(
        id=record.id,
        outlet=record.outlet.name,
        day=record.published.value or day,
        words=len(stems),
        terms=tuple(t for t, _ in terms),
        counts=bytes(n for _, four in terms for n in four),
        names=_names(annotation.entities, lead_end, frozenset(heading)),
        numbers=_numbers(annotation),
        days=tuple(d for d, _ in days),
        lead_days=sum(at < lead_end for _, at in days),
        happenings=_happenings(annotation, lead_end),
        prints=_prints(stems),
    )


def _title(record: ArticleRecord, given: str | None) -> str | None:
    return given or (record.title.text if record.title else None)


def _told_words(record: ArticleRecord) -> list[Token]:
    """The words of the report, single letters left out; of the whole text where no part is one."""
    parts = [p for p in record.parts if p.kind == "body"] or [Part("body", 0, len(record.text))]
    seen = view(record.text)
    return [
        t for part in parts for t in tokens(seen, part.start, part.end)
        if len(t.norm) > 1 or t.norm.isdigit()
    ]


def _stems(text: str) -> list[str]:
    return [match_stem(t.norm) for t in tokens(view(text)) if len(t.norm) > 1 or t.norm.isdigit()]


def _terms(
    title: Sequence[str], lead: Sequence[str], body: Sequence[str], idf: Mapping[str, float]
) -> list[tuple[str, tuple[int, int, int, int]]]:
    """The heaviest stems with weight and counts; equal ones in the order of the alphabet."""
    counts = Counter(title), Counter(lead), Counter(body)
    ranked = []
    for stem in {*counts[0], *counts[2]}:
        weight = idf.get(stem, 1.0)
        in_title, in_lead, in_body = (c[stem] for c in counts)
        rank = weight * (min(in_body, 8) + _TITLE_BONUS * bool(in_title) + _LEAD_BONUS * bool(in_lead))
        four = round(100 * weight), min(_MOST, in_title), min(_MOST, in_lead), min(_MOST, in_body)
        ranked.append((-round(rank, 4), stem, four))
    return [(stem, four) for _, stem, four in sorted(ranked)[:_TERMS]]


def _names(entities: Sequence[Entity], lead_end: int, title: frozenset[str]) -> tuple[Name, ...]:
    found = []
    for entity in entities:
        words = tuple(_stems(entity.name))
        if not words:
            continue
        early = any(m.end <= lead_end for m in entity.mentions) or words[-1] in title
        name = Name(entity.type, _key(entity), words, len(entity.mentions), early, entity.role)
        found.append((not early, -name.count, name.type, name.key, name))
    return tuple(name for *_, name in sorted(found, key=lambda f: f[:4])[:_ENTITIES])


def _key(entity: Entity) -> str:
    for scheme in sorted(entity.external_ids):
        return f"{scheme}:{entity.external_ids[scheme]}"
    return fold(entity.name)


def _numbers(annotation: Comparison) -> tuple[tuple[float, str], ...]:
    found = dict.fromkeys(
        (round(float(n.value), 4), match_stem(fold(n.unit)) if n.unit else "")
        for claim in annotation.claims for n in claim.numbers
    )
    return tuple(found)[:_NUMBERS]


def _days(annotation: Comparison) -> list[tuple[str, int]]:
    """ISO days that the text names, each where it stands first."""
    first: dict[str, int] = {}
    for time in sorted(annotation.times, key=lambda t: t.start):
        day = _DAY.match(time.value)
        if day:
            first.setdefault(day[0], time.start)
    return list(first.items())[:_DAYS]


def _happenings(annotation: Comparison, lead_end: int) -> tuple[Happening, ...]:
    keys = {e.id: _key(e) for e in annotation.entities}
    ordered = sorted(annotation.events, key=lambda e: (e.evidence[0].start, e.id))
    found = dict.fromkeys(
        Happening(e.type, e.date, keys.get(e.place) if e.place else None, e.status,
                  e.evidence[0].start < lead_end)
        for e in ordered
    )
    return tuple(found)[:_EVENTS]


def _prints(stems: Sequence[str]) -> bytes:
    """The smallest hashes of the runs of stems; CRC-32 is the same on every machine."""
    runs = {crc32(" ".join(stems[i:i + _GRAM]).encode()) for i in range(len(stems) - _GRAM + 1)}
    chosen = sorted(runs)[:_PRINTS]
    return pack_numbers(f"<{len(chosen)}I", *chosen)
