from __future__ import annotations

from msgspec.structs import replace

from tawatur.export.markdown import REASONS, md, render_markdown
from tawatur.model import Comparison, OriginCount


def test_headline_figures_and_groups(comparison: Comparison) -> None:
    text = render_markdown(comparison)
    assert text.startswith("# مجلس الجسور يجتمع في تونس\n")
    assert "2 independent origins for certain, at most 4" in text
    assert text.index("## Where the accounts differ") < text.index("## Where the accounts agree")
    assert "- ≠ *number*: ست دول (البوصلة) / أربع دول (المدار)" in text


def test_one_origin_is_told_as_one(comparison: Comparison) -> None:
    assert comparison.story is not None
    text = render_markdown(replace(comparison, story=replace(comparison.story, independent_origins=OriginCount(1, 1))))
    assert "Behind it: 1 independent origin." in text


def test_tables_keep_their_columns(comparison: Comparison) -> None:
    for lang in ("en", "ar"):
        rows = [line for line in render_markdown(comparison, lang).splitlines() if line.startswith("|")]
        block: list[int] = []
        for line in rows:
            cells = line.count("|") - 1
            if set(line) <= {"|", "-"}:
                assert block[-1] == cells
            block.append(cells)
        assert rows


def test_what_markdown_would_act_on_is_escaped() -> None:
    assert md("a|b*c_<script>`x`\n# y") == "a\\|b\\*c\\_\\<script\\>\\`x\\` \\# y"


def test_one_article_and_no_alignment(comparison: Comparison) -> None:
    bare = replace(comparison, alignments=(), story=None)
    assert "share no claim" in render_markdown(bare)
    assert "One article was read" in render_markdown(replace(bare, articles=bare.articles[:1], attributions=(), framing=(), events=(), notes=()))


def test_reasons_beyond_the_first_are_counted(comparison: Comparison) -> None:
    first, *rest = comparison.articles
    reasons = replace(first, published=replace(first.published, evidence=first.published.evidence * (REASONS + 2)))
    assert "; and 2 more" in render_markdown(replace(comparison, articles=(reasons, *rest)))
    assert "more" not in render_markdown(comparison).split("## Days of publication")[1]
