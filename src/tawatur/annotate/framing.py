"""In what words an outlet tells it: distance, scare quotes, loaded words, labels.

One rule for every camp: the lists hold words, never parties, and what stands in quotation marks is
judged by its place in the sentence. How it decides is told in docs/how-it-decides.md.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ..lang.distancing import FramingRules, PhraseHit, find_phrases, word_forms
from ..lang.normalize import TextView
from ..lang.tokenize import Token, tokens
from ..model import Article, Attribution, Framing, Link, Quotation, Sentence
from ..model.comparison import FramingKind

# Words in quotation marks that still name or qualify one thing; longer stretches are speech.
_LONGEST_TERM = 4
_LONGEST_NAME = 6
# An outlet that quotes all its names does so by house style: from this many distinct bodies on.
_HOUSE_STYLE = 6
# «حقل X "الاستراتيجي"»: a place has its name already, what is quoted after it is a judgement.
_ADJACENT = "q-place"
_RANK = {"distancing": 0, "label": 1, "scare quotes": 2, "loaded": 3}


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    kind: FramingKind
    rule: str
    target: str | None


@dataclass(frozen=True)
class _Reader:
    """What the rules look at: the words of the article with its links and quotations."""

    view: TextView
    words: list[Token]
    starts: list[int]
    sentences: Sequence[Sentence]
    sentence_starts: list[int]
    quotations: Sequence[Quotation]
    links: Sequence[Link]
    link_starts: list[int]
    rules: FramingRules

    def sentence_of(self, offset: int) -> tuple[int, int]:
        """Bounds of the sentence that holds `offset`, else of the whole text."""
        at = bisect_right(self.sentence_starts, offset) - 1
        if at >= 0 and offset < self.sentences[at].end:
            return self.sentences[at].start, self.sentences[at].end
        return 0, len(self.view.text)

    def words_before(self, offset: int, count: int) -> list[Token]:
        """Up to `count` words of the same sentence before `offset`, nearest first."""
        low, _ = self.sentence_of(offset)
        at = bisect_left(self.starts, offset)
        return [w for w in reversed(self.words[max(0, at - count):at]) if w.start >= low]

    def next_link(self, offset: int, reach: int = 40) -> Link | None:
        """The first link that starts at or after `offset`, within `reach` characters."""
        _, high = self.sentence_of(max(0, offset - 1))
        at = bisect_left(self.link_starts, offset)
        if at < len(self.links) and self.links[at].start <= min(offset + reach, high):
            return self.links[at]
        return None

    def last_link(self, offset: int, reach: int = 40) -> Link | None:
        """The last link that ends at or before `offset`, within `reach` characters."""
        low, _ = self.sentence_of(offset)
        at = bisect_right(self.link_starts, offset) - 1
        while at >= 0 and self.links[at].start >= low:
            if self.links[at].end <= offset:
                return self.links[at] if offset - self.links[at].end <= reach else None
            at -= 1
        return None

    def link_at(self, start: int, end: int) -> Link | None:
        """The longest link that shares a character with `[start, end)`."""
        at = bisect_left(self.link_starts, start - 80)
        best: Link | None = None
        while at < len(self.links) and self.links[at].start < end:
            link = self.links[at]
            if link.end > start and (best is None or link.end - link.start > best.end - best.start):
                best = link
            at += 1
        return best

    def quotation_at(self, offset: int, reach: int = 3) -> Quotation | None:
        """A quotation that opens within `reach` characters after `offset`."""
        for quotation in self.quotations:
            if offset <= quotation.start <= offset + reach:
                return quotation
        return None


def find_framing(
    article: Article,
    view: TextView,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    attributions: Sequence[Attribution],
    links: Sequence[Link],
    rules: FramingRules,
) -> tuple[Framing, ...]:
    """All framing of one article in order of the text; links must be sorted by start.

    `speaker` is the id of the innermost attribution whose content holds the words, so that an
    outlet that quotes a word isn't shown as having chosen it.
    """
    words: list[Token] = []
    hits: list[PhraseHit] = []
    for sentence in sentences:
        of_sentence = tokens(view, sentence.start, sentence.end)
        hits += (
            PhraseHit(h.phrase, h.first + len(words), h.last + len(words))
            for h in find_phrases(of_sentence, rules)
        )
        words += of_sentence
    reader = _Reader(
        view, words, [w.start for w in words], sentences, [s.start for s in sentences],
        quotations, links, [link.start for link in links], rules,
    )
    found = [_from_phrase(reader, hit) for hit in hits]
    found += _distancing_cues(attributions)
    found += _labels(reader)
    found += _scare_quotes(reader, attributions)
    kept = _without_overlap([f for f in found if f is not None])
    return tuple(
        Framing(
            span=article.span(f.start, f.end), kind=f.kind, target=f.target,
            speaker=_speaker(f, attributions), rule=f.rule,
        )
        for f in kept
    )


def _without_overlap(found: list[_Found]) -> list[_Found]:
    """Of findings that overlap keep distance before label before quotes before loaded word."""
    order = sorted(found, key=lambda f: (_RANK[f.kind], f.start - f.end, f.start, f.rule))
    kept: list[_Found] = []
    for one in order:
        if not any(one.start < k.end and k.start < one.end for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def _speaker(found: _Found, attributions: Sequence[Attribution]) -> str | None:
    best: Attribution | None = None
    for one in attributions:
        spans = (one.content, *one.content_more)
        if any(s.start <= found.start and found.end <= s.end for s in spans) and (
            best is None or len(one.content.text) < len(best.content.text)
        ):
            best = one
    return best.id if best else None


# --- listed phrases -----------------------------------------------------------------------------


def _from_phrase(reader: _Reader, hit: PhraseHit) -> _Found | None:
    first, last = reader.words[hit.first], reader.words[hit.last]
    kind = hit.phrase.kind
    if kind in ("so_called", "self_styled"):
        return _so_called(reader, hit, first.start, last.end)
    if kind == "alleged":
        return _alleged(reader, hit, first, last.end)
    if kind in ("pretext", "manner", "verb", "noun"):
        return _distance(reader, hit, first.start, last.end)
    if kind == "word":
        target = _nearest(reader, first.start, last.end)
        return _Found(first.start, last.end, "loaded", hit.phrase.id, target)
    return _head_with_name(reader, hit, first, last.end)


def _so_called(reader: _Reader, hit: PhraseHit, start: int, end: int) -> _Found:
    """«ما يسمى X»: the span runs to the end of the name that follows."""
    rule = hit.phrase.id
    quotation = reader.quotation_at(end)
    if quotation is not None:
        link = reader.link_at(quotation.start, quotation.end)
        return _Found(start, quotation.end, "distancing", rule, link.entity if link else None)
    link = reader.next_link(end, 12)
    if link is not None:
        return _Found(start, link.end, "distancing", rule, link.entity)
    _, high = reader.sentence_of(start)
    following = [w for w in reader.words[hit.last + 1:hit.last + 3] if w.end <= high]
    return _Found(start, following[-1].end if following else end, "distancing", rule, None)


def _alleged(reader: _Reader, hit: PhraseHit, first: Token, end: int) -> _Found | None:
    """«X المزعوم»: the span takes in the quotation, the link or the word before."""
    for quotation in reader.quotations:
        if 0 <= first.start - quotation.end <= 2:
            inside = reader.link_at(quotation.start, quotation.end)
            return _Found(quotation.start, end, "distancing", hit.phrase.id, inside.entity if inside else None)
    link = reader.last_link(first.start, 2)
    if link is not None:
        return _Found(link.start, end, "distancing", hit.phrase.id, link.entity)
    before = reader.words_before(first.start, 1)
    if not before:
        return None
    return _Found(before[0].start, end, "distancing", hit.phrase.id, _nearest(reader, first.start, end))


def _distance(reader: _Reader, hit: PhraseHit, start: int, end: int) -> _Found:
    """A clause, a manner («على حد قول الوكالة») or a verb of claiming."""
    link = reader.next_link(end, 12)
    if hit.phrase.kind == "manner" and link is not None and link.start - end <= 2:
        return _Found(start, link.end, "distancing", hit.phrase.id, link.entity)
    if hit.phrase.kind == "manner" and hit.phrase.words[-1] in ("قول", "زعم", "وصف", "تعبير", "ادعاء"):
        following = reader.words[hit.last + 1:hit.last + 2]
        end = following[0].end if following else end
    return _Found(start, end, "distancing", hit.phrase.id, _nearest(reader, start, end))


def _head_with_name(reader: _Reader, hit: PhraseHit, first: Token, end: int) -> _Found | None:
    """«قوات» + a person's name; «النظام» for a government; «الكيان» + adjective of a country."""
    kind, rule = hit.phrase.kind, hit.phrase.id
    link = reader.next_link(end, 2)
    after = reader.words[hit.last + 1:hit.last + 2]
    if kind == "leader":
        if link is None and after and "نظام" in tuple(word_forms(after[0].norm)):
            link = reader.next_link(after[0].end, 2)
        ok = link is not None and link.type == "PER" and link.kind in ("name", "short")
    elif kind == "entity":
        ok = link is not None and link.type == "LOC" and link.kind == "adjective"
    else:
        return _regime(reader, rule, first, end, link)
    return _Found(first.start, link.end, "loaded", rule, link.entity) if ok and link else None


