"""Who does not take part: those whom a meeting, visit or agreement only speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ..lang.contrasts import Contrasts
from ..lang.normalize import TextView
from ..model import Event, Link, Span

# Happenings in which nobody takes part against his will; in a battle both sides do.
_PEACEFUL = ("CONSULT", "AGREE", "COOPERATE", "SUPPORT", "AID", None)
_LOOK_BACK = 45


def drop_topics(
    events: Sequence[Event], view: TextView, links: Sequence[Link], rules: Contrasts
) -> tuple[Event, ...]:
    """The events without participants that every mention in the evidence shows to be a topic.

    «لضمان هزيمة دائمة لداعش» makes nobody a guest of the meeting, nor does «قرار مجلس الأمن».
    """
    return tuple(_without_topics(e, view, links, rules) for e in events)


def _without_topics(
    event: Event, view: TextView, links: Sequence[Link], rules: Contrasts
) -> Event:
    if event.plover not in _PEACEFUL:
        return event
    parties = [
        p for p in event.participants
        if not _only_spoken_of([x for x in links if x.entity == p.entity], event.evidence, view, rules)
    ]
    return replace(event, participants=tuple(parties))


def _only_spoken_of(
    mentions: Sequence[Link], evidence: Sequence[Span], view: TextView, rules: Contrasts
) -> bool:
    """True where the entity is named in the evidence, and each time as what it is about."""
    inside = [x for x in mentions if any(s.start <= x.start and x.end <= s.end for s in evidence)]
    if not inside:
        return False
    starts = [view.to_norm(x.start) for x in inside]
    return all(rules.not_party.search(view.norm[max(0, at - _LOOK_BACK):at]) for at in starts)
