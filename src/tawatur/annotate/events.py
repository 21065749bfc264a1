"""Events of one article: trigger words in claims, with date, place, people and status.

A happening that the article comes back to («الاجتماع», «الضربة») is one event with more evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..lang.frames import Frames
from ..lang.normalize import TextView
from ..model import (
    Article,
    Attribution,
    Claim,
    Entity,
    Event,
    Link,
    Participant,
    Sentence,
    Status,
    TimeExpression,
)
from . import event_context as around
from .claims import publication_day
from .clause_words import Word, by_sentence, frame_bounds, sentence_words
from .event_drafts import CAUSES, HARM, Draft, firmness, join, kin, told_before
from .event_harm import Telling, scenes
from .event_places import find_place, place_before, places_to
from .event_scene import Scene
from .event_series import link_series, read_series
from .event_slots import find_date, find_participants, phrase_name, the_two
from .event_status import is_present, lies_ahead, status_of
from .event_triggers import Trigger, find_triggers
from .event_victims import kind_of, place_victims

# Kinds of happenings that are about harm done before.
_ABOUTHARM = frozenset({"trial", "arrest", "accusation", "investigation", "support"})
_SPOKEN = frozenset({"body", "title", "teaser", "caption"})


@dataclass(frozen=True, slots=True)
class Happenings:
    """`events`: what the article tells of, one for each scene; `tellings`: the same before the harm and
    what did it were joined («31 killed», «a plane crashed»), for those who compare single claims."""

    events: tuple[Event, ...]
    tellings: tuple[Event, ...]


def find_events(
    article: Article, view: TextView, sentences: Sequence[Sentence], claims: Sequence[Claim],
    attributions: Sequence[Attribution], links: Sequence[Link], times: Sequence[TimeExpression],
    entities: Mapping[str, Entity], frames: Frames, published: str | None = None,
) -> tuple[Event, ...]:
    """All events that an article tells of, in order of their first telling; ids `<article>/e<n>`."""
    return find_happenings(
        article, view, sentences, claims, attributions, links, times, entities, frames, published).events


def find_happenings(
    article: Article, view: TextView, sentences: Sequence[Sentence], claims: Sequence[Claim],
    attributions: Sequence[Attribution], links: Sequence[Link], times: Sequence[TimeExpression],
    entities: Mapping[str, Entity], frames: Frames, published: str | None = None,
) -> Happenings:
    """All that an article tells to have happened, in order of first telling; ids `<article>/e<n>`.

    `published` as in `find_claims`. A date that only is past is `PAST_REF`; None is no date at all.
    """
    today = published or publication_day(times, frames)
    rows = zip(
        sentences, by_sentence(sentences, ((c, c.span.start, c.span.start + 1) for c in claims)),
        by_sentence(sentences, ((a, frame_bounds(a)[0], a.content.end) for a in attributions)),
        by_sentence(sentences, ((k, k.start, k.start + 1) for k in links)),
        by_sentence(sentences, ((t, t.start, t.start + 1) for t in times)), strict=True,
    )
    drafts: list[Draft] = []
    tellings: list[Telling] = []
    spoken: dict[str, str] = {}
    for sentence, inner, near, inner_links, near_times in rows:
        if sentence.part not in _SPOKEN or not inner:
            continue
        near_links = outermost(inner_links)
        words = sentence_words(view, sentence, near_links, near_times, near, frames)
        spoken.update(around.speech_days(near, near_times))
        scene = Scene(article, view, words, near_links, near_times, entities, frames, today, near, dict(spoken))
        tellings.append(Telling(scene, _read_sentence(scene, inner, drafts)))
    own = [d for d in drafts if not d.hinted]
    joined = scenes(tellings, drafts)
    return Happenings(_events(article, joined), _events(article, own))


def _events(article: Article, drafts: Sequence[Draft]) -> tuple[Event, ...]:
    return link_series([_event(article, n, d) for n, d in enumerate(drafts, 1)], drafts)


def outermost(links: Sequence[Link]) -> list[Link]:
    """Links that lie in no longer one: سوريا in the name of a body is not itself a place told of."""
    out: list[Link] = []
    for link in sorted(links, key=lambda k: (k.start, -k.end)):
        if not out or link.end > out[-1].end:
            out.append(link)
    return out


def _read_sentence(scene: Scene, claims: Sequence[Claim], drafts: list[Draft]) -> list[tuple[Draft, Trigger]]:
    """Add what a sentence tells of to the drafts; all its happenings, also those told of before."""
    last: Draft | None = None
    people: list[str] = []
    told: list[tuple[Draft, Trigger]] = []
    stretches: list[around.Stretch] = []
    stands: list[int] = []
    for claim in claims:
        first, end = _range(scene.words, claim)
        if first == end:
            continue
        triggers = find_triggers(scene.words, first, end, scene.frames)
        stretches.append(around.Stretch(first, end, frozenset(t.frame.family for t in triggers)))
        before, people = people, _persons(scene, first, end) or people
        if scene.words[first].norm in scene.frames.clauses.relatives and told and told[-1][0] is last:
            _describe(scene, *told[-1], (first, end), all(t.noun and _is_aside(scene, t) for t in triggers))
        if not triggers:
            continue
        triggers = [triggers[0], *(_set_back(triggers[0], t) for t in triggers[1:])]
        for number, trigger in enumerate(triggers):
            limits = _limits(triggers, number, first, end)
            drafted = _draft(scene, claim, trigger, limits, (first, end), drafts, before)
            last = drafted or last
            if drafted is not None:
                told.append((drafted, trigger))
                stands.append(len(stretches) - 1)
    for (draft, trigger), at in zip(told, stands, strict=True):
        _lend(scene, draft, trigger, around.tied(scene, stretches, at, HARM, draft.frame.family))
    _share(told)
    place_victims(scene, claims, told, drafts)
    return told


def _lend(scene: Scene, draft: Draft, trigger: Trigger, near: Sequence[around.Stretch]) -> None:
    """Day and place of the clauses that a happening hangs on, where its own tells none."""
    if draft.status != "held" or trigger.background or trigger.definite:
        return
    if not firmness(draft.date):
        found = around.lent_day(scene, near)
        if found is not None:
            draft.date, draft.time = found
    if draft.place is None and draft.frame.place != "to":
        draft.place = around.lent_place(scene, trigger, near)


def _set_back(lead: Trigger, trigger: Trigger) -> Trigger:
    """«بدأت أمس محاكمة المتهمين بتفجير …»: day and people are of the trial, not of the harm it is about."""
    if trigger.noun and trigger.frame.family in HARM and lead.frame.family in _ABOUTHARM:
        return replace(trigger, background=True)
    return trigger


def _is_aside(scene: Scene, trigger: Trigger) -> bool:
    """«الهجوم الذي أوقع قتلى خلال اجتماع …»: only tells when it was."""
    before = scene.words[trigger.first - 1].norm if trigger.first else ""
    return before in scene.frames.events.words["background_after"]


def _describe(scene: Scene, draft: Draft, trigger: Trigger, reach: tuple[int, int], people: bool) -> None:
    """A relative clause after a happening may tell who took part and where it was."""
    if people:
        for who, role in find_participants(scene, *reach, None):
            draft.participants.setdefault(who, role)
    if draft.place is None and draft.frame.place == "any":
        draft.place = find_place(scene, trigger, *reach, None)
    if people and not firmness(draft.date):
        date, time = find_date(scene, trigger, *reach)
        if firmness(date):
            draft.date, draft.time = date, time


def _share(told: Sequence[tuple[Draft, Trigger]]) -> None:
    """«سقطت طائرة في السوق أمس ما أدى إلى مقتل …»: harm and what did it have one place and day."""
    harm = [d for d, _ in told if d.frame.family in HARM and d.status == "held"]
    for number, draft in enumerate(harm):
        for at in (number - 1, number + 1):
            if not 0 <= at < len(harm):
                continue
            other = harm[at]
            if other is draft or other.frame.family == draft.frame.family or (
                "deaths" not in (other.frame.family, draft.frame.family)):
                continue
            draft.place = draft.place or other.place
            if not firmness(draft.date) and firmness(other.date):
                draft.date, draft.time = other.date, other.time


def _persons(scene: Scene, first: int, end: int) -> list[str]:
    """Persons of a clause, who may be the subject of the next («… ليغادرها إلى …»)."""
    low = scene.words[first].token.start
    high = scene.words[end - 1].token.end
    return [k.entity for k in scene.links
            if k.type == "PER" and low <= k.start < high and not scene.words[scene.index(k.start)].framed]


def _carry(scene: Scene, draft: Draft, before: Sequence[str]) -> None:
    """A journey without a traveller goes on about the person of the clause before."""
    persons = {k.entity for k in scene.links if k.type == "PER"}
    if before and not any(who in persons for who in draft.participants):
        draft.participants.setdefault(before[0], "actor")


def _range(words: Sequence[Word], claim: Claim) -> tuple[int, int]:
    inside = [i for i, w in enumerate(words) if claim.span.start <= w.token.start < claim.span.end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _limits(triggers: Sequence[Trigger], number: int, first: int, end: int) -> tuple[int, int]:
    """How far a trigger's own words reach: to the next trigger, back to a background trigger."""
    low, high = first, end
    for after in triggers[number + 1:]:
        aside = after.background and (after.definite or (
            after.frame.family == "talks" and triggers[number].frame.family in HARM))
        if not aside and not after.frame.dated:
            high = after.first
            break
    if number and triggers[number - 1].background:
        low = triggers[number - 1].last
    if triggers[number].background:
        low = triggers[number].first
    return low, high


