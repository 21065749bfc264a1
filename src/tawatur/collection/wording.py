"""In what words an outlet tells the things that others tell too.

Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words", equations 16, 20
and 22): for every word the logarithm of its odds in the outlet's telling against that in the others', held towards how the
word is used by all. So that the topic does not decide, only claims are counted that several outlets tell (one group of a
comparison is one fact), and each fact weighs as much on both sides: the words of an outlet's claims on one fact are averaged,
and so are those of the other outlets. Counts are fractions for that; they are never more than what stands there, so the
intervals are too wide rather than too narrow. A word is a light stem. No list says which word is good or bad.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import msgspec

from ..compare.facts import tells_the_story
from ..lang.gazetteer import Gazetteer
from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import Claim, Comparison
from ..model.answers import OutletWording, WordUse
from .proofs import outlet_of

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
# The prior weighs as many words as some forty claims have.
PRIOR = 500.0
# Words that are told of fewer facts than these stand for nothing.
LEAST_FACTS = 3
# The 97.5th percentile of the normal distribution.
_Z95 = 1.959964


class StoryWord(msgspec.Struct, frozen=True, array_like=True):
    """A word in the facts of one story that an outlet tells beside others: how often it and the others use it (fractions:
    once a fact), in how many of these facts it stands, and the wording that is most frequent."""

    stem: str
    form: str
    own: float
    others: float
    facts: int


class StoryWords(msgspec.Struct, frozen=True, array_like=True):
    """The words of one outlet and of the others in one story; `facts` is the number of facts that they share."""

    facts: int
    words: tuple[StoryWord, ...]


# -- one story ------------------------------------------------------------------------------------------


def words_of_story(comparison: Comparison, keys: Mapping[str, str]) -> dict[str, StoryWords]:
    """For each outlet (its key) its words and the others' for the facts that both tell. `keys`: the outlet of each article."""
    found = {key: _Side() for key in sorted(set(keys.values()))}
    for outlets in facts_of(comparison, keys):
        means = {key: _mean(claims) for key, claims in outlets.items()}
        forms = Counter((stem, m.group()) for claims in outlets.values() for c in claims for m, stem in _words(c.span.text))
        for key, own in means.items():
            others = [m for k, m in means.items() if k != key]
            found[key].add(own, _average(others), forms)
    return {key: side.packed() for key, side in found.items()}


def facts_of(comparison: Comparison, keys: Mapping[str, str]) -> Iterable[dict[str, list[Claim]]]:
    """Each group of claims that tell one fact in the words of several outlets: the claims by outlet key.

    A claim that stands in several groups (one in twenty does) is counted in the first alone: its words stand there once.
    """
    claims = {c.id: c for c in comparison.claims if tells_the_story(c)}
    for alignment in comparison.alignments:
        outlets: dict[str, list[Claim]] = {}
        for claim in [claims.pop(id) for id in alignment.claims if id in claims]:
            outlets.setdefault(keys[claim.span.article], []).append(claim)
        if len(outlets) > 1:
            yield outlets


def outlet_keys(comparison: Comparison, gazetteer: Gazetteer) -> dict[str, str]:
    """The key of the outlet of each article (as `outlets` counts them)."""
    from .summary import outlet_key

    return {r.id: outlet_key(outlet_of(r), gazetteer) for r in comparison.articles}


def pack_words(comparison: Comparison, gazetteer: Gazetteer) -> tuple[tuple[str, bytes], ...]:
    """The words of a story as the store keeps them, by outlet key."""
    found = words_of_story(comparison, outlet_keys(comparison, gazetteer))
    return tuple((key, msgspec.msgpack.encode(words)) for key, words in found.items())


def unpack_words(data: bytes) -> StoryWords:
    """Raises msgspec.ValidationError where it was packed by another version."""
    return msgspec.msgpack.decode(data, type=StoryWords)


@dataclass(slots=True)
class _Side:
    facts: int = 0
    own: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    others: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    told: Counter[str] = field(default_factory=Counter)
    forms: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, own: Mapping[str, float], others: Mapping[str, float], forms: Counter[tuple[str, str]]) -> None:
        self.facts += 1
        for stem in own.keys() | others.keys():
            self.own[stem] += own.get(stem, 0.0)
            self.others[stem] += others.get(stem, 0.0)
            self.told[stem] += 1
        self.forms.update(forms)

    def packed(self) -> StoryWords:
        forms = best_forms(self.forms)
        return StoryWords(self.facts, tuple(
            StoryWord(stem, forms[stem], round(self.own[stem], 4), round(self.others[stem], 4), self.told[stem]) for stem in sorted(self.told)
        ))


