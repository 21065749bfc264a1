"""Making and changing saved searches."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import msgspec

from ..errors import UsageError
from ..model.desk import AlertKind, SavedSearch
from .webhooks import check_address, new_secret

if TYPE_CHECKING:
    from .collection import Collection

# Each look walks through all of them.
MOST = 200


class SavedDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody writes down of a saved search; see `model.desk.SavedSearch`."""

    name: str
    text: str = ""
    entity: str | None = None
    tell: tuple[AlertKind, ...] = ("new article",)
    webhook: str | None = None


def save(collection: Collection, draft: SavedDraft, by: str) -> SavedSearch:
    """Keep a new search. Raises UsageError where nothing is looked for or the address of the webhook may not be asked."""
    if len(collection.store.saved.all()) >= MOST:
        raise UsageError(f"there are {MOST} saved searches already; delete one that nobody needs any more")
    search = SavedSearch(
        id=f"q{secrets.token_hex(5)}", name="", text="", secret=new_secret(), key=secrets.token_urlsafe(24), by=by, created=collection.now(),
    )
    return _put(collection, search, draft)


def save_again(collection: Collection, search: SavedSearch, draft: SavedDraft) -> SavedSearch:
    """Keep other words for a search that is there; raises as `save`. Looking for something else, it begins anew."""
    return _put(collection, search, draft)


def _put(collection: Collection, search: SavedSearch, draft: SavedDraft) -> SavedSearch:
    name, text, entity = draft.name.strip(), draft.text.strip(), (draft.entity or "").strip() or None
    webhook = (draft.webhook or "").strip() or None
    tell = tuple(dict.fromkeys(draft.tell))
    if not tell:
        raise UsageError("choose at least one kind of news")
    if webhook is not None and webhook != search.webhook:
        check_address(collection, webhook)
    made = msgspec.structs.replace(search, name=name or text or entity or "", text=text, entity=entity, tell=tell, webhook=webhook)
    collection.store.saved.put(made)
    return made
