"""Differences in how it is told: held or planned, yes or no, aim, description, name, source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..encode.words import match_stem
from ..heads.clash_words import rough_root
from ..lang.contrasts import Contrasts
from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import Entity, Framing, Modality, Span
from .align import VERBATIM, Pair, surely_one_fact
from .side import Contrast, Side, common_stems, contrast, told_how

_NOT = ("denied", "negated")


def modality(a: Side, b: Side, pair: Pair, rules: Contrasts) -> Iterator[Contrast]:
    x, y = a.claim.modality, b.claim.modality
    values = (told_how(a), x), (told_how(b), y)
    if (x in _NOT) != (y in _NOT):
        if _says_no(a, rules) == _says_no(b, rules):
            return  # both deny something, or neither does: the clauses were cut apart, not the facts
        denying, other = (a, b) if x in _NOT else (b, a)
        if _said_before_the_no(denying, other) or _other_thing_denied(denying, other, rules):
            return
        yield contrast("polarity", *values, "yes_or_no", surely_one_fact(pair))
    elif x != y and x not in _NOT:
        if any(_leaves_open(side, other.claim.modality, rules) for side, other in ((a, b), (b, a))):
            return
        yield contrast("modality", *values, "told_otherwise")
    elif rules.opposed(a.claim.lemma, b.claim.lemma):
        yield contrast("polarity", *values, "verbs_opposed", surely_one_fact(pair))


def _other_thing_denied(denying: Side, other: Side, rules: Contrasts) -> bool:
    """True where what is denied here is not told there: «عُثر على الصناديق ولم يفصح عن صاحبها».

    What is denied is the verb, or behind «ليس» one of the next two words.
    """
    claim = denying.claim
    if claim.predicate is None or claim.modality == "denied":
        return False
    said = fold(claim.lemma or claim.predicate.text).split()[-1]
    denied = {_root(said)}
    if rules.is_not.fullmatch(said):
        behind = denying.account.record.text[claim.predicate.end:claim.span.end]
        denied = {_root(w) for w in re.findall(r"\w{3,}", fold(behind))[:2]}
    told = {_root(w) for w in re.findall(r"\w{3,}", fold(other.core.text))}
    if other.claim.lemma is not None:
        told.add(_root(fold(other.claim.lemma)))
    return not denied & told


def _root(word: str) -> str:
    return rough_root(match_stem(word))


def _says_no(side: Side, rules: Contrasts) -> bool:
    """True where the claim holds a negation, or its speaker denies it («نفى أن يكون السد قد انهار»)."""
    cue = side.claim.modality_cue
    denied = side.claim.modality == "denied" and cue is not None and not side.core.touches(cue)
    return denied or bool(rules.negation.search(fold(side.core.text)))


def _leaves_open(side: Side, other: Modality, rules: Contrasts) -> bool:
    """True where «held» is only what nothing contradicts: a noun tells no tense.

    Its happening is as the other account has it («قبيل اجتماع … الخميس المقبل»), or the speaker's
    verb has a noun for its object («أعلن إرسال المساعدات»).
    """
    claim, account = side.claim, side.account
    if claim.modality != "held" or claim.modality_cue is not None:
        return False
    if other in {e.status for e in account.happenings(claim)}:
        return True
    told = account.attribution(claim.attribution)
    if told is None or told.mode == "direct" or told.cue.end > told.content.start:
        return False
    before = fold(account.record.text[told.cue.start:told.content.start]).split()
    return claim.span.holds(told.content) and not rules.content.fullmatch(before[-1])


def _said_before_the_no(denying: Side, other: Side) -> bool:
    """True where the one that denies first says what the other says («السد سليم ولم يتضرر»)."""
    cue, predicate = denying.claim.modality_cue, other.claim.predicate
    if cue is None or predicate is None:
        return False
    before = denying.account.record.text[denying.core.start:cue.start]
    return light_stem(fold(predicate.text)) in {light_stem(w) for w in re.findall(r"\w+", fold(before))}


def put_off(a: Side, b: Side, rules: Contrasts) -> Iterator[Contrast]:
    """«إرجاء زيارة الوزير» beside «يزور الوزير …»: one paper is of another day, or knows more."""
    one, other = _put_off(a, rules), _put_off(b, rules)
    if one and other is None:
        shown = told_how(b)
        yield contrast("outcome", (one, one.text), (shown, shown.text), "put_off")
    elif other and one is None:
        shown = told_how(a)
        yield contrast("outcome", (shown, shown.text), (other, other.text), "put_off")


def _put_off(side: Side, rules: Contrasts) -> Span | None:
    view, core = side.account.view, side.core
    match = rules.put_off.search(view.norm, view.to_norm(core.start), view.to_norm(core.end))
    return side.account.span(*view.to_text(*match.span("word"))) if match else None


# purpose, description, naming, attribution ------------------------------------------------------

def purpose(a: Side, b: Side, rules: Contrasts) -> Iterator[Contrast]:
    one, other = _aim(a, rules), _aim(b, rules)
    if one and other and common_stems(one.text, other.text) < 0.25:
        yield contrast("purpose", (one, one.text), (other, other.text), "aims_apart")


def _aim(side: Side, rules: Contrasts) -> Span | None:
    """The first purpose phrase between the claim's first word and the end of its sentence."""
    account, core = side.account, side.core
    sentence = account.sentences[account.sentence_of(core.start)]
    view = account.view
    low, high = view.to_norm(core.start), view.to_norm(sentence.end)
    for match in rules.purpose.finditer(view.norm, low, high):
        start, end = view.to_text(match.start(), match.start() + len(match.group().rstrip()))
        # «المجموعة المصغرة لدعم سوريا» is a name, not what somebody meant to do.
        if not any(x.start < start < x.end for x in account.links):
            return account.span(start, end)
    return None


