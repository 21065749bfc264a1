"""Journeys, framing, attributions, days of publication and notes as HTML."""

from __future__ import annotations

from ..model import Attribution, Framing, Itinerary, Note
from .index import Index
from .markup import esc, long_table, name, section, sentence, table, tag, words_of

# Rows that stand open.
_MOST = 8


def itineraries(index: Index) -> str:
    """Journeys as steps in order of time."""
    body = "".join(_journey(index, i) for i in index.comparison.itineraries)
    return section("itineraries", index.words("section.itineraries"), body)


def _journey(index: Index, journey: Itinerary) -> str:
    words = index.words
    steps = "".join(
        f'<li class="ev-{esc(s.status)}"><strong>{name(index.entity(s.place) or s.place)}</strong>'
        f'<span class="how">{esc(words.date(s.date) if s.date else words("timeline.undated"))}</span></li>'
        for s in journey.stops
    )
    person = index.entity(journey.person) or journey.person
    return f'<div class="journey"><h3>{name(person)}</h3><ol>{steps}</ol></div>'


def framing(index: Index) -> str:
    """In what words each outlet tells it."""
    words = index.words
    columns = [words(f"column.{c}") for c in ("outlet", "words", "kind", "about", "rival")]
    rows = [_framing(index, f) for f in index.comparison.framing]
    body = long_table(words("section.framing"), columns, rows, _MOST, lambda n: words.count("count.more_rows", n))
    return section("framing", words("section.framing"), body, words("lead.framing"))


def _framing(index: Index, framing: Framing) -> list[str]:
    rivals = "".join(
        f'<div>{words_of(s.text)} <span class="how">{name(index.outlet(s.article))}</span></div>'
        for s in framing.rival
    )
    events = {e.id: e.name for e in index.comparison.events}
    target = index.entity(framing.target) or events.get(framing.target or "", "")
    return [
        name(index.outlet(framing.span.article)),
        words_of(framing.span.text),
        esc(index.words.get(f"framing.{framing.kind}", framing.kind)),
        name(target) if target else "",
        rivals,
    ]


def attributions(index: Index) -> str:
    """Who said what, in the order of the articles."""
    words = index.words
    columns = [words(f"column.{c}") for c in ("outlet", "source", "through", "content", "mode")]
    place = {a: i for i, a in enumerate(index.articles)}
    ordered = sorted(
        index.comparison.attributions, key=lambda a: (place.get(a.article, 0), a.content.start, a.id)
    )
    body = table(words("section.attributions"), columns, [_attribution(index, a) for a in ordered])
    if not body:
        return ""
    fold = (
        f'<details class="fold"{" open" if len(ordered) <= 12 else ""}>'
        f'<summary>{esc(words("section.attributions"))} ({len(ordered)})</summary>{body}</details>'
    )
    return section("attributions", words("section.attributions"), fold, words("lead.attributions"))


def _attribution(index: Index, attribution: Attribution) -> list[str]:
    words = index.words
    source = attribution.source
    kind = tag(source.kind, words.get(f"kind.{source.kind}", source.kind))
    via = [index.source(a.source) for a in index.chain(attribution.id)[:-1]]
    told = index.entity(attribution.told_to) or (
        attribution.told_to_span.text if attribution.told_to_span else ""
    )
    through = " ".join(name(v) for v in via)
    if told:
        through += f' <span class="how">{esc(words("column.told_to"))} {name(told)}</span>'
    content = words_of(attribution.content.text)
    content += "".join(f" … {words_of(s.text)}" for s in attribution.content_more)
    how = [words.get(f"mode.{attribution.mode}", attribution.mode)]
    if attribution.stance != "asserts":
        how.append(words.get(f"stance.{attribution.stance}", attribution.stance))
    return [
        name(index.outlet(attribution.article)),
        f"{name(index.source(source))} {kind}",
        through,
        content,
        f'{name(attribution.cue.text)} <span class="how">{esc(words.commas(how))}</span>',
    ]


def dates(index: Index) -> str:
    """How each day of publication that did not come with its article is known, with the words it was worked out from."""
    words = index.words
    rows = []
    for record in index.articles.values():
        published = record.published
        if published.how == "given":
            continue
        day = words.date(published.value, weekday=True) or words("page.unknown_date")
        reasons = [
            f'<li>{words_of(r.text)} <bdi class="how">{sentence(words.reason(r.says))}</bdi></li>'
            for r in published.evidence
        ]
        rows.append([
            name(index.outlet(record.id)),
            f"{esc(day)}",
            esc(words.get(f"date_how.{published.how}", published.how)),
            _reasons(index, reasons),
        ])
    columns = [words(f"column.{c}") for c in ("outlet", "value", "kind", "reasons")]
    body = long_table(words("section.dates"), columns, rows, _MOST, lambda n: words.count("count.more_rows", n))
    return section("dates", words("section.dates"), body, words("lead.dates"))


def _reasons(index: Index, reasons: list[str], shown: int = 4) -> str:
    first, rest = "".join(reasons[:shown]), "".join(reasons[shown:])
    more = esc(index.words("text.more", n=len(reasons) - shown))
    fold = f'<details><summary>{more}</summary><ul class="ev">{rest}</ul></details>' if rest else ""
    return f'<ul class="ev">{first}</ul>{fold}' if first else ""


def notes(index: Index) -> str:
    """What could not be read or worked out."""
    body = "".join(_note(index, n) for n in index.comparison.notes)
    return section("notes", index.words("section.notes"), f'<ul class="notes">{body}</ul>' if body else "")


def _note(index: Index, note: Note) -> str:
    owner = f"{name(index.outlet(note.article))}: " if note.article else ""
    text = index.words.get(f"note.{note.code}", "") if index.words.lang == "ar" else ""
    said = esc(text) if text else f'<span lang="en" dir="ltr">{sentence(note.text)}</span>'
    return f"<li>{owner}{said}{_reasons(index, [f'<li>{words_of(s.text)}</li>' for s in note.evidence])}</li>"