def best_forms(forms: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """The wording of each stem that is used most."""
    best: dict[str, tuple[float, str]] = {}
    for (stem, form), count in forms.items():
        rank = (-count, form)
        if stem not in best or rank < best[stem]:
            best[stem] = rank
    return {stem: form for stem, (_, form) in best.items()}


def stems_of(text: str) -> list[str]:
    """The words of a text as they are counted."""
    return [stem for _, stem in _words(text)]


def marked(text: str, stem: str) -> list[tuple[int, int]]:
    """Where a counted word stands in a text: start and end of each."""
    return [m.span() for m, found in _words(text) if found == stem]


def _words(text: str) -> list[tuple[re.Match[str], str]]:
    """The words that are counted, each with its stem."""
    folded = ((m, fold(m.group())) for m in _WORD.finditer(text))
    return [(m, light_stem(word)) for m, word in folded if len(word) >= _SHORTEST]


def _mean(claims: Sequence[Claim]) -> dict[str, float]:
    return _average([Counter(stems_of(c.span.text)) for c in claims])


def _average(counts: Sequence[Mapping[str, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for count in counts:
        for stem, n in count.items():
            found[stem] = found.get(stem, 0.0) + n / len(counts)
    return found


# -- over all stories ---------------------------------------------------------------------------------


def outlet_wording(stories: Iterable[tuple[str, StoryWords]]) -> OutletWording:
    """What sets an outlet's words apart from the others' on the same facts; each word with its 95 % interval.

    `stories` are the outlet's stories with their counts. All words that stand in `LEAST_FACTS` facts or more are compared;
    the answer holds them all, those that set it apart most first (by z).
    """
    own, others = defaultdict[str, float](float), defaultdict[str, float](float)
    facts, homes, forms = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    shared = [words for _, words in stories if words.facts]
    for w in chain.from_iterable(words.words for words in shared):
        own[w.stem] += w.own
        others[w.stem] += w.others
        facts[w.stem] += w.facts
        homes[w.stem] += 1
        forms[w.stem, w.form] += w.facts
    best = best_forms(forms)
    uses = tuple(
        WordUse(
            stem=c.word, form=best[c.word], own=round(c.own, 2), others=round(c.others, 2), facts=facts[c.word], stories=homes[c.word],
            log_odds=round(c.log_odds, 3), low=round(c.low, 3), high=round(c.high, 3), z=round(c.z, 2),
        ) for c in contrast(own, others, prior=PRIOR) if facts[c.word] >= LEAST_FACTS
    )
    return OutletWording(
        facts=sum(words.facts for words in shared), stories=len(shared), compared=len(uses), own_words=round(sum(own.values())), other_words=round(sum(others.values())),
        words=tuple(sorted(uses, key=lambda u: (-abs(u.z), u.stem))),
    )


@dataclass(frozen=True, slots=True)
class Contrast:
    """One word: its counts, the log-odds of the first side against the second (above 0: more in the first), with the 95 % interval."""

    word: str
    own: float
    others: float
    log_odds: float
    low: float
    high: float
    z: float


def contrast(own: Mapping[str, float], others: Mapping[str, float], prior: float) -> list[Contrast]:
    """Log-odds ratio of every word with an informative Dirichlet prior, sorted by word.

    The prior has the weight of `prior` words, shared out as both sides together use them. delta_w = ln((y_w + a_w) /
    (n + a_0 - y_w - a_w)) of the first side less that of the second; its variance is 1/(y_w + a_w) of the one plus that
    of the other; z = delta_w / its root. Without words on one of the sides there is nothing to compare: empty.
    """
    n_own, n_others = math.fsum(own.values()), math.fsum(others.values())
    if not n_own or not n_others:
        return []
    out = []
    for word in sorted(own.keys() | others.keys()):
        a, b = own.get(word, 0.0), others.get(word, 0.0)
        weight = prior * (a + b) / (n_own + n_others)
        delta = _log_odds(a + weight, n_own + prior) - _log_odds(b + weight, n_others + prior)
        spread = math.sqrt(1 / (a + weight) + 1 / (b + weight))
        out.append(Contrast(word, a, b, delta, delta - _Z95 * spread, delta + _Z95 * spread, delta / spread))
    return out


def _log_odds(count: float, total: float) -> float:
    return math.log(count / (total - count)) if total > count else 0.0
