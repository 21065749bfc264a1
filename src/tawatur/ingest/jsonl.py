"""`.jsonl`: one article a line, as text or as the page's HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ..model import Article
from .config import MAX_RECORDS
from .record import Failure, check, text_of, with_metadata
from .result import InputProblem


def article_of(record: Mapping[str, Any], where: str, number: int) -> tuple[Article, tuple[InputProblem, ...]]:
    """An article from one record; `where` and `number` name it where it has no id.

    Raises Failure or WrongLanguage, without the record's place in the message.
    """
    if not isinstance(record, Mapping):
        raise Failure("record", f"a {type(record).__name__} where an object with 'text' or 'html' is due")
    text, page = text_of(record, "text"), text_of(record, "html")
    name = text_of(record, "id") or f"{where}:{number}"
    if text is None and page is None:
        raise Failure("record", "neither 'text' nor 'html' in the record; add one of them")
    if text is not None:
        article = Article(id=name, text=text.removeprefix("\ufeff"))
    else:
        from .html import read_page

        article = read_page(page or "", name, text_of(record, "url"))
    article, problems = with_metadata(article, record, f"{where}:{number}")
    article = msgspec.structs.replace(article, language=text_of(record, "language"))
    return check(article), problems


def records(text: str, path: str) -> Iterator[tuple[int, Any]]:
    """Numbered JSON values of the non-blank lines; a broken line gives a Failure as its value."""
    decoder = msgspec.json.Decoder()
    count = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        count += 1
        if count > MAX_RECORDS:
            yield number, Failure("too large", f"more than {MAX_RECORDS:,} records; split the file")
            return
        try:
            yield number, decoder.decode(line)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            reason = str(error).replace("\n", " ")[:120]
            yield number, Failure("record", f"not JSON ({reason}); one object a line is due")
