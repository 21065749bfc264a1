"""Pieces of HTML in the fields of data sets to text: a block a line, nothing taken for furniture."""

from __future__ import annotations

from typing import Final

from .html import slimmed
from .record import Failure

_BREAKS: Final = frozenset(
    ["p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "section", "article", "ul", "ol", "table", "figure", "figcaption", "td"]
)
_DROPPED: Final = frozenset(["script", "style", "noscript", "template", "iframe", "svg"])


def fragment_text(markup: str) -> str:
    """The text of a piece of HTML; raises Failure where it is built to choke a parser or holds no text."""
    from lxml import etree, html

    slim = slimmed(markup)
    try:
        parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
        root = html.document_fromstring(slim.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise Failure("no article", "the field holds HTML that can't be parsed") from None
    pieces: list[str] = []
    skipping = None
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if skipping is None and tag in _DROPPED:
                skipping = node
            if tag in _BREAKS:
                pieces.append("\n")
            if skipping is None:
                pieces.append(node.text or "")
            continue
        if skipping is node:
            skipping = None
        if tag in _BREAKS:
            pieces.append("\n")
        if skipping is None:
            pieces.append(node.tail or "")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
