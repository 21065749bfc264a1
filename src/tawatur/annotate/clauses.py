"""Cutting a sentence into clauses without a parser.

A sentence is walked once, word by word. Before a word that may open a clause (a connector, a verb
after و, a relative pronoun, the wording that names a source) a cut is made where the stretch to
the left already says something and the stretch to the right goes on to say something.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..lang.frames import ClauseRules, Frames
from .clause_words import Word, definite, is_helping

_STRONG = ("؛", "..", "…")
# An aside is this long at most, in words.
_ASIDE = 9


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `[first, last)` of a sentence; `content` is the first word that is no frame.

    `predicate` is the index of the word that carries it, or -1; `why` names what cut it off.
    """

    first: int
    last: int
    content: int
    predicate: int
    why: str


def cut(words: list[Word], frames: Frames) -> list[Clause]:
    """The clauses of a sentence, in order, covering all its words. O(words)."""
    rules = frames.clauses
    marks: list[tuple[int, str]] = [(0, "start")]
    aside = _asides(words, rules)
    i = 1
    while i < len(words):
        why = "" if i in aside else _opens(words, i, rules)
        if why and _left_says(words, marks[-1][0], i, why, rules) and _right_says(words, i, why, rules):
            at = _antecedent(words, i, why, rules)
            if at > marks[-1][0]:  # else the noun that the relative clause belongs to opens a clause already
                marks.append((at, why))
        i += 1
    bounds = [m[0] for m in marks] + [len(words)]
    out: list[Clause] = []
    for n, (first, why) in enumerate(marks):
        last = bounds[n + 1]
        resumed = _resumed(words, first, last, rules) if why == "nominal" and out else -1
        if resumed > 0:
            # «سبع دول أغلبها صغير وهي مصر و…»: the list goes on with the clause before the aside.
            out[-1] = _clause(words, out[-1].first, last, out[-1].why, rules)
            last = resumed
        out.append(_clause(words, first, last, why, rules))
    return out


def _asides(words: list[Word], rules: ClauseRules) -> frozenset[int]:
    """Words between two dashes or in brackets, after which the clause goes on («هجوم - … - على …»)."""
    out: list[int] = []
    opened = -1
    goes_on = rules.words["goes_on"]
    for i in range(1, len(words)):
        gap = words[i].gap
        closes = opened >= 0 and (")" in gap if "(" in words[opened].gap else "-" in gap)
        if closes:
            if i - opened <= _ASIDE and words[i].norm in goes_on and not words[opened].framed:
                out += range(opened, i)
            opened = -1
        elif "(" in gap or gap.strip() == "-":
            opened = i
    return frozenset(out)


def _resumed(words: list[Word], first: int, last: int, rules: ClauseRules) -> int:
    for i in range(first + 3, last - 1):
        if words[i].norm in rules.words["they_are"]:
            return i
    return -1


def _antecedent(words: list[Word], i: int, why: str, rules: ClauseRules) -> int:
    """«عبر ثغرة أحدثها …»: the noun that a bare relative clause speaks of goes along with it."""
    if why == "bare relative" and i >= 4 and words[i - 1].name == -1 and words[i - 2].norm in rules.prepositions:
        return i - 2
    if words[i - 1].norm in rules.words["lead_in"] and not words[i - 1].framed and i >= 4:
        return i - 1
    return i


def _connector(words: list[Word], i: int, rules: ClauseRules) -> tuple[str, int] | None:
    """The connector that begins at word i and how many words it has, the longest first."""
    if words[i].norm not in rules.openings:
        return None
    for size in range(min(rules.longest, len(words) - i), 0, -1):
        key = " ".join(w.norm for w in words[i:i + size])
        if key in rules.connectors:
            return rules.connectors[key], size
        if key[0] in "وف" and key[1:] in rules.connectors:
            return rules.connectors[key[1:]], size
    return None


