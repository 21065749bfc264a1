"""The comparison laid out for a terminal. Arabic stays in logical order; nothing is reshaped."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

from ..model import (
    Alignment,
    Comparison,
    Difference,
    DifferenceValue,
    Event,
    Framing,
)
from ..model.agreement import differs
from .happenings import series, victims
from .index import Index, build_index, short
from .segments import split
from .terminal import STYLES, console, harmless, line
from .words import is_dated, load_words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text
    from rich.tree import Tree

# How many reasons for a day of publication are shown.
REASONS = 6


def render_text(
    comparison: Comparison, lang: str = "en", width: int = 100, color: bool = False
) -> str:
    """Text for a terminal of `width` columns, with ANSI colours where `color`.

    Raises UsageError for a report language that there is none of.
    """
    index = build_index(comparison, load_words(lang))
    buffer = StringIO()
    page = _Page(index, console(buffer, width, color))
    if len(index.articles) > 1:
        page.comparison()
    else:
        page.annotation(color)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


class _Page:
    """Writes one report; holds the index and the console for the length of one call."""

    def __init__(self, index: Index, console: Console) -> None:
        self.index = index
        self.words = index.words
        self.console = console

    def comparison(self) -> None:
        self.story()
        if self.index.differing:
            self.heading("differ")
            for alignment in self.index.differing:
                self.claim(alignment)
        if self.index.agreeing:
            self.heading("agree")
            for alignment in self.index.agreeing:
                self.claim(alignment)
        self.alone()
        self.events()
        self.framing()
        self.dates()
        self.notes()

    def annotation(self, color: bool) -> None:
        for key, record in self.index.articles.items():
            self.put(line((self.index.outlet(key), "head"), (self.published(key), "dim")))
            self.console.print()
            self.console.print(self.marked(record.text, key), soft_wrap=False)
        if color:
            self.console.print()
            self.put(line(*((self.words(f"layer.{k}"), STYLES[k]) for k in ("source", "time", "entity", "framing"))))
        self.sources()
        self.events()
        self.names()
        self.framing()
        self.dates()
        self.notes()

    # -- building blocks

    def put(self, text: Text, indent: int = 0) -> None:
        from rich.padding import Padding

        self.console.print(Padding(text, (0, 0, 0, indent)))

    def heading(self, key: str) -> None:
        from rich.rule import Rule
        from rich.text import Text

        self.console.print()
        self.console.print(Rule(Text(self.words(f"section.{key}"), style="bold"), align="left", style="dim"))

    def table(self, *columns: str) -> Any:
        from rich.table import Table

        made = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
        for column in columns:
            made.add_column(self.words(f"column.{column}"), overflow="fold")
        return made

    def published(self, article: str) -> str:
        known = self.index.articles[article].published
        if known.value is None:
            return self.words("page.unknown_date")
        return f"{self.words.date(known.value, weekday=True)} ({self.words.get(f'date_how.{known.how}', known.how)})"

    # -- sections

    def story(self) -> None:
        words, story = self.words, self.index.comparison.story
        headline = story.headline.text if story and story.headline else words("page.untitled")
        self.put(line((headline, "head")))
        if story is None or not self.index.shared:
            self.put(line((words("hero.no_alignment"), "accent")))
        else:
            count = story.independent_origins
            most = f"({words('hero.at_most', n=count.at_most)})" if count.at_most > count.certain else ""
            self.put(line(
                (words.count("count.outlets", story.outlets), "head"), ("←", "dim"),
                (words.count("count.origins", count.certain), "accent"), (most, "dim"),
            ))
            self.put(line((self.index.corroboration(), "dim")))
        self.console.print()
        for place, article in enumerate(self.index.articles, 1):
            self.put(line((str(place), "dim"), (self.index.outlet(article), "outlet"), (self.published(article), "dim")), 2)

    def claim(self, alignment: Alignment) -> None:
        """Its wordings, what differs, and the chain behind it as a tree."""
        words, count = self.words, alignment.independent_origins
        most = f"({words('hero.at_most', n=count.at_most)})" if count.at_most > count.certain else ""
        style = "differ" if differs(alignment) else "agree"
        self.console.print()
        self.put(line(
            (f"{self.index.number[alignment.id]}.", style),
            (words.get(f"relation.{alignment.relation}", alignment.relation), style),
            (words.count("count.outlets", alignment.outlets), ""), ("←", "dim"),
            (words.count("count.origins", count.certain), "accent"), (most, "dim"),
        ))
        self.rows([
            (line((self.index.outlet(c.span.article), "outlet")), line((c.span.text, "")))
            for c in self.index.told(alignment)
        ])
        for difference in self.index.differences(alignment):
            self.put(line((f"≠ {words.get(f'facet.{difference.facet}', difference.facet)}", "differ")), 3)
            self.rows([
                (
                    line((self.index.outlet(v.span.article), "outlet")),
                    line((short(v.span.text), "head"), (self.reading(difference, v), "dim")),
                )
                for v in difference.values
            ], 5)
            reason = self.index.differ_why(difference)
            if reason:
                self.put(line((reason, "dim")), 5)
        self.put_tree(self.tree(alignment))

    def reading(self, difference: Difference, value: DifferenceValue) -> str:
        shown = self.index.reading(difference, value)
        return f"= {shown}" if shown else ""

    def rows(self, rows: list[tuple[Text, Text]], indent: int = 3) -> None:
        """Outlets in one column, their words in the other, so that long words wrap under themselves."""
        from rich.padding import Padding
        from rich.table import Table

        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(max_width=max(10, self.console.width // 4), overflow="fold")
        grid.add_column()
        for outlet, words in rows:
            grid.add_row(outlet, words)
        self.console.print(Padding(grid, (0, 0, 0, indent)))

    def tree(self, alignment: Alignment) -> Tree:
        from rich.tree import Tree

        top = Tree(line((self.index.why(alignment), "dim")), guide_style="dim")
        for origin in alignment.origins:
            named = origin.how != "unattributed" and origin.name
            kind = self.words.get(f"kind.{origin.kind}", origin.kind) if named else ""
            doubt = self.words("origin.doubtful") if self.index.doubtful(alignment, origin) else ""
            branch = top.add(line((self.index.origin(origin), "accent"), (kind, "dim"), (doubt, "dim")))
            if origin.how != "unattributed":
                for way in self.index.ways(origin):
                    through = " ← ".join(way.through)
                    branch.add(line(
                        (way.outlet, "outlet"), (through and f"← {through}", ""),
                        (self.words.get(f"how.{way.how}", way.how), "dim"),
                    ))
        return top

    def put_tree(self, tree: Tree) -> None:
        from rich.padding import Padding

        self.console.print(Padding(tree, (0, 0, 0, 3)))

    def alone(self) -> None:
        if not self.index.alone:
            return
        self.heading("only")
        for article in self.index.articles:
            claims = [
                c for a in self.index.alone for c in self.index.told(a)
                if c.span.article == article and c.part not in ("navigation", "title", "header")
            ]
            if claims:
                self.console.print()
                self.put(line((self.index.outlet(article), "outlet"), (self.words.count("count.claims", len(claims)), "dim")))
            for claim in claims:
                chain = self.index.chain(claim.attribution)
                speaker = f"({self.index.source(chain[-1].source)})" if chain else ""
                self.put(line(("·", "dim"), (claim.span.text, ""), (speaker, "dim"), gap=" "), 3)

    def events(self) -> None:
        found = self.index.comparison.events
        if found:
            self.heading("timeline")
            for event in sorted(found, key=lambda e: (not is_dated(e.date), e.date or "", e.id)):
                self.event(event)
        if self.index.comparison.itineraries:
            self.heading("itineraries")
        for journey in self.index.comparison.itineraries:
            stops = [
                f"{self.index.entity(s.place) or s.place} ({self.words.date(s.date) if s.date else self.words('timeline.undated')})"
                for s in journey.stops
            ]
            arrow = " ← " if self.words.lang == "ar" else " → "
            self.put(line((f"{self.index.entity(journey.person) or journey.person}:", "head"), (arrow.join(stops), ""), gap=" "))

    def event(self, event: Event) -> None:
        outlets = dict.fromkeys(self.index.outlet(s.article) for s in event.evidence)
        people = dict.fromkeys(self.index.entity(p.entity) for p in event.participants)
        mark = {"held": "●", "planned": "○", "possible": "◌", "denied": "✕"}.get(event.status, "·")
        day = self.words.date(event.date, weekday=True) if event.date else self.words("timeline.undated")
        self.put(line(
            (mark, ""), (day, "head"), (event.name or event.type, ""),
            (f"[{self.words.get(f'status.{event.status}', event.status)}]", "dim"), (self.index.entity(event.place), ""),
        ))
        who = self.words.join([p for p in people if p])
        self.put(line((who, "dim"), (f"— {self.words.join(list(outlets))}", "outlet")), 2)
        for told in victims(self.index, event):
            self.put(line((told, "")), 2)
        if series(self.index, event):
            self.put(line((f"{self.words('series.label')}:", "dim"), (series(self.index, event), "")), 2)

    def sources(self) -> None:
        found = self.index.comparison.attributions
        if not found:
            return
        self.heading("attributions")
        table = self.table("source", "through", "content")
        for item in found:
            through = " ← ".join(self.index.source(a.source) for a in self.index.chain(item.id)[:-1][::-1])
            table.add_row(
                line((self.index.source(item.source), "source")), line((through, "dim")),
                line((item.content.text, "")),
            )
        self.console.print(table)

    def names(self) -> None:
        found = self.index.comparison.entities
        if not found:
            return
        self.console.print()
        self.put(line((self.words("layer.entity"), "head")))
        for kind in ("PER", "ORG", "LOC"):
            names = [e.name for e in found if e.type == kind]
            if names:
                self.put(line((kind, "dim"), (self.words.join(names), "entity")), 2)

    def framing(self) -> None:
        found = self.index.comparison.framing
        if not found:
            return
        self.heading("framing")
        table = self.table("outlet", "words", "kind", "about", "rival")
        for item in found:
            table.add_row(*(line(cell) for cell in self.framing_cells(item)))
        self.console.print(table)

    def framing_cells(self, item: Framing) -> list[tuple[str, str]]:
        events = {e.id: e.name for e in self.index.comparison.events}
        rivals = [f"{s.text} ({self.index.outlet(s.article)})" for s in item.rival]
        return [
            (self.index.outlet(item.span.article), "outlet"), (item.span.text, "framing"),
            (self.words.get(f"framing.{item.kind}", item.kind), "dim"),
            (self.index.entity(item.target) or events.get(item.target or "", ""), ""),
            (self.words.join(rivals), ""),
        ]

    def dates(self) -> None:
        reasoned = [r for r in self.index.articles.values() if r.published.how == "inferred"]
        if not reasoned:
            return
        self.heading("dates")
        for record in reasoned:
            self.put(line((self.index.outlet(record.id), "outlet"), (self.published(record.id), "")))
            for reason in record.published.evidence[:REASONS]:
                self.put(line(("·", "dim"), (reason.text, ""), (self.words.reason(reason.says), "dim")), 3)
            more = len(record.published.evidence) - REASONS
            if more > 0:
                self.put(line((self.words("text.more", n=more), "dim")), 3)

    def notes(self) -> None:
        if not self.index.comparison.notes:
            return
        self.heading("notes")
        for note in self.index.comparison.notes:
            owner = f"{self.index.outlet(note.article)}:" if note.article else ""
            text = self.words.get(f"note.{note.code}", note.text) if self.words.lang == "ar" else note.text
            self.put(line(("·", "dim"), (owner, "outlet"), (text, ""), gap=" "))

    def marked(self, text: str, article: str) -> Text:
        """The article's text with what was read out of it in colours."""
        from rich.text import Text

        from .panes import marks_by_article

        marks = [m for m in marks_by_article(self.index)[article] if m.layer in STYLES]
        out = Text()
        for segment in split(0, len(text), marks):
            shown = harmless(text[segment.start:segment.end])
            styles = [STYLES[m.layer] for m in segment.marks]
            out.append(shown, style=styles[0] if styles else "")
        return out
