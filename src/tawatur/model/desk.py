"""What people add to a collection beside its articles: corrections, accounts, searches that are kept."""

from __future__ import annotations

from typing import Literal

import msgspec

from .span import Span

Subject = Literal["alignment", "origin", "name", "story"]
Verdict = Literal["confirmed", "wrong"]
CorrectionState = Literal["standing", "replaced", "withdrawn"]
# What the present run says of what was marked: `unknown` where an article was not compared with the others as it is.
Standing = Literal["same", "otherwise", "changed", "gone", "unknown"]
Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = ("reader", "editor", "admin")
AlertKind = Literal["new article", "new claim", "second origin", "conflict"]


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A reader's word on something that Tawatur says; a later run never changes or deletes it.

    It holds on to the words, not to an id that the next comparison gives anew: `evidence` are the spans that
    were marked (for an alignment and an origin one span a claim, for a name the mention, for a story a title, or first
    line, an article), `grounds` the words by which an origin is named. `versions` tells for each article in which version
    of it the spans stand (the first is 1). `apart` are the places in `evidence` of what does not belong to the rest.

    `value` is what Tawatur said, for programs: the relation of an alignment, `how: name` of an origin, the key of whom
    a name means, nothing for a story; `whom` what that entity or origin is called; `says` is the same in one line. `instead` is what the reader holds right (free words),
    `note` why. `story` and `article` are the ids where it was made. `by` is an account's name (`local` without
    accounts), `at` UTC. `replaces` is the id of the reader's earlier word on the same; `withdrawn` the time at which
    it was taken back (it stays, shown as such).
    """

    id: str
    subject: Subject
    verdict: Verdict
    evidence: tuple[Span, ...]
    grounds: tuple[Span, ...] = ()
    versions: dict[str, int] = {}
    apart: tuple[int, ...] = ()
    value: str = ""
    whom: str | None = None
    says: str
    instead: str | None = None
    note: str | None = None
    story: str | None = None
    article: str | None = None
    by: str
    at: str
    replaces: str | None = None
    withdrawn: str | None = None


class CorrectionFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which corrections are listed, the newest first.

    `story` and `article` are ids: what was marked there, and on articles that lie in that story now. `state`: `standing` ones
    are neither withdrawn nor replaced by a later word of the same reader.
    """

    story: str | None = None
    article: str | None = None
    by: str | None = None
    subject: Subject | None = None
    verdict: Verdict | None = None
    state: CorrectionState | None = None
    limit: int | None = None
    offset: int = 0


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A correction as it is shown: with what became of it, and of what it was said on.

    `replaced` is the id of a later word of the same reader on the same. `now`: whether the present run says the `same`
    still, something `otherwise`, can't be held against it since an article was `changed` or is `gone`, or is `unknown` since
    an article was not compared with the others as it is. `place` is the id of the story in which its first article lies now.
    """

    correction: Correction
    replaced: str | None = None
    now: Standing = "unknown"
    place: str | None = None

    @property
    def state(self) -> CorrectionState:
        """Withdrawn, replaced by a later word of the same reader, or standing."""
        return "withdrawn" if self.correction.withdrawn else "replaced" if self.replaced else "standing"


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
    """One piece of news of a saved search, noticed once. `subject` says of what, so that it is not told twice.

    `title` are words of an article. Of the request to the webhook: `delivered` is when it was taken, `tries` how often it was
    sent, `tried` when last, `problem` why it was not taken.
    """

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
    tried: str | None = None
    problem: str | None = None
