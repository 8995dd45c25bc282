"""Lists in the notes: items under a line or a heading, and how likely each is what is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.answers.composed_answer import led_to
from graph.answers.conditions import fulfilling, stated_of, wanted_inside
from graph.answers.english import aspect, content_terms, stem
from graph.answers.lookup import exact_in
from graph.answers.question import Question
from graph.answers.ranked_query import RankedQuery
from graph.language.tokens import tokens_of
from graph.records import Fact

if TYPE_CHECKING:
    from graph.storage.index import Standing

LOOKED_AT = 15
"""Ranked facts that can bring in a list."""
LEAST_ITEMS = 2
WHOLE_ITEMS, WHOLE_AMONG, WHOLE_SHARE = 3, 10, 0.6
"""A list of three or more, three fifths of it among the ten best facts, is asked for as a whole."""
HEADED = 0.5
"""What a heading counts that says all that is asked for, beside the likelihood of the lines."""
FEW = 0.2
"""The share of a list's items that may have a name besides the one that is asked for by it."""
NAMED = 0.7
"""The share of an item that a name must be for the item to be just that name."""
CROWD = 0.6
"""How much a large list is discounted, its size to this power: a whole section is no list."""
SPREAD = 0.1
"""How likely the other items must be together, of the likeliest: else it alone is the answer."""
ANY = frozenset(map(stem, ("all", "available", "different", "existing", "possible", "various")))
"""What is said of a list and of none in particular."""


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that make up a list, with the line or the heading that introduces them."""

    introduction: Fact | None
    items: tuple[Fact, ...]
    weight: float
    heading: str = ""
    left_out: tuple[Fact, ...] = ()
    """Items that do not fulfil what the question asks of each."""

    @property
    def label(self) -> str:
        """What the list is of, as the notes say it."""
        if self.heading or self.introduction is None:
            return self.heading
        return led_to(self.introduction.plain)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The introduction, where a line introduces it, and the items."""
        return (self.introduction, *self.items) if self.introduction else self.items


def kinds_asked(question: Question) -> frozenset[str]:
    """Return the stems of what lists are asked by, which no line need say: "different kinds"."""
    return aspect("group").stems | ANY if question.intent == "list" else frozenset()


def asks_for_kinds(question: Question) -> bool:
    """Tell whether a question asks for the kinds of what it names and for nothing more."""
    kinds = kinds_asked(question)
    return bool(kinds and question.asked) and kinds | question.name_words >= set(question.words)


def best_group(finding: RankedQuery) -> Group | None:
    """Return the list that most of the likelihood lies on, with the items that are asked for."""
    group = _likeliest(finding)
    if group is None:
        return None
    asked_for = _asked_for(finding, group)
    left_out = tuple(item for item in group.items if item not in asked_for)
    return replace(group, items=asked_for, left_out=left_out)


def _asked_for(finding: RankedQuery, group: Group) -> tuple[Fact, ...]:
    """Return the items of a list that fulfil what the question asks of each.

    Of items that are names, what the notes state of the thing decides; of others their own words.
    """
    said = set(content_terms(" ".join((group.label, *group.items[0].context))))
    names, kept = _names_of(group), {item.id for item in group.items}
    if len(names) == len(group.items):
        stated = {one: stated_of(finding, concept) for one, concept in names.items()}
        kept = set(fulfilling(finding, stated, said)) or kept
    inside = wanted_inside(finding.question.text, said) - said
    if inside:
        having = {item.id for item in group.items if inside <= _stems(item)}
        kept = (kept & having) or kept
    return tuple(item for item in group.items if item.id in kept)


def _names_of(group: Group) -> dict[str, str]:
    """Return the concept that each item is just the name of, by the id of the item."""
    return {
        item.id: mention.concept for item in group.items for mention in item.mentions
        if mention.span.end - mention.span.start >= NAMED * len(item.plain)
    }  # fmt: skip


def _likeliest(finding: RankedQuery) -> Group | None:
    shares = {one.reading.fact.id: one.share for one in finding.ranked}
    found = [*_introduced(finding, shares), *_headed(finding, shares)]
    about = [
        group
        for group in found
        if len(_names_of(group)) < len(group.items) or _is_about_asked(finding, group)
    ]
    found = about or found
    if asks_for_kinds(finding.question):
        right_under = (group for group in found if _is_right_under(finding, group))
        found = [replace(group, weight=1 + group.weight) for group in right_under] or found
    return max(found, key=lambda group: group.weight, default=None)


def _is_about_asked(finding: RankedQuery, group: Group) -> bool:
    """Tell whether a list stands under, or is about, or names something that the question names."""
    asked = set(finding.question.asked)
    readings = finding.corpus.readings_of(group.facts).values()
    named = finding.question.name_words
    return any(asked & one.concepts or named & one.above for one in readings)


