"""Lists and steps: the items under a line or a heading, or the likeliest lines of the notes."""

from __future__ import annotations

from graph.answers.composed_answer import (
    LONGEST,
    LONGEST_LIST,
    ComposedAnswer,
    joined,
    led_to,
    named,
    repeats,
    said,
)
from graph.answers.exact_match import holds_as_written, is_asked_above
from graph.answers.list_detection import Group, best_group, whole_group
from graph.answers.lookup import goes_with, lookup, subject_of
from graph.answers.ranked_query import RankedQuery
from graph.answers.values import EXACTLY
from graph.notes.pages import page_name
from graph.records import Fact

GATHERED = 8
"""Lines of a list that is gathered over sections."""
GATHERED_SHARE = 0.2
"""How likely a further line must be, of the first."""
BESIDE, BESIDE_SHARE, BESIDE_TEXT = 3, 0.5, 280
"""Further lines beside a list: how many, how likely, of the best, and how much of them."""
INNER_TEXT = 160
ONE_LINE = frozenset([*EXACTLY, "count", "limit", "measure", "code", "person", "reason"])
"""What a question may want that a single line gives."""


def listing(finding: RankedQuery) -> ComposedAnswer:
    """Return the items asked for, each with its line: those of a list, else the likeliest lines."""
    group = best_group(finding)
    if group is None:
        return gathered(finding)
    return _best_first(finding, _of_group(finding, group), LONGEST_LIST)


def item_in_list(finding: RankedQuery) -> ComposedAnswer | None:
    """Return a list with the likeliest line first, where a question may want all of it."""
    if not ONE_LINE.isdisjoint(finding.question.expected_types):
        return None
    group = whole_group(finding)
    return _best_first(finding, _of_group(finding, group), LONGEST) if group else None


def _best_first(finding: RankedQuery, draft: ComposedAnswer, most: int) -> ComposedAnswer:
    """Return a list with the likeliest line before it; a short list says it itself."""
    best = finding.ranked[0].reading.fact
    if led_to(best.plain).rstrip(".;") in draft.text and len(draft.text) <= most:
        return draft
    line = said(best, subject_of(finding, best))
    text = joined([line, draft.text], most=most, between="\n")
    return ComposedAnswer(text, tuple({fact.id: fact for fact in (best, *draft.facts)}.values()))


def steps(finding: RankedQuery) -> ComposedAnswer | None:
    """Return the steps under the best line or heading, in their order; None if it has none."""
    group, best = best_group(finding), finding.ranked[0]
    if group is None or group.weight < best.share:
        return None
    start = said(group.introduction) if group.introduction else group.label
    text = led_to(start, joined(item_texts(group, finding), most=LONGEST - len(start) - 2))
    return ComposedAnswer(text, group.facts)


def replies(finding: RankedQuery) -> ComposedAnswer | None:
    """Return all that answers what a line or a heading of the notes asks as the question does."""
    text, ranked = finding.question.text, [one.reading.fact for one in finding.ranked]
    best = ranked[0]
    if best.id not in finding.replies and not is_asked_above(text, best):
        return None
    under = sorted((f for f in ranked if is_asked_above(text, f)), key=lambda f: (f.path, f.line))
    facts = under or [fact for fact in ranked if fact.id in finding.replies]
    answer = joined([led_to(fact.plain) for fact in facts], most=LONGEST)
    return ComposedAnswer(led_to(under[0].context[-1], answer) if under else answer, tuple(facts))


def written(finding: RankedQuery) -> ComposedAnswer | None:
    """Return the line that holds the whole question, with the list that it introduces."""
    best = finding.ranked[0].reading.fact
    if not holds_as_written(finding.question.text, best.plain):
        return None
    group = best_group(finding)
    return _of_group(finding, group) if group and group.introduction == best else lookup(finding)


def gathered(finding: RankedQuery) -> ComposedAnswer:
    """Return the most likely lines of several sections."""
    top = finding.ranked[0].share
    lines = [one for one in finding.ranked[:GATHERED] if one.share >= GATHERED_SHARE * top]
    facts = [one.reading.fact for one in lines]
    texts = [said(fact, subject_of(finding, fact)) for fact in facts]
    return ComposedAnswer(joined(texts, most=LONGEST_LIST, between="\n"), tuple(facts))


def item_texts(group: Group, finding: RankedQuery) -> list[str]:
    """Return the items of a list, each with what stands under it in brackets."""
    texts = []
    below = finding.corpus.index.below(item.id for item in group.items)
    for item in group.items:
        inner = joined([fact.plain for fact in below[item.id]], most=INNER_TEXT, between=", ")
        texts.append(f"{led_to(item.plain)} ({inner})" if inner else led_to(item.plain))
    return texts


def _of_group(finding: RankedQuery, group: Group) -> ComposedAnswer:
    """Return a list, and the lines beside it that are as likely."""
    label = _label_of(finding, group)
    items = joined(item_texts(group, finding), most=LONGEST_LIST - len(label) - BESIDE_TEXT - 2)
    beside = _beside(finding, group)
    further = joined([said(fact, subject_of(finding, fact)) for fact in beside], most=BESIDE_TEXT)
    text = led_to(label, items) if label else items
    return ComposedAnswer("\n".join(filter(None, (text, further))), (*group.facts, *beside))


def _label_of(finding: RankedQuery, group: Group) -> str:
    """Return what a list is of, with the thing or the page that it belongs to."""
    first = group.facts[0]
    if group.introduction is not None:
        return named(group.label, subject_of(finding, first))
    page = page_name(first.path) if first.headings < 2 else first.context[0]
    return group.label if repeats(page, group.label) else led_to(page, group.label)


def _beside(finding: RankedQuery, group: Group) -> list[Fact]:
    """Return the likely lines that neither are in a list nor stand under one of its items."""
    inside = {fact.id for fact in (*group.facts, *group.left_out)}
    least = BESIDE_SHARE * finding.ranked[0].share
    likely = [one.reading.fact for one in finding.ranked if one.share >= least]
    near = (fact for fact in likely if goes_with(finding, likely[0], fact))
    return [fact for fact in near if not {fact.id, fact.parent} & inside][:BESIDE]
