"""List: the items under a line that introduces them, or in one line, or gathered over sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.answers.draft import LONGEST_LIST, Draft, joined, said
from graph.answers.finding import Finding
from graph.answers.lookup import subject_of
from graph.answers.rank import Ranked
from graph.records import Fact

LOOKED_AT = 15
"""Ranked facts that can bring in a group."""
LEAST_ITEMS = 2
GATHERED = 8
"""Lines of a list that is gathered over sections."""
GATHERED_SHARE = 0.2
"""How likely a further line must be, of the first."""
SPREAD_ITEMS, SPREAD_AMONG, SPREAD_SHARE = 3, 10, 0.6
"""A list of three or more, three fifths of it among the ten best facts, is asked for as a whole."""
OWN_LIST = 1.5
"""What a list right under the asked thing is preferred by to a list under one of its parts."""
INTRODUCTION = 1.0
CROWD = 0.6
"""How much a large group is discounted: n to this power; a whole section is no list."""
_INLINE = re.compile(r"[^,;/]{2,60}(?:[,;/] ?(?:and |or )?[^,;/]{1,60}){2,}")


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that make up a list, with the line that introduces them."""

    introduction: Fact | None
    items: tuple[Fact, ...]
    weight: float


def listing(finding: Finding) -> Draft:
    """Return the items asked for, each with its line."""
    group = best_group(finding)
    if group is None:
        return gathered(finding)
    rest = [
        one.reading.fact for one in finding.ranked if one.share >= 0.5 * finding.ranked[0].share
    ]
    facts = _unique([*([group.introduction] if group.introduction else []), *group.items])
    extra = [fact for fact in rest if fact not in facts][:3]
    heading = group.introduction.plain.strip(" :-–") if group.introduction else ""
    items = joined(_item_texts(group, finding), most=LONGEST_LIST - len(heading) - 300)
    also = joined([said(fact, subject_of(finding, fact)) for fact in extra], most=280)
    text = f"{heading}: {items}" if heading else items
    return Draft("\n".join(filter(None, (text, also))), tuple(_unique([*facts, *extra])))


def spread(finding: Finding) -> bool:
    """Tell whether most of a list stands among the best facts: one item of it is no answer."""
    group = best_group(finding)
    if group is None or len(group.items) < SPREAD_ITEMS:
        return False
    best = {one.reading.fact.id for one in finding.ranked[:SPREAD_AMONG]}
    return sum(item.id in best for item in group.items) >= SPREAD_SHARE * len(group.items)


def _item_texts(group: Group, finding: Finding) -> list[str]:
    texts = []
    for item in group.items:
        below = finding.corpus.index.children(item.id)
        inner = joined([fact.plain for fact in below], most=160, between=", ")
        texts.append(f"{item.plain} ({inner})" if inner else item.plain)
    return texts


def gathered(finding: Finding) -> Draft:
    """Return the most likely lines of several sections."""
    top = finding.ranked[0].share
    lines = [one for one in finding.ranked[:GATHERED] if one.share >= GATHERED_SHARE * top]
    facts = [one.reading.fact for one in lines]
    texts = [said(fact, subject_of(finding, fact)) for fact in facts]
    return Draft(joined(texts, most=LONGEST_LIST, between="\n"), tuple(facts))


def best_group(finding: Finding) -> Group | None:
    """Return the list that most of the likelihood lies on, or None where one line is likelier."""
    shares = {one.reading.fact.id: one.share for one in finding.ranked}
    groups = {
        key: group
        for one in finding.ranked[:LOOKED_AT]
        for key, group in _groups_of(one, finding, shares)
    }
    best = max(groups.values(), key=lambda group: group.weight, default=None)
    if best is None:
        return None
    alone = max(
        (one.share for one in finding.ranked[:3] if is_inline_list(one.reading.fact)), default=0.0
    )
    return best if best.weight >= alone else None


def _groups_of(one: Ranked, finding: Finding, shares: dict[str, float]) -> list[tuple[str, Group]]:
    index, fact = finding.corpus.index, one.reading.fact
    found = []
    below = _items(index.children(fact.id))
    if len(below) >= LEAST_ITEMS:
        found.append((fact.id, _group(fact, below, shares, finding.question.asked)))
    if fact.parent:
        parent = index.fact(fact.parent)
        beside = _items(index.children(fact.parent))
        if parent is not None and len(beside) >= LEAST_ITEMS:
            found.append((parent.id, _group(parent, beside, shares, finding.question.asked)))
    return found


def _group(
    introduction: Fact, items: Sequence[Fact], shares: dict[str, float], asked: Sequence[str]
) -> Group:
    mass = sum(shares.get(item.id, 0.0) for item in items)
    weight = INTRODUCTION * shares.get(introduction.id, 0.0) + mass / len(items) ** CROWD
    if introduction.subject in asked:
        weight *= OWN_LIST
    return Group(introduction, tuple(items), weight)


def _items(facts: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.kind != "link"]


def is_inline_list(fact: Fact) -> bool:
    """Tell whether a line itself lists several things."""
    return _INLINE.search(fact.plain) is not None


def _unique(facts: Sequence[Fact]) -> list[Fact]:
    return list({fact.id: fact for fact in facts}.values())
