"""Parts of personal names: what each word can be, and how far a name runs from a word on."""

from __future__ import annotations

from ..lang.gazetteer import Gazetteer
from .entity_words import Candidate, Words

_LONGEST_NAME = 7
# How an unknown verb opens: «يناهز», «نتنبه», «سنعلن».
PRESENT = ("ي", "نت", "تت", "سن", "ست")
# Below this shape (`Gazetteer.shape`) an unknown word goes on no name: «المصنف», «تباحث».
_PLAUSIBLE = -0.3


def verbal(word: str) -> bool:
    """True for an unknown word whose shape is that of a verb or of a noun with a pronoun."""
    return (
        word.endswith(("ون", "وا", "هم", "ها", "هما", "هن"))
        or word.startswith("است")
        or (word[0] in "لب" and word.endswith("ه") and len(word) > 4)
    )


FIRM_PLACES = frozenset({"list:country", "list:capital", "list:place"})


class Reader:
    """Reads names in one article; holds the rows and the places and bodies found before."""

    def __init__(self, words: Words, gazetteer: Gazetteer, taken: list[Candidate]) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.at: dict[int, Candidate] = {}
        self._kinds: dict[tuple[str, bool], str] = {}
        lists = gazetteer.words
        self.name_endings, self.servant, self.particles = lists["name_endings"], lists["servant"], lists["name_particles"]
        self.before_surname = lists["before_surname"]
        self.servant_joined = gazetteer.term("servant_joined")
        self._on_or_ali, self._that_or_ban = lists["on_or_ali"], lists["that_or_ban"]
        self._kunya, self._son = lists["kunya"], lists["son_short"]
        # Words inside a listed place («... كردستان» in «إقليم كردستان») begin no name.
        self.inside = {
            k for c in taken if c.type == "LOC" and c.rule in FIRM_PLACES for k in range(c.i + 1, c.j)
        }
        for c in taken:
            known = self.at.get(c.i)
            if known is None or c.j > known.j:
                self.at[c.i] = c

    # -- classes of words ---------------------------------------------------------------

    def kind(self, i: int, word: str) -> str:
        """G given name, g given name and everyday word, S family name, U unknown, D with article,
        H foreign name and everyday word, C everyday word."""
        if word in self._on_or_ali:
            # «على» is folded to the same letters as the name; the text tells them apart.
            return "g" if self.words.view.text[self.words.end[i] - 1] == "ي" else "C"
        if word in self._that_or_ban and "أ" in self.words.view.text[self.words.start[i]:self.words.end[i]]:
            return "C"
        whole = word == self.words.norm[i]
        known = self._kinds.get((word, whole))
        if known is None:
            known = self._kinds[word, whole] = self._kind(i, word)
        return known

    def _kind(self, i: int, word: str) -> str:
        g = self.gazetteer
        if g.is_a("time", word):
            return "g" if g.given.get(word, 0) >= 20 else "C"
        if g.is_a("function", word) or g.is_a("verb", word) or g.is_a("plain", word):
            return "H" if word in g.homographs else "C"
        if word in self.particles:
            return "F"
        if (word.startswith(self.servant_joined) and len(word) > 7) or g.is_a("servant_whole", word):
            return "G"
        role = g.foreign.get(word)
        if role is not None:
            return "H" if word in g.homographs else ("G" if role == "given" else "S")
        if word.startswith("ال") and len(word) > 4:
            if g.given.get(word, 0) >= 3:
                return "g" if word[2:] in g.common else "G"
            return self._with_article(word)
        return self._part(i, word)

    def _part(self, i: int, word: str) -> str:
        g = self.gazetteer
        common = self.words.common[i] if word == self.words.norm[i] else word in g.common
        given = g.given.get(word, 0)
        if common and given < 400:
            frequency = g.common.get(word, 0)
            if given >= 3 and 3 * given >= frequency:
                return "g"
        elif given >= 3:
            return "G"
        if common:
            return "s" if word in g.surnames else "C"
        if word in g.surnames or given:
            return "S"
        if len(word) < 3 or not ("ء" <= word[0] <= "ي") or word in g.adjectives:
            return "C"
        return "U"

    def _with_article(self, word: str) -> str:
        g = self.gazetteer
        if word[2:] in g.adjectives or g.is_a("pick", word):
            return "C"
        common = word[2:] in g.common or word in g.common
        count = g.surnames.get(word, 0)
        if word in g.known_surnames or (count >= 5 and not common):
            return "D"
        if count >= 20 and 3 * count >= g.common.get(word[2:], 0) and word not in g.common:
            return "D"
        if word in g.surnames:
            if not common:
                return "D"
            # «المدينة», «الحكومة» are families too, but seldom.
            return "d" if 12 * count >= g.common.get(word[2:], 0) else "C"
        return "d" if not common and not self._inflected(word) and g.shape(word[2:]) > _PLAUSIBLE else "C"

    def _inflected(self, word: str) -> bool:
        return word.endswith(("ات", "ين", "ون", "يه"))

    # -- a name from a word on ------------------------------------------------------------

    def unit(self, i: int, word: str) -> tuple[int, str]:
        """End and class of the part of a name that starts at word `i`, read as `word`."""
        w = self.words
        nxt = w.norm[i + 1] if i + 1 < len(w.norm) and w.adjacent[i + 1] else ""
        if word in self.servant and (nxt.startswith("ال") or self.gazetteer.is_a("servant_rabbo", nxt)):
            return i + 2, "G"
        if nxt in self.name_endings:
            whole = f"{word} {nxt}"
            known = whole in self.gazetteer.given or whole in self.gazetteer.surnames
            if word.endswith("ه") and w.view.text[w.end[i] - 1] != "ة":
                known = False  # «رحمه الله» is a wish, «رحمة الله» a name
            if known or (self.gazetteer.is_a("religion", nxt) and self.gazetteer.is_a("before_din", word)):
                return i + 2, "G"
        if word in self.before_surname and nxt:
            inner = self.kind(i + 1, nxt)
            if inner == "C" and not self._may_follow(word, nxt):
                return i, "C"
            end, _ = (i + 2, inner) if nxt not in self.servant else self.unit(i + 1, nxt)
            if end == i + 1:
                end = i + 2
            return end, "K" if word in self._kunya else "P"
        return i + 1, self.kind(i, word)

    def _may_follow(self, word: str, nxt: str) -> bool:
        """Whether an everyday word can be what «بن», «أبو» ... belong to."""
        g = self.gazetteer
        if g.is_a("function", nxt) or g.is_a("verb", nxt):
            return False
        return word in self._son or word in self._kunya or (g.is_a("walad", word) and nxt.startswith("ال"))

    def name(self, i: int, off: int, word: str, titled: bool) -> tuple[int, str]:
        """End of the longest name from word `i` on, and the classes of its parts."""
        w = self.words
        if titled and (word in self.gazetteer.org_heads or word in self.gazetteer.place_heads) and self.gazetteer.given.get(word, 0) < 20:
            return i, ""
        if word in self.gazetteer.titles and self.gazetteer.given.get(word, 0) < 300 and not (
            titled and word in self.gazetteer.surnames and self._family_name(i + 1)
        ):
            return i, ""
        end, kind = self.unit(i, word)
        if kind == "C" or (kind in "dD" and not titled) or (kind == "U" and word.startswith(PRESENT)) or i in self.inside:
            return i, ""
        kinds = kind
        while end < len(w) and w.adjacent[end] and len(kinds) < _LONGEST_NAME:
            closed = kinds[-1] in "dDC" or (kinds[-1] == "S" and w.norm[end - 1].startswith("ال"))
            if closed and w.norm[end] not in self.gazetteer.words["goes_on_behind_article"]:
                break
            nxt, kind = self.unit(end, w.norm[end])
            if kind == "C" and w.norm[end] in self.gazetteer.words["syllables"] and self._syllable(end, kinds):
                nxt, kind = end + 1, "F"
            if not self._continues(end, kinds, kind, titled):
                break
            kinds += kind
            end = nxt
        while len(kinds) > 1 and kinds[-1] == "F":
            end, kinds = end - 1, kinds[:-1]
        return end, kinds

    def _syllable(self, k: int, kinds: str) -> bool:
        """«بان كي مون»: a particle between two words that are no everyday words."""
        w = self.words
        after = k + 1 < len(w) and w.adjacent[k + 1] and not w.common[k + 1]
        return kinds[-1] in "GHSU" and after and self.kind(k + 1, w.norm[k + 1]) in "GSUH"

    def indefinite(self, k: int) -> bool:
        """True where the text writes the accusative of a noun («حفلًا»), which no name has."""
        return "\u064b" in self.words.view.text[self.words.start[k]:self.words.end[k]]

    def _last_of(self, k: int, word: str) -> bool:
        """«ريم القاضي وصلت»: a title with the article closes a name where no name follows it."""
        w = self.words
        if not word.startswith("ال") or self.gazetteer.surnames.get(word, 0) < 10:
            return False
        return k + 1 >= len(w) or not w.adjacent[k + 1] or self.kind(k + 1, w.norm[k + 1]) == "C"

    def _role_begins(self, k: int) -> bool:
        """«نبيل الخازن أمين عام الحزب»: a name that is a title too, before what completes the title."""
        w, g = self.words, self.gazetteer
        titles = g.titles.get(w.norm[k], ())
        if not titles or k + 1 >= len(w) or not w.adjacent[k + 1]:
            return False
        nxt = w.norm[k + 1]
        return any(len(t.words) > 1 and t.words[1] == nxt for t in titles) or (
            titles[-1].kind == "role" and (nxt in g.org_heads or nxt in g.place_heads)
        )

    def _family_name(self, k: int) -> bool:
        """«المهندس سلطان القرشي»: what follows makes a name even of a word that is a title too."""
        w = self.words
        return k < len(w) and w.adjacent[k] and (w.norm[k] in self._son or self.kind(k, w.norm[k]) == "D")

    def _continues(self, k: int, kinds: str, kind: str, titled: bool) -> bool:
        listed = self.at.get(k)
        word = self.words.norm[k]
        if listed is not None and listed.off == 0:
            place = listed.type == "LOC" and (kinds[-1] in "SDdU" or len(kinds) > 1)
            if place or kind not in "GgSD":
                return False
        bare = word.removeprefix("ال")
        if len(kinds) > 1 and self._role_begins(k):
            return False
        if bare in self.gazetteer.titles and not self._last_of(k, word) and max(
            self.gazetteer.given.get(word, 0) // 10, self.gazetteer.surnames.get(word, 0)
        ) < 30:
            return False
        if kind == "C":
            return titled and self._may_be_surname(k, kinds, word)
        if kind in "GSDKP":
            return not (kind in "S" and word[0] in "وبل" and word[1:] in self.gazetteer.first)
        if kind == "F":
            return kinds[-1] in "GHSUP" and len(kinds) < 4
        if kind == "s" and len(kinds) > 1:
            return False
        if kind in "gHs":
            return kinds[-1] in "GHKgUPF"
        if kind == "U":
            return self._unknown_goes_on(k, kinds, titled)
        return kind == "d" and kinds[-1] in "GgKHPSU" and len(kinds) < 4

    def _unknown_goes_on(self, k: int, kinds: str, titled: bool) -> bool:
        word = self.words.norm[k]
        if (word[0] in "بلوف" and len(kinds) > 1) or self.indefinite(k):
            return False
        # What follows a foreign given name after a title is the family name, whatever it looks like.
        foreign = titled and kinds == "G" and self.words.norm[k - 1] in self.gazetteer.foreign
        if not foreign and self.gazetteer.shape(word) < (-1.0 if titled else _PLAUSIBLE):
            return False
        # «محمد يناهز ...»: what opens like a present tense is a name only after a title.
        return not self.proclitic(word) and word[0] != "ي" and not verbal(word)

    def _may_be_surname(self, k: int, kinds: str, word: str) -> bool:
        """After a title and a given name an everyday word may be the family name («محمد المالك»)."""
        g = self.gazetteer
        if kinds[-1] != "G" or "D" in kinds or len(kinds) > 3 or word in g.titles:
            return False
        if g.is_a("function", word) or g.is_a("verb", word) or g.is_a("time", word) or g.is_a("pick", word):
            return False
        if word.removeprefix("ال") in g.adjectives or word.isdigit():
            return False
        if word.startswith("ال"):
            return len(word) > 4 and not word.endswith(("ه", "ات", "ين", "ون")) and word not in g.org_heads
        return word.endswith("ي") and len(word) > 3 and word[0] not in "وبلفسيت"

    def proclitic(self, word: str) -> bool:
        """True where the unknown word is a known one behind a proclitic («وألمانيا», «بواشنطن»)."""
        g = self.gazetteer
        if word[0] not in "وبلفك":
            return False
        rest = word[1:]
        return (
            rest in g.first or rest in g.foreign or g.given.get(rest, 0) > 2
            or (rest.startswith("ال") and (word[0] in "ول" or rest in g.surnames or rest[2:] in g.common))
            or rest in g.common or (word[0] == "و" and len(rest) > 3)
        )
