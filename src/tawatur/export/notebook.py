"""A compact picture of a Comparison for notebooks: a fragment whose styles touch nothing else."""

from __future__ import annotations

from ..model import Alignment, Comparison
from ..model.agreement import differs
from .brief import brief
from .index import Index, build_index
from .markup import esc, name, words_of
from .words import load_words

_STYLE = """
.tawatur-nb{font:14px/1.6 system-ui,sans-serif;max-width:60em}
.tawatur-nb .h{font-size:1.35em;font-weight:700;direction:rtl;text-align:right;margin:.2em 0}
.tawatur-nb .b{margin:.3em 0;unicode-bidi:isolate}
.tawatur-nb .f{font-size:1.1em;margin:.3em 0}
.tawatur-nb .f b{font-size:1.5em}
.tawatur-nb .o b{color:#b3442f}
.tawatur-nb .c{border-inline-start:4px solid #b3442f;padding:.2em .8em;margin:.6em 0}
.tawatur-nb .c.same{border-color:#4a8a6a}
.tawatur-nb .r{display:grid;grid-template-columns:8em 1fr;direction:rtl;gap:0 1em}
.tawatur-nb .s{opacity:.75;font-size:.92em}
.tawatur-nb bdi,.tawatur-nb .w{unicode-bidi:isolate}
"""


def repr_html(comparison: Comparison, lang: str = "en", limit: int = 8) -> str:
    """The story, the counts and the first `limit` shared claims, as one `div` without scripts."""
    index = build_index(comparison, load_words(lang))
    words, story = index.words, comparison.story
    headline = story.headline.text if story and story.headline else words("page.untitled" if len(index.articles) > 1 else "page.untitled_one")
    parts = [f'<div class="h">{name(headline)}</div>']
    if len(index.articles) < 2:
        parts.append(f'<p class="f">{esc(words("hero.one_article"))}</p>{_counts(index)}')
    elif story is None or not index.shared:
        parts.append(f'<p class="f">{esc(words("hero.no_alignment"))}</p>')
    else:
        count = story.independent_origins
        most = f' ({esc(words("hero.at_most", n=count.at_most))})' if count.at_most > count.certain else ""
        parts.append(
            f'<p class="f">{esc(words.count("count.outlets", story.outlets))} ← '
            f'<span class="o"><b>{esc(words.count("count.origins", count.certain))}</b>{most}</span></p>'
        )
    parts += [
        f'<p class="b" dir="rtl" lang="ar">{esc(t.span.text)}{" …" if t.cut else ""} <span class="s">({name(index.outlet(t.span.article))})</span></p>'
        for t in brief(index)
    ]
    shown = [*index.differing, *index.agreeing]
    parts += [_claim(index, a) for a in shown[:limit]]
    if len(shown) > limit:
        parts.append(f'<p class="s">{esc(words("text.more", n=len(shown) - limit))}</p>')
    return f'<div class="tawatur-nb" dir="{words.direction}"><style>{_STYLE}</style>{"".join(parts)}</div>'


def _claim(index: Index, alignment: Alignment) -> str:
    rows = "".join(
        f'<div class="r">{name(index.outlet(index.claims[c].span.article))}{words_of(index.claims[c].span.text)}</div>'
        for c in alignment.claims if c in index.claims
    )
    kind = "" if differs(alignment) else " same"
    facets = [index.words.get(f"facet.{d.facet}", d.facet) for d in alignment.differs]
    told = f"{index.words.get(f'relation.{alignment.relation}', alignment.relation)}"
    if facets:
        told += f" ≠ {index.words.join(facets)}"
    return (
        f'<div class="c{kind}"><div class="s">{esc(told)} · {esc(index.words.count("count.outlets", alignment.outlets))} ← '
        f"{esc(index.origins_text(alignment.independent_origins))}</div>{rows}</div>"
    )


def _counts(index: Index) -> str:
    made, words = index.comparison, index.words
    pairs = (
        (words("layer.source"), len(made.attributions)), (words("layer.time"), len(made.times)),
        (words("layer.entity"), len(made.entities)), (words("section.timeline"), len(made.events)),
        (words("layer.framing"), len(made.framing)),
    )
    return '<p class="s">' + " · ".join(f"{esc(label)}: {n}" for label, n in pairs) + "</p>"
