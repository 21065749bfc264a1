"""In what words an outlet tells it: distance, scare quotes, loaded words, labels.

One rule for every camp: the lists hold words, never parties, and what stands in quotation marks is
judged by its place in the sentence. How it decides is told in docs/how-it-decides.md.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from ..lang.distancing import FramingRules, PhraseHit, contradicts, find_phrases, word_forms
from ..lang.normalize import TextView
from ..lang.tokenize import Token, tokens
from ..model import Article, Attribution, Framing, Link, Quotation, Sentence
from ..model.comparison import FramingKind
from .framing_reader import Found, Reader, nearest, stop_between
from .scare_quotes import scare_quotes

_PRAISE = "b-praise"  # a row of labels.csv
_RANK = {"distancing": 0, "label": 1, "scare quotes": 2, "loaded": 3}


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
    reader = Reader(
        view, words, [w.start for w in words], sentences, [s.start for s in sentences],
        quotations, links, [link.start for link in links], rules,
    )
    found = [_from_phrase(reader, hit) for hit in hits]
    found += _distancing_cues(attributions)
    found += _labels(reader)
    found += scare_quotes(reader, attributions, article.outlet)
    kept = _without_overlap([_said_by(f, attributions) for f in found if f is not None])
    return tuple(
        Framing(
            span=article.span(f.start, f.end), kind=f.kind, target=f.target,
            speaker=_speaker(f, attributions), rule=f.rule,
        )
        for f in kept
    )


def _said_by(found: Found, attributions: Sequence[Attribution]) -> Found:
    """Distance kept by a verb or a manner is kept from the source of that attribution."""
    if found.kind == "distancing":
        for one in attributions:
            if one.cue.start < found.end and found.start < one.cue.end and one.source.entity:
                return replace(found, target=one.source.entity)
    return found


def _without_overlap(found: list[Found]) -> list[Found]:
    """Of findings that overlap keep distance before label before quotes before loaded word."""
    order = sorted(found, key=lambda f: (_RANK[f.kind], f.start - f.end, f.start, f.rule))
    kept: list[Found] = []
    for one in order:
        if not any(one.start < k.end and k.start < one.end for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def _speaker(found: Found, attributions: Sequence[Attribution]) -> str | None:
    best: Attribution | None = None
    for one in attributions:
        spans = (one.content, *one.content_more)
        if any(s.start <= found.start and found.end <= s.end for s in spans) and (
            best is None or len(one.content.text) < len(best.content.text)
        ):
            best = one
    return best.id if best else None


# --- listed phrases -----------------------------------------------------------------------------


def _from_phrase(reader: Reader, hit: PhraseHit) -> Found | None:
    first, last = reader.words[hit.first], reader.words[hit.last]
    kind = hit.phrase.kind
    if contradicts(hit.phrase.written, reader.view.text[first.start:last.end]):
        return None
    if kind in ("so_called", "self_styled"):
        return _so_called(reader, hit, first.start, last.end)
    if kind == "alleged":
        return _alleged(reader, hit, first, last.end)
    if kind in ("pretext", "manner", "verb", "noun"):
        return _distance(reader, hit, first.start, last.end)
    if kind == "word":
        if _in_name(reader, first, last):
            return None
        target = _modified(reader, hit, first, last.end)
        return Found(first.start, last.end, "loaded", hit.phrase.id, target)
    return _head_with_name(reader, hit, first, last.end)


def _in_name(reader: Reader, first: Token, last: Token) -> bool:
    """«مستشفى الشهداء», «حركة تحرير الوادي», a village «المريعة»: the word is part of a proper name."""
    link = reader.link_at(first.start, last.end)
    if link is None or link.kind != "name":
        return False
    if link.start + 2 < first.start:
        return True
    if link.end > last.end:
        # The name of a body may begin with the word that tells its kind: «ميليشيا النهر».
        return link.head is None or not any(f == link.head for f in word_forms(first.norm))
    return link.type in ("LOC", "PER") and link.end - link.start >= last.end - first.start - 2


def _so_called(reader: Reader, hit: PhraseHit, start: int, end: int) -> Found:
    """«ما يسمى X»: the span runs to the end of the name that follows."""
    rule = hit.phrase.id
    quotation = reader.quotation_at(end)
    if quotation is not None:
        link = reader.link_at(quotation.start, quotation.end)
        return Found(start, quotation.end, "distancing", rule, link.entity if link else None)
    link = reader.next_link(end, 12)
    if link is not None:
        return Found(start, link.end, "distancing", rule, link.entity)
    _, high = reader.sentence_of(start)
    following: list[Token] = []
    for word in reader.words[hit.last + 1:hit.last + 3]:
        if word.end > high or word.norm in reader.rules.leads:
            break
        following.append(word)
    return Found(start, following[-1].end if following else end, "distancing", rule, None)


def _alleged(reader: Reader, hit: PhraseHit, first: Token, end: int) -> Found | None:
    """«X المزعوم»: the span takes in the quotation, the link or the word before."""
    for quotation in reader.quotations:
        if 0 <= first.start - quotation.end <= 2:
            inside = reader.link_at(quotation.start, quotation.end)
            return Found(quotation.start, end, "distancing", hit.phrase.id, inside.entity if inside else None)
    link = reader.last_link(first.start, 2)
    if link is not None:
        return Found(link.start, end, "distancing", hit.phrase.id, link.entity)
    before = reader.words_before(first.start, 1)
    if not before:
        return None
    return Found(before[0].start, end, "distancing", hit.phrase.id, nearest(reader, first.start, end))


def _distance(reader: Reader, hit: PhraseHit, start: int, end: int) -> Found:
    """A clause, a manner («على حد قول الوكالة») or a verb of claiming."""
    link = reader.next_link(end, 12)
    if hit.phrase.kind == "manner" and link is not None and link.start - end <= 2:
        return Found(start, link.end, "distancing", hit.phrase.id, link.entity)
    if hit.phrase.kind == "manner" and hit.phrase.words[-1] in reader.rules.manner_nouns:
        following = reader.words[hit.last + 1:hit.last + 2]
        end = following[0].end if following else end
    return Found(start, end, "distancing", hit.phrase.id, nearest(reader, start, end))


def _head_with_name(reader: Reader, hit: PhraseHit, first: Token, end: int) -> Found | None:
    """«قوات» + a person's name; «النظام» for a government; «الكيان» + adjective of a country."""
    kind, rule = hit.phrase.kind, hit.phrase.id
    link = reader.next_link(end, 2)
    after = reader.words[hit.last + 1:hit.last + 2]
    if kind == "leader":
        if link is None and after and not reader.rules.regime_nouns.isdisjoint(word_forms(after[0].norm)):
            link = reader.next_link(after[0].end, 2)
        ok = link is not None and link.type == "PER" and link.kind in ("name", "short")
    elif kind == "entity":
        ok = link is not None and link.type == "LOC" and link.kind == "adjective"
    else:
        return _regime(reader, rule, hit.last, first, end, link)
    if not ok or link is None:
        return None
    # Where the whole is known as a body, it is the body that is so called, not the person.
    body = reader.link_at(first.start, first.end)
    return Found(first.start, link.end, "loaded", rule, (body or link).entity)


