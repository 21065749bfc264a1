"""Numbers with their units: digits, number words, vague plurals, duals, and what bounds them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lang.frames import Frames, NumberRules
from ..lang.normalize import TextView
from ..lang.stem import light_stem
from ..lang.tokenize import Token
from ..model import Article, Quantity, TimeExpression

_DIGITS = re.compile(r"\d+")
_CLOCK = re.compile(r"[:/]\d")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?")


def find_numbers(
    article: Article, view: TextView, words: Sequence[Token], times: Sequence[TimeExpression],
    names: Sequence[bool], frames: Frames,
) -> tuple[Quantity, ...]:
    """All counted quantities among `words` (in order, of one sentence).

    `names[i]` is True where word i lies in a name: a number there counts nothing. Numbers of dates
    are left out, those of durations are kept. O(words).
    """
    rules = frames.numbers
    dates = [(t.start, t.end) for t in times if t.type in ("DATE", "TIME")]
    out: list[Quantity] = []
    i = 0
    while i < len(words):
        read = None if names[i] else _read(view, words, i, rules)
        if read is None:
            i += 1
            continue
        value, after, vague = read
        made = _quantity(article, view, words, i, after, value, vague, rules)
        if made is None or any(a < words[after - 1].end and words[i].start < b for a, b in dates):
            i = max(after, i + 1)
            continue
        out.append(made[0])
        i = made[1]
    return tuple(out)


def _read(view: TextView, words: Sequence[Token], i: int, rules: NumberRules) -> tuple[float, int, bool] | None:
    """`(value, first word after, vague)` of the number that begins at word i."""
    norm = rules.bare.get(words[i].norm, "")
    if not norm and not words[i].norm[0].isdigit():
        return None
    if norm in rules.vague and not (i and words[i - 1].norm.isdigit()):
        after = i + 1
        if after < len(words) and words[after].norm in rules.vague:
            return rules.vague[norm] * rules.vague[words[after].norm] / 2, after + 1, True
        return rules.vague[norm], after, True
    if norm in rules.units and rules.units[norm][1] == 2:
        return 2, i, False
    total, part, j = 0.0, 0.0, i
    seen = False
    while j < len(words):
        word = _bare(words[j].norm, rules) if j == i else words[j].norm
        plain = word[1:] if seen and word[:1] == "و" and len(word) > 2 else word
        if _DIGITS.match(word) and not seen:
            value, j = _digits(view, words, j)
            part, seen = value, True
            continue
        if plain in rules.values and (not seen or plain is not word or _teen(plain, part)):
            part, seen = part + rules.values[plain], True
        elif plain in rules.scales and (seen or plain not in rules.units):
            scale = rules.scales[plain]
            if scale == 100:
                part = (part or 1) * 100
            else:
                total, part = total + (part or 1) * scale, 0
            seen = True
        else:
            break
        j += 1
    return (total + part, j, False) if seen else None


def _teen(word: str, part: float) -> bool:
    """«خمسة عشر»: ten joins a unit without و."""
    return word in ("عشر", "عشره") and 1 <= part <= 9


def _bare(norm: str, rules: NumberRules) -> str:
    """A number word without its proclitics (وعشرات، بخمسة، الخمسة)."""
    return rules.bare.get(norm, norm)


def _digits(view: TextView, words: Sequence[Token], i: int) -> tuple[float, int]:
    """A number in digits at word i with its thousands and decimals: `(value, next word)`."""
    at = view.to_norm(words[i].start)
    match = _GROUPED.match(view.norm, at)
    text = match.group() if match else words[i].norm
    end = at + len(text)
    j = i + 1
    while j < len(words) and view.to_norm(words[j].start) < end:
        j += 1
    if "," in text:
        text = text.replace(",", "" if re.search(r",\d{3}(?:\D|$)", text) else ".")
    digits = re.match(r"\d+(?:\.\d+)?", text)
    return float(digits.group()) if digits else 0.0, j


def _quantity(
    article: Article, view: TextView, words: Sequence[Token], i: int, after: int, value: float,
    vague: bool, rules: NumberRules,
) -> tuple[Quantity, int] | None:
    """The quantity with unit and bounds, and the word to go on from; None where it only labels."""
    at = view.to_norm(words[i].start)
    head = view.norm[max(0, at - 24):at]
    before = words[i - 1].norm if i else ""
    if before in rules.labels or before.lstrip("وبل") in rules.labels or head.endswith(("/", ".", "-", ":")):
        return None
    tail = view.norm[at + len(words[i].norm):at + len(words[i].norm) + 2] if i < after else ""
    if _CLOCK.match(tail):
        return None
    bound_match = rules.bound_pattern.search(head)
    bound = rules.bounds.get(" ".join(bound_match.group().split())) if bound_match else None
    start_norm = at - (len(head) - bound_match.start()) if bound_match else at
    unit, last = _unit(view, words, after, rules)
    if unit == "" and (i == after or value == 1):
        return None
    end_norm = view.to_norm(words[last].end - 1) + 1 if last >= i else at + len(words[i].norm)
    if unit == "%" and last < after:
        end_norm = view.norm.index("%", end_norm - 1) + 1
    start, end = view.to_text(start_norm, end_norm)
    low = value if vague or bound == "low" else None
    high = value if bound == "high" else None
    span = article.span(start, end)
    quantity = Quantity(value=value, unit=unit, span=span, approx=vague or bound == "approx", low=low, high=high)
    return quantity, max(last + 1, after, i + 1)


def _unit(view: TextView, words: Sequence[Token], after: int, rules: NumberRules) -> tuple[str, int]:
    """The unit that word `after` names and the index of its last word."""
    end = view.to_norm(words[after - 1].end - 1) + 1 if after else 0
    if after and view.norm[end:end + 2].lstrip()[:1] == "%":
        return "%", after - 1
    if after >= len(words):
        return "", after - 1
    gap = view.norm[end:view.to_norm(words[after].start)] if after else ""
    if gap.strip():
        return "", after - 1
    pair = words[after].norm + " " + (words[after + 1].norm if after + 1 < len(words) else "")
    if pair in rules.units:
        return rules.units[pair][0], after + 1
    norm = _bare(words[after].norm, rules)
    if norm == "من" and after + 1 < len(words):
        inner = words[after + 1].norm
        inner = inner[2:] if inner.startswith("ال") and len(inner) > 4 else inner
        return rules.units.get(inner, (light_stem(inner), 1))[0], after + 1
    if norm in rules.units:
        return rules.units[norm][0], after
    if len(norm) < 3 or (norm[0] in "وف" and not norm.endswith("ه")) or norm in ("من", "في", "علي", "عن", "الي"):
        return "", after - 1
    return light_stem(norm), after
