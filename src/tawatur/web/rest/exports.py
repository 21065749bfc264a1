"""A story in the forms that other programs take."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from starlette.exceptions import HTTPException
from starlette.responses import Response

from ...collection.kept import asked_story
from ...errors import UsageError
from ...export.forms import FORMS, STORY_FORMS
from ..pages.exports import exported
from .operations import Asked, get
from .problems import Refused, missing
from .stories import not_compared


class ExportQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The language of our own words, where a form has any, and the mark that some spreadsheets need."""

    lang: Literal["en", "ar"] = "en"
    bom: Annotated[Literal[0, 1], Meta(description="1: CSV begins with a byte order mark.")] = 0


def export_story(asked: Asked[ExportQuery, None]) -> Response:
    """A story in another form: PROV-O, Web Annotation, schema.org, iCalendar, GeoJSON and others (docs/export.md)."""
    form = FORMS.get(asked.path["form"])
    if form is None:
        raise missing("form of export", asked.path["form"])
    row = asked_story(asked.collection, asked.path["id"])
    if row is None:
        raise missing("story", asked.path["id"])
    try:
        return exported(asked.request, row, form, bom=asked.query.bom == 1, lang=asked.query.lang)
    except HTTPException:
        raise not_compared(row.id) from None
    except UsageError as error:
        raise Refused(409, "unusable", str(error)) from None


OPERATIONS = (
    get(
        "/stories/{id}/export/{form}", export_story, "stories", choices={"form": tuple(FORMS)}, made_of="more", refusals=(409,),
        media=" | ".join(dict.fromkeys(form.media_type for form in STORY_FORMS)),
    ),
)
