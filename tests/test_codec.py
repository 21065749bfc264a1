"""JSON and back: nothing lost, nothing bent, the same bytes each time."""

from __future__ import annotations

import json

import jsonschema
import msgspec
import pytest

from tawatur import api, codec
from tawatur.lang.resources import Resources
from tawatur.model import Comparison

STORY = "افتتح الوزير سالم الحارثي معرض البستنة أمس.\nوقال الوزير إن المعرض يستمر ثلاثة أيام.\n"


@pytest.fixture(scope="module")
def comparison(resources: Resources) -> Comparison:
    return api.annotate([{"id": "x", "text": STORY, "published": "2024-05-15"}], resources=resources)


def test_what_is_written_is_read_back(comparison: Comparison) -> None:
    data = codec.to_json(comparison)
    back = codec.from_json(data)
    assert back.claims == comparison.claims != ()
    assert back.attributions == comparison.attributions != ()
    assert codec.to_json(back) == data == codec.to_json(codec.from_json(data.decode()))


def test_people_can_read_it(comparison: Comparison) -> None:
    text = codec.to_json(comparison).decode()
    assert text.endswith("}\n")
    assert '\n  "schema": "tawatur/comparison/1",\n' in text
    assert "معرض البستنة" in text, "Arabic stands as letters, not as escapes"
    assert list(json.loads(text)) == [f.name for f in msgspec.structs.fields(Comparison)]


def test_evidence_that_was_bent_is_not_read(comparison: Comparison) -> None:
    data = json.loads(codec.to_json(comparison))
    data["claims"][0]["span"]["end"] += 1
    with pytest.raises(msgspec.ValidationError, match="no such span"):
        codec.from_json(json.dumps(data))


@pytest.mark.parametrize(("name", "value"), [("claims", "none"), ("made_by", None), ("articles", [{}])])
def test_another_type_in_a_field_is_told(comparison: Comparison, name: str, value: object) -> None:
    data = json.loads(codec.to_json(comparison)) | {name: value}
    with pytest.raises(msgspec.ValidationError):
        codec.from_json(json.dumps(data))


def test_the_schema_is_of_the_draft_that_it_names() -> None:
    schema = codec.schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)
    named = schema["$defs"]["Comparison"]
    assert set(named["properties"]) == {f.name for f in msgspec.structs.fields(Comparison)}
