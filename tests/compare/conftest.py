"""A small workshop for accounts: sentences in, an `Account` with claims and attributions out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from tawatur.compare.account import Account
from tawatur.lang.normalize import view
from tawatur.model import (
    ArticleRecord,
    Attribution,
    Claim,
    Entity,
    Mention,
    Outlet,
    Part,
    Published,
    Sentence,
    Source,
    Span,
)


@dataclass
class Said:
    """One sentence: its text, the name that speaks (None: the outlet), the kind of source."""

    text: str
    by: str | None = None
    kind: str = "person"
    via: str | None = None
    told_here: bool = False
    slots: dict[str, Any] = field(default_factory=dict)


def _claim(said: Said, article: str, number: int, at: int, attribution: str | None) -> Claim:
    span = Span(article, at, at + len(said.text), said.text)
    return Claim(id=f"{article}/c{number}", span=span, attribution=attribution, **said.slots)


def build(article: str, outlet: str | None, *lines: Said) -> Account:
    """An account of one sentence a line; a named speaker's entity id is `e:` and the name."""
    text = "\n".join(s.text for s in lines)
    attributions: list[Attribution] = []
    claims: list[Claim] = []
    sentences: list[Sentence] = []
    at = 0
    for n, said in enumerate(lines, 1):
        whole = Span(article, at, at + len(said.text), said.text)
        inner = None
        for depth, name in enumerate((said.via, said.by)):
            if name is None:
                continue
            kind = "agency" if depth == 0 else said.kind
            parent = inner
            inner = f"{article}/a{n}.{depth}"
            entity = None if kind == "anonymous" else f"e:{name}"
            attributions.append(Attribution(
                id=inner, article=article, cue=whole, content=whole, parent=parent,
                told_to_span=whole if said.told_here else None,
                source=Source(entity=entity, kind=kind, name=name, carried=True),
            ))
        claims.append(_claim(said, article, n, at, inner))
        sentences.append(Sentence(at, at + len(said.text), "body", n))
        at += len(said.text) + 1
    record = ArticleRecord(
        id=article, path=None, url=None, title=None, language="ar", text=text,
        outlet=Outlet(name=outlet), published=Published(value="2026-03-05", how="given"),
        parts=(Part("body", 0, len(text)),),
    )
    return Account(record, view(text), record.parts, tuple(sentences), (), (), (),
                   tuple(attributions), tuple(claims))


def person(name: str, country: str | None = None, type: str = "PER") -> Entity:
    return Entity(id=f"e:{name}", type=type, name=name, country=country,
                  mentions=(Mention("x", 0, len(name), name),))


@pytest.fixture
def workshop() -> Any:
    class Workshop:
        pass

    shop = Workshop()
    shop.said, shop.build, shop.person = Said, build, person
    return shop
