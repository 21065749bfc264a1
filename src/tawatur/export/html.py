"""The HTML report: one file that needs nothing else and asks nothing of the network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Collection
from importlib import resources
from importlib.resources.abc import Traversable

from ..model import Comparison
from ..model.answers import Proof
from .brief import brief_section
from .cards import claims
from .figures import figures
from .graph import chain_section
from .index import Index, build_index
from .map import Drawn, map_section
from .markup import esc, section
from .met import met
from .panes import LAYERS, panes
from .tables import attributions, dates, framing, itineraries, notes
from .timeline import timeline
from .words import load_words

# family, weight, file, unicode-range
_FONTS = (
    ("Tawatur Naskh", "400", "noto-naskh-arabic-arabic-400-normal", "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200E,U+2010-2011,U+204F,U+2E41,U+FB50-FDFF,U+FE70-FEFC"),
    ("Tawatur Naskh", "700", "noto-naskh-arabic-arabic-700-normal", "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200E,U+2010-2011,U+204F,U+2E41,U+FB50-FDFF,U+FE70-FEFC"),
    ("Tawatur Naskh", "400", "noto-naskh-arabic-latin-400-normal", "U+0000-00FF,U+2000-206F"),
    ("Tawatur Naskh", "700", "noto-naskh-arabic-latin-700-normal", "U+0000-00FF,U+2000-206F"),
    ("Tawatur Plex", "400", "ibm-plex-sans-arabic-arabic-400-normal", "U+0600-06FF,U+0750-077F,U+200C-200E,U+FB50-FDFF,U+FE70-FEFC"),
    ("Tawatur Plex", "600", "ibm-plex-sans-arabic-arabic-600-normal", "U+0600-06FF,U+0750-077F,U+200C-200E,U+FB50-FDFF,U+FE70-FEFC"),
    ("Tawatur Plex", "400", "ibm-plex-sans-arabic-latin-400-normal", "U+0000-00FF,U+2000-206F"),
    ("Tawatur Plex", "600", "ibm-plex-sans-arabic-latin-600-normal", "U+0000-00FF,U+2000-206F"),
)


def render_html(
    comparison: Comparison, lang: str = "en", more: Callable[[Index], str] | None = None, drawn: Drawn = ((), ()),
) -> str:
    """A whole page as text (UTF-8 is for the writer to choose). `lang`: `en` or `ar`; `more` gives sections for its end.

    `drawn` are the places and journeys of the map; without places the journeys are told without one. Raises
    UsageError for another language. Same Comparison, same page.
    """
    index = build_index(comparison, load_words(lang))
    words = index.words
    assets = resources.files("tawatur.export") / "assets"
    kinds = ("report", "map") if drawn[0] else ("report",)
    style = _fonts(assets) + "".join((assets / f"{kind}.css").read_text(encoding="utf-8") for kind in kinds)
    script = "".join((assets / f"{kind}.js").read_text(encoding="utf-8") for kind in kinds)
    headline = _headline(comparison)
    title = words("page.title", headline=headline or _untitled(index))
    body = _body(index, more(index) if more is not None else "", drawn)
    policy = (
        "default-src 'none'; "
        f"style-src '{_digest(style)}'; script-src '{_digest(script)}'; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}" dir="{words.direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{esc(title)}</title>\n<style>{style}</style>\n</head>\n"
        f'<body class="{"many" if len(index.articles) > 1 else "one"}">\n{body}\n<script>{script}</script>\n</body>\n</html>\n'
    )


def _digest(text: str) -> str:
    """What a browser compares an inline script or style with, so that no other one can run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _fonts(assets: Traversable) -> str:
    faces = []
    for family, weight, file, letters in _FONTS:
        data = base64.b64encode((assets / "fonts" / f"{file}.woff2").read_bytes()).decode()
        faces.append(
            f"@font-face{{font-family:'{family}';font-weight:{weight};font-display:block;"
            f"src:url(data:font/woff2;base64,{data}) format('woff2');unicode-range:{letters}}}\n"
        )
    return "".join(faces)


def _headline(comparison: Comparison) -> str:
    story = comparison.story
    if story is not None and story.headline is not None:
        return story.headline.text
    return next((a.title.text for a in comparison.articles if a.title is not None), "")


def _untitled(index: Index) -> str:
    return index.words("page.untitled" if len(index.articles) > 1 else "page.untitled_one")


