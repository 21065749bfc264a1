"""What one article tells of meetings, visits, elections, matches and deadlines: the tellings an agenda is made of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ..lang.agenda_words import AgendaWords, Cues, find_cue
from ..lang.gazetteer import Gazetteer
from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import Claim, Comparison, Entity, Event, Span, Status, TimeExpression
from ..model.answers import Proof
from ..model.collection import DEADLINE, EventRow
from .days import Days, days_of, length_in_days
from .joined import entity_key, typed_words
from .proofs import proof, records_of
from .who_sayings import source_name

# What is fixed for a day beforehand; a journey somewhere is a visit.
KINDS = {
    "meeting": "meeting", "visit": "visit", "travel": "visit", "election": "election", "match": "match",
    "trial": "trial", "opening": "opening", DEADLINE: DEADLINE,
}
# Between the ends of a range stand few characters.
_GAP = 12
# A cue stands at most so many words before its day.
_NEAR = 3
_END = re.compile(r"[.!\u061f?\u061b\n]")
_WORD = re.compile(r"[^\W\d]+|\d+|[-–]")


@dataclass(frozen=True, slots=True)
class Party:
    """Who or what takes part: its key (see `entity_key`), its name, and for a person the words of the name."""

    key: str
    name: str
    person: tuple[str, ...] = ()

    def same(self, other: Party) -> bool:
        """One key, or one name that is a part of the other and ends with the same family name."""
        if self.key == other.key:
            return True
        if not (self.person and other.person) or self.person[-1] != other.person[-1]:
            return False
        return set(self.person) <= set(other.person) or set(other.person) <= set(self.person)


@dataclass(frozen=True, slots=True)
class Plan:
    """One telling of something that is, was or was to be held; `said` is the value that the text gives for its day."""

    type: str
    name: str
    days: Days | None
    date: str
    said: str
    place: Party | None
    country: str | None
    parties: tuple[Party, ...]
    words: frozenset[str]
    status: Status
    moved: bool
    article: str
    day: dt.date
    proof: Proof
    speaker: str | None
    put_off: bool = False


def plans_of(annotation: Comparison, gazetteer: Gazetteer, words: AgendaWords) -> Iterator[Plan]:
    """Every telling of a kind that an agenda holds, in an article whose day of publication is known."""
    reader = _Reader(annotation, gazetteer, words)
    if reader.day is not None:
        for event in annotation.events:
            if event.type in KINDS:
                yield reader.event(event, reader.day)
        yield from reader.deadlines(reader.day)


def deadline_rows(annotation: Comparison, gazetteer: Gazetteer, words: AgendaWords) -> tuple[EventRow, ...]:
    """The deadlines of an article as the store looks for them beside its events (type `deadline`)."""
    reader = _Reader(annotation, gazetteer, words)
    found = reader.deadlines(reader.day) if reader.day is not None else ()
    return tuple(
        EventRow(
            id=f"{DEADLINE}{number}", type=DEADLINE, status=plan.status, date=plan.date, place=None,
            participants=tuple(dict.fromkeys(p.key for p in plan.parties)), start=plan.proof.span.start, end=plan.proof.span.end,
        )
        for number, plan in enumerate(found, 1)
    )


class _Reader:
    """One article turned for looking up."""

    def __init__(self, annotation: Comparison, gazetteer: Gazetteer, words: AgendaWords) -> None:
        self.annotation, self.gazetteer, self.words = annotation, gazetteer, words
        self.records = records_of((annotation,))
        self.record = annotation.articles[0]
        self.entities: Mapping[str, Entity] = {e.id: e for e in annotation.entities}
        self.attributions = {a.id: a for a in annotation.attributions}
        published = days_of(self.record.published.value)
        self.day = published[0] if published else None

    def event(self, event: Event, today: dt.date) -> Plan:
        """A happening as it is told of here."""
        date = self.whole_range(event)
        sentence = fold(" ".join(s.text for s in event.evidence[:1]))
        cancelled = _has(sentence, self.words.cancelled) and event.status != "held"
        own = light_stem(fold(event.trigger.text)) if event.trigger else ""
        # A verb alone («سيُفتتح») does not say what: then the words of the announcement do.
        name = event.name if " " in event.name.strip() else event.evidence[0].text
        return Plan(
            type=KINDS[event.type], name=_flat(name), days=days_of(date), date=date or "", said=event.date or "",
            place=self.party(event.place), country=self.country(event.place),
            parties=tuple(p for x in event.participants if (p := self.party(x.entity))),
            words=_stems(event.name) - {own}, status="denied" if cancelled else event.status,
            moved=_has(sentence, self.words.moved), put_off=self.put_off(event), article=self.record.id, day=today,
            proof=proof(event.evidence[0], self.records), speaker=self.speaker(event.evidence[0]),
        )

    def put_off(self, event: Event) -> bool:
        """Whether words of another day stand before what happens («تأجلت الجولة»), not behind it («عقدت جلسة وتأجل الحكم»)."""
        told = event.evidence[0] if event.evidence else None
        if told is None or event.trigger is None or not told.holds(event.trigger):
            return False
        return _has(fold(told.text[:event.trigger.start - told.start]), self.words.moved)

    def whole_range(self, event: Event) -> str | None:
        """The event's date, or both ends where its words name a second one («from the 4th to the 6th»)."""
        if event.date is None or "/" in event.date:
            return event.date
        times = [t for t in self.annotation.times if t.article == self.record.id]
        for first, second in pairwise(times):
            if first.value == event.date and any(s.holds(first.span) and s.end >= second.end for s in event.evidence):
                between = tuple(_words(self.record.text[first.end:second.start]))
                linked = len(between) == 1 and between[0] in self.words.to
                if linked and second.start - first.end <= _GAP and second.value > first.value:
                    return f"{first.value}/{second.value}"
        return event.date

    # -- deadlines ------------------------------------------------------------------------------------

    def deadlines(self, today: dt.date) -> Iterator[Plan]:
        """Days by which something is to be done, as the words beside them tell."""
        for time in self.annotation.times:
            days = self.last_day(time, today)
            if days is not None:
                sentence = self.sentence(time.span)
                claims = [c for c in self.annotation.claims if c.span.touches(time.span)]
                named = dict.fromkeys(e for c in claims for e in c.entities)
                named.update(dict.fromkeys(
                    e.id for e in self.annotation.entities if any(sentence.holds(m.span) for m in e.mentions)))
                parties = [p for e in named if self.entities[e].type != "LOC" and (p := self.party(e))]
                yield Plan(
                    type=DEADLINE, name=_flat(_shortest(claims, sentence).text), days=days, date=days[1].isoformat(),
                    said=time.value, place=None, country=None, parties=tuple(parties), words=_stems(sentence.text),
                    status="planned", moved=_has(fold(sentence.text), self.words.moved), article=self.record.id,
                    day=today, proof=proof(sentence, self.records), speaker=self.speaker(time.span),
                )

    def last_day(self, time: TimeExpression, today: dt.date) -> Days | None:
        """The last day of a time that is given for something; None where the words tell of no deadline."""
        if time.type not in ("DATE", "TIME", "DURATION"):
            return None
        days = days_of(time.value)
        if time.type != "DURATION" and (days is None or days[1] < today):
            return None
        sentence = self.sentence(time.span)
        before = _words(self.record.text[sentence.start:time.start])
        if time.type == "DURATION":
            return self.after_grant(time, before, today)
        granted = _has(fold(sentence.text), self.words.grant)
        of_today = time.type == "TIME" and days is not None and days[1] == today and not granted
        row = _words(self.record.text[time.end:sentence.end])[:_NEAR]
        behind = find_cue(row, self.words.behind)
        told = (behind is not None and behind[0] <= 1) or self.limits(before, _words(time.text), granted)
        return (days[1], days[1]) if days is not None and told and not of_today else None

    def after_grant(self, time: TimeExpression, before: list[str], today: dt.date) -> Days | None:
        """The day on which a length of time ends that is given from now on («a delay of ten days»)."""
        cue, length = find_cue(before, self.words.grant), length_in_days(time.value)
        if cue is None or length is None or len(before) - cue[1] > _NEAR or time.mod in ("LESS_THAN", "MORE_THAN"):
            return None
        if find_cue(before[max(0, cue[0] - 1):cue[0]], self.words.over) is not None:
            return None
        end = today + dt.timedelta(days=length)
        return end, end

    def limits(self, before: list[str], within: list[str], granted: bool) -> bool:
        """Whether the words up to a day make it the last one."""
        row = [*before, *within[:1]]
        strong = find_cue(row, self.words.limit)
        if strong is not None and len(row) - strong[1] <= (_NEAR if strong[1] - strong[0] > 1 else 1):
            return True
        lean = find_cue(row, self.words.lean)
        return granted and lean is not None and len(row) - lean[1] <= 1

    def sentence(self, span: Span) -> Span:
        """The sentence in which a span stands."""
        text = self.record.text
        starts = [m.end() for m in _END.finditer(text, 0, span.start)]
        start = starts[-1] if starts else 0
        stop = _END.search(text, span.end)
        end = stop.start() if stop else len(text)
        while start < span.start and text[start].isspace():
            start += 1
        return Span(span.article, start, end, text[start:end])

    # -- slots ------------------------------------------------------------------------------------------

    def party(self, id: str | None) -> Party | None:
        """An entity with its key; None where it is not known."""
        entity = self.entities.get(id or "")
        if entity is None:
            return None
        return Party(entity_key(entity, self.gazetteer), entity.name, typed_words(entity.name) if entity.type == "PER" else ())

    def country(self, place: str | None) -> str | None:
        entity = self.entities.get(place or "")
        return entity.country if entity else None

    def speaker(self, span: Span) -> str | None:
        """Who says it: the innermost source of the claim that holds the words; None: the outlet itself."""
        holding = [c for c in self.annotation.claims if c.span.touches(span) and c.attribution in self.attributions]
        if not holding:
            return None
        claim = min(holding, key=lambda c: (len(c.span.text), c.id))
        return source_name(self.attributions[claim.attribution or ""].source, dict(self.entities))


def _shortest(claims: list[Claim], sentence: Span) -> Span:
    return min((c.span for c in claims), key=lambda s: (len(s.text), s.start), default=sentence)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _has(folded: str, cues: Cues) -> bool:
    return find_cue(_WORD.findall(folded), cues) is not None


def _stems(text: str) -> frozenset[str]:
    return frozenset(light_stem(w) for w in _words(text) if len(w) > 3)


def _flat(text: str) -> str:
    return " ".join(text.split())
