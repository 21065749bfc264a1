"""Comparisons that can show themselves, as `tawatur.compare` and `Collection.story` give them."""

from __future__ import annotations

import msgspec

from . import codec
from .model import Comparison, OriginCount, StoryLink


class ComparisonReport(Comparison, frozen=True, kw_only=True):
    """A `Comparison` that can show itself."""

    def to_json(self) -> str:
        """The comparison as JSON (docs/reference.md)."""
        return codec.to_json(self).decode()

    def to_html(self, lang: str = "en") -> str:
        """One self-contained HTML page, in English or Arabic (`lang` is `en` or `ar`)."""
        from .collection.places import map_of
        from .export.html import render_html

        return render_html(self, lang, drawn=map_of(self))

    def to_markdown(self, lang: str = "en") -> str:
        """Markdown, in English or Arabic."""
        from .export.markdown import render_markdown

        return render_markdown(self, lang)

    def to_text(self, lang: str = "en", width: int = 100, color: bool = False) -> str:
        """Text laid out for a terminal of `width` columns; Arabic stays in logical order."""
        from .export.text import render_text

        return render_text(self, lang, width, color)

    def _repr_html_(self) -> str:
        from .export.notebook import repr_html

        return repr_html(self)


class StoryReport(ComparisonReport, frozen=True, kw_only=True):
    """A story of a collection: the comparison of its articles, with what its line in the list of stories says.

    `articles` holds the articles that were compared, each under the id as it was given; `members` the
    ids of all articles of the story. `independent_origins` is None as long as it has not been compared.
    """

    id: str
    title: str
    members: tuple[str, ...]
    outlets: tuple[str, ...]
    independent_origins: OriginCount | None
    first_seen: str
    last_seen: str
    links: tuple[StoryLink, ...] = ()


def report_of(comparison: Comparison) -> ComparisonReport:
    """The same comparison, able to show itself."""
    return ComparisonReport(**msgspec.structs.asdict(comparison))
