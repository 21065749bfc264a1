"""What an export is made of: a comparison, where its pages are, and what stands beside it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote

import msgspec

from .. import codec
from ..model import Comparison, OriginCount, Span
from ..model.answers import AgendaItem
from ..model.desk import Correction
from .map import Drawn

# Addresses begin so where no server is named: RFC 8141 lets a path and a fragment follow.
BASE = "urn:tawatur:"
# The terms for which the standards have none.
TERMS = "urn:tawatur:terms:"
_WEB = re.compile(r"https?://[^\s<>\x00-\x1f]+")


@dataclass(frozen=True)
class Parcel:
    """A comparison with what its exports tell beside it. Same parcel, same bytes.

    `base` is the address under which the pages of `tawatur serve` are (with a slash at its end), `lang` the language of our own
    words. `coordinates` are degrees (latitude, longitude) by entity id, `keys` the entities' lasting keys (`geo:SY`) by
    id. `drawn` is what a map of it shows. `corrections` is what readers marked, the oldest first; `agenda` what the articles announce for a day.
    `bom` puts a byte order mark before CSV, which some spreadsheets need.
    """

    comparison: Comparison
    base: str = BASE
    lang: str = "en"
    coordinates: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    drawn: Drawn = ((), ())
    corrections: tuple[Correction, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    bom: bool = False

    @cached_property
    def name(self) -> str:
        """The story's id; for articles that are compared without a collection a digest of what came out."""
        known = getattr(self.comparison, "id", None)
        return known if isinstance(known, str) else f"c{hashlib.sha256(codec.to_json(self.comparison)).hexdigest()[:10]}"

    @property
    def left_out(self) -> tuple[str, ...]:
        """Articles of the story that the comparison does not hold: they came since, or there were too many."""
        compared = {a.id for a in self.comparison.articles}
        return tuple(id for id in getattr(self.comparison, "members", ()) if id not in compared)

    @property
    def notes(self) -> list[str]:
        """What could not be read or was left out, in English with its article: every form that can says so."""
        told = [f"{n.article}: {n.text}" if n.article else n.text for n in self.comparison.notes]
        return [*told, f"Articles of the story that were not compared: {', '.join(self.left_out)}."] if self.left_out else told

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The texts that were compared, by the id of their article."""
        return {a.id: a.text for a in self.comparison.articles}

    def stands(self, span: Span) -> bool:
        """Whether a text that was compared has these words there; a reader may have marked them in another version of it."""
        return self.texts.get(span.article, "")[span.start:span.end] == span.text

    @property
    def headline(self) -> Span | None:
        """The headline of the story, where there is one."""
        return self.comparison.story.headline if self.comparison.story else None

    @property
    def origins(self) -> OriginCount | None:
        """The story's independent origins; one article is one, as in the list of stories, though nothing was compared with it."""
        story = self.comparison.story
        if story is None:
            return None
        return OriginCount(1, 1) if story.articles == 1 and not self.comparison.alignments else story.independent_origins

    def story(self, part: str = "") -> str:
        """The address of the story's page; `part` is a place on it."""
        return f"{self.base}stories/{quote(self.name, safe='~')}{f'#{quote(part)}' if part else ''}"

    def article(self, id: str, part: str = "") -> str:
        """The address of an article's page; `part` is a place on it."""
        return f"{self.base}articles/{quote(id, safe='~')}{f'#{quote(part)}' if part else ''}"

    def record(self, id: str) -> str:
        """The address of a record of one article (`ARTICLE/c3`) or, without an article before it, of the story (`al2`)."""
        head, slash, last = id.rpartition("/")
        if not slash:
            return self.story(id)
        return self.article(head, f"claim-{last}" if last.startswith("c") else last)

    def entity(self, id: str) -> str:
        """The page of a person, body or place where its key is known, else its place in the story."""
        key = self.keys.get(id)
        return f"{self.base}who/{quote(key, safe=':~')}" if key else self.story(id)

    def passage(self, span: Span) -> str:
        """The address of a stretch of an article."""
        return self.article(span.article, f"span-{span.start}-{span.end}")


def evidence(span: Span) -> dict[str, Any]:
    """A stretch of an article: its id, code points `[start, end)` and the words."""
    return {"article": span.article, "start": span.start, "end": span.end, "text": span.text}


def all_evidence(spans: Iterable[Span]) -> list[dict[str, Any]]:
    """Each stretch once, in order."""
    return [evidence(s) for s in dict.fromkeys(spans)]


def as_json(data: object) -> bytes:
    """UTF-8 JSON, two spaces of indent, keys as they were put."""
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def known(**members: Any) -> dict[str, Any]:
    """The members that hold something; `at_` before a name becomes `@`."""
    return {
        (f"@{k[3:]}" if k.startswith("at_") else k): v for k, v in members.items() if v is not None and v != [] and v != ""
    }


def web_address(url: str | None) -> str | None:
    """An address for a browser; None for what is none."""
    return url if url and _WEB.fullmatch(url) else None


def version_of(correction: Correction, span: Span) -> str:
    """In which version of its article the words of a correction stand, the first is 1; `?` where that is not known."""
    return str(correction.versions.get(span.article, "?"))
