"""The reason for a count of origins: the right code, and a sentence that names the right people."""

from __future__ import annotations

import pytest

from tawatur.compare.align import Group
from tawatur.compare.reasons import reason, sentence
from tawatur.compare.roots import OWN_VOICE, UNNAMED, Root
from tawatur.model import OriginCount

SAID, SAID_TOO = (Root("person", f"named:{n}", n, a, (f"{a}/c1",), ()) for n, a in (("مريم العلي", "a"), ("سليم البحري", "b")))
OWN_A, OWN_B, OWN_C = (Root(OWN_VOICE, f"own:{a}", "", a, (f"{a}/c1",), ()) for a in "abc")
HIDDEN = Root(UNNAMED, "unnamed:1", "", "b", ("b/c1",), ())
BARE = Root("person", "named:x", "مريم العلي", "a", (), ())


@pytest.fixture
def accounts(workshop):
    return {a: workshop.build(a, name, workshop.said("الجسر جاهز")) for a, name in (("a", "النخيل"), ("b", "المرسى"), ("c", "السهل"))}


CASES = [
    ("two_stated", [[SAID], [SAID_TOO]], (2, 2), ["مريم العلي and سليم البحري", "speak for themselves"], []),
    ("same_words", [[OWN_A, OWN_B]], (1, 1), ["النخيل and المرسى print the same words and name no source"], []),
    ("shared_text", [[SAID, OWN_B]], (1, 1), ["from مريم العلي", "المرسى prints the same words"], ["النخيل"]),
    ("shared_run", [[BARE, OWN_B]], (1, 1), ["the report of مريم العلي"], []),
    ("one_source", [[SAID, SAID]], (1, 1), ["All accounts have it from مريم العلي."], []),
    ("unattributed", [[SAID], [OWN_B]], (1, 2), ["Attributed to مريم العلي", "المرسى tells it without a source"], ["النخيل"]),
    ("unattributed", [[SAID, OWN_B], [OWN_C]], (1, 2),
     ["Attributed to مريم العلي; المرسى prints the same words without saying so; السهل tells it without a source"], ["النخيل"]),
    ("unattributed", [[OWN_A], [OWN_B]], (1, 2), ["النخيل and المرسى tell it without a source"], ["Attributed"]),
    ("unnamed", [[SAID], [HIDDEN]], (1, 2), ["مريم العلي and an unnamed source"], []),
    ("linked_bodies", [[SAID], [SAID_TOO]], (1, 2), ["may draw on one another"], []),
]


@pytest.mark.parametrize(("code", "clusters", "count", "holds", "lacks"), CASES, ids=[c[0] for c in CASES])
def test_code_and_sentence(workshop, accounts, code, clusters, count, holds, lacks):
    group = Group(tuple(a.claims[0] for a in accounts.values()), ())
    leads = [cluster[0] for cluster in clusters]
    assert reason(clusters, leads, OriginCount(*count), group) == code
    said = sentence(code, clusters, leads, accounts)
    assert all(words in said for words in holds), said
    assert not any(words in said for words in lacks), said


@pytest.mark.parametrize(("root", "words"), [(SAID, "with مريم العلي as its source"), (OWN_A, "which names no source")])
def test_one_account_alone(workshop, accounts, root, words):
    group = Group((accounts["a"].claims[0],), ())
    assert reason([[root]], [root], OriginCount(1, 1), group) == "only_one"
    assert words in sentence("only_one", [[root]], [root], accounts)
