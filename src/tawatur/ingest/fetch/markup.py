"""XML from strangers: what it is built of is looked at before any parser sees it."""

from __future__ import annotations

import re

from ..encoding import declared_encoding
from .failure import FetchFailure
from .letters import web_text

_MARK = re.compile(r"<(?:(!\[CDATA\[)|(!--)|(\?)|(![A-Za-z])|(/?)[A-Za-z_])")
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]{0,300}\?>", re.I)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,500}>", re.I)
# Characters that XML forbids; feeds hold them by copying from elsewhere.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
MAX_TAG = 20_000
"""Longest tag with its attributes, in characters: parsers take quadratic time over attributes."""
MAX_TAGS = 100_000
"""Most tags of one feed or sitemap; 500 entries have some 15,000."""
MAX_PREFIXES = 3_000
"""Most namespaces declared in one file: parsers take quadratic time over them."""


def xml_text(data: bytes, charset: str | None, depth: int, tags: int = MAX_TAGS) -> str:
    """The decoded text of an XML file, without its declaration and DOCTYPE, safe to parse.

    Raises FetchFailure where it declares entities, is nested deeper than `depth`, holds more than
    `tags` tags or one of more than `MAX_TAG` characters; InputError where the bytes are no text.
    """
    text = web_text(data, (declared_encoding(data[:500]), charset))
    text = _FORBIDDEN.sub("", _XML_HEAD.sub("", text, count=1)).lstrip()
    return sound_markup(_DOCTYPE.sub("", text, count=1), depth, tags)


def sound_markup(text: str, depth: int, most: int = MAX_TAGS) -> str:
    """`text` up to where it breaks off in mid-tag; one pass.

    Raises FetchFailure where it is built to choke a parser.
    """
    at = level = count = 0
    while match := _MARK.search(text, at):
        cdata, comment, instruction, declaration, slash = match.groups()
        if declaration:
            raise FetchFailure("hostile", "it declares entities or a document type of its own, which is never read")
        end = text.find("]]>" if cdata else "-->" if comment else "?>" if instruction else ">", match.end())
        if end < 0:
            text = text[: match.start()]
            break
        at = end + 1
        if cdata or comment or instruction:
            continue
        count += 1
        if count > most:
            raise FetchFailure("hostile", f"more than {most:,} tags")
        if end - match.start() > MAX_TAG:
            raise FetchFailure("hostile", f"a tag of more than {MAX_TAG:,} characters")
        if slash:
            level = max(0, level - 1)
        elif text[end - 1] != "/":
            level += 1
        if level > depth:
            raise FetchFailure("hostile", f"elements nested more than {depth} deep")
    if text.count("xmlns") > MAX_PREFIXES:
        raise FetchFailure("hostile", f"more than {MAX_PREFIXES:,} namespaces are declared")
    return text
