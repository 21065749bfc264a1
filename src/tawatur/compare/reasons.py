"""The reason for a count of origins, as a code for translation and as one English sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..model import OriginCount
from .account import Account
from .align import Group
from .roots import OWN_VOICE, UNNAMED, Root


def reason(
    clusters: Sequence[Sequence[Root]], leads: Sequence[Root], count: OriginCount, group: Group
) -> str:
    if len(group.articles) == 1:
        return "only_one"
    if count.certain > 1:
        return "two_stated"
    if len(clusters) == 1:
        if all(r.kind == OWN_VOICE for r in clusters[0]):
            return "same_words"
        if any(r.kind == OWN_VOICE for r in clusters[0]):
            return "shared_text" if any(len(r.claims) and r.kind != OWN_VOICE for r in clusters[0]) else "shared_run"
        return "one_source"
    if any(r.kind == OWN_VOICE for r in leads):
        return "unattributed"
    return "unnamed" if any(r.kind == UNNAMED for r in leads) else "linked_bodies"


def sentence(
    code: str, clusters: Sequence[Sequence[Root]], leads: Sequence[Root],
    accounts: Mapping[str, Account],
) -> str:
    """The reason as one English sentence; reports translate by `code`."""
    sources = _list(r.name or "an unnamed source" for r in leads if r.kind != OWN_VOICE)
    silent, s = _mute(clusters, accounts)
    match code:
        case "only_one":
            return f"It stands in one account only, with {sources} as its source." if sources else \
                "It stands in one account only, which names no source."
        case "two_stated":
            return f"{sources} speak for themselves and have nothing in common that we can see."
        case "same_words":
            return f"{silent} print{s} the same words and name{s} no source: one text, whoever wrote it."
        case "shared_text":
            return f"One account has it from {sources}; {silent} print{s} the same words without saying so."
        case "shared_run":
            return ("No account names a source here, but the sentence goes on with the report of "
                    f"{sources} that they print.")
        case "one_source":
            return f"All accounts have it from {sources}."
        case "unattributed" if sources:
            printing, prints = _mute([c for c, lead in zip(clusters, leads, strict=True) if lead.kind != OWN_VOICE], accounts)
            silent, s = _mute([c for c, lead in zip(clusters, leads, strict=True) if lead.kind == OWN_VOICE], accounts)
            beside = f"; {printing} print{prints} the same words without saying so" if printing else ""
            return (f"Attributed to {sources}{beside}; {silent} tell{s} it without a source: "
                    "whether they are independent can't be told.")
        case "unattributed":
            return f"{silent} tell{s} it without a source: whether they are independent can't be told."
        case "unnamed":
            return f"Attributed to {sources}: unnamed sources can't be told apart with certainty."
        case _:
            return f"{sources} may draw on one another or on one source: independence can't be told."


def _mute(clusters: Iterable[Sequence[Root]], accounts: Mapping[str, Account]) -> tuple[str, str]:
    """The outlets in these clusters that name no source, and the ending of their verb."""
    names = list(dict.fromkeys(accounts[r.article].outlet for c in clusters for r in c if r.kind == OWN_VOICE))
    return _list(names), "s" if len(names) == 1 else ""


def _list(names: Iterable[str]) -> str:
    unique = list(dict.fromkeys(names))
    return unique[0] if len(unique) == 1 else ", ".join(unique[:-1]) + " and " + unique[-1] if unique else ""
