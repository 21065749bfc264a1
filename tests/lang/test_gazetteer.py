"""The name lists load, fold, and carry the right identities; broken rows say where."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from tawatur.errors import ResourceError
from tawatur.lang.gazetteer import Gazetteer, load_gazetteer
from tawatur.lang.normalize import fold
from tawatur.lang.tables import folder


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(folder())


def key_of(gazetteer: Gazetteer, name: str) -> str | None:
    words = tuple(fold(name).split())
    return next((e.key for e in gazetteer.first.get(words[0], ()) if e.words == words), None)


@pytest.mark.parametrize(("name", "key"), [
    ("سورية", "geo:SY"), ("سوريا", "geo:SY"), ("بريطانيا", "geo:GB"), ("المملكة المتحدة", "geo:GB"),
    ("الولايات المتحدة الأميركية", "geo:US"), ("أمريكا", "geo:US"), ("المملكة العربية السعودية", "geo:SA"),
    ("جمهورية مصر العربية", "geo:EG"), ("روسيا الاتحادية", "geo:RU"), ("لندن", "geo:london-GB"),
    ("واشنطن", "geo:washington-US"), ("الأمم المتحدة", "org:un"), ("رويترز", "org:reuters"),
    ("تنظيم الدولة الإسلامية", "org:isis"), ("داعش", "org:isis"), ("قوات النظام", "org:syrian-army"),
    ("الجيش العربي السوري", "org:syrian-army"),
])
def test_names_of_one_thing_share_a_key(gazetteer: Gazetteer, name: str, key: str) -> None:
    assert key_of(gazetteer, name) == key


def test_capitals_are_those_of_their_states(gazetteer: Gazetteer) -> None:
    assert gazetteer.capitals["GB"].key == "geo:london-GB"
    assert gazetteer.external["geo:washington-US"] == {"geonames": "4140963"}
    assert gazetteer.external["geo:SY"]["iso3166"] == "SY"


@pytest.mark.parametrize("word", ["بيان", "حديثة", "الخميس", "مدينة"])
def test_everyday_words_are_no_towns_by_themselves(gazetteer: Gazetteer, word: str) -> None:
    form = fold(word)
    assert all(e.level > 0 for e in gazetteer.first.get(form, ()) if e.words == (form,))


def test_states_and_known_towns_are_no_everyday_words(gazetteer: Gazetteer) -> None:
    for name in ("سوريا", "العراق", "حلب", "الموصل", "تعز", "لندن"):
        assert fold(name).removeprefix("ال") not in gazetteer.common


def test_adjectives_of_nationality_lead_to_the_state(gazetteer: Gazetteer) -> None:
    assert gazetteer.adjectives[fold("البريطانية")[2:]].country == "GB"
    assert gazetteer.adjectives[fold("أميركية")].country == gazetteer.adjectives[fold("أمريكية")].country == "US"


def test_loading_is_quick() -> None:
    start = time.process_time()
    load_gazetteer(folder())
    assert time.process_time() - start < 3.0


@pytest.mark.parametrize(("file", "old", "new", "says"), [
    ("cities.csv", "name,key,country,population,level", "name,key", "header"),
    ("regions.csv", ",capital,", ",metropolis,", "kind is 'metropolis'"),
])
def test_a_broken_table_says_where(tmp_path: Path, file: str, old: str, new: str, says: str) -> None:
    copy = tmp_path / "ar"
    shutil.copytree(folder(), copy)
    path = copy / "gazetteer" / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ResourceError, match=says) as error:
        load_gazetteer(copy)
    assert file in str(error.value)


def test_a_broken_row_of_a_bulk_table_says_its_line(tmp_path: Path) -> None:
    copy = tmp_path / "ar"
    shutil.copytree(folder(), copy)
    path = copy / "gazetteer" / "names.csv"
    path.write_text(path.read_text(encoding="utf-8") + "كلمة,واحدة\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"names\.csv:\d+"):
        load_gazetteer(copy)
