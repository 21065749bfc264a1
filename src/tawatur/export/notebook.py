"""A compact picture of a Comparison for notebooks: a fragment without scripts whose styles touch nothing else.

Its colours are made of the colour of the text around it, so that they fit a light and a dark notebook.
"""

from __future__ import annotations

from importlib import resources

from ..model import Alignment, Comparison
from ..model.agreement import differs
from .brief import brief
from .graph import chain_picture
from .index import Index, build_index
from .markup import esc, name, words_of
from .words import load_words

_DRAWING = "/* the drawing of the chain"
_COLOURS = """
.tawatur-nb{--ink:currentColor;--sheet:transparent;--accent:color-mix(in srgb,#b3442f 75%,currentColor);--accent-soft:color-mix(in srgb,#b3442f 14%,transparent)}
.tawatur-nb{--soft:color-mix(in srgb,currentColor 75%,transparent);--rule:color-mix(in srgb,currentColor 40%,transparent)}
"""
_STYLE = """
.tawatur-nb{font:14px/1.6 system-ui,sans-serif;max-width:60em}
.tawatur-nb svg.chain{font-family:inherit;max-width:100%;height:auto}
.tawatur-nb .legend{list-style:none;padding:0}
.tawatur-nb .h{font-size:1.35em;font-weight:700;direction:rtl;text-align:right;margin:.2em 0}
.tawatur-nb .b{margin:.3em 0;unicode-bidi:isolate}
.tawatur-nb .f{font-size:1.1em;margin:.3em 0}
.tawatur-nb .f b{font-size:1.5em}
.tawatur-nb .o b{color:var(--accent)}
.tawatur-nb .c{border-inline-start:4px solid var(--accent);padding:.2em .8em;margin:.6em 0}
.tawatur-nb .c.same{border-color:#4a8a6a}
.tawatur-nb .r{display:grid;grid-template-columns:8em 1fr;direction:rtl;gap:0 1em}
.tawatur-nb .s,.tawatur-nb .how{opacity:.75;font-size:.92em}
.tawatur-nb bdi,.tawatur-nb .w{unicode-bidi:isolate}
"""


def repr_html(comparison: Comparison, lang: str = "en", limit: int = 8) -> str:
    """The story, the counts, the chain and the first `limit` shared claims, as one `div`. `lang`: `en` or `ar`."""
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
    picture = chain_picture(index)
    if picture:
        parts.append(f'<p class="f">{esc(words("section.chain"))}</p>{picture}')
    shown = [*index.differing, *index.agreeing]
    parts += [_claim(index, a) for a in shown[:limit]]
    if len(shown) > limit:
        parts.append(f'<p class="s">{esc(words("text.more", n=len(shown) - limit))}</p>')
    return f'<div class="tawatur-nb" dir="{words.direction}"><style>{_style()}</style>{"".join(parts)}</div>'


def _style() -> str:
    """The rules of the report's drawing and those of the fragment, each for what is inside of it alone."""
    css = (resources.files("tawatur.export") / "assets" / "report.css").read_text(encoding="utf-8")
    rules = css.partition(_DRAWING)[2].partition("\n\n")[0].splitlines()[1:]
    inside = "\n".join(",".join(f".tawatur-nb {part}" for part in rule.partition("{")[0].split(",")) + rule[rule.index("{"):] for rule in rules)
    return f"{_COLOURS}{inside}{_STYLE}"


def _claim(index: Index, alignment: Alignment) -> str:
    rows = "".join(
        f'<div class="r">{name(index.outlet(c.span.article))}{words_of(c.span.text)}</div>' for c in index.claims_of(alignment.claims)
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