def _regime(reader: _Reader, rule: str, first: Token, end: int, link: Link | None) -> _Found | None:
    if link is not None and (
        (link.type == "PER" and link.kind in ("name", "short"))
        or (link.type == "LOC" and link.kind == "adjective")
    ):
        return _Found(first.start, link.end, "loaded", rule, link.entity)
    before = reader.words_before(first.start, 2)
    definite = first.norm.endswith("النظام") or first.norm.startswith("لل")
    if definite and before and any(f in reader.rules.regime_after for w in before for f in word_forms(w.norm)):
        start = before[0].start
        return _Found(start, end, "loaded", rule, _nearest(reader, start, end))
    return None


def _nearest(reader: _Reader, start: int, end: int) -> str | None:
    """The entity in, soon after or soon before `[start, end)`, with no stop between."""
    link = reader.link_at(start, end)
    if link is None:
        link = reader.next_link(end, 25)
        if link is None or _stop_between(reader, end, link.start):
            link = reader.last_link(start, 25)
            if link is None or _stop_between(reader, link.end, start):
                return None
    return link.entity


def _distancing_cues(attributions: Sequence[Attribution]) -> list[_Found | None]:
    return [
        _Found(a.cue.start, a.cue.end, "distancing", "cue", a.source.entity)
        for a in attributions if a.distancing
    ]


