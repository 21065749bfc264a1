"""Tools over the whole collection: what somebody said, outlets, the agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Span
from ..model.answers import AgendaItem, Candidate, OutletRow, Profile, WhoAnswer
from ..model.answers import Saying as Said_
from ..web import links
from .answers import (
    AgendaAnswer,
    Named,
    OutletLine,
    OutletsAnswer,
    Planned,
    Repeats,
    Said,
    Saying,
    Step,
    WhoSaidAnswer,
)
from .arguments import Agenda, Outlets, WhoSaid
from .rendering import quoted
from .witness import FEW, SOME, Witness, paged, witness

if TYPE_CHECKING:
    from ..collection import Collection

# Articles that name somebody are looked at up to here, the newest of them.
_LATEST = 400


def who_said(collection: Collection, asked: WhoSaid, base: str | None) -> WhoSaidAnswer:
    """What somebody said, also on a matter, and through whom the words came."""
    answer = _who(collection, asked)
    if answer.profile is None:
        shown = tuple(_candidate(c, base) for c in answer.candidates)
        note = f"{asked.person} may mean several, {len(shown)} of whom stand here: ask again with the key or full name of one." if shown else (
            f"Not in the collection: none of its {answer.searched} articles names {asked.person} in these days.")
        return WhoSaidAnswer(found=False, note=note, candidates=shown)
    return _sayings(collection, asked, answer, answer.profile, base)


def _who(collection: Collection, asked: WhoSaid) -> WhoAnswer:
    if ":" in asked.person and collection.store.people.row(asked.person) is not None:
        return collection.who_is(asked.person, since=asked.since, until=asked.until, latest=_LATEST)
    return collection.who(asked.person, since=asked.since, until=asked.until, latest=_LATEST)


def _sayings(collection: Collection, asked: WhoSaid, answer: WhoAnswer, profile: Profile, base: str | None) -> WhoSaidAnswer:
    sayings: list[Said_] = list(profile.sayings)
    if asked.about is not None:
        wanted = collection.store.saved.wanted(asked.about)
        sayings = [s for s in sayings if any(wanted.answers(t.words.span.text) for t in s.tellings)]
    told = witness(collection.store, base, (t.words.span.article for s in sayings for t in s.tellings))
    # The name comes out of an article.
    what = f"sayings of {quoted(profile.name)}{' on that' if asked.about else ''}"
    shown, counting = paged(what, sayings, lambda s: _said(s, told), asked.offset, asked.limit)
    if answer.looked < answer.naming:
        counting["note"] += (
            f" The newest {answer.looked} of {answer.naming} articles that hold the name were looked at; ask for other days to see more.")
    return WhoSaidAnswer(
        person=profile.name, sayings=shown, candidates=tuple(_candidate(c, base) for c in answer.others), **counting)


def _candidate(candidate: Candidate, base: str | None) -> Named:
    key = candidate.key or ""
    return Named(
        key=key, name=candidate.name, type=candidate.type, forms=candidate.names[:SOME], forms_total=len(candidate.names),
        articles=len(candidate.articles), address=Witness(base).page(links.who(key)) if key else None,
    )


def _said(saying: Said_, told: Witness) -> Said:
    return Said(
        tellings=tuple(
            Saying(
                words=told.quote(t.words.span), cue=told.quote(t.cue), mode=t.mode, modality=t.modality, stance=t.stance,
                through=tuple(Step(name=s.name, kind=s.kind, cue=told.quote(s.cue)) for s in t.through),
            )
            for t in saying.tellings[:SOME]
        ),
        tellings_total=len(saying.tellings),
    )


def outlets(collection: Collection, asked: Outlets, base: str | None) -> OutletsAnswer:
    """Each outlet: how much is its own, whom it repeats, how often it says so."""
    rows = collection.outlets(since=asked.since, until=asked.until)
    told = Witness(base)
    shown, counting = paged("outlets", rows, lambda row: _outlet(row, told), asked.offset, asked.limit)
    return OutletsAnswer(outlets=shown, **counting)


def _outlet(row: OutletRow, told: Witness) -> OutletLine:
    return OutletLine(
        outlet=row.outlet, address=told.page(links.outlet(row.key)), articles=len(row.articles), stories=len(row.stories),
        claims=row.claims, own=row.own, taken=row.taken, doubtful=row.doubtful, told_alone=row.told_alone, said=row.said,
        unsaid=row.unsaid, delay_days=row.delay, repeats_total=len(row.repeats),
        repeats=tuple(Repeats(source=r.source, said=r.said, unsaid=r.unsaid, doubtful=r.doubtful) for r in row.repeats[:SOME]),
    )


def agenda(collection: Collection, asked: Agenda, base: str | None) -> AgendaAnswer:
    """What is planned, and what became of it."""
    items = collection.agenda(after=asked.after, until=asked.until)
    told = witness(collection.store, base, (s.article for item in items for s in _spans(item)))
    shown, counting = paged("announced happenings", items, lambda item: _planned(item, told), asked.offset, asked.limit)
    return AgendaAnswer(planned=shown, **counting)


def _spans(item: AgendaItem) -> list[Span]:
    return [*(a.words.span for a in item.announced), *(x.words.span for x in item.later)]


def _planned(item: AgendaItem, told: Witness) -> Planned:
    return Planned(
        id=item.id, type=item.type, name=item.name, since=item.since, until=item.until, place=item.place, who=item.who,
        outcome=item.outcome, certain=item.certain, looked_until=item.looked_until,
        announced=told.quotes((a.words.span for a in item.announced), FEW), announced_total=len(item.announced),
        later=told.quotes((x.words.span for x in item.later), FEW), later_total=len(item.later),
    )
