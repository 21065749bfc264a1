"""Passages that two articles share though words were changed here and there: seed and extend.

Seeds are runs of equal stems; runs that follow one another closely in both articles are chained,
whatever was inserted, dropped or respelt between them. What comes out is cut at sentence ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from ..encode.words import load_idf, match_stem
from ..lang.normalize import TextView
from ..lang.tokenize import sentences, tokens
from ..model import Part

# A seed is this many equal stems in a row.
_SEED = 3
# Words that may stand between two runs of one passage, in either article: a few after short runs,
# more where long runs vouch for it.
_GAP, _LONGEST_GAP = 2, 8
# How far the ends are felt out for single equal words, and how many strange words they may skip.
_REACH, _SKIP = 6, 2
# A run of stems that recurs more often than this in an article is a refrain, not a passage.
_REFRAIN = 4
# The least that counts as a passage: equal words, their share of the longer stretch, and strength
# (share times the weight of the equal words: common words weigh little, so that a title or the
# name of a body alone does not reach it).
_MIN_WORDS = 6
_MIN_SHARE = 0.55
_MIN_STRENGTH = 3.5
# A piece of a longer passage, alone in its sentence.
_MIN_PIECE = 3
# Two articles share text where the strongest passage, together with how much of the shorter
# article is shared, comes to this; under it stock phrases are all they have in common.
_EVIDENCE, _DENSITY = 12.0, 20.0
# … and to this where they are known to tell one event (on pairs read by hand: two fewer missed, one
# more taken for shared that is not; over all pairs it would let stock announcements in).
ONE_EVENT = 10.0
# Whether two articles, of one event or not, share text at all (a copy, a wire report, a statement): density counts for
# more, since what a form prescribes is little beside the rest of an article; and so many equal words in a row are enough.
_SHARED, _SHARED_DENSITY, _LONG_RUN = 16.0, 40.0, 14
# Words that weigh less than this do not stand at the ends of a passage.
_LIGHT = 0.35


@dataclass(frozen=True, slots=True)
class Passage:
    """Original offsets of a shared stretch in both articles, inside one sentence of each.

    `score` is the share of equal words among those of the longer stretch (0..1, two decimals);
    `words` counts the equal ones. Passages with the same `chain` follow one another in both
    articles without a break: one run of shared text over several sentences. `equal` holds where
    each equal word starts, in both, so that a clause inside a passage finds its counterpart.
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    score: float
    words: int = 0
    chain: int = 0
    equal: tuple[tuple[int, int], ...] = ()

    def mirrored(self) -> Passage:
        """The same passage with the articles swapped."""
        return Passage(
            self.b_start, self.b_end, self.a_start, self.a_end, self.score, self.words, self.chain,
            tuple((j, i) for i, j in self.equal),
        )


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article's report, ready to be compared: offsets, stems, sentence numbers."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    stems: tuple[str, ...]
    weights: tuple[float, ...]
    sentence: tuple[int, ...]

    @property
    def order(self) -> tuple[int, tuple[str, ...]]:
        return len(self.stems), self.stems


def prepare(view: TextView, parts: Sequence[Part], idf: Mapping[str, float] | None = None) -> Words:
    """Words of the body (of the whole text where no part is one); single letters are left out."""
    weights = load_idf() if idf is None else idf
    body = [part for part in parts if part.kind == "body"] or [Part("body", 0, len(view.text))]
    found: list[tuple[int, int, str, float, int]] = []
    for number, sentence in enumerate(sentences(view, body)):
        for token in tokens(view, sentence.start, sentence.end):
            if len(token.norm) > 1 or token.norm.isdigit():
                stem = match_stem(token.norm)
                found.append((token.start, token.end, stem, weights.get(stem, 1.0), number))
    columns = list(zip(*found, strict=True)) if found else [()] * 5
    return Words(*columns)


def shared_passages(
    a: TextView,
    b: TextView,
    parts_a: Sequence[Part],
    parts_b: Sequence[Part],
    idf: Mapping[str, float] | None = None,
    evidence: float = _EVIDENCE,
) -> tuple[Passage, ...]:
    """Shared passages of two articles, in the order of the first; mirrored when they are swapped.

    Weights of stems are read from their file (9 ms) unless `idf` hands them in. `evidence` is what
    the passages must come to before any counts: ONE_EVENT for articles that tell one event.
    """
    idf = load_idf() if idf is None else idf
    return shared_words(prepare(a, parts_a, idf), prepare(b, parts_b, idf), evidence)


def shared_words(a: Words, b: Words, evidence: float = _EVIDENCE) -> tuple[Passage, ...]:
    """`shared_passages` on prepared words: for many articles prepare each once."""
    # One fixed order, so that ties fall alike whichever article comes first.
    if b.order < a.order:
        return _in_order([passage.mirrored() for passage in _search(b, a, evidence)])
    return _in_order(_search(a, b, evidence))