def _regime(reader: Reader, rule: str, at: int, first: Token, end: int, link: Link | None) -> Found | None:
    if link is None:
        link = _ruler(reader, at)
    if link is not None and (
        (link.type == "PER" and link.kind in ("name", "short"))
        or (link.type == "LOC" and link.kind == "adjective")
    ):
        return Found(first.start, link.end, "loaded", rule, link.entity)
    definite = first.norm.startswith("لل") or any(
        first.norm.endswith("ال" + noun) for noun in reader.rules.regime_nouns
    )
    after = reader.words[at + 1:at + 2]
    if definite and after and after[0].norm in reader.rules.nationalities and after[0].start <= end + 2:
        # The whole may be linked as the name of a state or an army; the adjective then has no link of its own.
        whole = reader.link_at(first.start, after[0].end)
        return Found(first.start, after[0].end, "loaded", rule, whole.entity if whole else None)
    before = reader.words_before(first.start, 1)
    if definite and before and any(f in reader.rules.regime_after for f in word_forms(before[0].norm)):
        start = before[0].start
        return Found(start, end, "loaded", rule, nearest(reader, start, end))
    return None


def _ruler(reader: Reader, at: int) -> Link | None:
    """The person of «نظام الرئيس X»: words of office may stand between."""
    last = at
    while last + 1 < len(reader.words) and last - at < 2 and reader.words[last + 1].norm in reader.rules.offices:
        last += 1
    return reader.next_link(reader.words[last].end, 2) if last > at else None