def _draft(
    scene: Scene, claim: Claim, trigger: Trigger, limits: tuple[int, int], whole: tuple[int, int],
    drafts: list[Draft], before: Sequence[str],
) -> Draft | None:
    """Make an event of a trigger, or add it as evidence to the event it goes back to.

    `before`: persons of the clause before, who may travel in this one.
    """
    low, high = limits
    said = around.spoken_at(scene, trigger, whole[0])
    if said is not None:
        # «وأضاف خلال لقائه فلانا في …، أن …»: what he said there tells nothing of the talk itself.
        whole, high = (whole[0], max(said[0], trigger.last)), min(high, max(said[0], trigger.last))
        low, trigger = whole[0], replace(trigger, background=False)
    # What is told again in passing does not bring its place along from afar.
    series = read_series(scene, trigger)
    far = (series is not None and (series.number is not None or series.place != 0)) or not (trigger.definite or trigger.only_back or (trigger.frame.travel and trigger.frame.weak))
    place = find_place(scene, trigger, low, high if far else min(high, trigger.last + 5), whole if far else None)
    if place is None and trigger.frame.place == "any" and scene.words[whole[0]].norm.lstrip("و") in scene.frames.clauses.relatives:
        place = place_before(scene, whole[0])
    people = dict(find_participants(
        scene, low if trigger.background else whole[0], high if trigger.background else whole[1], trigger,
        said is not None,
    ))
    for who in the_two(scene, whole[0], whole[1], trigger, drafts, people):
        people.setdefault(who, "actor")
    if said is not None and place is None and not around.is_met(scene, trigger, high):
        return None
    date, time, status = _when(scene, claim, trigger, (low, high), whole, said[1] if said is not None else None)
    draft = Draft(
        trigger.frame, phrase_name(scene, trigger, high), scene.span(trigger.first, trigger.last),
        date, time, place, status, claim.part, people, [claim.span],
        triggers=[scene.span(trigger.first, trigger.last)], series=series,
        apart=_is_apart(scene, trigger), kinds=trigger.kinds, plural=_is_plural(scene, trigger), bare=_is_bare(scene, trigger),
        figures=_figures(scene, claim, trigger, high),
    )
    if trigger.frame.travel and not trigger.noun:
        _carry(scene, draft, before)
    draft.relative = scene.words[whole[0]].norm in scene.frames.clauses.relatives
    # An aside in a clause of its own is not what «الاجتماع» goes back to first.
    draft.recency = scene.words[0].token.start * 2 + (0 if trigger.aside else 1)
    back = told_before(draft, trigger, drafts, scene.entities)
    if back is not None:
        join(back, draft, trigger)
        return back
    if trigger.only_back or (trigger.background and trigger.definite and not trigger.described) or (
            not _stands_alone(draft, trigger)):
        draft.hinted = _hints(draft, trigger, drafts)
        if draft.hinted:
            drafts.append(draft)
        return draft if draft.hinted else None
    drafts.append(draft)
    if trigger.frame.travel and not trigger.background:
        _further_stops(scene, trigger, draft, high, drafts)
    return draft


