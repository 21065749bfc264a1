"""What people add to a collection beside its articles: corrections, accounts, searches that are kept."""

from __future__ import annotations

from typing import Literal

import msgspec

from .span import Span

Subject = Literal["alignment", "origin", "name", "story"]
Verdict = Literal["confirmed", "wrong"]
Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = ("reader", "editor", "admin")
AlertKind = Literal["new article", "new claim", "second origin", "conflict"]


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A reader's word on something that Tawatur says; a later run never changes or deletes it.

    It holds on to the words, not to an id that the next comparison gives anew: `evidence` are the spans that
    were marked (for an alignment one span a claim, for an origin its words first, for a name the mention, for a story
    the titles of the articles that it is about). `says` is what Tawatur said at that time in one line, `instead` what the reader
    holds right (free words), `note` why. `story` and `article` are the ids where it was made. `by` is an
    account's name (`local` without accounts), `at` UTC. `replaces` is the id of the reader's earlier word on the same;
    `withdrawn` the time at which it was taken back (it stays, shown as such).
    """

    id: str
    subject: Subject
    verdict: Verdict
    evidence: tuple[Span, ...]
    says: str
    instead: str | None = None
    note: str | None = None
    story: str | None = None
    article: str | None = None
    by: str
    at: str
    replaces: str | None = None
    withdrawn: str | None = None


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may look, mark or administer. `password` is an argon2 hash, never shown."""

    name: str
    role: Role
    password: str
    created: str
    disabled: bool = False


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A browser that is logged in; `digest` is the SHA-256 of its cookie, times are UTC."""

    digest: str
    account: str
    created: str
    expires: str


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """An API token: `digest` is the SHA-256 of it (the token itself is shown once), `label` what it is for."""

    digest: str
    account: str
    label: str
    created: str
    expires: str | None = None
    used: str | None = None


class SavedSearch(msgspec.Struct, frozen=True, kw_only=True):
    """A search whose news are told by an Atom feed and, where `webhook` is set, by a request to that address.

    `text` is what is searched (as `SearchQuery.text`), `entity` a name; `tell` what counts as news. `secret` signs the
    requests (HMAC-SHA256). `key` opens the feed without logging in.
    """

    id: str
    name: str
    text: str
    entity: str | None = None
    tell: tuple[AlertKind, ...] = ("new article",)
    webhook: str | None = None
    secret: str
    key: str
    by: str
    created: str


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of news of a saved search, noticed once. `subject` says of what, so that it is not told twice."""

    search: str
    kind: AlertKind
    subject: str
    at: str
    title: str
    story: str | None = None
    article: str | None = None
    evidence: tuple[Span, ...] = ()
    delivered: str | None = None
    tries: int = 0
    problem: str | None = None