def _modified(reader: Reader, hit: PhraseHit, first: Token, end: int) -> str | None:
    """The entity that a loaded word is said of, where the form of the phrase tells it.

    It is named in the same phrase («أبطال X»), or right before («X البطل», «X الذي صمد»), or is the
    last one before a word that stands as predicate («معادية لـ»).
    """
    link = reader.link_at(first.start, end)
    if link is None and not hit.phrase.tail:
        link = reader.next_link(end, 2)
        if link is not None and stop_between(reader, end, link.start):
            link = None
    if link is None:
        before = reader.words_before(first.start, 1)
        relative = bool(before) and before[0].norm in reader.rules.relatives
        reach = 40 if hit.phrase.tail else len(before[0].norm) + 2 if relative else 1
        link = reader.last_link(first.start, reach)
        if link is not None and stop_between(reader, link.end, first.start):
            link = None
    return link.entity if link else None


def _distancing_cues(attributions: Sequence[Attribution]) -> list[Found | None]:
    return [
        Found(a.cue.start, a.cue.end, "distancing", "cue", a.source.entity)
        for a in attributions if a.distancing
    ]


# --- labels after a name ------------------------------------------------------------------------


def _labels(reader: Reader) -> list[Found | None]:
    """«تنظيم X الإرهابي», «"X" + nationality»: an adjective hung on a name."""
    found: list[Found | None] = []
    for word in reader.words:
        rule = reader.rules.labels.get(word.norm)
        if rule is None:
            continue
        link = reader.link_at(word.start, word.end) or reader.last_link(word.start, 4)
        if link is None or link.kind == "adjective" or link.start == word.start:
            continue
        if rule == _PRAISE and (link.type == "PER" or link.end > word.start):
            continue  # «شارع أبي بكر الصديق», «الحرس الثوري»: an epithet is part of the name
        if stop_between(reader, min(link.end, word.start), word.start):
            continue
        start = _with_head(reader, link.start)
        # Hung on a body's name it labels the body; said of any other thing it is a loaded word.
        kind: FramingKind = "label" if link.type == "ORG" and not _only_a_kind(reader, link) else "loaded"
        found.append(Found(start, word.end, kind, rule, link.entity))
    for quotation in reader.quotations:
        found.append(_nationality(reader, quotation))
    return found


def _only_a_kind(reader: Reader, link: Link) -> bool:
    """True where a link holds no name, only what sort of body it is: «المنظمة», «الجماعة»."""
    words = tokens(reader.view, link.start, link.end)
    first = [w for w in words if w.norm not in reader.rules.labels]
    return len(first) <= 1 and all(
        any(f in reader.rules.bodies or f in reader.rules.titles or f in reader.rules.institutions for f in word_forms(w.norm))
        for w in first
    )


def _nationality(reader: Reader, quotation: Quotation) -> Found | None:
    """A nationality right after the quoted name of an outlet.

    Where it is not that of the country in which the outlet sits, it tells whose voice it is said to be.
    """
    at = bisect_left(reader.starts, quotation.end)
    if quotation.role == "speech" or at >= len(reader.words):
        return None
    word = reader.words[at]
    if word.norm not in reader.rules.nationalities or word.start - quotation.end > 2:
        return None
    name = " ".join(w.norm for w in tokens(reader.view, quotation.inner_start, quotation.inner_end))
    seat = reader.rules.outlets.get(name)
    if seat is None or seat == reader.rules.nationalities[word.norm]:
        return None
    named = reader.link_at(quotation.start, quotation.end)
    target = named.entity if named else None
    return Found(quotation.start, word.end, "label", "nationality", target)


def _with_head(reader: Reader, start: int) -> int:
    """`start`, or the start of a body noun right before it (تنظيم X)."""
    before = reader.words_before(start, 1)
    if before and start - before[0].end <= 2:
        for form in word_forms(before[0].norm):
            if form in reader.rules.bodies:
                view = reader.view
                end = view.to_norm(before[0].start) + len(before[0].norm)
                return view.to_text(end - len(form), end)[0]
    return start