def whole_group(finding: RankedQuery) -> Group | None:
    """Return the list of which most stands among the best facts, or that holds the first.

    Where the first line alone has a name of the question, it is that line that is asked for.
    """
    group, first = best_group(finding), finding.ranked[0].reading.fact
    if (
        group is None
        or len(group.items + group.left_out) < WHOLE_ITEMS
        or _is_one_of(finding, group, first)
    ):
        return None
    if _are_statements(finding, group) or not _is_spread(finding, group):
        return None
    best = [one.reading.fact for one in finding.ranked[:WHOLE_AMONG]]
    inside = sum(item in best for item in group.items)
    return group if best[0] in group.facts or inside >= WHOLE_SHARE * len(group.items) else None


def _is_spread(finding: RankedQuery, group: Group) -> bool:
    """Tell whether more than the likeliest line of a list may be asked for."""
    items = {item.id for item in group.items}
    best, *others = finding.ranked
    rest = sum(one.share for one in others if one.reading.fact.id in items)
    return rest >= SPREAD * best.share


def _are_statements(finding: RankedQuery, group: Group) -> bool:
    """Tell whether most items of a list name what is asked for: each says something by itself.

    What the label names is what they are ("Cities"), unless the items begin with it themselves.
    """
    label, asked = set(content_terms(group.label)), set(finding.question.asked)
    besides = {
        mention.concept for mention in finding.question.mentions
        if not label >= set(content_terms(mention.span.of(finding.question.text)))
    }  # fmt: skip
    naming = sum(
        any(m.concept in (besides if m.span.start else asked) for m in item.mentions)
        for item in group.items
    )
    return naming > len(group.items) / 2


def _is_one_of(finding: RankedQuery, group: Group, fact: Fact) -> bool:
    """Tell whether a line has a name, a number or an id of the question that a list has not."""
    own = exact_in(finding.question.text) & _stems_above(fact)
    others = [_stems_above(item) for item in group.items if item != fact]
    return any(sum(word in one for one in others) <= FEW * len(others) for word in own)


def _stems_above(fact: Fact) -> set[str]:
    """Return the stems of a line and of what it stands under."""
    return {token.stem for text in (fact.plain, *fact.context) for token in tokens_of(text)}


def _stems(fact: Fact) -> set[str]:
    return {token.stem for token in tokens_of(fact.plain)}


def _is_right_under(finding: RankedQuery, group: Group) -> bool:
    """Tell whether a line about the asked thing itself, not about a part of it, leads to a list."""
    return group.introduction is not None and group.introduction.subject in finding.question.asked


def _introduced(finding: RankedQuery, shares: Mapping[str, float]) -> Iterator[Group]:
    """Yield the lists that the best facts introduce or are items of."""
    facts = [one.reading.fact for one in finding.ranked[:LOOKED_AT]]
    above = [fact.parent for fact in facts if fact.parent]
    index = finding.corpus.index
    heads = {fact.id: fact for fact in [*facts, *index.facts(above)]}
    below = index.below(heads)
    for head in heads.values():
        items = tuple(fact for fact in below[head.id] if fact.kind != "link")
        if len(items) >= LEAST_ITEMS:
            yield Group(head, items, shares.get(head.id, 0.0) + _mass(items, shares))


def _headed(finding: RankedQuery, shares: Mapping[str, float]) -> Iterator[Group]:
    """Yield the lists and tables right under the headings of the best facts."""
    places = dict.fromkeys(
        (fact.path, fact.context[: fact.headings])
        for fact in (one.reading.fact for one in finding.ranked[:LOOKED_AT])
        if fact.headings
    )
    for path, headings in places:
        fit = HEADED * _fit(finding, headings)
        for run in _runs(finding.corpus.index.headed(path, headings)):
            items = tuple(fact for fact in finding.corpus.facts(run) if not fact.is_struck)
            yield Group(None, items, fit + _mass(items, shares), headings[-1])


def _mass(items: Sequence[Fact], shares: Mapping[str, float]) -> float:
    return sum(shares.get(item.id, 0.0) for item in items) / float(len(items) ** CROWD)


def _fit(finding: RankedQuery, headings: Sequence[str]) -> float:
    """Return how much of what is asked the innermost heading says, names left out."""
    question, weight = finding.question, finding.corpus.weight
    says = set(content_terms(headings[-1]))
    if len(headings) > 1 and says and says <= set(question.words):
        return 1.0
    beyond = [stem for stem in question.words if stem not in question.name_words]
    total = sum(map(weight, beyond))
    return sum(weight(stem) for stem in beyond if stem in says) / total if total else 0.0


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
