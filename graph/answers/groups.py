"""Lists in the notes: items under a line or a heading, and how well they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.answers.draft import led_to
from graph.answers.english import aspects_of, telling
from graph.answers.finding import Finding
from graph.answers.kinds import asks_for_kinds
from graph.answers.rank import Ranked
from graph.records import Fact

if TYPE_CHECKING:
    from graph.storage.index import Standing

LOOKED_AT = 15
"""Ranked facts that can bring in a group."""
LEAST_ITEMS = 2
SPREAD_ITEMS, SPREAD_AMONG, SPREAD_SHARE = 3, 10, 0.6
"""A list of three or more, three fifths of it among the ten best facts, is asked for as a whole."""
LIKELY = 0.5
"""A line that is the answer more likely than not needs no list beside it that it is no part of:
where notes are few, any list stands among the ten best."""
FAR = 0.25
"""The part of the first line's likelihood below which a list says something else."""
OWN_LIST = 1.5
"""What a list right under the asked thing is preferred by to a list under one of its parts."""
SECTION = 0.3
"""What it is worth less to, where the line above only names the thing: a section of all sorts."""
INTRODUCTION = 1.0
HEADED, LEAST_HEADED = 0.5, 0.5
"""What a heading that says all that is asked for counts; one that says less than half leads to
no list: most headings stand above whole sections."""
CROWD = 0.6
"""How much a large group is discounted: n to this power; a whole section is no list."""
_INLINE = re.compile(r"[^,;/]{2,60}(?:[,;/] ?(?:and |or )?[^,;/]{1,60}){2,}")


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that make up a list, with the line or the heading that introduces them."""

    introduction: Fact | None
    items: tuple[Fact, ...]
    weight: float
    heading: str = ""

    @property
    def label(self) -> str:
        """What the list is of, as the notes say it."""
        if self.heading or self.introduction is None:
            return self.heading
        return led_to(self.introduction.plain)

    def holds(self, fact: Fact) -> bool:
        """Tell whether a line is one of the list or leads to it."""
        return fact == self.introduction or fact in self.items


def best_group(finding: Finding) -> Group | None:
    """Return the list that most of the likelihood lies on, or None where one line is likelier."""
    return _best(finding, _led(finding))


def _led(finding: Finding) -> dict[str, Group]:
    """Return the lists that the best facts introduce or are items of, by what introduces them."""
    shares = _shares(finding)
    facts = [one.reading.fact for one in finding.ranked[:LOOKED_AT]]
    above = [fact.parent for fact in facts if fact.parent]
    index = finding.corpus.index
    parents = {fact.id: fact for fact in index.facts(above)} if above else {}
    below = index.below({*above, *(fact.id for fact in facts)})
    return {
        one.id: _group(one, items, shares, finding)
        for fact in facts
        for one in (fact, parents.get(fact.parent or ""))
        if one is not None and len(items := _items(below[one.id])) >= LEAST_ITEMS
    }


def _shares(finding: Finding) -> dict[str, float]:
    return {one.reading.fact.id: one.share for one in finding.ranked}


def _best(finding: Finding, led: dict[str, Group]) -> Group | None:
    """Return the likeliest of some lists under lines and of those under headings."""
    groups = led | dict(_headed(finding, _shares(finding)))
    fitting = [group for group in groups.values() if not _of_another(finding, group)]
    if asks_for_kinds(finding.question):
        fitting = [group for group in fitting if _right_under(finding, group)] or fitting
    best = max(fitting, key=lambda group: group.weight, default=None)
    if best is None or _far_behind(best, finding.ranked[0]):
        return None
    alone = max(
        (one.share for one in finding.ranked[:3] if is_inline_list(one.reading.fact)), default=0.0
    )
    return best if best.weight >= alone else None


def _right_under(finding: Finding, group: Group) -> bool:
    """Tell whether a line about the asked thing itself, not about a part of it, leads to a list."""
    introduction = group.introduction
    return introduction is not None and introduction.subject in finding.question.asked


def _far_behind(group: Group, first: Ranked) -> bool:
    """Tell whether a line that is no part of a list is the answer much more likely than it."""
    behind = group.weight < FAR * first.share
    return behind and first.share >= LIKELY and not group.holds(first.reading.fact)


def spread(finding: Finding) -> Group | None:
    """Return a list of which most stands among the best facts: one item of it is no answer."""
    first, led = finding.ranked[0], _led(finding)
    best = {one.reading.fact.id for one in finding.ranked[:SPREAD_AMONG]}
    for group in (_best(finding, led), led.get(first.reading.fact.parent or "")):
        if group is None or len(group.items) < SPREAD_ITEMS or group.heading:
            continue
        apart = first.share >= LIKELY and not group.holds(first.reading.fact)
        inside = sum(item.id in best for item in group.items)
        if not apart and inside >= SPREAD_SHARE * len(group.items):
            return group
    return None


def is_inline_list(fact: Fact) -> bool:
    """Tell whether a line itself lists several things."""
    return _INLINE.search(fact.plain) is not None


def _group(
    introduction: Fact, items: Sequence[Fact], shares: dict[str, float], finding: Finding
) -> Group:
    mass = sum(shares.get(item.id, 0.0) for item in items)
    weight = INTRODUCTION * shares.get(introduction.id, 0.0) + mass / len(items) ** CROWD
    if introduction.subject in finding.question.asked:
        weight *= SECTION if _only_names(introduction, finding) else OWN_LIST
    return Group(introduction, tuple(items), weight)


def _of_another(finding: Finding, group: Group) -> bool:
    """Tell whether a list is of another service than the question names, and names none of them."""
    named_ones = map(finding.corpus.concept, finding.question.asked)
    asked = {one.id for one in named_ones if one is not None and one.kind == "service"}
    facts = [*group.items]
    facts += [group.introduction] if group.introduction else []
    about = {one for f in facts if f.subject for one in finding.corpus.owners(f.subject)}
    about |= {f.subject for f in facts if f.subject}
    named = {m.concept for f in facts for m in f.mentions}
    return bool(asked) and not asked & (about | named)


def _only_names(introduction: Fact, finding: Finding) -> bool:
    """Tell whether a line does no more than name the thing of which something is asked."""
    question = finding.question
    return introduction.kind == "topic" and bool(set(question.words) - question.name_words)


def _headed(finding: Finding, shares: dict[str, float]) -> Iterator[tuple[str, Group]]:
    """Yield the lists and tables right under a heading that says what is asked for."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for one in finding.ranked[:LOOKED_AT]:
        fact = one.reading.fact
        place = (fact.path, fact.context[: fact.headings])
        if fact.headings < 1 or place in seen:
            continue
        seen.add(place)
        fits = _fits(finding, fact)
        if fits < LEAST_HEADED:
            continue
        for run in _runs(finding.corpus.index.headed(*place)):
            items = tuple(finding.corpus.facts(run))
            mass = sum(shares.get(item.id, 0.0) for item in items)
            weight = HEADED * fits + mass / len(items) ** CROWD
            yield items[0].id, Group(None, items, weight, place[1][-1])


