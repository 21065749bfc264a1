"""Numbers with their units: digits, number words, vague plurals, duals, and what bounds them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from ..lang.frames import Frames
from ..lang.normalize import TextView
from ..lang.number_rules import NumberRules
from ..lang.stem import light_stem
from ..lang.tokenize import Token
from ..model import Article, Quantity, TimeExpression
from .casualties import fate_of

_CLOCK = re.compile(r"[:/]\d")
# Particles written in one with digits: «و13 شخصا»، «بـ81 مليونا».
_GLUED = re.compile(r"(?:و|ف)?(?:ال|بال|لل|ب|ل|ك)?(?=\d)")
_SCORE = re.compile(r"(\d{1,2})\s?[-/]\s?(\d{1,2})(?![\d/-])")
_YEARS = range(1900, 2100)
_SCALE = 1000
_IN_BRACKETS = re.compile(r"\([\d.,]+$")
# «33.288 زجاجة»: the dot parts thousands where what is counted has no fractions.
_DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}(?![\d.,])")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?")


def find_numbers(
    article: Article, view: TextView, words: Sequence[Token], times: Sequence[TimeExpression],
    names: Sequence[bool], frames: Frames, verbs: Sequence[bool] = (),
) -> tuple[Quantity, ...]:
    """All counted quantities among `words` (in order, of one sentence).

    `names[i]` is True where word i lies in a name: a number there counts nothing; `verbs[i]` where
    it is a verb. Numbers of dates are left out, those of durations are kept. Of people whose fate
    is told (killed, wounded …) the unit is that fate. O(words).
    """
    rules = frames.numbers
    dates = [(t.start, t.end) for t in times if t.type in ("DATE", "TIME")]
    out: list[Quantity] = []
    noun = ""
    between = False
    i = 0
    while i < len(words):
        if words[i].norm not in rules.bare and not _glued(words[i].norm) and not _eleven(words, i, rules):
            i += 1
            continue
        scored = _score(article, view, words, i, rules)
        if scored is not None:
            out.append(scored[0])
            i = scored[1]
            continue
        read = None if names[i] else _read(view, words, i, rules)
        if read is None:
            i += 1
            continue
        value, after, vague = read
        made = _quantity(article, view, words, i, after, value, vague, rules, verbs)
        if made is None or any(a < words[after - 1].end and words[i].start < b for a, b in dates):
            i = max(after, i + 1)
            continue
        quantity, following, last = made
        if quantity.unit in rules.other_stems:
            quantity = replace(quantity, unit=noun)
        noun = quantity.unit
        fate = fate_of(view, words, i, last, quantity.unit, rules, verbs or [False] * len(words))
        quantity = replace(quantity, unit=fate) if fate else quantity
        lower = out[-1] if out and between else None
        between = i > 0 and words[i - 1].norm in rules.words["between"]
        if lower is not None and lower.span.end + 2 >= quantity.span.start and lower.value < quantity.value:
            out[-1] = _range(article, lower, quantity)
        else:
            out.append(quantity)
        i = following
    return tuple(out)


def _range(article: Article, lower: Quantity, upper: Quantity) -> Quantity:
    """«بين 20 و30 شخصا»: one figure with both its bounds."""
    return Quantity(
        value=lower.value, unit=upper.unit, span=article.span(lower.span.start, upper.span.end),
        approx=True, low=lower.value, high=upper.value,
    )


def _score(
    article: Article, view: TextView, words: Sequence[Token], i: int, rules: NumberRules,
) -> tuple[Quantity, int] | None:
    """The result of a match («3-1») as one figure, where words before it tell of a match."""
    if not words[i].norm[0].isdigit() or i + 1 >= len(words) or not words[i + 1].norm[0].isdigit():
        return None
    match = _SCORE.match(view.norm, view.to_norm(words[i].start))
    if match is None or not any(w.norm in rules.matches for w in words[max(0, i - 12):i]):
        return None
    high, low = sorted((int(match[1]), int(match[2])), reverse=True)
    start, end = view.to_text(match.start(), match.end())
    return Quantity(value=high, unit=f"{rules.score_joint} {low}", span=article.span(start, end)), i + 2


def _read(view: TextView, words: Sequence[Token], i: int, rules: NumberRules) -> tuple[float, int, bool] | None:
    """`(value, first word after, vague)` of the number that begins at word i."""
    norm = rules.bare.get(words[i].norm, "")
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
        apart = seen and word == "و" and j + 1 < len(words) and not words[j + 1].norm.isdigit()
        if apart:  # «خمسة و عشرون»
            j, word = j + 1, "و" + words[j + 1].norm
        plain = word[1:] if seen and word[:1] == "و" and len(word) > 2 else word
        ahead = _and_digits(words, j) if seen and total and not part else 0
        if (not seen and _glued(word)) or ahead:
            value, j = _digits(view, words, j + max(0, ahead - 1), rules)
            part, seen = value, True
            continue
        if (not seen or plain is not word) and _eleven(words, j, rules):
            part, seen = part + 1, True
        elif plain in rules.values and (not seen or plain is not word or _teen(plain, part, rules)):
            part, seen = part + rules.values[plain], True
        elif plain in rules.scales and (seen or plain not in rules.units):
            scale = rules.scales[plain]
            if scale == 100:
                part = (part or 1) * 100
            else:
                total, part = total + (part or 1) * scale, 0
            seen = True
        else:
            j -= apart
            break
        j += 1
    # Rounded: 2.135 thousand millions are no 2134999999.9999998.
    return (round(total + part, 6), j, False) if seen else None


def _and_digits(words: Sequence[Token], j: int) -> int:
    """How many words «و288» or «و 800» takes behind a scale («33 ألفا و288»); 0 where there is no such number."""
    norm = words[j].norm
    if norm[0] == "و" and norm[1:].isdigit():
        return int(int(norm[1:]) < _SCALE)
    if norm == "و" and j + 1 < len(words) and words[j + 1].norm.isdigit():
        return 2 if int(words[j + 1].norm) < _SCALE else 0
    return 0


def _teen(word: str, part: float, rules: NumberRules) -> bool:
    """«خمسة عشر», «مئة وخمسة عشر»: ten joins a unit without و."""
    return word in rules.words["teens"] and 1 <= part % 100 <= 9


def _eleven(words: Sequence[Token], i: int, rules: NumberRules) -> bool:
    """«أحد عشر»: one before ten; «أحد المارة» counts nobody."""
    ten = i + 1 < len(words) and words[i + 1].norm in rules.words["teens"]
    return ten and words[i].norm.lstrip("وفبلك") in rules.words["eleven"]


def _bare(norm: str, rules: NumberRules) -> str:
    """A number word without its proclitics (وعشرات، بخمسة، الخمسة)."""
    return rules.bare.get(norm, norm)


def _glued(norm: str) -> bool:
    """True for digits, also with particles written in one with them."""
    return norm[0].isdigit() or (norm[-1].isdigit() and _GLUED.match(norm) is not None)


def _digits(view: TextView, words: Sequence[Token], i: int, rules: NumberRules) -> tuple[float, int]:
    """A number in digits at word i with its thousands and decimals, and a scale written in one with it
    («33مليار»): `(value, next word)`."""
    at = view.to_norm(words[i].start)
    glued = _GLUED.match(words[i].norm)
    at += glued.end() if glued else 0
    match = _GROUPED.match(view.norm, at)
    text = match.group() if match else words[i].norm
    end = at + len(text)
    j = i + 1
    while j < len(words) and view.to_norm(words[j].start) < end:
        j += 1
    if "," in text:
        text = text.replace(",", "" if re.search(r",\d{3}(?:\D|$)", text) else ".")
    digits = re.match(r"\d+(?:\.\d+)?", text)
    scale = rules.scales.get(view.norm[end:view.to_norm(words[j - 1].end)], 1)
    return (float(digits.group()) if digits else 0.0) * scale, j


def _quantity(
    article: Article, view: TextView, words: Sequence[Token], i: int, after: int, value: float,
    vague: bool, rules: NumberRules, verbs: Sequence[bool],
) -> tuple[Quantity, int, int] | None:
    """The quantity with unit and bounds, the word to go on from and the last word; None where the
    number only labels or names a year."""
    at = view.to_norm(words[i].start)
    head = view.norm[max(0, at - 24):at]
    before = words[i - 1].norm if i else ""
    if before in rules.labels or before.lstrip("وبل") in rules.labels or head.endswith(("/", ".", "-", ":")):
        return None
    tail = view.norm[at + len(words[i].norm):at + len(words[i].norm) + 2] if i < after else ""
    if _CLOCK.match(tail):
        return None
    unit, last = _unit(view, words, after, rules, verbs)
    if (unit == "" and (i == after or value == 1)) or _is_year(words, i, after, value, unit, rules):
        return None
    if unit and unit != "%" and unit not in rules.things and _is_dotted(view, at, words[i].norm, value):
        value *= _SCALE
    bound, start_norm, last_bound = _bounds(view, words, i, last, head, rules)
    end_norm = view.to_norm(words[last].end) if last >= i else at + len(words[i].norm)
    if unit == "%" and last < after:
        end_norm = view.norm.index("%", end_norm - 1) + 1
    if last_bound > last:
        end_norm = view.to_norm(words[last_bound].end)
    low = value if vague or bound == "low" else None
    high = value if bound == "high" else None
    span = article.span(*view.to_text(start_norm, end_norm))
    quantity = Quantity(value=value, unit=unit, span=span, approx=vague or bound == "approx", low=low, high=high)
    return quantity, max(last_bound + 1, last + 1, after, i + 1), last


def _is_dotted(view: TextView, at: int, norm: str, value: float) -> bool:
    """True where the whole number is digits with three of them behind a dot."""
    glued = _GLUED.match(norm)
    match = _DOTTED.match(view.norm, at + (glued.end() if glued else 0))
    return match is not None and float(match.group()) == value


def _bounds(
    view: TextView, words: Sequence[Token], i: int, last: int, head: str, rules: NumberRules,
) -> tuple[str | None, int, int]:
    """What bounds a number, before it or after («على الأقل»), where it begins and its last word."""
    at = view.to_norm(words[i].start)
    match = rules.bound_pattern.search(head)
    if match:
        return rules.bounds.get(" ".join(match.group().split())), at - (len(head) - match.start()), last
    for size in (2, 1):
        key = " ".join(w.norm for w in words[last + 1:last + 1 + size])
        if last + size < len(words) and key in rules.bounds_after:
            return rules.bounds_after[key], at, last + size
    return None, at, last


def _is_year(
    words: Sequence[Token], i: int, after: int, value: float, unit: str, rules: NumberRules,
) -> bool:
    """«في 2018 بالعاصمة»: four digits that name a year count nothing."""
    if value not in _YEARS or not words[i].norm[-4:].isdigit() or after != i + 1:
        return False
    if unit in rules.persons or unit in rules.things or value % 100 == 0:
        return i > 0 and words[i - 1].norm.lstrip("ول") in rules.words["year_heads"]
    return not (unit and after < len(words) and words[after].norm.endswith("ا"))


def _unit(
    view: TextView, words: Sequence[Token], after: int, rules: NumberRules, verbs: Sequence[bool],
) -> tuple[str, int]:
    """The unit that word `after` names and the index of its last word."""
    end = view.to_norm(words[after - 1].end) if after else 0
    if after and view.norm[end:end + 2].lstrip()[:1] == "%":
        return "%", after - 1
    if after >= len(words):
        return "", after - 1
    gap = view.norm[end:view.to_norm(words[after].start)] if after else ""
    bracketed = gap.strip() == ")" and _IN_BRACKETS.search(view.norm, max(0, end - 16), end)
    if gap.strip() and not bracketed:
        return "", after - 1
    pair = words[after].norm + " " + (words[after + 1].norm if after + 1 < len(words) else "")
    if pair in rules.units:
        return rules.units[pair][0], after + 1
    norm = _bare(words[after].norm, rules)
    if norm in rules.words["out_of"] and after + 1 < len(words):
        return _from_whom(words, after + 1, rules)
    if norm in rules.units and words[after].norm[0] not in "وف":
        return rules.units[norm][0], after
    if (verbs and verbs[after]) or _is_no_noun(norm, rules):
        return "", after - 1
    return light_stem(norm), after


def _is_no_noun(norm: str, rules: NumberRules) -> bool:
    """Particles, and words with one before them: no counted noun."""
    return len(norm) < 3 or norm[0].isdigit() or norm in rules.not_units or norm in rules.words["with_this"] or (
        norm[0] in "وف" and not norm.endswith("ه")) or norm.startswith(("بال", "لل"))


def _from_whom(words: Sequence[Token], i: int, rules: NumberRules) -> tuple[str, int]:
    """«اثنين من أفراد القوات»: what they are out of."""
    inner = words[i].norm
    inner = inner[2:] if inner.startswith("ال") and len(inner) > 4 else inner
    return rules.units.get(inner, (light_stem(inner), 1))[0], i
