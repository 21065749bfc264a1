"""Under which names and titles each outlet calls someone: side by side, with counts, without judgement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..lang.gazetteer import Gazetteer
from ..lang.normalize import fold
from ..model import ArticleRecord, Comparison, Mention, Span
from ..model.answers import NameUse, OutletNames
from .joined import Joint, typed_words
from .proofs import outlet_of, proof, records_of

# A title and its complements («وزير الخارجية الأميركي») take at most so many words before the name.
_REACH = 6
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class _Use:
    """One name by one outlet while it is counted."""

    forms: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    spans: list[Span] = field(default_factory=list)
    kind_of: dict[str, Mention] = field(default_factory=dict)


def names_by_outlet(joint: Joint, annotations: Sequence[Comparison], gazetteer: Gazetteer) -> tuple[OutletNames, ...]:
    """For each outlet all wordings, the most frequent first; names with their titles, and descriptions."""
    records = records_of(annotations)
    found: dict[str, dict[tuple[str, ...], _Use]] = {}
    texts = {m.text for x in joint.members for m in x.entity.mentions}
    for mention in _mentions(joint):
        record = records[mention.article]
        span = _with_title(mention, record, gazetteer) if joint.type == "PER" else mention.span
        form = " ".join(span.text.split())
        form = f"ا{form}" if f"ا{form}" in texts or fold(form).startswith("لل") else form
        use = found.setdefault(outlet_of(record), {}).setdefault(typed_words(form), _Use())
        use.forms[form] += 1
        use.kinds[mention.kind] += 1
        use.spans.append(span)
        use.kind_of.setdefault(mention.kind, mention)
    out = []
    for outlet in sorted(found):
        uses = []
        for use in found[outlet].values():
            form = min(use.forms, key=lambda f: (-use.forms[f], f))
            kind = min(use.kinds, key=lambda k: (-use.kinds[k], k))
            uses.append(NameUse(
                form=form, kind=use.kind_of[kind].kind, count=len(use.spans),
                articles=tuple(sorted({s.article for s in use.spans})), example=proof(min(use.spans), records), places=tuple(sorted(use.spans)),
            ))
        out.append(OutletNames(outlet, tuple(sorted(uses, key=lambda u: (-u.count, u.form)))))
    return tuple(out)


def _mentions(joint: Joint) -> Iterable[Mention]:
    """Every mention once, with those that lead back to a name («الصحيفة», «وزير الخارجية»)."""
    seen = {(m.article, m.start, m.end): m for x in joint.members for m in x.entity.mentions}
    return (seen[at] for at in sorted(seen))


def _with_title(mention: Mention, record: ArticleRecord, gazetteer: Gazetteer) -> Span:
    """The name with the title and its complements right before it."""
    if mention.kind == "description":
        return mention.span
    text = record.text
    line = max(text.rfind(mark, 0, mention.start) for mark in "\n.،؛:»«\"()-؟!") + 1
    words = [(m.start() + line, fold(m.group())) for m in _WORD.finditer(text[line:mention.start])][-_REACH:]
    for position, (start, word) in enumerate(words):
        rest = [w for _, w in words[position:]]
        for clitic in ("", "و", "ب", "ل"):
            if word.startswith(clitic) and _is_title([word[len(clitic):], *rest[1:]], gazetteer):
                at = start + len(clitic)
                return Span(mention.article, at, mention.end, text[at:mention.end])
    return mention.span


def _is_title(words: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether the words are a title with nothing but its complements: nouns with the article, nationalities."""
    first = words[0].removeprefix("ال")
    longest = max((len(t.words) for w in (words[0], first) for t in gazetteer.titles.get(w, ())
                   if [w, *words[1:len(t.words)]] == list(t.words)), default=0)
    if not longest:
        return False
    rest = list(words[longest:])
    if rest and not words[0].startswith("ال") and not rest[0].startswith("ال") and len(rest) > 1:
        rest = rest[1:]  # «رئيس مجلس الوزراء»
    return all(w.startswith("ال") or w in gazetteer.adjectives for w in rest)