def _opens(words: list[Word], i: int, rules: ClauseRules) -> str:
    """What may open a clause at word i, or ''."""
    word = words[i]
    if word.frame_opens:
        return "" if _hangs(words, i, rules) else "frame"
    if word.framed or (word.name >= 0 and not word.name_start):
        return ""
    found = _connector(words, i, rules)
    if found is not None:
        return _connector_opens(words, i, found, rules)
    if word.norm in rules.relatives:
        return "relative"
    if word.stop and word.norm in rules.words["time_heads"] and _is_time_head(words, i, rules):
        return "clause"
    if word.norm in rules.words["and_verb"] and i + 1 < len(words) and words[i + 1].verb is not None:
        return "clause"
    if word.verb is not None:
        return _verb_opens(words, i, rules)
    if word.gap != " " and any(s in word.gap for s in _STRONG):
        return "stop"
    if word.norm[0] == "و" and word.stop:
        return "subject"
    return ""


def _is_time_head(words: list[Word], i: int, rules: ClauseRules) -> bool:
    """A time expression from word i on, and right after it the verb that it dates."""
    timed = False
    for word in words[i:i + 7]:
        if word.verb is not None:
            return timed
        timed = timed or word.name == -2
        if word.norm in rules.words["not_in_time_head"] or (word.stop and word is not words[i] and not timed):
            return False
    return False


def _hangs(words: list[Word], i: int, rules: ClauseRules) -> bool:
    """«كان المدير قد | طالب …», «أن | مسؤولا أكد …»: what leads up to the frame can't stand alone."""
    before = words[i - 1]
    if before.stop or words[i].stop or before.framed:
        return False
    return before.norm in rules.words["hanging"] or (
        before.norm in rules.prepositions and before.name == -1 and before.norm not in rules.words["demonstratives"])


def _connector_opens(words: list[Word], i: int, found: tuple[str, int], rules: ClauseRules) -> str:
    how, size = found
    after = words[i + size] if i + size < len(words) else None
    if after is None or after.norm in rules.named_as:
        return ""
    if how == "clause" or how == "nominal":
        return how
    if how == "noun":
        return "noun" if _is_verbal_noun(after, rules) else ""
    if how == "verb":
        return "clause" if after.verb is not None or after.norm in rules.openers else ""
    return "clause" if _has_own_subject(words, i + size, rules) else ""


def _is_verbal_noun(word: Word, rules: ClauseRules) -> bool:
    return word.name == -1 and word.norm in rules.nouns


def _has_own_subject(words: list[Word], i: int, rules: ClauseRules) -> bool:
    """True where the verb near word i is followed (or preceded) by a definite subject that agrees."""
    for j in range(i, min(i + 3, len(words))):
        verb = words[j].verb
        if verb is None:
            continue
        if j > i and (definite(words[i]) or words[i].name_start):
            return True
        if verb.lemma in rules.words["done"] and j + 1 < len(words) and _is_verbal_noun(words[j + 1], rules):
            return True  # «حيث تم إجلاء …»
        if j + 1 >= len(words) or verb.pronoun:
            return j + 1 < len(words) and verb.pronoun and words[j + 1].name_start
        after = words[j + 1]
        if after.name_start:
            return True
        feminine = after.norm.endswith(("ه", "ات"))
        if definite(after):
            return verb.feminine is None or verb.feminine == feminine
        # «تسعى قوات النظام»: an indefinite head that takes a definite noun after it.
        follow = words[j + 2] if j + 2 < len(words) else None
        return bool(verb.feminine and follow is not None and definite(follow))
    return False


def _verb_opens(words: list[Word], i: int, rules: ClauseRules) -> str:
    word = words[i]
    verb = word.verb
    assert verb is not None
    before = words[i - 1]
    if before.norm in rules.openers or is_helping(before, rules) or before.norm in rules.relatives:
        return ""
    if verb.prefix:
        return "verb"
    if word.stop and not before.framed:
        return "verb"
    if word.norm[0] == "ل" and verb.sure:
        return "result"
    if verb.pronoun and i + 1 < len(words) and (not definite(before) or before.name == -2):
        after = words[i + 1]
        if (definite(after) or after.name_start) and before.verb is None:
            return "bare relative"
    return ""


