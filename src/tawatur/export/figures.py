"""What one sees first: how many independent origins, beside how many outlets and articles. Each figure opens what it was counted from."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Alignment, ArticleRecord
from .index import Index
from .markup import esc, linked, name, sentence

# From here on dots tell no more than the number does.
_MOST_DOTS = 24
_MOST_SHOWN = 12


def figures(index: Index, members: int | None = None) -> str:
    """Independent origins, and beside them how many outlets tell it. `members`: articles of the story, where not all of them were compared."""
    words, story = index.words, index.comparison.story
    if len(index.articles) < 2:
        return f'<p class="summary">{esc(words("hero.one_article"))}</p>'
    if story is None or not index.shared:
        return f'<p class="summary">{esc(words("hero.no_alignment"))}</p>{_small(index, members)}'
    count = story.independent_origins
    most = words("hero.most")
    if count.at_most > count.certain:
        most = words.join_clauses(most, words("hero.at_most", n=count.at_most))
    outlets = words.count("count.tell", story.outlets)
    origins = words.count("count.certain", count.certain)
    return (
        '<div class="figures">'
        f'<div class="figure roots"><b>{count.certain}</b><span>{esc(origins)}<i class="most">{esc(most)}</i></span>'
        f'{dots(count.certain, count.at_most)}{_origins(index)}</div>'
        f'<div class="figure"><b>{story.outlets}</b><span>{esc(outlets)}</span>{dots(story.outlets, story.outlets)}{_outlets(index)}</div>'
        f'</div>{_small(index, members)}<p class="summary"><a href="{esc(index.pages.shared or f"#claim-{_best(index)}")}">{esc(index.corroboration())}</a><br>{_published(index)}</p>'
    )


def _best(index: Index) -> int:
    """The number of the shared claim with most origins for certain."""
    return index.number[max(index.shared, key=lambda a: (a.independent_origins.certain, -index.number[a.id])).id]


def dots(full: int, total: int) -> str:
    """One filled dot for each that is certain, a hollow one for each that may be."""
    if total > _MOST_DOTS:
        return ""
    circles = "".join(
        f'<circle class="{"full" if i < full else "open"}" cx="{8 + i * 18}" cy="8" r="6"/>' for i in range(total)
    )
    return f'<svg class="dots" aria-hidden="true" width="{total * 18}" height="16" viewBox="0 0 {total * 18} 16">{circles}</svg>'


def _opens(index: Index, items: list[str], lead: str = "") -> str:
    """The list that a number was counted from, folded."""
    intro = f"<p>{lead}</p>" if lead else ""
    return f'<details class="opens"><summary>{esc(index.words("figures.from"))}</summary>{intro}<ul>{"".join(items)}</ul></details>'


def _outlets(index: Index) -> str:
    told: dict[str, list[ArticleRecord]] = {}
    for record in index.articles.values():
        told.setdefault(index.outlet(record.id), []).append(record)
    return _opens(index, [
        f"<li>{linked(outlet, index.pages.article(records[0]))}{_times(index, records)}</li>" for outlet, records in told.items()
    ])


def _times(index: Index, records: list[ArticleRecord]) -> str:
    return f' <a class="how" href="#articles">{esc(index.words.count("count.articles", len(records)))}</a>' if len(records) > 1 else ""


def _origins(index: Index) -> str:
    """The shared claims that most outlets carry, from whose origins those of the story are told."""
    widest = max(a.outlets for a in index.shared)
    main = [a for a in index.shared if a.outlets == widest]
    items = [f"<li>{_claim(index, a)}</li>" for a in main]
    if len(main) > _MOST_SHOWN:
        more = esc(index.words("text.more", n=len(main) - _MOST_SHOWN))
        items = [*items[:_MOST_SHOWN], f'<li><details><summary>{more}</summary><ul>{"".join(items[_MOST_SHOWN:])}</ul></details></li>']
    lead = esc(index.words("figures.widest", outlets=index.words.count("count.outlets", widest)))
    return _opens(index, items, lead)


def _claim(index: Index, alignment: Alignment) -> str:
    number = index.number[alignment.id]
    told = sentence(index.why(alignment), index.words.lang)
    count = esc(index.origins_text(alignment.independent_origins))
    return f'<a href="#claim-{number}">{number}</a> <strong>{count}</strong> <span class="how">{told}</span>'


def _small(index: Index, members: int | None) -> str:
    """How many articles, and how many of them were compared where that is another number."""
    words, count = index.words, len(index.articles)
    text = words.count("count.articles", count)
    if members is not None and members > count:
        text = words("figures.compared", n=count, articles=words.count("count.articles", members))
    return f'<p class="summary"><a href="#articles">{esc(text)}</a></p>'


def _published(index: Index) -> str:
    story, words = index.comparison.story, index.words
    listed: Mapping[str, None] = dict.fromkeys(index.outlet(a) for a in index.articles)
    shown = [name(outlet) for outlet in listed][:_MOST_SHOWN]
    if len(listed) > len(shown):
        names = f'{words.commas(shown)} <a href="#articles">{esc(words("text.more", n=len(listed) - len(shown)))}</a>'
    else:
        names = words.join(shown)
    if story is None or not story.first_published:
        return names
    first = words.date(story.first_published)
    last = words.date(story.last_published)
    if not last or last == first:
        return f'{names}. {esc(words("hero.on", first=first))}.'
    return f'{names}. {esc(words("hero.from_to", first=first, last=last))}.'