_ADJECTIVES = re.compile(r"[»\"')\]]?((?: ال[^\W\d_]+(?:ي|يه)\b)+)")


def descriptions(a: Side, b: Side) -> Iterator[Contrast]:
    """One body, two descriptions: the adjectives right after its name have nothing in common."""
    one, other = _described(a), _described(b)
    for entity in one:
        if entity not in other:
            continue
        (span_a, adjectives_a), (span_b, adjectives_b) = one[entity], other[entity]
        if not adjectives_a & adjectives_b:
            yield contrast("description", (span_a, span_a.text), (span_b, span_b.text),
                            "described_apart")


def _described(side: Side) -> dict[str, tuple[Span, frozenset[str]]]:
    view, claim = side.account.view, side.claim
    found: dict[str, tuple[Span, frozenset[str]]] = {}
    for link in side.account.links:
        if not (claim.span.start <= link.start and link.end <= claim.span.end):
            continue
        match = _ADJECTIVES.match(view.norm, view.to_norm(link.end))
        if match and link.type != "LOC":
            _, end = view.to_text(match.start(1), match.end(1))
            stems = frozenset(light_stem(w) for w in match.group(1).split())
            found.setdefault(link.entity, (side.account.span(link.start, end), stems))
    return found


def naming(a: Side, b: Side, naming: Sequence[Framing]) -> Iterator[Contrast]:
    """Rival names (from compare.naming) of which both stand in these claims."""
    for framing in naming:
        if framing.kind != "naming":
            continue
        for here, there in ((a, b), (b, a)):
            if here.claim.span.holds(framing.span):
                for rival in framing.rival:
                    if there.claim.span.holds(rival):
                        yield contrast("naming", (framing.span, framing.span.text),
                                        (rival, rival.text), "named_apart")


def attribution(
    a: Side, b: Side, pair: Pair, entities: Mapping[str, Entity]
) -> Iterator[Contrast]:
    """Attributed to two, or attributed by one and printed by the other as its own words."""
    one, other = _speaker(a, entities), _speaker(b, entities)
    if one and other:
        if one[2] and other[2] and one[2] != other[2]:
            yield contrast("attribution", one[:2], other[:2], "sources_apart")
    elif pair.shared >= VERBATIM and (one or other):
        told, plain = (one, b) if one else (other, a)
        if told:
            yield contrast("attribution", told[:2], (told_how(plain), "no source"),
                           "source_untold")


def _speaker(side: Side, entities: Mapping[str, Entity]) -> tuple[Span, str, str | None] | None:
    """Where a claim says whose it is, that source's name, and its entity where it is a named one."""
    chain = side.account.chain(side.claim)
    if not chain:
        return None
    source = chain[0].source
    entity = entities.get(source.entity or "")
    name = entity.name if entity else source.name or (source.span or chain[0].cue).text
    return source.span or chain[0].cue, name, entity.id if entity else None
