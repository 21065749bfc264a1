"""What readers marked as wrong or confirmed: the list, each with a page of its own, and the form to mark something."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Annotated, Literal, get_args

import msgspec
from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from starlette.responses import RedirectResponse

from ...collection.corrections import LOCAL, LONGEST_INSTEAD, LONGEST_NOTE, said_now, title_spans
from ...collection.exporting import gold_rows
from ...collection.packed import digest_of
from ...errors import UsageError
from ...export.gold import GOLD
from ...export.rows import write_jsonl
from ...model import Span
from ...model.desk import Correction, CorrectionFilter, CorrectionState, Marked, Subject, Verdict
from .. import corrections as desk
from .. import links
from ..guard.hosts import safe_back
from ..rendering import html, page
from ..site import Site, site_of, visitor_of
from .common import only_editors, part_at, prefix_of

router = APIRouter()
PAGE = 25
# Words of an address that names a stretch of an article: the id may hold colons itself.
_AT = re.compile(r"(.+):(\d{1,9})-(\d{1,9})", re.DOTALL)
Problem = Literal["changed", "not_said", "verdict", "confirmed", "all_apart", "too_long"]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A correction as the pages show it: `outlets` names the outlet of each article that is marked, `address` its own page,
    `where` the page on which the marked words stand."""

    marked: Marked
    outlets: dict[str, str]
    address: str
    where: str | None


