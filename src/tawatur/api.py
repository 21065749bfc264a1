"""What the command line, notebooks and other programs call.

    import tawatur
    report = tawatur.compare(["a.txt", "b.html"])
    report.story.independent_origins, report.to_json(), report.to_html("ar")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources as package_files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import codec
from .encode import Encoder
from .heads.choose import choose_models
from .heads.names import NamesHead
from .heads.reading import NameFinder
from .ingest import InputProblem, read_inputs
from .lang.resources import Resources, load_resources
from .model import Article, Comparison, Note
from .pipeline import annotate_articles, annotation_only, compare_articles
from .reporting import ComparisonReport, report_of

if TYPE_CHECKING:
    from .collection import Collection

Input = str | Path | Article | Mapping[str, Any]


def compare(
    inputs: Sequence[Input],
    *,
    meta: str | Path | None = None,
    resources: Resources | None = None,
    encoder: Encoder | str | None = None,
    names: NamesHead | NameFinder | str | None = None,
) -> ComparisonReport:
    """Compare two or more articles on one event.

    `inputs` are paths (.txt, .html, .jsonl), `Article`s or mappings with the fields of a JSONL
    line; `meta` is a CSV that gives outlet and date. `resources` and `encoder` may be handed in
    where many comparisons are made. `encoder` is an object or `e5` (the default), `lexical`,
    `st:MODEL`, `openai:URL#MODEL`; `names` is an object or `head` (the default), `rules`,
    `hf:MODEL`. Raises UsageError for fewer than two articles or a model that is none, InputError
    and LanguageError where not enough inputs can be read.
    """
    read = read_inputs(inputs, meta)
    read.require(2)
    models = choose_models(encoder, names)
    notes = (*problem_notes(read.problems), *models.notes)
    return report_of(compare_articles(read.articles, resources or load_resources(), models, notes))


def export(report: Comparison, form: str, lang: str = "en", *, base_url: str = "urn:tawatur:", bom: bool = False) -> bytes:
    """A comparison in a form for other programs: `prov`, `annotations`, `csv`, `bundle` and others (docs/export.md).

    `base_url` is what ids begin with (it ends in a slash or a colon), `bom` puts a byte order mark before CSV. Raises
    UsageError for a form that there is none of or whose extra is missing.
    """
    from .collection.parcels import parcel_of
    from .export.forms import form_of

    return form_of(form).render(parcel_of(report, load_resources(), base=base_url, lang=lang, bom=bom))


def annotate(
    inputs: Sequence[Input],
    *,
    meta: str | Path | None = None,
    resources: Resources | None = None,
    names: NamesHead | NameFinder | str | None = None,
) -> ComparisonReport:
    """All that is read out of one or more articles: the form of a comparison without alignments.

    Arguments and errors as for `compare`; one article is enough.
    """
    read = read_inputs(inputs, meta)
    read.require(1)
    data = resources or load_resources()
    models = choose_models(names=names)
    annotated = annotate_articles(read.articles, data, models)
    # Nothing is embedded here: only what touches names is told.
    about_names = (n for n in models.notes if n.code.startswith("names."))
    notes = (*problem_notes(read.problems), *about_names)
    return report_of(annotation_only(annotated, data, notes, models.names_by))


def open(folder: str | Path, *, create: bool = False, read_only: bool = False) -> Collection:
    """The collection in a folder (docs/collections.md); with `create` it is made where there is none.

    Raises StoreError where none is there, and the kinds of it where it can't be opened.
    """
    from .collection import open_collection

    return open_collection(folder, create=create, read_only=read_only)


def demo_articles() -> tuple[Path, ...]:
    """The shipped example: invented articles on an invented conference."""
    folder = Path(str(package_files.files("tawatur") / "resources" / "example"))
    return tuple(sorted(p for p in folder.iterdir() if p.suffix in (".txt", ".html", ".jsonl")))


def demo_press() -> tuple[Path, ...]:
    """The shipped press: invented news of some days, to make a collection of, in the order in which it is read."""
    folder = Path(str(package_files.files("tawatur") / "resources" / "example" / "press"))
    return tuple(sorted(folder.glob("*.jsonl")))


def schema() -> dict[str, Any]:
    """JSON Schema of the output."""
    return codec.schema()


def problem_notes(problems: Sequence[InputProblem]) -> tuple[Note, ...]:
    return tuple(
        Note(code=f"input.{p.code}", text=p.line()) for p in problems
    )

