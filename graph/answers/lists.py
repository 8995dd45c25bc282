"""List: the items under a line that introduces them, or in one line, or gathered over sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.answers.draft import LONGEST, LONGEST_LIST, Draft, joined, led_to, said
from graph.answers.english import telling
from graph.answers.finding import Finding
from graph.answers.groups import Group, best_group
from graph.answers.lookup import subject_of
from graph.answers.verbatim import is_asked_above
from graph.records import Fact

GATHERED = 8
"""Lines of a list that is gathered over sections."""
GATHERED_SHARE = 0.2
"""How likely a further line must be, of the first."""
ALSO, ALSO_SHARE, ALSO_TEXT = 3, 0.5, 280
"""Further lines beside a list: how many, how likely, of the best, and how much of them."""
INNER_TEXT = 160
_WHICH = re.compile(r"(?:which|what) (?:[\w-]+ ){1,3}?(?:is|are|was|were|for|with) ", re.IGNORECASE)
"""A question for those of a kind of which something is said, up to what is said."""
FEW = 0.5
"""Of a list's items, that the question can be after instead of all."""


def listing(finding: Finding, group: Group | None = None) -> Draft:
    """Return the items asked for, each with its line: those of a list, else of the likeliest."""
    group = group or best_group(finding)
    if group is None:
        return gathered(finding)
    group = _meant(group, finding)
    rest = [
        one.reading.fact
        for one in finding.ranked
        if one.share >= ALSO_SHARE * finding.ranked[0].share
    ]
    facts = _unique([*([group.introduction] if group.introduction else []), *group.items])
    inside = {fact.id for fact in facts}
    extra = [f for f in rest if f.id not in inside and f.parent not in inside][:ALSO]
    most = LONGEST_LIST - len(group.label) - ALSO_TEXT - 20
    items = joined(item_texts(group, finding), most=most)
    also = joined([said(fact, subject_of(finding, fact)) for fact in extra], most=ALSO_TEXT)
    text = led_to(group.label, items) if group.label else items
    return Draft("\n".join(filter(None, (text, also))), tuple(_unique([*facts, *extra])))


def _meant(group: Group, finding: Finding) -> Group:
    """Return only the items that say what the question adds to the list's label, if few do.

    "Which beans are nutty?" asks for one of the beans.
    """
    asked = _WHICH.match(finding.question.text)
    label = {*telling(group.label), *finding.question.name_words}
    added = set(telling(finding.question.text[asked.end() :])) - label if asked else set()
    says = [item for item in group.items if added <= set(telling(item.plain))]
    few = added and says and len(says) <= FEW * len(group.items)
    return replace(group, items=tuple(says)) if few else group


def item_in_list(finding: Finding, group: Group) -> Draft:
    """Return a list with the likeliest line first: the question may want one of its items.

    What introduces the list follows on its items: between the first and the others it would part
    them.
    """
    best, draft = finding.ranked[0].reading.fact, listing(finding, group)
    if draft.facts[0] == best:
        return draft
    text = joined([said(best, subject_of(finding, best)), draft.text], most=LONGEST, between="\n")
    items = [fact for fact in draft.facts if fact in group.items]
    return Draft(text, tuple(_unique([best, *items, *draft.facts])))


def replies(finding: Finding) -> Draft:
    """Return all that answers what a line or a heading of the notes asks as the question does."""
    text, ranked = finding.question.text, [one.reading.fact for one in finding.ranked]
    under = sorted((f for f in ranked if is_asked_above(text, f)), key=lambda f: (f.path, f.line))
    facts = under or [fact for fact in ranked if fact.id in finding.replies]
    answer = joined([led_to(fact.plain) for fact in facts], most=LONGEST)
    return Draft(led_to(under[0].context[-1], answer) if under else answer, tuple(facts))


def gathered(finding: Finding) -> Draft:
    """Return the most likely lines of several sections."""
    top = finding.ranked[0].share
    lines = [one for one in finding.ranked[:GATHERED] if one.share >= GATHERED_SHARE * top]
    facts = [one.reading.fact for one in lines]
    texts = [said(fact, subject_of(finding, fact)) for fact in facts]
    return Draft(joined(texts, most=LONGEST_LIST, between="\n"), tuple(facts))


def item_texts(group: Group, finding: Finding) -> list[str]:
    """Return the items of a list, each with what stands under it in brackets."""
    texts = []
    below = finding.corpus.index.below(item.id for item in group.items)
    for item in group.items:
        inner = joined([fact.plain for fact in below[item.id]], most=INNER_TEXT, between=", ")
        texts.append(f"{led_to(item.plain)} ({inner})" if inner else led_to(item.plain))
    return texts


def _unique(facts: Sequence[Fact]) -> list[Fact]:
    return list({fact.id: fact for fact in facts}.values())