def _when(
    scene: Scene, claim: Claim, trigger: Trigger, limits: tuple[int, int], whole: tuple[int, int], said: Attribution | None,
) -> tuple[str | None, str | None, Status]:
    """`(date, time expression id, status)`; `said`: what was said at the talk that is told of."""
    ahead = said is None and lies_ahead(scene, trigger, "held")
    # «أغلقت الطرق أمس قبل جولة جديدة …»: only a day that follows can be that of what is still to come.
    date, time = find_date(scene, trigger, trigger.first if ahead else limits[0], limits[1])
    if date is None and not trigger.background and not ahead:
        date, time = find_date(scene, trigger, *whole)
    if said is not None:
        return date or around.speaker_day(said, scene.spoken) or "PAST_REF", time, "held"
    status = status_of(scene, claim, trigger, date)
    if date is None and ahead and status == "held":
        return "FUTURE_REF", time, "planned"
    if date is None and trigger.first and scene.words[trigger.first - 1].norm in scene.frames.events.words["will_not"]:
        return "FUTURE_REF", time, status
    if date is None and status == "held" and not is_present(scene, claim, trigger):
        return "PAST_REF", time, status
    return date, time, status


def _stands_alone(draft: Draft, trigger: Trigger) -> bool:
    """True where enough is told to make an event of it: what is only hinted at is none."""
    people, place, day = bool(draft.participants), bool(draft.place), firmness(draft.date) > 0
    frame = trigger.frame
    if frame.dated:
        return firmness(draft.date) > 0
    if frame.place == "to" and (frame.weak or frame.travel) and not trigger.background:
        # «وصل العدد إلى …», «يعود ذلك إلى …»: only who or what can travel arrives.
        plural = draft.trigger.text.endswith(("وا", "ون"))
        return place and (people or plural or (frame.travel and not frame.weak))
    if frame.weak:
        return people or (trigger.noun and day)
    if frame.plover == "ASSAULT" and trigger.noun:
        return place or day or (
            frame.family in HARM and not trigger.definite and not trigger.background)
    if trigger.definite and not trigger.noun and day:
        return True  # «الذي حاصرهما أمس»
    if trigger.definite or trigger.background:
        return place or people or trigger.described
    return True


