"""The forms in which a story goes elsewhere: one table for the command line, the pages and the REST interface."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..errors import UsageError

if TYPE_CHECKING:
    from .parcel import Parcel


class Form(NamedTuple):
    """A form of export. `ending` follows the story's id in a file's name; `text` tells whether a terminal can show it.

    `render` may raise UsageError where an extra is missing. `standard` is the address of what defines the form.
    """

    name: str
    media_type: str
    ending: str
    render: Callable[[Parcel], bytes]
    standard: str = ""
    text: bool = True


# Each module is imported when its form is asked for: a start of the program or the server waits for none of them.


def _prov(parcel: Parcel) -> bytes:
    from .prov import render_prov

    return render_prov(parcel)


def _annotations(parcel: Parcel) -> bytes:
    from .annotations import render_annotations

    return render_annotations(parcel)


def _schema_org(parcel: Parcel) -> bytes:
    from .schemaorg import render_schema_org

    return render_schema_org(parcel)


def _ninjs(parcel: Parcel) -> bytes:
    from .ninjs import render_ninjs

    return render_ninjs(parcel)


def _ical(parcel: Parcel) -> bytes:
    from .planned import render_planned

    return render_planned(parcel)


def _geojson(parcel: Parcel) -> bytes:
    from .geojson import render_geojson

    return render_geojson(parcel)


def _graphml(parcel: Parcel) -> bytes:
    from .graphml import render_graphml

    return render_graphml(parcel)


def _csv(parcel: Parcel) -> bytes:
    from .claimrows import render_csv

    return render_csv(parcel)


def _parquet(parcel: Parcel) -> bytes:
    from .claimrows import render_parquet

    return render_parquet(parcel)


def _dossier(parcel: Parcel) -> bytes:
    from .dossier import render_dossier

    return render_dossier(parcel)


def _bundle(parcel: Parcel) -> bytes:
    from .bundle import render_bundle

    return render_bundle(parcel)


STORY_FORMS: tuple[Form, ...] = (
    Form("prov", "application/ld+json", ".prov.jsonld", _prov, "https://www.w3.org/TR/prov-o/"),
    Form("annotations", 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', ".anno.jsonld", _annotations, "https://www.w3.org/TR/annotation-model/"),
    Form("schema.org", "application/ld+json", ".schema.jsonld", _schema_org, "https://schema.org/"),
    Form("ninjs", "application/json", ".ninjs.json", _ninjs, "https://iptc.org/standards/ninjs/"),
    Form("ical", "text/calendar; charset=utf-8", ".ics", _ical, "https://www.rfc-editor.org/rfc/rfc5545"),
    Form("geojson", "application/geo+json", ".geojson", _geojson, "https://www.rfc-editor.org/rfc/rfc7946"),
    Form("graphml", "application/graphml+xml", ".graphml", _graphml, "http://graphml.graphdrawing.org/specification.html"),
    Form("csv", "text/csv; charset=utf-8; header=present", ".csv", _csv, "https://www.rfc-editor.org/rfc/rfc4180"),
    Form("parquet", "application/vnd.apache.parquet", ".parquet", _parquet, "https://parquet.apache.org/docs/file-format/", text=False),
    Form("dossier", "text/html; charset=utf-8", ".dossier.html", _dossier),
    Form("bundle", "application/zip", ".zip", _bundle, text=False),
)
FORMS: Mapping[str, Form] = {form.name: form for form in STORY_FORMS}


def form_of(name: str) -> Form:
    """The form of a name; raises UsageError where there is none."""
    form = FORMS.get(name)
    if form is None:
        raise UsageError(f"no form {name!r}; there are {', '.join(FORMS)}")
    return form


def form_for(file: str) -> Form | None:
    """The form that a file's name ends in, the longest ending first."""
    fits = [f for f in STORY_FORMS if file.lower().endswith(f.ending)]
    return max(fits, key=lambda f: len(f.ending), default=None)
