"""Series: the third round, the last meeting, the yearly summit, and which events they link."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ..lang.normalize import fold
from ..lang.stem import light_stem
from ..model import Event, Series, Span
from .clause_words import Word
from .event_drafts import Draft, SeriesWords
from .event_scene import Scene
from .event_triggers import Trigger

# Words after the noun among which its number may stand.
_REACH = 4
# Words after it among which it may be told to come by turns.
_FAR = 8
# Happenings that come in series.
_SERIAL = frozenset({"talks", "visit", "election", "match", "agreement", "ceasefire", "protest"})


def read_series(scene: Scene, trigger: Trigger) -> SeriesWords | None:
    """What stands beside a noun that tells of its series; None where nothing does."""
    if not trigger.noun or trigger.frame.family not in _SERIAL:
        return None
    rules, words = scene.frames.events.series, scene.words
    number, cycle, place, end = None, None, 0, trigger.last
    start = trigger.first
    if start and words[start - 1].norm.lstrip("وفبل") in rules.last:
        place, start = -1, start - 1
    elif start and (n := rules.before.get(words[start - 1].norm.lstrip("وفبل"))):
        number, start = n, start - 1
    for i in range(trigger.first + 1, min(trigger.last + _REACH, len(words))):
        norm = words[i].norm
        if i >= trigger.last and _parts(words[i], scene):
            break  # «الانتخابات في يونيو الماضي», «مباريات الساعة الثالثة»
        if norm in rules.numbers:
            number, end = _ordinal(words, i, rules.numbers, rules.tens), max(end, i + 1)
        elif norm in rules.previous:
            place, end = -1, max(end, i + 1)
        elif norm in rules.next:
            place, end = 1, max(end, i + 1)
        elif norm in rules.cycles:
            cycle, end = scene.span(i, i + 1), max(end, i + 1)
    cycle = cycle or _regular(scene, trigger)
    if number is None and cycle is None and not place:
        return None
    return SeriesWords(scene.span(start, end), number, cycle, place)


def _parts(word: Word, scene: Scene) -> bool:
    """A mark, a verb, a time or a preposition: what follows is no more said of the noun."""
    plain = word.norm[1:] if word.norm[0] in "وف" else word.norm
    return word.stop or word.verb is not None or word.name == -2 or (
        plain in scene.frames.clauses.prepositions or plain in scene.frames.events.words["in"])


def _regular(scene: Scene, trigger: Trigger) -> Span | None:
    """«وهذه الدورة من ضمن التناوب السنوي»: that it comes by turns is told of it, up to the next mark."""
    rules, words = scene.frames.events.series, scene.words
    for i in range(trigger.last, min(trigger.last + _FAR, len(words))):
        if words[i].stop:
            break
        if words[i].norm in rules.turns:
            end = i + 2 if i + 1 < len(words) and words[i + 1].norm in rules.turns | rules.cycles else i + 1
            return scene.span(i, end)
    return None


def _ordinal(words: Sequence[Word], i: int, ones: dict[str, int], tens: dict[str, int]) -> int:
    """«الثالثة», «الثالثة عشرة», «الثالثة والعشرين»."""
    after = words[i + 1].norm if i + 1 < len(words) else ""
    return ones[words[i].norm] + tens.get(after, 0)


def link_series(events: Sequence[Event], drafts: Sequence[Draft]) -> tuple[Event, ...]:
    """The events with what their words tell of a series; `drafts` are theirs, in the same order."""
    before: dict[int, int] = {}
    after: dict[int, int] = {}
    for i, draft in enumerate(drafts):
        place = draft.series.place if draft.series else 0
        number = draft.series.number if draft.series else None
        other = _current(i, drafts) if place else _numbered(i, number, drafts)
        if other is None:
            continue
        earlier, later = (other, i) if place > 0 or not place else (i, other)
        before.setdefault(later, earlier)
        after.setdefault(earlier, later)
    out = []
    for i, (event, draft) in enumerate(zip(events, drafts, strict=True)):
        own = draft.series
        if own is None and i not in before and i not in after:
            out.append(event)
            continue
        name = own.span if own else event.trigger
        out.append(event if name is None else _with(event, name, own, events, before.get(i), after.get(i)))
    return tuple(out)


def _with(
    event: Event, name: Span, own: SeriesWords | None, events: Sequence[Event], before: int | None, after: int | None,
) -> Event:
    host = next((p.entity for p in event.participants if p.role == "host"), None)
    return replace(event, series=Series(
        name=name, number=own.number if own else None, cycle=own.cycle if own else None, host=host,
        previous=None if before is None else events[before].id, next=None if after is None else events[after].id,
    ))


def _current(i: int, drafts: Sequence[Draft]) -> int | None:
    """The happening beside which another one is called the last or the next."""
    def fits(j: int) -> bool:
        other = drafts[j]
        return j != i and other.frame.family == drafts[i].frame.family and not (
            other.series is not None and other.series.place) and _one_series(drafts[i], other)

    found = [j for j in range(len(drafts)) if fits(j)]
    return min(found, key=lambda j: (abs(j - i), j), default=None)


def _numbered(i: int, number: int | None, drafts: Sequence[Draft]) -> int | None:
    """The round with the number before this one's."""
    if number is None or number < 2:
        return None
    for j, other in enumerate(drafts):
        if j != i and other.series is not None and other.series.number == number - 1 and (
                other.frame.family == drafts[i].frame.family and _one_series(drafts[i], other)):
            return j
    return None


def _one_series(a: Draft, b: Draft) -> bool:
    """The same noun, or the same people: what else could «the last meeting» be the last of?"""
    return bool(a.participants.keys() & b.participants.keys()) or _head(a) == _head(b)


def _head(draft: Draft) -> str:
    return light_stem(fold(draft.trigger.text).split()[0])
