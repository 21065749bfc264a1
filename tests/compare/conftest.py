"""A small workshop for accounts: sentences in, an `Account` with claims and attributions out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
import pytest

from tawatur.compare.account import Account
from tawatur.lang.normalize import view
from tawatur.model import (
    ArticleRecord,
    Attribution,
    Claim,
    Entity,
    Link,
    Mention,
    Outlet,
    Part,
    Published,
    Sentence,
    Source,
    Span,
    TimeExpression,
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


def linked(account: Account, **names: tuple[str, str]) -> Account:
    """The account with every place of the words `names[id] = (words, type)` linked to entity `id`."""
    text = account.record.text
    links = [
        Link(at, at + len(words), entity, kind, "name")  # type: ignore[arg-type]
        for entity, (words, kind) in names.items()
        for at in range(len(text)) if text.startswith(words, at)
    ]
    return replace(account, links=tuple(sorted(links, key=lambda k: k.start)))


def timed(account: Account, *times: tuple[str, str, str], mod: str | None = None) -> Account:
    """The account with time expressions `(words, type, value)`, all of them slots of every claim."""
    found = []
    for n, (words, kind, value) in enumerate(times, 1):
        at = account.record.text.index(words)
        found.append(TimeExpression(
            id=f"{account.id}/t{n}", article=account.id, start=at, end=at + len(words), text=words,
            type=kind, value=value, mod=mod,  # type: ignore[arg-type]
        ))
    claims = tuple(msgspec.structs.replace(c, times=tuple(t.id for t in found)) for c in account.claims)
    return replace(account, times=tuple(found), claims=claims)


@pytest.fixture
def workshop() -> Any:
    class Workshop:
        pass

    shop = Workshop()
    shop.said, shop.build, shop.person = Said, build, person
    shop.linked, shop.timed = linked, timed
    return shop