def _left_says(words: list[Word], first: int, i: int, why: str, rules: ClauseRules) -> bool:
    """The stretch before the cut has a predicate of its own and is long enough to stand."""
    says = -1
    content = 0
    # «وفي حادث نسب إلى مجهولين، قتل …»: a verb inside a fronted phrase says nothing yet.
    relative = why == "verb" and _fronted(words, first, i + 1, rules) >= 0
    leads = words[first].framed
    for j in range(first, i):
        word = words[j]
        leads = word.frame_opens or (leads and word.framed)
        if leads:
            # What leads up to the naming of a source («ويأتي ذلك فيما أعلن …») says nothing itself.
            says, content = -1, 0
        if word.framed:
            continue
        content += 1
        if word.norm in rules.relatives and j > first:
            relative = True
        elif word.verb is not None and says < 0:
            if relative:
                relative = False
            elif content > 3 or i - j > 3 or word.verb.lemma not in rules.words["coming"]:
                says = j
    finite = why == "verb" and not (words[i].verb and words[i].verb.prefix)  # type: ignore[union-attr]
    if says < 0 and content >= (7 if why == "relative" else 2) and not finite and _is_verbal_start(words, first, i, rules):
        says = first
    if says < 0:
        return why == "frame" and content >= 3 and words[first].framed
    if why == "frame":
        return content >= 2
    need = 4 if why in ("relative", "noun") else 3
    if why in ("bare relative", "nominal"):
        need = 2
    return content >= need and i - says - 1 >= (3 if why in ("relative", "noun") else 1)


def _fronted(words: list[Word], first: int, last: int, rules: ClauseRules) -> int:
    """The verb inside a fronted phrase («في حادث نسب إلى مجهولين، قتل …») or -1."""
    norm = words[first].norm
    fronted = rules.words["fronted"]
    if norm not in fronted and norm[1:] not in fronted:
        return -1
    inner = -1
    for j in range(first + 2, last):
        verb = words[j].verb
        if verb is None:
            continue
        if inner < 0:
            before = words[j - 1]
            if words[j].stop or before.name != -1 or definite(before) or before.norm in rules.words["not_before_fronted_verb"]:
                return -1
            inner = j
        elif words[j].stop and not verb.prefix:
            return inner
    return -1


def _is_verbal_start(words: list[Word], first: int, i: int, rules: ClauseRules) -> bool:
    while first < i and words[first].framed:
        first += 1
    return any(_is_verbal_noun(words[j], rules) for j in range(first, min(first + 4, i)))


def _right_says(words: list[Word], i: int, why: str, rules: ClauseRules) -> bool:
    """The stretch after the cut goes on to say something."""
    rest = len(words) - i
    if why in ("frame", "clause"):
        return rest >= 2
    if why == "nominal":
        return rest >= 3
    if why in ("bare relative", "result"):
        return rest >= 2
    if why == "verb":
        verb = words[i].verb
        after = words[i + 1] if i + 1 < len(words) else None
        return rest >= 3 or (rest == 2 and verb is not None and after is not None and not after.framed)
    if why == "noun":
        return _run(words, i) >= 5
    if why == "relative":
        near = words[i + 1:i + 4]
        return _run(words, i) > rules.shortest_relative and any(w.verb is not None for w in near)
    near = words[i:i + 6]
    if any(w.norm in rules.relatives for w in near[:3]):
        return False
    if why == "subject":
        first = words[i]
        named = first.name_start or first.norm.startswith("وال")
        return named and any(w.verb is not None and not w.verb.prefix for w in near[1:])
    return any(w.verb is not None for w in near)


def _run(words: list[Word], i: int) -> int:
    """How many words there are from i to the next comma (or the end)."""
    j = i + 1
    while j < len(words) and not words[j].stop:
        j += 1
    return j - i


