"""Held, planned, possible, denied or negated: read from the words round a clause's predicate."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ..lang.frames import Frames
from ..lang.normalize import TextView, fold
from ..lang.verbs import FUTURE, PRESENT
from ..model import Article, Attribution, Claim, Modality, Span, TimeExpression
from .clause_words import Word
from .clauses import Clause

# Stronger first: «لم يكن من المقرر» is negated, «ربما سيزور» is possible.
_ORDER: tuple[Modality, ...] = ("denied", "negated", "possible", "planned")


def find_modality(
    article: Article, view: TextView, words: Sequence[Word], clause: Clause,
    attribution: Attribution | None, times: Sequence[TimeExpression], today: str | None,
    frames: Frames,
) -> tuple[Modality, Span | None]:
    """The modality of a clause and the words it was read from (None: from nothing but tense).

    `times` are those inside the clause; `today` is the day of publication where it is known: a
    present tense beside a later day is planned.
    """
    if attribution is not None and attribution.stance == "denies":
        return "denied", attribution.cue
    found: dict[Modality, Span] = {}
    if attribution is not None:
        guess = frames.modality.cues.get(fold(attribution.cue.text))
        if guess is not None and guess.modality == "possible":
            found["possible"] = attribution.cue
    predicate = words[clause.predicate] if clause.predicate >= 0 else None
    for modality, first, last in _cues(view, words, clause, frames):
        if modality not in found:
            found[modality] = article.span(words[first].token.start, words[last].token.end)
    if predicate is not None and predicate.verb is not None:
        token = predicate.token
        if predicate.verb.tense == FUTURE:
            found.setdefault("planned", article.span(token.start, token.end))
        elif predicate.verb.tense == PRESENT:
            later = _later(times, today)
            if later is not None:
                found.setdefault("planned", later.span)
    for modality in _ORDER:
        if modality in found:
            return modality, found[modality]
    return "held", None


def with_main_clause(
    claim: Claim, before: Sequence[Claim], words: Sequence[Word], clause: Clause, frames: Frames
) -> Claim:
    """The claim with the modality of the clause before it in its sentence, where it hangs on that one.

    «سيفتتح المعرض غدا قبل أن يعود إلى عدن»: he has not gone back either.
    """
    if not before or claim.modality != "held":
        return claim
    opens = " ".join(w.norm for w in words[clause.content:clause.content + 2])
    if opens not in frames.clauses.words["hangs_on_main"] or before[-1].modality != "planned":
        return claim
    return replace(claim, modality="planned", modality_cue=before[-1].modality_cue)


def _cues(
    view: TextView, words: Sequence[Word], clause: Clause, frames: Frames,
) -> list[tuple[Modality, int, int]]:
    """`(modality, first word, last word)` of every cue that bears on the predicate."""
    rules, small = frames.modality, frames.clauses.words
    out: list[tuple[Modality, int, int]] = []
    limit = clause.predicate if clause.predicate >= 0 else clause.last - 1
    start = view.to_norm(words[clause.content].token.start)
    end = view.to_norm(words[clause.last - 1].token.end)
    matches = list(rules.pattern.finditer(view.norm, start, end))
    inside = range(clause.content, clause.last) if matches else ()
    where = {view.to_norm(words[i].token.start): i for i in inside}
    for match in matches:
        first = where.get(match.start())
        if first is None:
            continue
        cue = rules.cues[" ".join(match.group().split())]
        last = first + match.group().count(" ")
        after = words[last + 1] if last + 1 < clause.last else None
        if cue.where == "verb":
            ok = after is not None and after.verb is not None and after.norm not in small["still_held"]
            ok = ok and (clause.predicate < 0 or 0 <= clause.predicate - last - 1 <= 2)
        elif cue.where == "lead":
            ok = first == clause.content
        elif cue.where == "source":
            ok = False
        else:
            ok = first <= limit or (words[first].verb is None and first <= limit + 2)
        if ok:
            out.append((cue.modality, first, last))
    for i in range(clause.content, min(limit, clause.last - 1)):
        verb = words[i + 1].verb
        if words[i].norm in small["maybe"] and verb is not None and verb.tense == PRESENT:
            out.append(("possible", i, i))
    return out


def _later(times: Sequence[TimeExpression], today: str | None) -> TimeExpression | None:
    if today is None:
        return None
    for time in times:
        if time.type in ("DATE", "TIME") and time.value[:2] in ("19", "20") and time.value[:10] > today[:len(time.value[:10])]:
            return time
    return None
