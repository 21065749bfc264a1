"""`tawatur search`."""

from __future__ import annotations

import click

from . import options, place
from .exits import HELP
from .output import check_output, colored, format_of, width, write

# «All» of a search: more than anybody reads, and a bound for the store.
_ALL = 1_000_000


@click.command("search", epilog=HELP, short_help="Search articles and claims.")
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@place.folder
@click.option("--claims", is_flag=True, help="Search claims, with who says them, instead of articles.")
@place.since
@place.until
@click.option("--outlet", multiple=True, metavar="NAME", help="Only what this outlet printed; may be given several times.")
@click.option("--speaker", metavar="NAME", help="Only claims that this person or body makes (with --claims).")
@click.option("--sort", type=click.Choice(["relevance", "newest"]), default="relevance", show_default=True, help="In which order.")
@place.limit
@place.shape
@options.output
@options.language()
def command(
    words: tuple[str, ...], folder: str | None, claims: bool, since: str | None, until: str | None,
    outlet: tuple[str, ...], speaker: str | None, sort: str, limit: int, form: str | None, output: str | None, lang: str,
) -> int:
    """Search the collection: all words by default, "an exact phrase", a OR b, -without.

    An answer tells its outlet, day, id and story, and shows the passages with the hits in [brackets].
    Spelling does not matter where Arabic readers don't mind it: سوريا finds سورية and والسوريين; hamza, taa
    marbuta, vowel signs and attached particles are looked through.
    """
    check_output(output)
    if speaker and not claims:
        raise click.UsageError("--speaker goes with --claims")
    named, rest = place.named_first(words)
    with place.open_collection(named or folder, read_only=True) as collection:
        found = collection.search(
            " ".join(rest), kind="claims" if claims else "articles", since=place.day_of(since), until=place.day_of(until),
            outlet=outlet, speaker=speaker, sort=sort, limit=min(limit + 1, _ALL) if limit else _ALL,
        )
        place.check_outlets(collection, outlet)
        none = place.nothing(collection)
    shown = found[:limit] if limit else found
    if format_of(form, output) == "json":
        write(place.as_json(shown), output)
    else:
        from ..export.collected.found import render_found

        write(render_found(shown, lang, width(), colored() and output is None, len(found) > len(shown), none), output)
    return 0
