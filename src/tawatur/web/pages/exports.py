"""A story in a form for other programs or for the desk drawer, as a file to save."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from ... import __version__
from ...collection.kept import asked_story, kept_report
from ...collection.parcels import story_parcel
from ...export.bundle import safe_name
from ...export.forms import FORMS, Form
from ...model import StoryRow
from .. import links
from ..site import language_of, site_of
from ..tags import etag, has
from .common import moved

router = APIRouter()
# Of a title so much goes into the name of a file.
_TITLE = 60


@router.api_route("/stories/{id}/export/{name}", methods=["GET", "HEAD"], include_in_schema=False)
def story_export(request: Request, id: str, name: str, bom: str = "") -> Response:
    """A form of `export.forms`; `bom=1` begins CSV with a byte order mark. The id of an article leads to its story's."""
    form = FORMS.get(name)
    row = asked_story(site_of(request).collection, id) if form is not None else None
    if form is None or row is None:
        raise HTTPException(404)
    if row.id != id:
        return moved(request, links.story_export(row.id, name))
    return exported(request, row, form, bom=bom == "1")


def exported(request: Request, row: StoryRow, form: Form, *, bom: bool = False, lang: str | None = None) -> Response:
    """The file with its name, media type and ETag; 304 where the reader has it. Also what the REST interface answers with.

    `lang` is the language of our own words, by default the reader's.

    Raises HTTPException (409) for a story that has not been compared yet, UsageError where the form's extra is missing.
    """
    site, lang, base = site_of(request), lang or language_of(request), str(request.base_url)
    made_of = site.collection.store.story_stamp(row.id)
    tag = etag(f"{__version__} {made_of} {row.id} {form.name} {lang} {base} {bom}".encode())
    headers = {
        "ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Language, Cookie, Authorization",
        "Content-Disposition": disposition(row.id, row.title, form.ending),
    }
    if has(request.headers, tag):
        return Response(status_code=304, headers=headers)

    def made() -> bytes:
        report = kept_report(site.collection, row)
        if report is None:
            raise HTTPException(409, "this story has not been compared yet; come back when `tawatur add` is done with it")
        return form.render(story_parcel(site.collection, report, base=base, lang=lang, bom=bom))

    return Response(site.cache.made_once(("export", tag), made), 200, headers, form.media_type)


def disposition(id: str, title: str, ending: str) -> str:
    """The header for a file to save (RFC 6266): a name in ASCII, and one with the title (RFC 8187).

    Of the title letters, digits and blanks are taken alone, so that no name leads into a folder or hides its ending.
    """
    plain = f"{safe_name(id)}{ending}"
    letters = " ".join("".join(c if c.isalnum() else " " for c in title).split())[:_TITLE].strip()
    named = f"{letters} {plain}" if letters else plain
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(named, safe='')}"