# --- labels after a name ------------------------------------------------------------------------


def _labels(reader: _Reader) -> list[_Found | None]:
    """«تنظيم X الإرهابي», «"X" + nationality»: an adjective hung on a name."""
    found: list[_Found | None] = []
    for word in reader.words:
        rule = reader.rules.labels.get(word.norm)
        if rule is None:
            continue
        link = reader.last_link(word.start, 4)
        if link is None or link.kind == "adjective" or _stop_between(reader, link.end, word.start):
            continue
        start = _with_head(reader, link.start)
        found.append(_Found(start, word.end, "label", rule, link.entity))
    for quotation in reader.quotations:
        found.append(_nationality(reader, quotation))
    return found


def _nationality(reader: _Reader, quotation: Quotation) -> _Found | None:
    """A nationality right after a quoted name of up to three words."""
    link = reader.next_link(quotation.end, 2)
    if link is None or link.kind != "adjective" or quotation.role == "speech":
        return None
    inside = tokens(reader.view, quotation.inner_start, quotation.inner_end)
    if not 1 <= len(inside) <= 3 or not reader.view.text[link.start:link.end].startswith("ال"):
        return None
    named = reader.link_at(quotation.start, quotation.end)
    return _Found(
        quotation.start, link.end, "label", "nationality", named.entity if named else None
    )


def _with_head(reader: _Reader, start: int) -> int:
    """`start`, or the start of a body noun right before it (تنظيم X)."""
    before = reader.words_before(start, 1)
    if before and start - before[0].end <= 2:
        forms = tuple(word_forms(before[0].norm))
        if any(f in reader.rules.bodies for f in forms):
            return before[0].start
    return start


def _stop_between(reader: _Reader, start: int, end: int) -> bool:
    between = reader.view.text[start:end]
    return any(c in between for c in "\n.،,؛:")


# --- scare quotes -------------------------------------------------------------------------------


