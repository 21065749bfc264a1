"""One article after the other with what was found in it: marked in its text, then listed."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import ArticleRecord, Attribution, Comparison, Event, Span

# SGR codes: sources bold cyan, cues bold yellow, times green, entities underlined, no body dim.
_STYLES = {"part": "2", "entity": "4", "time": "32", "cue": "1;33", "source": "1;36"}
_RANK = ("part", "entity", "time", "cue", "source")


def highlight(report: Comparison, width: int, color: bool) -> str:
    """The annotations of `report` as text of `width` columns; with `color` as a terminal shows it."""
    blocks = [_article(report, article, width, color) for article in report.articles]
    notes = [f"note: {note.text}" for note in report.notes]
    return "\n".join([*blocks, *notes])


def _article(report: Comparison, article: ArticleRecord, width: int, color: bool) -> str:
    published = article.published
    outlet = article.outlet
    head = [
        "=" * min(width, 60),
        article.id,
        f"outlet     {outlet.name or 'unknown'} ({outlet.how})",
        f"published  {published.value or 'unknown'} ({published.how})",
    ]
    head += [f"           because: «{_flat(reason.text)}» {reason.says}".rstrip() for reason in published.evidence]
    lists = [
        ("parts", (f"{part.kind:10} {_short(article.text[part.start:part.end])}"
                   for part in article.parts if part.kind != "body")),
        ("times", (f"{time.value:12} {_flat(time.text)}" for time in report.times if time.article == article.id)),
        ("names", _names(report, article.id)),
        ("who said what", (_said(report, said) for said in report.attributions if said.article == article.id)),
        ("events", (_event(event) for event in report.events
                    if any(span.article == article.id for span in event.evidence))),
    ]
    lines = [*head, "", _marked(report, article) if color else article.text.rstrip("\n"), ""]
    for name, rows in lists:
        shown = [f"  {row}" for row in rows]
        if shown:
            lines += [f"{name} ({len(shown)})", *shown, ""]
    return "\n".join(lines)


def _names(report: Comparison, article: str) -> Iterable[str]:
    for entity in report.entities:
        mentions = [m.text for m in entity.mentions if m.article == article]
        if mentions:
            forms = "، ".join(dict.fromkeys(map(_flat, mentions)))
            yield f"{entity.type} {entity.name}: {forms}" if forms != entity.name else f"{entity.type} {forms}"


def _said(report: Comparison, said: Attribution) -> str:
    source = said.source
    names = {entity.id: entity.name for entity in report.entities}
    who = source.span.text if source.span else (names.get(source.entity or "") or source.name or source.kind)
    carried = " (carried over)" if source.carried else ""
    inside = f" [inside {said.parent.rsplit('/', 1)[-1]}]" if said.parent else ""
    return f"{said.id.rsplit('/', 1)[-1]:4} {_flat(who)}{carried} | {_flat(said.cue.text)} | {_short(said.content.text)}{inside}"


def _event(event: Event) -> str:
    return f"{event.date or '?':12} {event.status:8} {event.name}"


def _marked(report: Comparison, article: ArticleRecord) -> str:
    """The text with SGR codes; where findings overlap the more telling one is shown."""
    text = article.text
    styles: list[str | None] = [None] * len(text)
    found: dict[str, list[tuple[int, int]]] = {name: [] for name in _RANK}
    found["part"] = [(part.start, part.end) for part in article.parts if part.kind not in ("body", "title")]
    found["time"] = [(time.start, time.end) for time in report.times if time.article == article.id]
    found["entity"] = [(m.start, m.end) for e in report.entities for m in e.mentions if m.article == article.id]
    for said in report.attributions:
        if said.article == article.id:
            found["cue"].append(_ends(said.cue))
            if said.source.span:
                found["source"].append(_ends(said.source.span))
    for name in _RANK:
        for start, end in found[name]:
            styles[start:end] = [_STYLES[name]] * (end - start)
    out: list[str] = []
    last: str | None = None
    for char, style in zip(text, styles, strict=True):
        if style != last:
            out.append("\x1b[0m" if style is None else f"\x1b[0m\x1b[{style}m")
            last = style
        out.append(char)
    return "".join(out).rstrip("\n") + "\x1b[0m"


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _flat(text: str) -> str:
    return " ".join(text.split())


def _short(text: str, most: int = 90) -> str:
    flat = _flat(text)
    return flat if len(flat) <= most else flat[:most - 1] + "…"
