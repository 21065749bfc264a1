"""Pieces of HTML in a field become lines of text."""

from __future__ import annotations

import pytest

from tawatur.ingest.markup import fragment_text
from tawatur.ingest.record import Failure


def test_a_block_a_line_and_nothing_of_scripts() -> None:
    markup = "<p>قال <b>الوزير</b>&nbsp;إن</p><script>x()</script>ثم<br>انتهى<style>a{}</style><ul><li>واحد<li>اثنان</ul>"
    assert fragment_text(markup) == "قال الوزير إن\nثم\nانتهى\nواحد\nاثنان"


def test_what_is_built_to_choke_is_refused() -> None:
    with pytest.raises(Failure, match="nested"):
        fragment_text("<div>" * 5000)
