"""What readers mark as wrong or confirm."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from ...collection.corrections import LOCAL, LONGEST_INSTEAD, LONGEST_NOTE, MOST_SPANS
from ...errors import UsageError
from ...model import Span
from ...model.desk import Correction, CorrectionFilter, CorrectionState, Marked, Subject, Verdict
from .operations import Asked, NoQuery, get, operation
from .problems import Refused, missing
from .values import Asking, Page, Paging, paged

_Offset = Annotated[int, Meta(ge=0, le=1_000_000_000)]
_Line = Annotated[str, Meta(max_length=2000)]


class CorrectionsQuery(Paging, frozen=True, kw_only=True):
    """Corrections of one kind, by one reader, on one story or article."""

    subject: Subject | None = None
    verdict: Verdict | None = None
    state: CorrectionState | None = None
    by: Asking | None = None
    story: Asking | None = None
    article: Asking | None = None


class Stretch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Code points `[start, end)` of an article's latest version. With `text` it is refused where other words stand there."""

    article: Annotated[str, Meta(min_length=1, max_length=2000)]
    start: _Offset
    end: _Offset
    text: str | None = None


class CorrectionToMake(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word on what Tawatur says of `evidence`: of an alignment or an origin a stretch a claim, of a name the mention.

    `value` names which origin (`how: name`). `apart` are places in `evidence` of what does not belong to the rest.
    """

    subject: Subject
    verdict: Verdict
    evidence: Annotated[tuple[Stretch, ...], Meta(min_length=1, max_length=MOST_SPANS)]
    value: _Line | None = None
    apart: Annotated[tuple[_Offset, ...], Meta(max_length=MOST_SPANS)] = ()
    instead: Annotated[str, Meta(max_length=LONGEST_INSTEAD)] | None = None
    note: Annotated[str, Meta(max_length=LONGEST_NOTE)] | None = None
    story: _Line | None = None
    article: _Line | None = None


def list_corrections(asked: Asked[CorrectionsQuery, None]) -> Page[Marked]:
    """What readers marked, the newest first, each with what the present run says."""
    query = asked.query
    fields = {name: getattr(query, name) for name in query.__struct_fields__}
    wanted = CorrectionFilter(**fields)
    return paged(asked, asked.collection.corrections(wanted), asked.collection.store.corrections.count(wanted))


def get_correction(asked: Asked[NoQuery, None]) -> Marked:
    """One correction, with what the present run says of the same words."""
    _one(asked)
    return asked.collection.correction(asked.path["id"])


def make_correction(asked: Asked[NoQuery, CorrectionToMake]) -> Correction:
    """Mark what Tawatur says of some words as wrong, or confirm it. A later run never changes it; said twice it is kept once."""
    body = asked.body
    try:
        return asked.collection.correct(
            body.subject, body.verdict, _spans(asked), by=asked.visitor.name or LOCAL, value=body.value, apart=body.apart,
            instead=body.instead, note=body.note, story=body.story, article=body.article,
        )
    except UsageError as error:
        raise Refused(409, "unusable", str(error)) from None


def withdraw_correction(asked: Asked[NoQuery, None]) -> Correction:
    """Take back one's own word; it stays on the list, as withdrawn."""
    by = asked.visitor.name or LOCAL
    if _one(asked).correction.by != by:
        raise Refused(403, "owner", "a word can be taken back by who wrote it alone")
    return asked.collection.withdraw(asked.path["id"], by=by)


def _one(asked: Asked[NoQuery, None]) -> Marked:
    found = asked.collection.store.corrections.one(asked.path["id"])
    if found is None:
        raise missing("correction", asked.path["id"])
    return found


def _spans(asked: Asked[NoQuery, CorrectionToMake]) -> tuple[Span, ...]:
    """The words that are meant. Raises UsageError where there are none."""
    wanted = [s.article for s in asked.body.evidence]
    texts = {a.id: a for a in asked.collection.store.articles(list(dict.fromkeys(wanted)))}
    found = []
    for stretch, id in zip(asked.body.evidence, wanted, strict=True):
        article = texts.get(id)
        if article is None or not stretch.start < stretch.end <= len(article.text):
            raise UsageError(f"{id[:100]}[{stretch.start}:{stretch.end}]: no such words in the collection")
        span = article.span(stretch.start, stretch.end)
        if stretch.text is not None and stretch.text != span.text:
            raise UsageError(f"{id[:100]}[{stretch.start}:{stretch.end}]: other words stand there now")
        found.append(span)
    return tuple(found)


OPERATIONS = (
    get("/corrections", list_corrections, "corrections", made_of="more"),
    operation("POST", "/corrections", make_correction, "corrections", role="editor", status=201, refusals=(409,)),
    get("/corrections/{id}", get_correction, "corrections", made_of="more"),
    operation("POST", "/corrections/{id}/withdraw", withdraw_correction, "corrections", role="editor", refusals=(403,)),
)
