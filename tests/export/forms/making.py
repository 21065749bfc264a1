"""What the tests of the forms are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from tawatur.export.parcel import Parcel
from tawatur.model import Comparison, Span
from tawatur.model.answers import AgendaItem, Announcement, Proof
from tawatur.model.desk import Correction

# Letter for letter, so that every span still fits: markup, control characters, bidi marks, formulas, noncharacters.
HOSTILE = str.maketrans({
    "ا": "<", "ل": "\x0b", "م": "\u202e", "ت": '"', "ن": "&", "ر": "\x00", "ي": "|", "و": "=", "س": "\ufffe", "ه": "\x1b",
    "ب": "\u2028", "ف": ">", "د": "'", "ع": "\\", "ق": "\U0001f600", "ك": "*", "ح": "]", "ج": "\r", "ش": "\x85", "خ": "{",
})
ODD_ID = '../a"<b> \u202e%20#c?d&e'


def changed(value: Any, change: Callable[[str], str]) -> Any:
    """A plain structure with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {k: changed(v, change) for k, v in value.items()}
    return [changed(v, change) for v in value] if isinstance(value, list | tuple) else value


def odd(text: str) -> str:
    return ODD_ID + text[1:] if text == "a" or text.startswith("a/") else text.translate(HOSTILE)


def make_parcel(comparison: Comparison, **more: Any) -> Parcel:
    """A parcel with coordinates of all but the last place, a correction and something planned."""
    places = [e.id for e in comparison.entities if e.type == "LOC"]
    claim = next(iter(comparison.claims), None)
    correction = Correction(
        id="k1", subject="alignment", verdict="wrong", evidence=(claim.span,), says="verbatim", instead="=1+1", note="</script>",
        by="سلمى", at="2026-03-04T05:06:07Z", withdrawn="2026-03-05T00:00:00Z",
    ) if claim else None
    item = AgendaItem(
        id="ag1", type="visit", name="زيارة", date="2026-03-12", since="2026-03-12", until="2026-03-12", place="بنزرت", who=("لارس",),
        announced=(Announcement(words=Proof("المدار", "2026-03-02", claim.span), date="2026-03-12"),), outcome="ahead", later=(),
        looked_until="2026-03-03",
    ) if claim else None
    return Parcel(
        comparison, coordinates={id: (36.8 + n, 10.2 + n) for n, id in enumerate(places[:-1])},
        keys={e.id: f"key:{e.id}" for e in comparison.entities[:2]},
        corrections=(correction,) if correction else (), agenda=(item,) if item else (), **more,
    )


def spans_of(value: Any) -> set[Span]:
    """Every stretch that a structure of ours holds."""
    if isinstance(value, Span):
        return {value}
    if isinstance(value, msgspec.Struct):
        fields = [getattr(value, f) for f in value.__struct_fields__]
        names = set(value.__struct_fields__)
        here = {Span(value.article, value.start, value.end, value.text)} if {"article", "start", "end", "text"} <= names else set()
        return here.union(*map(spans_of, fields))
    if isinstance(value, list | tuple):
        return set().union(*map(spans_of, value))
    return set()
