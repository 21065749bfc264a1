"""Tags of answers, and who has them."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from tawatur.web.tags import etag, has

TAG = etag(b"a page")


@pytest.mark.parametrize(("sent", "there"), [
    (TAG, True), (f"W/{TAG}", True), (f'"x", {TAG}', True), (f'"x",W/{TAG} ', True), (TAG.strip('"'), False), ('"x"', False), ("", False),
])
def test_who_has_it(sent: str, there: bool) -> None:
    for tag in (TAG, f"W/{TAG}"):
        assert has(Headers({"if-none-match": sent}), tag) is there
    assert not has(Headers({}), TAG)


def test_other_bytes_have_another() -> None:
    assert etag(b"a page") == TAG != etag(b"another")
