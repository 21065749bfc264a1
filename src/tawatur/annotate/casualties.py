"""What befell those whom a number counts: killed, wounded, missing, held.

«قتل جنديان وجرح 24 آخرون» counts two killed and 24 wounded: without that the two figures could be
taken for one. The fate stands before the number, after it («27 شخصا قتلوا») or is the counted noun.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from ..lang.normalize import TextView
from ..lang.number_rules import NumberRules
from ..lang.tokenize import Token

_REACH = 7
_AHEAD = 4
_ASIDE = 8


def fate_of(
    view: TextView, words: Sequence[Token], first: int, last: int, unit: str, rules: NumberRules,
    verbs: Sequence[bool],
) -> str | None:
    """The fate of what words `[first, last]` count, as the noun that names it; None where none is told.

    Things that are no persons (cars, years, money) have none.
    """
    own = rules.fates.get(unit)
    if own is not None:
        after = words[last + 1].norm if last + 1 < len(words) else ""
        other = rules.fates.get(after[1:]) if after[:1] == "و" else None
        # «33 قتيلا وجريحا»: one figure for both.
        return own if _counted(words, last + 2) else _both(own, other)
    if unit in rules.things:
        return None
    person, small = unit in rules.persons, rules.words
    for j in range(first - 1, max(first - _REACH, -1), -1):
        norm = words[j].norm
        if norm in rules.bound_words:
            continue  # «قتل ما لا يقل عن 17»: the verb of the bound parts nothing
        fate = rules.fates.get(norm)
        if fate is not None:
            # «مقتل وإصابة 20», «عدد القتلى والجرحى 20»: of both again.
            joined = norm[0] == "و" and j > 0 and not (verbs[j] or verbs[j - 1])
            return _both(rules.fates.get(words[j - 1].norm), fate) if joined else fate
        if norm in small["part_of"] or verbs[j] or _parted(view, words, j) or (unit and not person and norm in small["counted_away"]):
            break
    behind = _aside(view, words, last, small["aside"])
    for j in range(behind + 1, min(behind + 1 + _AHEAD, len(words))):
        norm = words[j].norm
        parted = _parted(view, words, j - 1) and not last < behind == j - 1
        if parted or (norm[:1] == "و" and norm not in rules.fates):
            return None
        if norm in rules.fates and norm[0] != "و":
            return rules.fates[norm] if verbs[j] or words[j - 1].norm in small["met"] else None
        if verbs[j] and norm not in small["met"]:
            return None
    return None


def _aside(view: TextView, words: Sequence[Token], last: int, opens: Container[str]) -> int:
    """The last word of an aside behind word `last` («، معظمهم من البحارة، قتلوا»), else `last` itself."""
    if not _parted(view, words, last) or last + 1 >= len(words) or words[last + 1].norm not in opens:
        return last
    ends = (j for j in range(last + 1, min(last + 1 + _ASIDE, len(words) - 1)) if _parted(view, words, j))
    return next(ends, last)


def _both(one: str | None, other: str | None) -> str | None:
    return f"{one} و{other}" if one and other and one != other else one or other


def _counted(words: Sequence[Token], i: int) -> bool:
    return i < len(words) and words[i].norm[0].isdigit()


def _parted(view: TextView, words: Sequence[Token], i: int) -> bool:
    """A mark stands between word i and the next."""
    if i + 1 >= len(words) or words[i + 1].start - words[i].end == 1:
        return False
    gap = view.norm[view.to_norm(words[i].end):view.to_norm(words[i + 1].start)]
    return any(mark in gap for mark in "،,؛:.")