def share_text(a: Words, b: Words) -> bool:
    """Whether the two articles share text: sentences, a statement, most of a report; not a stock phrase or a title.

    Stricter than `shared_passages` for articles of which nothing is known; as symmetrical.
    """
    if b.order < a.order:
        a, b = b, a
    found = _found(a, b)
    if not found:
        return False
    return (
        _evidence(a, b, found, _SHARED_DENSITY) >= _SHARED
        or max(run.length for run in _runs(a.stems, b.stems)) >= _LONG_RUN
    )


def _in_order(passages: list[Passage]) -> tuple[Passage, ...]:
    passages.sort(key=lambda p: (p.a_start, p.b_start))
    numbers: dict[int, int] = {}
    return tuple(
        replace(p, chain=numbers.setdefault(p.chain, len(numbers))) for p in passages
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """`length` equal stems from `i` in a and from `j` in b."""

    i: int
    j: int
    length: int


_Piece = list[tuple[int, int]]


def _search(a: Words, b: Words, evidence: float) -> list[Passage]:
    found = _found(a, b)
    if not found or _evidence(a, b, found, _DENSITY) < evidence:
        return []
    return [_passage(a, b, piece, number) for number, piece in found]


def _found(a: Words, b: Words) -> list[tuple[int, _Piece]]:
    """Pieces of shared text, no word in two of them, each with the number of its chain."""
    free_a, free_b = [True] * len(a.stems), [True] * len(b.stems)
    found: list[tuple[int, _Piece]] = []
    for number, chain in enumerate(_chains(_runs(a.stems, b.stems))):
        pairs = [(i, j) for i, j in _pairs(a.stems, b.stems, chain) if free_a[i] and free_b[j]]
        for piece in _pieces(a, b, pairs):
            found.append((number, piece))
            for i in range(piece[0][0], piece[-1][0] + 1):
                free_a[i] = False
            for j in range(piece[0][1], piece[-1][1] + 1):
                free_b[j] = False
    return found


def _evidence(a: Words, b: Words, found: Sequence[tuple[int, _Piece]], density: float) -> float:
    """Strength of the strongest piece, and `density` times the strength of all over the length of the shorter article."""
    strengths = [_strength(a, piece) for _, piece in found]
    return max(strengths) + density * sum(strengths) / min(len(a.stems), len(b.stems))


def _runs(a: Sequence[str], b: Sequence[str]) -> list[_Run]:
    """All longest runs of at least `_SEED` equal stems, refrains left out."""
    grams_a, grams_b = _grams(a), _grams(b)
    found = []
    for gram, at_a in grams_a.items():
        at_b = grams_b.get(gram)
        if at_b is None or len(at_a) > _REFRAIN or len(at_b) > _REFRAIN:
            continue
        for i in at_a:
            for j in at_b:
                if i and j and a[i - 1] == b[j - 1]:
                    continue
                length = _SEED
                while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
                    length += 1
                found.append(_Run(i, j, length))
    return sorted(found, key=lambda run: (run.i, run.j))


def _grams(stems: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    out: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(stems) - _SEED + 1):
        out[tuple(stems[i:i + _SEED])].append(i)
    return out


def _chains(runs: Sequence[_Run]) -> list[list[_Run]]:
    """Runs joined over short gaps, the longest chain first; each run stands in one chain."""
    best = [run.length for run in runs]
    before: list[int | None] = [None] * len(runs)
    ends: dict[int, list[int]] = defaultdict(list)
    for n, run in enumerate(runs):
        for end in range(run.i - _LONGEST_GAP, run.i + 1):
            for m in ends.get(end, ()):
                past = runs[m]
                gap = max(run.i - end, run.j - past.j - past.length)
                allowed = min(_LONGEST_GAP, _GAP + min(past.length, run.length))
                follows = past.j + past.length <= run.j and gap <= allowed
                if follows and best[m] + run.length > best[n]:
                    best[n], before[n] = best[m] + run.length, m
        ends[run.i + run.length].append(n)
    used: set[int] = set()
    out = []
    for n in sorted(range(len(runs)), key=lambda n: (-best[n], n)):
        chain: list[_Run] = []
        at: int | None = n
        while at is not None and at not in used:
            used.add(at)
            chain.append(runs[at])
            at = before[at]
        if chain:
            out.append(chain[::-1])
    return out


def _pairs(a: Sequence[str], b: Sequence[str], chain: Sequence[_Run]) -> list[tuple[int, int]]:
    """Positions of equal words: of the runs, of the gaps between, and beyond both ends."""
    pairs: list[tuple[int, int]] = []
    for run in chain:
        if pairs:
            pairs += _common(a, b, (pairs[-1][0] + 1, run.i), (pairs[-1][1] + 1, run.j))
        pairs += [(run.i + k, run.j + k) for k in range(run.length)]
    return _before(a, b, *pairs[0]) + pairs + _after(a, b, *pairs[-1])


def _after(a: Sequence[str], b: Sequence[str], i: int, j: int) -> list[tuple[int, int]]:
    """Equal words soon after the pair (i, j), as long as few strange ones stand between."""
    out: list[tuple[int, int]] = []
    while True:
        window = _common(
            a, b, (i + 1, min(len(a), i + 1 + _REACH)), (j + 1, min(len(b), j + 1 + _REACH))
        )
        if not window or max(window[0][0] - i, window[0][1] - j) > _SKIP + 1:
            return out
        i, j = window[0]
        out.append((i, j))


def _before(a: Sequence[str], b: Sequence[str], i: int, j: int) -> list[tuple[int, int]]:
    """The same before the pair (i, j)."""
    out: list[tuple[int, int]] = []
    while True:
        window = _common(a, b, (max(0, i - _REACH), i), (max(0, j - _REACH), j))
        if not window or max(i - window[-1][0], j - window[-1][1]) > _SKIP + 1:
            return out[::-1]
        i, j = window[-1]
        out.append((i, j))


def _common(
    a: Sequence[str], b: Sequence[str], in_a: tuple[int, int], in_b: tuple[int, int]
) -> list[tuple[int, int]]:
    """Longest common subsequence of two short stretches, spelling variants counted as equal."""
    (i0, i1), (j0, j1) = in_a, in_b
    if i0 >= i1 or j0 >= j1:
        return []
    same = [[_alike(a[i], b[j]) for j in range(j0, j1)] for i in range(i0, i1)]
    if not any(map(any, same)):
        return []
    table = [[0] * (j1 - j0 + 1) for _ in range(i1 - i0 + 1)]
    for i in range(i1 - i0 - 1, -1, -1):
        for j in range(j1 - j0 - 1, -1, -1):
            table[i][j] = table[i + 1][j + 1] + 1 if same[i][j] else max(table[i + 1][j], table[i][j + 1])
    out, i, j = [], 0, 0
    while i < i1 - i0 and j < j1 - j0:
        if same[i][j]:
            out.append((i0 + i, j0 + j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return out


def _alike(one: str, other: str) -> bool:
    """Equal stems, or long ones with one slip between them (اميرك/امريك, بيدرسن/بيدرسون)."""
    if one == other:
        return True
    return (
        len(one) >= 5 and len(other) >= 5 and one[0] == other[0]
        and not one.isdigit() and OSA.distance(one, other, score_cutoff=1) <= 1
    )


def _pieces(a: Words, b: Words, pairs: Sequence[tuple[int, int]]) -> list[_Piece]:
    """The pairs of a chain cut at sentence ends; nothing where no piece is enough by itself."""
    groups: dict[tuple[int, int], _Piece] = defaultdict(list)
    for i, j in pairs:
        groups[a.sentence[i], b.sentence[j]].append((i, j))
    pieces = [_trimmed(a, piece) for piece in groups.values()]
    pieces = [piece for piece in pieces if len(piece) >= _MIN_PIECE and _share(piece) >= _MIN_SHARE]
    return pieces if any(_is_enough(a, piece) for piece in pieces) else []


def _trimmed(a: Words, piece: _Piece) -> _Piece:
    """Without prepositions and the like at either end."""
    low, high = 0, len(piece)
    while low < high and a.weights[piece[low][0]] < _LIGHT:
        low += 1
    while high > low and a.weights[piece[high - 1][0]] < _LIGHT:
        high -= 1
    return piece[low:high]


def _is_enough(a: Words, piece: _Piece) -> bool:
    return len(piece) >= _MIN_WORDS and _strength(a, piece) >= _MIN_STRENGTH


def _strength(a: Words, piece: _Piece) -> float:
    return _share(piece) * sum(a.weights[i] for i, _ in piece)


def _share(piece: _Piece) -> float:
    longer = max(piece[-1][0] - piece[0][0], piece[-1][1] - piece[0][1]) + 1
    return round(len(piece) / longer, 2)


def _passage(a: Words, b: Words, piece: _Piece, chain: int) -> Passage:
    (i, j), (last_i, last_j) = piece[0], piece[-1]
    return Passage(
        a.starts[i], a.ends[last_i], b.starts[j], b.ends[last_j], _share(piece), len(piece), chain,
        tuple((a.starts[x], b.starts[y]) for x, y in piece),
    )