class CorrectionsView(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the list: `total` corrections fit the filter, `more` is the address of the next page."""

    corrections: tuple[Shown, ...]
    total: int
    every: int
    asked: CorrectionFilter
    makers: tuple[str, ...]
    previous: str | None = None
    more: str | None = None


class CorrectionView(msgspec.Struct, frozen=True, kw_only=True):
    """One correction, and what other readers say of the same words."""

    shown: Shown
    others: tuple[Marked, ...]


class Wrote(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader wrote into the form."""

    verdict: str = ""
    instead: str = ""
    note: str = ""
    apart: tuple[int, ...] = ()


class FormView(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader is asked about: the words, what Tawatur says of them, and what was written already where it was refused."""

    place: desk.Place
    says: str | None
    value: str
    whom: str | None
    outlets: dict[str, str]
    seen: str
    story: str | None
    article: str | None
    back: str
    longest_instead: int = LONGEST_INSTEAD
    longest_note: int = LONGEST_NOTE
    problem: Problem | None = None
    wrote: Wrote = Wrote()


@page(router, "/corrections", "corrections.html")
def corrections(
    request: Request, subject: Subject | Literal[""] = "", verdict: Verdict | Literal[""] = "", state: CorrectionState | Literal[""] = "",
    by: Annotated[str, Query(max_length=200)] = "", story: Annotated[str, Query(max_length=500)] = "",
    article: Annotated[str, Query(max_length=2000)] = "", offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> CorrectionsView:
    """All that readers marked, the newest first."""
    site = site_of(request)
    collection, store = site.collection, site.collection.store.corrections
    asked = CorrectionFilter(
        subject=subject or None, verdict=verdict or None, state=state or None, by=by or None, story=story or None, article=article or None,
    )
    total = store.count(asked)
    offset = part_at(offset, total, PAGE)
    asked = msgspec.structs.replace(asked, limit=PAGE, offset=offset)
    wanted = {k: v for k, v in msgspec.structs.asdict(asked).items() if v and k not in ("limit", "offset")}
    return CorrectionsView(
        corrections=_shown(site, collection.corrections(asked)), total=total, every=store.count(), asked=asked, makers=tuple(store.makers()),
        previous=links.corrections(**wanted, offset=str(max(0, offset - PAGE))) if offset else None,
        more=links.corrections(**wanted, offset=str(offset + PAGE)) if offset + PAGE < total else None,
    )


def _shown(site: Site, marked: list[Marked]) -> tuple[Shown, ...]:
    ids = list(dict.fromkeys(s.article for m in marked for s in m.correction.evidence))
    outlets = {e.id: e.outlet or e.id for e in site.collection.store.entries(ids)}
    return tuple(
        Shown(
            marked=m, outlets={s.article: outlets.get(s.article, s.article) for s in m.correction.evidence},
            address=links.correction(m.correction.id), where=_where(m),
        )
        for m in marked
    )


def _where(marked: Marked) -> str | None:
    """Where the marked words stand now, with the place on the page."""
    c = marked.correction
    if marked.now == "gone":
        return None
    anchor = desk.anchor(c.subject, c.evidence, c.value, marked.place or c.story)
    if c.subject == "name" or marked.place is None:
        return links.article(c.article or c.evidence[0].article, anchor)
    return links.story(marked.place, anchor)


@router.get("/corrections.jsonl", include_in_schema=False, response_model=None)
@router.get("/corrections/pairs.jsonl", include_in_schema=False, response_model=None)
def gold(request: Request) -> Response:
    """All corrections as gold: the tables of `tawatur export corrections` and `pairs` (docs/corrections.md)."""
    table = "pairs" if request.url.path.endswith("pairs.jsonl") else "corrections"
    lines = BytesIO()
    write_jsonl(gold_rows(site_of(request).collection, table), GOLD[table], lines)
    named = {"Content-Disposition": f'attachment; filename="{table}.jsonl"', "Cache-Control": "private, no-cache"}
    return Response(lines.getvalue(), headers=named, media_type="application/x-ndjson")


# -- the form ------------------------------------------------------------------------------------------------


@router.get("/corrections/new", include_in_schema=False, response_model=None)
def new(
    request: Request, subject: Subject, at: Annotated[list[str], Query(max_length=500)] = [],  # noqa: B006
    value: Annotated[str, Query(max_length=2000)] = "", story: Annotated[str, Query(max_length=500)] = "",
    article: Annotated[str, Query(max_length=2000)] = "", back: Annotated[str, Query(max_length=4000)] = "",
) -> Response:
    """The form by which a reader marks something; asked for by htmx, the form alone."""
    only_editors(request, "only editors may mark something")
    try:
        view = _form(site_of(request), subject, at, value, story, article, back)
    except UsageError as error:
        raise HTTPException(404, str(error)) from error
    return html(request, _form_template(request), view=view)


def _form_template(request: Request) -> str:
    """Asked for by htmx, the form alone."""
    return "_correct_form.html" if "hx-request" in request.headers else "corrections_form.html"


def _form(site: Site, subject: Subject, at: list[str], value: str, story: str, article: str, back: str) -> FormView:
    spans = _spans(site, subject, at, story)
    place = desk.place(subject, spans, story=story or None, article=article or None, back=safe_back(back, ""), value=value or None)
    if place is None:
        raise UsageError("no words are named that could be marked; open this form from a page of a story or an article")
    said = said_now(site.collection, subject, spans, value or None)
    outlets = {e.id: e.outlet or e.id for e in site.collection.store.entries(list(dict.fromkeys(s.article for s in spans)))}
    return FormView(
        place=place, says=said.says if said else None, value=said.value if said else value, whom=said.whom if said else None, outlets=outlets, seen=_seen(spans),
        story=story or None, article=article or None, back=safe_back(back, ""),
    )


def _spans(site: Site, subject: Subject, at: list[str], story: str) -> tuple[Span, ...]:
    """The words that are meant, as they stand in the latest versions. Raises UsageError where there are none."""
    if subject == "story":
        return title_spans(site.collection, story)
    named = [match.groups() for text in at if (match := _AT.fullmatch(text))]
    texts = {a.id: a for a in site.collection.store.articles(list(dict.fromkeys(id for id, _, _ in named)))}
    found = []
    for id, start, end in named:
        if id not in texts or not 0 <= int(start) < int(end) <= len(texts[id].text):
            raise UsageError(f"{id}: no such words in the collection; open the page again and mark them there")
        found.append(texts[id].span(int(start), int(end)))
    return tuple(found)


def _seen(spans: tuple[Span, ...]) -> str:
    """What the reader saw: where an article changed before the answer, the answer is not taken for the new words."""
    return digest_of(*(part for s in spans for part in (desk.at_text(s), s.text)))


# -- what was written ------------------------------------------------------------------------------------------


@router.post("/corrections", include_in_schema=False, response_model=None)
def mark(
    request: Request, subject: Annotated[Subject, Form()], seen: Annotated[str, Form(max_length=100)],
    verdict: Annotated[str, Form(max_length=20)] = "", at: Annotated[list[str], Form()] = [],  # noqa: B006
    apart: Annotated[list[int], Form()] = [], value: Annotated[str, Form(max_length=2000)] = "",  # noqa: B006
    instead: Annotated[str, Form(max_length=4000)] = "", note: Annotated[str, Form(max_length=10_000)] = "",
    story: Annotated[str, Form(max_length=500)] = "", article: Annotated[str, Form(max_length=2000)] = "",
    back: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    """Keep a reader's word; then back to the place, or, for htmx, the place with the word on it."""
    only_editors(request, "only editors may mark something")
    site, visitor = site_of(request), visitor_of(request)
    fragment = "hx-request" in request.headers
    wrote = Wrote(verdict=verdict, instead=instead.strip(), note=note.strip(), apart=tuple(sorted(set(apart))))
    try:
        view = _form(site, subject, at, value, story, article, back)
    except UsageError as error:
        raise HTTPException(409, str(error)) from error
    problem = _problem(view, wrote, seen)
    if problem is not None:
        return _refused(request, msgspec.structs.replace(view, problem=problem, wrote=wrote))
    made = site.collection.correct(
        subject, verdict, view.place.spans, by=visitor.name or LOCAL, value=value or None, apart=wrote.apart, instead=instead, note=note,
        story=story or None, article=article or None,
    )
    if fragment:
        marked = site.collection.store.corrections.all(story=made.story, article=made.article)
        return html(request, "corrections_at.html", place=_with_marks(site, view.place, marked), back=view.back)
    return RedirectResponse(prefix_of(request) + _after(view, made), 303)


def _with_marks(site: Site, place: desk.Place, marked: list[Marked]) -> desk.Place:
    return desk.with_marks(place, marked, desk.texts_of(site, place.spans))


def _refused(request: Request, view: FormView) -> Response:
    """The form again with what was written and why it was not kept."""
    if "hx-request" not in request.headers:
        return html(request, "corrections_form.html", 422, view=view)
    marked = site_of(request).collection.store.corrections.all(story=view.story, article=view.article)
    # htmx puts nothing in that comes with the status of an error.
    return html(request, "corrections_refused.html", view=msgspec.structs.replace(view, place=_with_marks(site_of(request), view.place, marked)))


def _problem(view: FormView, wrote: Wrote, seen: str) -> Problem | None:
    """Why a word can't be kept as it was written; None where it can."""
    if seen != view.seen:
        return "changed"
    if view.says is None:
        return "not_said"
    if wrote.verdict not in get_args(Verdict):
        return "verdict"
    if wrote.verdict == "confirmed" and (wrote.instead or wrote.apart):
        return "confirmed"
    if wrote.apart and len(wrote.apart) >= len(view.place.spans):
        return "all_apart"
    return "too_long" if len(wrote.instead) > LONGEST_INSTEAD or len(wrote.note) > LONGEST_NOTE else None


def _after(view: FormView, made: Correction) -> str:
    if not view.back:
        return links.correction(made.id)
    return view.back.partition("#")[0] + f"#{view.place.anchor}"


@router.post("/corrections/{id}/withdraw", include_in_schema=False, response_model=None)
def withdraw(request: Request, id: str, back: Annotated[str, Form(max_length=4000)] = "") -> Response:
    """Take back one's own word; it stays on the list."""
    only_editors(request, "only editors may mark something")
    site = site_of(request)
    found = site.collection.store.corrections.one(id)
    if found is None:
        raise HTTPException(404, f"{id}: no such correction in the collection")
    if found.correction.by != (visitor_of(request).name or LOCAL):
        raise HTTPException(403, "a word can be taken back by who wrote it alone")
    site.collection.withdraw(id, by=found.correction.by)
    back = safe_back(back, "")
    return RedirectResponse(prefix_of(request) + (back.partition("#")[0] + f"#mark-{id}" if back else links.correction(id)), 303)


@page(router, "/corrections/{id}", "corrections_one.html")
def correction(request: Request, id: str) -> CorrectionView:
    """One correction for good: what was marked, by whom, and what Tawatur says now."""
    site = site_of(request)
    try:
        marked = site.collection.correction(id)
    except UsageError as error:
        raise HTTPException(404, str(error)) from error
    c = marked.correction
    place = desk.place(c.subject, c.evidence, story=marked.place or c.story, value=c.value)
    near = site.collection.store.corrections.all(article=c.evidence[0].article)
    others = _with_marks(site, place, near).marks if place is not None else ()
    return CorrectionView(shown=_shown(site, [marked])[0], others=tuple(m for m in others if m.correction.id != id))
