"""Who somebody is in the collection's own words: names by outlet, deeds, journeys, words, meetings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.answers import Candidate, Profile, Proof, Saying, WhoAnswer
from ..terminal import lay_out, line
from ..words import Words, load_words

if TYPE_CHECKING:
    from rich.text import Text

Lines = Iterator["Text | tuple[int, Text]"]


def render_who(answer: WhoAnswer, lang: str = "en", width: int = 100, color: bool = False) -> str:
    """One profile, or those whom the name may mean, or that nobody of that name is there."""
    words = load_words(lang)

    def lines() -> Lines:
        if answer.profile is not None:
            yield from _profile(answer.profile, words)
        elif answer.candidates:
            yield line((words("who.several", name=answer.query), "head"))
            yield from _candidates(answer.candidates, words)
        else:
            yield line((words("who.absent", name=answer.query, n=answer.searched), ""))
        if answer.others:
            yield line(("", ""))
            yield line((words("who.others"), "dim"))
            yield from _candidates(answer.others, words)

    return lay_out(lines(), width, color)


def _candidates(candidates: tuple[Candidate, ...], words: Words) -> Lines:
    for one in candidates:
        yield 2, line((one.name, "entity"), (words(f"who.type_{one.type}"), "dim"), (one.country or "", "dim"),
                      (words.count("count.articles", len(one.articles)), "dim"))


def _profile(who: Profile, words: Words) -> Lines:
    yield line((who.name, "head"), (words(f"who.type_{who.type}"), "dim"), (who.country or "", "dim"))
    yield line((words("who.articles", articles=words.count("count.articles", len(who.articles)),
                      first=words.date(who.first_day), last=words.date(who.last_day)), "dim"))
    yield from _section("names", bool(who.names), words)
    for outlet in who.names:
        uses = words.commas([f"{use.form} ({use.count})" for use in outlet.uses])
        yield 2, line((outlet.outlet or words("collected.no_outlet"), "outlet"), (uses, ""))
    yield from _section("deeds", bool(who.deeds), words)
    for deed in who.deeds:
        yield 2, line((words.date(deed.date) if deed.date else words("timeline.undated"), "time"),
                      (deed.name or deed.type, ""), (f"[{words.get(f'status.{deed.status}', deed.status)}]", "dim"),
                      (deed.place or "", "entity"), (words.join(list(deed.others)), "dim"))
        yield from _proofs(deed.evidence, words)
    yield from _section("journey", bool(who.journey), words)
    for halt in who.journey:
        yield 2, line((words.date(halt.date) if halt.date else words("timeline.undated"), "time"), (halt.place, "entity"),
                      (f"[{words.get(f'status.{halt.status}', halt.status)}]", "dim"))
        yield from _proofs(halt.evidence, words)
    yield from _section("sayings", bool(who.sayings), words)
    for saying in who.sayings:
        yield from _saying(saying, words)
    yield from _section("met", bool(who.met), words)
    for met in who.met:
        times = words("who.times", n=met.times) if met.times > 1 else ""
        yield 2, line((met.name, "entity"), (times, "dim"))
        yield from _proofs(met.evidence, words)


def _section(key: str, wanted: bool, words: Words) -> Lines:
    if wanted:
        yield line(("", ""))
        yield line((words(f"who.{key}"), "head"))


def _saying(saying: Saying, words: Words) -> Lines:
    for number, telling in enumerate(saying.tellings):
        chain = " ← ".join(step.name for step in telling.through)
        through = words("who.through", chain=chain) if chain else ""
        stance = "" if telling.stance == "asserts" else f"[{words.get(f'stance.{telling.stance}', telling.stance)}]"
        yield 2 if number == 0 else 4, _proof(telling.words, words, through, stance)


def _proofs(proofs: tuple[Proof, ...], words: Words) -> Lines:
    """The first telling in its words, then the other outlets that have it; JSON holds all."""
    if not proofs:
        return
    yield 4, _proof(proofs[0], words)
    others = dict.fromkeys(p.outlet or words("collected.no_outlet") for p in proofs if p.outlet != proofs[0].outlet)
    if others:
        yield 4, line((words("who.also", outlets=words.join(list(others))), "dim"))


def _proof(proof: Proof, words: Words, through: str = "", stance: str = "") -> Text:
    return line((proof.outlet or words("collected.no_outlet"), "outlet"), (proof.day or "", "time"),
                (stance, "dim"), (f"«{proof.span.text}»", ""), (through, "source"))
