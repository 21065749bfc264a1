"""The comparison of the shipped example, in short. Read the diff by hand before taking a new one:

    python tests/golden/test_golden.py    writes example.txt anew
"""

from __future__ import annotations

import difflib
from pathlib import Path

from tawatur import api

GOLDEN = Path(__file__).with_name("example.txt")


def digest() -> str:
    """What a reader would notice: outlets, dates, agreements, origins, events, framing."""
    report = api.compare(api.demo_articles())
    claims = {c.id: c.span for c in report.claims}
    names = {e.id: e.name for e in report.entities}
    lines = [f"{a.id} | {a.outlet.name} | {a.published.value} ({a.published.how})" for a in report.articles]
    for a in report.alignments:
        count = a.independent_origins
        lines.append(f"\n{a.relation} | {a.outlets} outlets | {count.certain}-{count.at_most} origins | {a.why_code}")
        lines += [f"  {claims[c].article}: {claims[c].text}" for c in a.claims]
        lines += [f"  differs in {d.facet}: {' / '.join(v.value for v in d.values)}" for d in a.differs]
        lines += [f"  origin: {o.kind} {o.name} ({o.how})" for o in a.origins]
    lines.append("")
    for e in report.events:
        who = ", ".join(f"{names.get(p.entity, '?')} {p.role}" for p in e.participants)
        lines.append(f"event: {e.type} {e.date} {names.get(e.place or '', '-')} {e.status}: {who}")
    for f in report.framing:
        rivals = " / ".join(r.text for r in f.rival)
        lines.append(f"{f.kind}: {f.span.article} {f.span.text} {rivals}".rstrip())
    return "\n".join(lines) + "\n"


def test_the_example_reads_as_it_was_reviewed() -> None:
    want, got = GOLDEN.read_text(encoding="utf-8").splitlines(), digest().splitlines()
    diff = "\n".join(difflib.unified_diff(want, got, "reviewed", "now", lineterm="", n=1))
    assert not diff, f"read this; if it is better: python {Path(__file__).name}\n{diff}"


if __name__ == "__main__":
    GOLDEN.write_text(digest(), encoding="utf-8")
