"""Which pairs are looked at: by what two articles have in common, never by their company."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec.structs import replace

from tawatur.stories.candidates import Candidate, CandidateRules, candidates, cosines, exact_vectors
from tawatur.stories.sketch import Name, Sketch

Make = Callable[..., Sketch]
WORDS = "حريق هائل يلتهم مصنع النسيج بضاحية الزهور"


def ids(pairs: tuple[Candidate, ...]) -> list[tuple[str, str]]:
    return [(p.a, p.b) for p in pairs]


def unit(*numbers: float) -> np.ndarray:
    vector = np.array([*numbers, *[0] * 5], dtype=np.float32)
    return vector / np.linalg.norm(vector)


def test_rare_words_in_common_are_enough(sketch: Make) -> None:
    one, two = sketch("x-1", WORDS), sketch("y-1", WORDS)
    other = sketch("z-1", "افتتاح معرض الكتاب في ميناء الياسمين")
    assert candidates([one, two, other], [], {}) == (Candidate("x-1", "y-1", 0.0),)


def test_two_articles_beyond_the_window_are_no_pair(sketch: Make) -> None:
    one, two = sketch("x-1", WORDS), sketch("y-1", WORDS, day="2024-05-17")
    assert ids(candidates([one], [two], {})) == [("x-1", "y-1")]
    assert candidates([one], [two], {}, CandidateRules(days=2)) == ()


def test_leads_that_mean_alike_are_enough(sketch: Make) -> None:
    one, two, far = sketch("x-1", "هبوط الأسهم"), sketch("y-1", "تراجع البورصة"), sketch("z-1", "مباراة")
    vectors = {"x-1": unit(1, 1), "y-1": unit(1, 0.9), "z-1": unit(-1, 1)}
    assert candidates([one, two, far], [], vectors) == (Candidate("x-1", "y-1", 0.998),)


def test_shared_wording_and_shared_persons_count(sketch: Make, person: Callable[[str], Name]) -> None:
    prints = range(1, 12)
    one, two = sketch("x-1", "بيان", prints=prints), sketch("y-1", "إعلان", prints=prints)
    assert ids(candidates([one], [two], {})) == [("x-1", "y-1")]
    persons = [person(f"سالم {n}") for n in "ابتثجحخ"]
    one, two = sketch("x-1", "بيان", names=persons), sketch("y-1", "إعلان", names=persons)
    assert ids(candidates([one], [two], {})) == [("x-1", "y-1")]
    places = [replace(p, type="LOC") for p in persons]
    one, two = sketch("x-1", "بيان", names=places), sketch("y-1", "إعلان", names=places)
    assert candidates([one], [two], {}) == ()


def test_only_pairs_with_a_new_article(sketch: Make) -> None:
    old = [sketch(f"x-{n}", WORDS) for n in range(3)]
    new = sketch("n-1", WORDS)
    wanted = [("n-1", "x-0"), ("n-1", "x-1"), ("n-1", "x-2")]
    assert ids(candidates([new], old, {})) == wanted
    # An article that stands in both lists, in an older form, counts once and as it is in `new`.
    assert ids(candidates([new], [*old, sketch("n-1", "شيء آخر")], {})) == wanted


def test_without_a_day_there_is_no_window_but_words_and_meaning_must_both_speak(sketch: Make) -> None:
    undated = replace(sketch("u-1", WORDS), day=None)
    old, new = sketch("x-1", WORDS, day="2019-01-02"), sketch("y-1", WORDS)
    other_words, other_sense = sketch("w-1", "افتتاح معرض الكتاب"), sketch("z-1", WORDS, day="2023-03-03")
    pool = [old, new, other_words, other_sense]
    vectors = {"u-1": unit(1, 1), "x-1": unit(1, 0.9), "y-1": unit(1, 0.8), "w-1": unit(1, 1), "z-1": unit(-1, 1)}
    assert ids(candidates([undated], pool, vectors)) == [("u-1", "x-1"), ("u-1", "y-1")]
    assert [p for p in ids(candidates(pool, [undated], vectors)) if "u-1" in p] == [("u-1", "x-1"), ("u-1", "y-1")]
    twin = replace(undated, id="u-2")
    assert ids(candidates([twin], [undated], vectors | {"u-2": unit(1, 1)})) == [("u-1", "u-2")]


def test_nothing_gives_nothing(sketch: Make) -> None:
    assert candidates([], [], {}) == ()
    assert candidates([sketch("x-1", "")], [], {}) == ()


def test_cosines_do_not_depend_on_the_block_they_are_reckoned_in() -> None:
    rng = np.random.default_rng(7)
    vectors = rng.normal(size=(300, 384)).astype(np.float32)
    vectors = exact_vectors(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    whole = cosines(vectors, vectors)
    alone = np.array([[cosines(vectors[i:i + 1], vectors[j:j + 1])[0, 0] for j in range(60)] for i in range(40)])
    assert (whole[:40, :60] == alone).all()
    assert (whole == whole.T).all()
    # The whole numbers come near the truth.
    assert np.diag(whole).min() >= 0.999