def _hints(draft: Draft, trigger: Trigger, drafts: Sequence[Draft]) -> bool:
    """«قتل ثلاثة جنود … وتبنت الجماعة الهجوم»: another word for harm told before."""
    known = any(d.frame.family == draft.frame.family and d.part == "body" for d in drafts)
    return not known and trigger.definite and trigger.noun and draft.status == "held" and any(
        kin(d, draft) for d in drafts)


def _further_stops(scene: Scene, trigger: Trigger, draft: Draft, high: int, drafts: list[Draft]) -> None:
    """«إلى كوبنهاغن وبروكسل»: one leg for each place."""
    for place in places_to(scene, trigger, high):
        if place != draft.place:
            drafts.append(Draft(
                draft.frame, draft.name, draft.trigger, draft.date, draft.time, place, draft.status,
                draft.part, dict(draft.participants), list(draft.evidence), triggers=list(draft.triggers),
            ))


def _is_apart(scene: Scene, trigger: Trigger) -> bool:
    """«في هجوم آخر»: no more of what was told of before."""
    after = scene.words[trigger.last:trigger.last + 2]
    return trigger.noun and trigger.frame.family in CAUSES and any(
        w.norm in scene.frames.events.words["apart"] for w in after)


def _is_plural(scene: Scene, trigger: Trigger) -> bool:
    """«الهجمات»: several blows, which «الهجوم» does not go back to."""
    family = trigger.frame.family
    return trigger.noun and family in CAUSES and family != "clash" and scene.words[trigger.first].norm.endswith("ات")


def _is_bare(scene: Scene, trigger: Trigger) -> bool:
    """«في حادثة منفصلة»: the word says no more than that something happened."""
    norm = scene.words[trigger.first].norm
    return trigger.noun and trigger.last == trigger.first + 1 and not {norm, norm.lstrip("وفبل")}.isdisjoint(
        scene.frames.events.empty_heads)


def _figures(scene: Scene, claim: Claim, trigger: Trigger, high: int) -> frozenset[tuple[str, float]]:
    """How many were taken or freed, by the words after the trigger: 30 freed are not the 59."""
    if trigger.frame.family in HARM:
        return frozenset()
    return frozenset(
        (q.unit, q.value) for q in claim.numbers
        if kind_of(q.unit, scene.frames) and trigger.first <= scene.index(q.span.start) < high
    )


def _event(article: Article, number: int, draft: Draft) -> Event:
    return Event(
        id=f"{article.id}/e{number}", type=draft.frame.type, plover=draft.frame.plover,
        name=draft.name, date=draft.date, place=draft.place, status=draft.status,
        participants=tuple(
            Participant(who, role) for who, role in draft.participants.items() if who != draft.place
        ),
        evidence=tuple(draft.evidence), trigger=draft.trigger, time=draft.time,
        triggers=(draft.trigger, *(s for s in draft.triggers if s != draft.trigger)),
        victims=tuple(draft.victims),
    )
