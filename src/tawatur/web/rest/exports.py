"""A story in the forms that other programs take."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

import msgspec
from starlette.responses import Response

from ...collection.parcels import story_parcel
from ...errors import UsageError
from ...export.forms import FORMS, STORY_FORMS
from .operations import Asked, get
from .problems import Refused, missing
from .stories import report


class ExportQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The language of our own words, where a form has any."""

    lang: Literal["en", "ar"] = "en"


def export_story(asked: Asked[ExportQuery, None]) -> Response:
    """A story in another form: PROV-O, Web Annotation, schema.org, iCalendar, GeoJSON and others (docs/export.md)."""
    form = FORMS.get(asked.path["form"])
    if form is None:
        raise missing("form of export", asked.path["form"])
    story = report(asked.collection, asked.path["id"])
    url = asked.request.url
    parcel = story_parcel(asked.collection, story, base=f"{url.scheme}://{url.netloc}{asked.prefix}/", lang=asked.query.lang)
    try:
        data = form.render(parcel)
    except UsageError as error:
        raise Refused(409, "unusable", str(error)) from None
    name = f"attachment; filename*=UTF-8''{quote(story.id + form.ending, safe='')}"
    return Response(data, media_type=form.media_type, headers={"Content-Disposition": name})


OPERATIONS = (
    get(
        "/stories/{id}/export/{form}", export_story, "stories", choices={"form": tuple(FORMS)}, made_of="more", refusals=(409,),
        media=" | ".join(dict.fromkeys(form.media_type for form in STORY_FORMS)),
    ),
)
