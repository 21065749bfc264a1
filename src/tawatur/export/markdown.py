"""The comparison as Markdown (CommonMark with tables)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Alignment, Comparison, Event
from .happenings import series, victims
from .index import Index, build_index, short
from .terminal import clean
from .text import REASONS
from .words import is_dated, load_words

# Whatever CommonMark or raw HTML would act on is taken as it stands.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def md(text: str) -> str:
    """Words out of an article, escaped, on one line."""
    return _SPECIAL.sub(r"\\\1", clean(text))


def render_markdown(comparison: Comparison, lang: str = "en") -> str:
    """Markdown in English or Arabic; raises UsageError for another language."""
    index = build_index(comparison, load_words(lang))
    many = len(index.articles) > 1
    blocks = [*_story(index)]
    if many:
        blocks += _group(index, "differ", index.differing)
        blocks += _group(index, "agree", index.agreeing)
        blocks += _alone(index)
    blocks += _sources(index)
    blocks += _events(index)
    blocks += _framing(index)
    blocks += _dates(index)
    blocks += _notes(index)
    made = comparison.made_by
    footer = index.words("page.footer", version=made.version, encoder=made.encoder, names=made.names, resources=made.resources[:12])
    return "\n\n".join([*blocks, "---", md(footer)]) + "\n"


def _story(index: Index) -> list[str]:
    words, story = index.words, index.comparison.story
    headline = story.headline.text if story and story.headline else ""
    out = [f"# {md(headline) or words('page.untitled' if len(index.articles) > 1 else 'page.untitled_one')}"]
    if len(index.articles) < 2:
        out.append(words("hero.one_article"))
    elif story is None or not index.shared:
        out.append(words("hero.no_alignment"))
    else:
        count = story.independent_origins
        outlets = words.count("count.outlets", story.outlets)
        certain = words.count("count.origins", count.certain)
        key = "hero.exact" if count.certain == count.at_most else "hero.summary"
        out.append(
            f"**{words(key, outlets=outlets, certain=certain, at_most=count.at_most)}** {index.corroboration()}"
        )
    rows = []
    for record in index.articles.values():
        day = words.date(record.published.value, weekday=True) or words("page.unknown_date")
        rows.append([md(index.outlet(record.id)), day, words.get(f"date_how.{record.published.how}", "")])
    return [*out, _table([words("column.outlet"), words("column.value"), words("column.kind")], rows)]


def _group(index: Index, key: str, alignments: list[Alignment]) -> list[str]:
    if not alignments:
        return []
    return [f"## {index.words(f'section.{key}')}", *(_claim(index, a) for a in alignments)]


def _claim(index: Index, alignment: Alignment) -> str:
    words, count = index.words, alignment.independent_origins
    relation = words.get(f"relation.{alignment.relation}", alignment.relation)
    most = f" ({words('hero.at_most', n=count.at_most)})" if count.at_most > count.certain else ""
    lines = [
        f"### {index.number[alignment.id]}. {relation}: {words.count('count.outlets', alignment.outlets)} ← "
        f"{words.count('count.origins', count.certain)}{most}", "",
    ]
    for key in alignment.claims:
        if key in index.claims:
            claim = index.claims[key]
            lines.append(f"- **{md(index.outlet(claim.span.article))}**: {md(claim.span.text)}")
    for difference in index.differences(alignment):
        facet = words.get(f"facet.{difference.facet}", difference.facet)
        values = " / ".join(f"{md(short(v.span.text))} ({md(index.outlet(v.span.article))})" for v in difference.values)
        reason = index.differ_why(difference)
        lines.append(f"- ≠ *{facet}*: {values}" + (f". {md(reason)}" if reason else ""))
    lines += ["", md(index.why(alignment))]
    for origin in alignment.origins:
        how = ""
        if origin.how != "unattributed":
            owners = md(words.join(index.owners(origin)))
            how = f": {words.get(f'how.{origin.how}', origin.how)} ({owners})"
        lines.append(f"- ↳ {md(index.origin(origin))}{how}")
    return "\n".join(lines)


def _alone(index: Index) -> list[str]:
    blocks = []
    for article in index.articles:
        claims = [
            c for a in index.alone for c in index.claims_of(a.claims) if c.span.article == article
        ]
        kept = [c for c in claims if c.part not in ("navigation", "title", "header")]
        if kept:
            items = "\n".join(f"- {md(c.span.text)}" for c in kept)
            blocks.append(f"### {md(index.outlet(article))}\n\n{items}")
    return [f"## {index.words('section.only')}", *blocks] if blocks else []


def _sources(index: Index) -> list[str]:
    words = index.words
    rows = [
        [
            md(index.outlet(a.article)), md(index.source(a.source)),
            words.get(f"kind.{a.source.kind}", a.source.kind),
            md(words.join([index.source(s.source) for s in index.chain(a.id)[:-1]])), md(a.content.text),
        ]
        for a in index.comparison.attributions
    ]
    columns = [words(f"column.{c}") for c in ("outlet", "source", "kind", "through", "content")]
    return [f"## {words('section.attributions')}", _table(columns, rows)] if rows else []


def _events(index: Index) -> list[str]:
    words = index.words
    ordered = sorted(index.comparison.events, key=lambda e: (not is_dated(e.date), e.date or "", e.id))
    out = []
    if ordered:
        columns = [words("column.date"), words("column.event"), words("column.kind"), words("timeline.place"), words("column.outlet")]
        if any(e.victims for e in ordered):
            columns.append(words("victims.label"))
        if any(series(index, e) for e in ordered):
            columns.append(words("series.label"))
        out += [f"## {words('section.timeline')}", _table(columns, [_event(index, e, ordered) for e in ordered])]
    journeys = [
        f"- **{md(index.entity(j.person) or j.person)}**: " + (" ← " if words.lang == "ar" else " → ").join(
            f"{md(index.entity(s.place) or s.place)} ({words.date(s.date) if s.date else words('timeline.undated')})"
            for s in j.stops
        )
        for j in index.comparison.itineraries
    ]
    if journeys:
        out += [f"## {words('section.itineraries')}", "\n".join(journeys)]
    return out


def _event(index: Index, event: Event, among: Sequence[Event]) -> list[str]:
    """A row; victims and series have a column where any event has them."""
    words = index.words
    outlets = list(dict.fromkeys(index.outlet(s.article) for s in event.evidence))
    more = [md("; ".join(victims(index, event)))] if any(e.victims for e in among) else []
    more += [md(series(index, event))] if any(series(index, e) for e in among) else []
    return [
        words.date(event.date, weekday=True) if event.date else words("timeline.undated"),
        md(event.name or event.type), words.get(f"status.{event.status}", event.status),
        md(index.entity(event.place)), md(words.join(outlets)), *more,
    ]


def _framing(index: Index) -> list[str]:
    words = index.words
    rows = [
        [
            md(index.outlet(f.span.article)), md(f.span.text), words.get(f"framing.{f.kind}", f.kind),
            md(index.entity(f.target)), md(words.join([s.text for s in f.rival])),
        ]
        for f in index.comparison.framing
    ]
    columns = [words(f"column.{c}") for c in ("outlet", "words", "kind", "about", "rival")]
    return [f"## {words('section.framing')}", _table(columns, rows)] if rows else []


def _dates(index: Index) -> list[str]:
    words = index.words
    items = [
        f"- **{md(index.outlet(r.id))}**, {words.date(r.published.value, weekday=True)}: "
        + "; ".join(f"{md(e.text)} ({md(words.reason(e.says))})" for e in r.published.evidence[:REASONS])
        + (f"; {words('text.more', n=len(r.published.evidence) - REASONS)}" if len(r.published.evidence) > REASONS else "")
        for r in index.articles.values() if r.published.how == "inferred"
    ]
    return [f"## {words('section.dates')}", "\n".join(items)] if items else []


def _notes(index: Index) -> list[str]:
    notes = [
        f"- {md(index.outlet(n.article)) + ': ' if n.article else ''}{md(index.words.get(f'note.{n.code}', n.text) if index.words.lang == 'ar' else n.text)}"
        for n in index.comparison.notes
    ]
    return [f"## {index.words('section.notes')}", "\n".join(notes)] if notes else []


def _table(columns: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])
