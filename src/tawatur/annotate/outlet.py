"""Which outlet speaks: as given, by the page's address, or as the text names itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from ..lang.furniture import Furniture
from ..lang.normalize import TextView, fold
from ..model import Article, Outlet, Span
from .partlines import Line, is_outlet, of_day

_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"[^-/|:،+]+")
_BYLINES = 8
_REACH = 70


def find_outlet(article: Article, view: TextView, lines: Sequence[Line], furniture: Furniture) -> Outlet:
    """The outlet of an article with the way it is known and, for a self-naming, the words.

    What the user gave comes first, then what the page says of itself, then the host of its address,
    then the text: a line of rights, «قال لـ«...»», a line of sources. None where the text names several alike.
    """
    if article.outlet and article.outlet_how in (None, "given"):
        return Outlet(name=article.outlet, how="given")
    host = article.outlet if article.outlet_how == "url" else _host(article.url)
    if host and not (article.outlet and article.outlet_how == "self-named"):
        return Outlet(name=host, how="url")
    named = (
        _by_rights(article, view, lines, furniture) or _by_telling(article, view, furniture)
        or _by_sources(article, view, lines, furniture)
        or _by_byline(article, view, lines, furniture) or Outlet()
    )
    if article.outlet is None:
        return named
    same = named.name is not None and fold(named.name) == fold(article.outlet)
    return Outlet(name=article.outlet, how="self-named", evidence=named.evidence if same else None)


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") or None


def _span(article: Article, view: TextView, start: int, end: int) -> Span:
    return article.span(*view.to_text(start, end))


def _by_rights(
    article: Article, view: TextView, lines: Sequence[Line], furniture: Furniture
) -> Outlet | None:
    for line in reversed(lines):
        match = furniture.rights.search(line.text)
        if not match or line.size > 25:
            continue
        start, end = match.span(1)
        noun = furniture.outlet_noun.match(line.text, start)
        if noun:
            start = noun.end()
        words = line.text[start:end].split()
        if not words or words[0].removeprefix("ل") in furniture.common or len(words) > 5:
            continue
        end = start + len(line.text[start:end].rstrip(" .-،"))
        if end <= start:
            continue
        span = _span(article, view, line.start + start, line.start + end)
        return Outlet(name=span.text, how="self-named", evidence=span)
    return None


def _by_telling(article: Article, view: TextView, furniture: Furniture) -> Outlet | None:
    """«أكدت لـ«الوطن»»: a paper that quotes what it was told puts its own name in marks."""
    norm = view.norm
    found: dict[str, tuple[int, int]] = {}
    counts: Counter[str] = Counter()
    names: dict[str, tuple[int, int]] = {}
    for match in (*furniture.told.finditer(norm), *furniture.knew.finditer(norm)):
        name = " ".join(match.group(1).split())
        if not name or name in furniture.agencies or len(name.split()) > 3:
            continue
        start = match.start() if match.re is furniture.knew else _teller(norm, match.start(), furniture)
        if start is None:
            continue
        # «أشار إلى «...»» names a thing; one speaks to a paper with حديث, تصريح or تحدث.
        if norm[match.start()] == "ا" and not norm.startswith(furniture.speaks, start):
            continue
        counts[name] += 1
        if name not in found or start < found[name][0]:
            found[name] = (start, match.end())
            inner = match.group(1)
            names[name] = (match.start(1) + len(inner) - len(inner.lstrip()), match.start(1) + len(inner.rstrip()))
    ranked = sorted(counts, key=lambda name: (-counts[name], found[name][0]))
    if not ranked or (len(ranked) > 1 and counts[ranked[0]] == counts[ranked[1]]):
        return None
    best = ranked[0]
    return Outlet(
        name=_span(article, view, *names[best]).text, how="self-named",
        evidence=_span(article, view, *found[best]),
    )


def _teller(norm: str, at: int, furniture: Furniture) -> int | None:
    """The start of the nearest verb of telling in the same clause before `at`, or None."""
    low = max(norm.rfind("\n", 0, at) + 1, at - _REACH)
    clause = max(norm.rfind(mark, low, at) for mark in ".؟!«»\"")
    for match in reversed(list(_WORD.finditer(norm, max(low, clause + 1), at))):
        word = match.group()
        if word in furniture.reported:
            return None  # what was said has begun: a name in marks there is part of it
        if word in furniture.tells:
            return match.start()
        if word[0] in "وفب" and word[1:] in furniture.tells:
            return match.start() + 1
    return None


def _by_sources(
    article: Article, view: TextView, lines: Sequence[Line], furniture: Furniture
) -> Outlet | None:
    """«المصدر: وكالات - ضفاف»: beside the agencies an outlet names itself; alone it names another."""
    for line in reversed(lines):
        match = furniture.source_line.match(line.text) if line.size <= 12 else None
        if not match:
            continue
        pieces = [m for m in re.finditer(r"[^-/|،+]+", match.group(1)) if m.group().strip()]
        own = [m for m in pieces if m.group().strip() not in furniture.agencies | furniture.desks]
        if len(own) != 1 or len(pieces) < 2:
            continue
        name = own[0].group()
        start = line.start + match.start(1) + own[0].start() + len(name) - len(name.lstrip())
        span = _span(article, view, start, start + len(name.strip()))
        return Outlet(name=span.text, how="self-named", evidence=span)
    return None


def _by_byline(
    article: Article, view: TextView, lines: Sequence[Line], furniture: Furniture
) -> Outlet | None:
    """«عمّان - «الواحة»», «ضفاف نيوز - 3 آذار 2021»: beside a city, a desk or a day, in marks or with a word such as نيوز."""
    plain = furniture.agencies | furniture.desks | furniture.places
    for line in lines[:_BYLINES]:
        if line.size > 9 or line.stop:
            continue
        pieces = [m for m in _PIECE.finditer(line.text) if m.group().strip()]
        own = [m for m in pieces if m.group().strip() not in plain and not of_day(m.group().split(), furniture)]
        if len(own) != 1 or len(pieces) < 2:
            continue
        name = own[0].group().strip()
        bare = name.strip("«»\"")
        words = bare.split()
        if not 1 <= len(words) <= 4 or bare in plain:
            continue
        if bare == name and not is_outlet(words, furniture):
            continue
        noun = furniture.outlet_noun.match(bare)
        bare = bare[noun.end():] if noun else bare
        start = line.start + own[0].start() + own[0].group().index(bare)
        span = _span(article, view, start, start + len(bare))
        return Outlet(name=span.text, how="self-named", evidence=span)
    return None
