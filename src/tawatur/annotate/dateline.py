"""The stretch before the first sentence of a report: «بيروت - رويترز:», «دمشق، سوريا (CNN) --»."""

from __future__ import annotations

import re

from ..lang.furniture import Furniture

# No mark between two figures: «20-4-2026» is one piece.
_SEPARATOR = re.compile(r"\s*(?:-{1,3}(?!\d)|(?<!\d)-{1,3}|\.-|/(?!\d)|(?<!\d)/|[:()\[\]،|«»\"])\s*")
_DAY = re.compile(r"[\d/-]*\d")
_REACH = 90
_LONGEST = 6


def dateline_end(norm: str, start: int, end: int, furniture: Furniture) -> int | None:
    """Where the dateline at the head of `norm[start:end]` ends (its last mark included), or None.

    It is a row of cities, agencies and desks, perhaps with a writer's name among them, and ends in
    a dash, a colon, a slash or a bracket. At least five words must follow it.
    """
    reach = min(end, start + _REACH)
    at, pieces, sure, best = start, 0, False, None
    bracketed = False
    for mark in _SEPARATOR.finditer(norm, start, reach):
        piece = norm[at:mark.start()].strip(" .'")
        if piece:
            weight = _weight(piece, furniture)
            if weight is None or pieces >= _LONGEST:
                break
            pieces += 1
            sure = sure or weight
            bracketed = weight and norm[mark.start():mark.end()].strip() in (")", "]")
        if sure and _ends(norm, mark, pieces, bracketed):
            best = mark
        at = mark.end()
    if best is None:
        return None
    stop = best.start() + len(best.group().rstrip())
    return stop if len(norm[stop:end].split()) >= 5 else None


def _ends(norm: str, mark: re.Match[str], pieces: int, bracketed: bool) -> bool:
    sign = mark.group().strip()
    if sign in (")", "]"):
        return bracketed
    if sign not in ("-", "--", "---", ".-", ":", "/", "|"):
        return False
    # «دمشق-حلب» is a road; a dash that ends a dateline has a blank after it.
    return pieces > 1 or sign in (":", "--", "---") or norm[mark.end() - 1].isspace()


def _weight(piece: str, furniture: Furniture) -> bool | None:
    """True for a city, agency or desk, False for what may be a name, None for what is a sentence."""
    if piece in furniture.places or piece in furniture.agencies or piece in furniture.desks:
        return True
    words = piece.split()
    if any(_DAY.fullmatch(word) for word in words) and len(words) <= 6:
        # Some cities are words of dates too: «بتوقيت بيروت».
        rest = [w for w in words if not _DAY.fullmatch(w) and (w in furniture.places or w not in furniture.date_words)]
        return _from(rest, furniture) or (False if not rest else None)
    if words[0] in furniture.desks and len(words) <= 4:
        return True
    return False if len(words) <= 3 else None


def _from(words: list[str], furniture: Furniture) -> bool:
    """«رام الله», «رام الله وفا»: a city, perhaps with an agency after it."""
    return any(
        " ".join(words[:cut]) in furniture.places and (cut == len(words) or " ".join(words[cut:]) in furniture.agencies)
        for cut in range(1, len(words) + 1)
    )