def _fits(finding: Finding, fact: Fact) -> float:
    """Return how much of what is asked a fact's innermost heading says, names left out."""
    question, heading = finding.question, fact.context[fact.headings - 1]
    says = set(telling(heading))
    names = question.name_words
    whole = fact.headings > 1 and bool(says) and says <= set(question.words)
    beyond = [stem for stem in question.words if stem not in names]
    weight = finding.corpus.weight
    total = sum(map(weight, beyond))
    stems = sum(weight(stem) for stem in beyond if stem in says) / total if total else 0.0
    sides = question.aspects - {"maximum", "minimum"}
    shared = len(sides & aspects_of(heading)) / len(sides) if sides else 0.0
    return 1.0 if whole else max(stems, shared if fact.headings > 1 else 0.0)


def _runs(standing: Sequence[Standing]) -> Iterator[list[int]]:
    """Yield the stretches of lines right under a heading without a blank one between, by number.

    `standing` is all that stands under it; of several facts on one line the first counts.
    """
    run: list[int] = []
    last = -1
    for one in standing:
        if one.is_right_under and (one.line > last + 1 or one.line == last):
            if len(run) >= LEAST_ITEMS:
                yield run
            run = []
        if one.is_right_under and one.line != last:
            run.append(one.number)
        last = one.end_line
    if len(run) >= LEAST_ITEMS:
        yield run


def _items(facts: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.kind != "link"]