def _body(index: Index, more: str, drawn: Drawn) -> str:
    words = index.words
    many = len(index.articles) > 1
    reading = section(
        "articles", words("section.articles" if many else "section.article"),
        layers(index) + panes(index), words("lead.articles" if many else "lead.article"),
    )
    blocks = [
        ("brief", brief_section(index)),
        ("articles", reading),
        ("claims", claims(index)),
        ("chain", chain_section(index)),
        ("timeline", timeline(index)),
        ("map", _map(index, drawn) or itineraries(index)),
        ("met", met(index)),
        ("framing", framing(index)),
        ("attributions", attributions(index)),
        ("dates", dates(index)),
        ("notes", notes(index)),
        ("more", more),
    ]
    main = "".join(block for _, block in blocks)
    made = index.comparison.made_by
    return (
        f'<a class="skip" href="#articles">{esc(words("page.skip"))}</a>'
        f"{_masthead(index)}{_contents(index, main)}<main>{main}</main>{dock(index)}"
        f'<footer><p>{esc(words("page.footer", version=made.version, encoder=made.encoder, names=made.names, resources=made.resources[:12]))}</p></footer>'
    )


def _map(index: Index, drawn: Drawn) -> str:
    """The places of the events and the journeys, each piece of evidence leading to its article."""
    order = list(index.articles)

    def link(proof: Proof) -> str | None:
        return f"#art-{order.index(proof.span.article) + 1}" if proof.span.article in index.articles else None

    return map_section(*drawn, index.words, link=link)


def _masthead(index: Index) -> str:
    words = index.words
    headline = _headline(index.comparison)
    heading = f'<bdi lang="ar" dir="rtl">{esc(headline)}</bdi>' if headline else esc(_untitled(index))
    size = " long" if len(headline) > 70 else ""
    lang = f' class="ar{size}"' if headline else ""
    # A story's report knows more articles than were compared.
    members = getattr(index.comparison, "members", None)
    return (
        f'<header class="masthead"><p class="brand"><strong>{esc(words("page.brand"))}</strong> '
        f'<span>{esc(words("page.tagline"))}</span></p><div class="top"><h1{lang}>{heading}</h1>'
        f"<div>{figures(index, len(members) if members else None)}</div></div></header>"
    )


def _contents(index: Index, main: str) -> str:
    """Links to the sections that are there."""
    words = index.words
    keys = ("brief", "articles", "differ", "agree", "only", "chain", "timeline", "map", "itineraries", "met", "framing", "attributions", "dates", "notes", "wordings", "readers", "sources")
    links = "".join(
        f'<li><a href="#{key}">{esc(words("section.article" if key == "articles" and len(index.articles) == 1 else f"nav.{key}"))}</a></li>'
        for key in keys if f'<section id="{key}"' in main
    )
    return f'<nav class="contents" aria-label="{esc(words("page.contents"))}"><ul>{links}</ul></nav>'


def layers(index: Index, on: Collection[str] = ("al",)) -> str:
    """Switches for what is marked in the text; only layers that have marks get one. `on`: those that are marked at first."""
    words, one = index.words, len(index.articles) == 1
    have = {
        "only": bool(index.alone) and not one,
        "source": bool(index.comparison.attributions),
        "time": bool(index.comparison.times),
        "entity": bool(index.comparison.entities),
        "framing": bool(index.comparison.framing),
        "reuse": bool(index.comparison.reuse),
    }
    boxes = "" if one or not index.shared else _switch("al", words("layer.aligned"), "al" in on)
    boxes += "".join(
        _switch(layer, words(f"layer.{layer}"), one or layer in on) for layer in LAYERS if have[layer]
    )
    if not boxes:
        return ""
    return f'<fieldset class="layers"><legend>{esc(words("layer.legend"))}</legend>{boxes}</fieldset>'


def _switch(layer: str, label: str, on: bool) -> str:
    checked = " checked" if on else ""
    return f'<label class="k-{layer}"><input type="checkbox" data-layer="{layer}"{checked}><span>{esc(label)}</span></label>'


def dock(index: Index) -> str:
    if not index.shared:
        return ""
    words = index.words
    return (
        f'<aside id="dock" hidden aria-label="{esc(words("dock.label"))}"><p class="dock-head"><a id="dock-more" href="#articles">{esc(words("dock.more"))}</a>'
        f'<button type="button" id="dock-close">{esc(words("dock.close"))}</button></p>'
        '<div id="dock-body" aria-live="polite"></div></aside>'
    )