def _scare_quotes(reader: _Reader, attributions: Sequence[Attribution]) -> list[_Found | None]:
    titles = _quoted_titles(reader, attributions)
    house_style = _house_style(reader)
    found: list[_Found | None] = []
    for quotation in reader.quotations:
        words = tokens(reader.view, quotation.inner_start, quotation.inner_end)
        key = " ".join(w.norm for w in words)
        if not words or key in titles or not _is_term(reader, quotation, words, attributions):
            continue
        link = reader.link_at(quotation.start, quotation.end)
        if link is not None and _is_conventional(link, quotation, house_style):
            continue
        if link is None:
            link = reader.last_link(quotation.start, 3)
        target = link.entity if link else None
        found.append(_Found(quotation.start, quotation.end, "scare quotes", "quotes", target))
    return found


def _is_conventional(link: Link, quotation: Quotation, house_style: bool) -> bool:
    """A person's name in quotation marks, or a body's where the outlet quotes all bodies."""
    if link.start >= quotation.start and link.end <= quotation.end:
        return link.type == "PER" or (house_style and link.type == "ORG")
    return False


def _is_term(
    reader: _Reader, quotation: Quotation, words: list[Token], attributions: Sequence[Attribution]
) -> bool:
    """True where a quotation holds a name or a term: neither speech nor a title."""
    if quotation.role == "speech" or not any("\u0621" <= c <= "\u064a" for w in words for c in w.norm):
        return False
    link = reader.link_at(quotation.start, quotation.end)
    named = link is not None and (link.end - link.start) * 2 >= quotation.inner_end - quotation.inner_start
    if len(words) > (_LONGEST_NAME if named else _LONGEST_TERM):
        return False
    if any(c in reader.view.norm[reader.view.to_norm(quotation.inner_start):reader.view.to_norm(quotation.inner_end)] for c in ".،؟!:"):
        return False
    # A whole content in quotation marks is what somebody said.
    if any(a.content.start >= quotation.start and a.content.end <= quotation.end for a in attributions):
        return False
    before = reader.words_before(quotation.start, 4)
    gap = reader.view.text[before[0].end:quotation.start] if before else ""
    if ":" in gap:
        return False
    return not (before and _introduces_other(reader, before, words))


def _introduces_other(reader: _Reader, before: list[Token], inside: list[Token]) -> bool:
    """True where the words before make the quotation speech, a title or a conventional name."""
    rules = reader.rules
    nearest = before[0].norm
    if nearest in rules.leads or (nearest[:1] in ("و", "ف") and nearest[1:] in rules.leads):
        return True
    if _is_title(reader, before):
        return True
    if any(f in rules.bodies for f in word_forms(nearest)):
        return not any(f in rules.institutions for f in (inside[0].norm, inside[0].norm.removeprefix("ال")))
    return False


def _is_title(reader: _Reader, before: list[Token]) -> bool:
    """«صحيفة "X"», «وكالة أنباء Y "X"», «الفرقاطة Z "X"»: a head noun up to four words before."""
    for i, word in enumerate(before):
        forms = tuple(word_forms(word.norm))
        row = next((reader.rules.titles[f] for f in forms if f in reader.rules.titles), None)
        if row is not None and (i == 0 or row != _ADJACENT):
            # Farther off only without a verb or a preposition between: nouns and adjectives.
            between = before[:i]
            return not any(w.norm in reader.rules.particles or w.norm[:1] in ("و", "ب") for w in between)
    return False




def _quoted_titles(reader: _Reader, attributions: Sequence[Attribution]) -> frozenset[str]:
    """Quoted names that a title noun introduces anywhere in the article, or that were told it."""
    told = [a.told_to_span for a in attributions if a.told_to_span is not None]
    found = set()
    for quotation in reader.quotations:
        words = tokens(reader.view, quotation.inner_start, quotation.inner_end)
        before = reader.words_before(quotation.start, 4)
        was_told = any(s.start < quotation.end and quotation.start < s.end for s in told)
        link = reader.link_at(quotation.start, quotation.end)
        headed = link is not None and link.head is not None and link.head in reader.rules.titles
        if words and (was_told or headed or (before and _is_title(reader, before))):
            found.add(" ".join(w.norm for w in words))
    return frozenset(found)


def _house_style(reader: _Reader) -> bool:
    """True where an outlet quotes practically every name of a body: no distance can be read in it."""
    quoted: set[str] = set()
    plain: set[str] = set()
    for link in reader.links:
        if link.type != "ORG" or link.kind != "name":
            continue
        inside = any(q.start < link.end and link.start < q.end for q in reader.quotations)
        (quoted if inside else plain).add(link.entity)
    return len(quoted) >= _HOUSE_STYLE and not plain - quoted