def _clause(words: list[Word], first: int, last: int, why: str, rules: ClauseRules) -> Clause:
    content = first
    for i in range(first, last):
        if words[i].frame_opens:
            content = i
    while content < last and words[content].framed:
        content += 1
    if content == last:
        content = first
    return Clause(first, last, content, _predicate(words, content, last, rules), why)


def _predicate(words: list[Word], first: int, last: int, rules: ClauseRules) -> int:
    """The main verb: not in a relative or other dependent clause, not a helping verb where another
    follows; else the pronoun of a nominal sentence, else a verbal noun, else any verb, else what a
    nominal sentence says of its subject."""
    coming = rules.words["coming"]
    helping = dependent = -1
    relative = _fronted(words, first, last, rules) >= 0
    for i in range(first, last):
        word = words[i]
        if i > first and rules.connectors.get(word.norm) == "subject":
            break
        if word.norm in rules.relatives and i > first:
            relative = True
        elif word.norm in rules.words["pronouns"] and i > first:
            return i if helping < 0 else helping
        if word.verb is None:
            continue
        if relative:
            relative = False
            dependent = i if dependent < 0 else dependent
        elif word.verb.lemma in rules.auxiliaries or word.verb.lemma in coming:
            if helping < 0 or words[helping].verb.lemma in coming:  # type: ignore[union-attr]
                helping = i
            carried = _carried(words, i, last, rules)
            if carried > 0:
                return carried
        else:
            return i
    return helping if helping >= 0 else _without_verb(words, first, last, dependent, rules)


def _without_verb(words: list[Word], first: int, last: int, dependent: int, rules: ClauseRules) -> int:
    """The predicate of a clause that has no finite verb of its own."""
    noun = next((i for i in range(first, last) if _is_verbal_noun(words[i], rules)
                 or words[i].norm in rules.purpose_nouns
                 or (words[i].norm[0] == "ب" and words[i].norm[1:] in rules.nouns)), dependent)
    if noun >= 0:
        return noun
    if first and words[first - 1].framed:
        # «أعلنت المدينة عن ترشحها»: what a source's verb governs.
        at = first + (words[first].norm in rules.prepositions)
        if at < last and words[at].name == -1 and not definite(words[at]) and len(words[at].norm) > 3:
            return at
    return _said_of_subject(words, first, last, rules)


def _carried(words: list[Word], i: int, last: int, rules: ClauseRules) -> int:
    """The verbal noun that a helping verb carries (تم إغلاق، تقوم البلدية بإصلاح), or -1."""
    lemma = words[i].verb.lemma  # type: ignore[union-attr]
    if i + 1 < last and _is_verbal_noun(words[i + 1], rules):
        return i + 1
    if lemma in rules.words["done"]:
        for j in range(i + 1, min(i + 4, last)):
            word = words[j]
            if word.verb is not None or word.name >= 0 or definite(word) or word.norm in rules.relatives:
                return -1
            if word.name == -1 and len(word.norm) > 2 and word.norm not in rules.words["adverbs"] and word.norm not in rules.prepositions:
                return j
    if lemma in rules.words["undertaking"]:
        for j in range(i + 1, min(i + 8, last)):
            norm = words[j].norm
            if words[j].verb is not None:
                return -1
            if norm[0] == "ب" and (norm[1:] in rules.nouns or norm[1:] in rules.purpose_nouns or j == i + 1):
                return j if len(norm) > 3 else -1
    return -1


def _said_of_subject(words: list[Word], first: int, last: int, rules: ClauseRules) -> int:
    """«الجسر مغلق»: the first word without article right after a definite subject, or -1."""
    for i in range(first + 1, last):
        word, before = words[i], words[i - 1]
        if word.stop or word.norm in rules.prepositions or word.norm in rules.relatives:
            return -1
        if word.name != -1 or definite(word) or len(word.norm) < 3 or word.norm[0].isdigit():
            continue
        return i if definite(before) or before.name >= 0 else -1
    return -1
