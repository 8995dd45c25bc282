"""What stands around a fact: its tokens, its parent, the lines under it, its section."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.concepts.candidates import OF_WORDS, is_learnt
from graph.concepts.english import DEGREES
from graph.records import Concept, Fact
from graph.relations.captions import is_caption
from graph.relations.tokens import CELL, END, SLOT, START, Line, line_of
from graph.relations.words import words


@dataclass(slots=True)
class NoteContext:
    """The linked facts of one note, with what rules ask about the neighbourhood of each."""

    facts: Sequence[Fact]
    concepts: Mapping[str, Concept]
    children: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    by_id: dict[str, Fact] = field(default_factory=dict)
    before: dict[str, Fact] = field(default_factory=dict)
    """The fact in front of each, under the same parent or heading."""
    empty: dict[str, bool] = field(default_factory=dict)
    """Of each concept met, whether it is only a caption."""
    captions: frozenset[str] = frozenset()
    """Concepts whose name is a caption of this note: no line is about them."""
    sections: dict[tuple[str, ...], str] = field(default_factory=dict)
    """What most lines under a path of headings are about."""
    lines: dict[str, Line] = field(default_factory=dict)
    page: str | None = None
    """The concept that the note itself is, where it is one that lines can be about."""
    spoken: frozenset[str] = frozenset()
    """Concepts that lines speak of, beside those that head others."""
    learnt: frozenset[str] = frozenset()
    """Keys of the headings and labels that recur over the notes and name no thing."""

    def line(self, fact: Fact) -> Line:
        """Return the tokens of a fact, made once; a mere caption is read as words."""
        found = self.lines.get(fact.id)
        if found is None:
            mentions = () if self.caption(fact) else fact.mentions
            found = self.lines[fact.id] = line_of(fact.plain, mentions)
        return found

    def speaks(self, fact: Fact) -> bool:
        """Whether two concepts can be meant by a fact, or it may introduce some."""
        return bool(fact.mentions) or fact.id in self.children

    def caption(self, fact: Fact) -> bool:
        """Whether a fact is no more than one name, of nothing that stands alone, over a list."""
        if len(fact.mentions) != 1 or fact.id not in self.children:
            return False
        span = fact.mentions[0].span
        whole = len(fact.plain.strip(" :-")) - (span.end - span.start) <= 0
        return whole and not self.stands_alone(fact.mentions[0].concept)

    def parent(self, fact: Fact) -> Fact | None:
        """Return the bullet or topic that the fact stands under."""
        return self.by_id.get(fact.parent) if fact.parent else None

    def kind(self, concept: str) -> str:
        """Return the kind of a concept; a thing when nothing is known of it."""
        known = self.concepts.get(concept)
        return known.kind if known else "thing"

    def is_caption(self, concept: str) -> bool:
        """Whether a concept is only a caption of notes."""
        found = self.empty.get(concept)
        if found is None:
            known = self.concepts.get(concept)
            named = known is not None and is_caption(known.name)
            found = self.empty[concept] = named or concept in self.captions
        return found

    def stands_alone(self, concept: str) -> bool:
        """Whether a concept is a thing of its own, not a part or a quality of one."""
        return self.kind(concept) in WHOLES

    def named_for(self, part: Concept | None, owner: str) -> bool:
        """Whether the name of a part begins with a name of what it belongs to."""
        whole = self.concepts.get(owner)
        if part is None or whole is None:
            return False
        first = part.name.split()[0].lower()
        return any(first == name.lower() for name in (whole.name, *whole.aliases))

    def in_cell(self, fact: Fact, place: int) -> bool:
        """Whether a token stands in a further cell of a table's row, under a header."""
        if not _CELL.search(fact.plain):
            return False
        tokens = self.line(fact).tokens
        return START in tokens[1 : place + 1]

    def is_service(self, concept: str) -> bool:
        """Whether a word list in use knows a concept as a service, or it is a part of one."""
        known = self.concepts.get(concept)
        if known is None:
            return False
        owners = (self.concepts.get(owner) for owner in known.part_of)
        return any(
            one is not None and one.kind == "service" and not is_learnt(one)
            for one in (known, *owners)
        )

    def is_word(self, concept: str) -> bool:
        """Whether a concept is a word of what lines just say, and no name that notes give."""
        known = self.concepts.get(concept)
        return known is not None and known.origin in OF_WORDS

    def is_listed(self, concept: str) -> bool:
        """Whether a word list in use, or the user, knows a concept."""
        known = self.concepts.get(concept)
        return known is not None and not is_learnt(known)

    def is_quality(self, concept: str) -> bool:
        """Whether a concept is how something is and no thing of its own: "low latency"."""
        known = self.concepts.get(concept)
        return known is not None and known.name.lower().split(" ")[0] in DEGREES

    def narrows(self, part: str, owner: str) -> bool:
        """Whether a name is the other one with a word in front ("Garden spade", "Spades")."""
        narrow, wide = (
            self.concepts[one].name.lower() if one in self.concepts else "" for one in (part, owner)
        )
        return bool(wide) and narrow.endswith(" " + wide)

    def makes(self, one: str, other: str) -> bool:
        """Whether one is only the platform that the other is called after ("AWS Backup", AWS)."""
        return any(
            self.kind(maker) == "platform" and self.named_for(self.concepts.get(made), maker)
            for maker, made in ((one, other), (other, one))
        )

    def is_thing(self, concept: str) -> bool:
        """Whether a concept is more than a heading or bullet of the note."""
        named = concept in self.spoken or self.is_listed(concept) or self.kind(concept) == "page"
        return named and self.kind(concept) != "tag" and not self.is_caption(concept)

    def only_linked(self, fact: Fact, concept: str) -> bool:
        """Whether a page is only what the bullet above links to, not what the note is on."""
        above = self.parent(fact)
        return self.kind(concept) == "page" and above is not None and opening(above) == concept

    def section(self, fact: Fact) -> str | None:
        """Return what the headings above the fact are about."""
        path = fact.context[: fact.headings]
        while path:
            if path in self.sections:
                return self.sections[path]
            path = path[:-1]
        return None

    def headed(self, fact: Fact) -> str | None:
        """Return the thing that the bullet above introduces, if it does no more than that."""
        above = self.parent(fact)
        name = opening(above) if above is not None else None
        if above is None or name is None:
            return None
        if self.stands_alone(name):
            return name if name != above.subject else None
        return name if introduces(self.line(above)) else None

    def actor(self, fact: Fact) -> str | None:
        """Return the nearest thing of its own that the fact stands under."""
        above: Fact | None = fact
        while above is not None:
            if above.subject and self.stands_alone(above.subject):
                return above.subject
            above = self.parent(above)
            if above is not None and (name := opening(above)) and self.stands_alone(name):
                return name
        section = self.section(fact)
        return section if section and self.stands_alone(section) else None

    def owner(self, fact: Fact) -> str | None:
        """Return the nearest concept that the fact stands under and that it does not open with."""
        own = {fact.subject} if names_itself(fact) else set()
        above = self.parent(fact)
        while above is not None:
            for concept in (opening(above), above.subject):
                if concept and concept not in own and not self.is_caption(concept):
                    return concept
            above = self.parent(above)
        for concept in (fact.subject, self.section(fact)):
            if concept and concept not in own and not self.is_caption(concept):
                return concept
        return None


def note_context_of(
    facts: Sequence[Fact],
    concepts: Mapping[str, Concept],
    page: str | None = None,
    captions: frozenset[str] = frozenset(),
) -> NoteContext:
    """Return the scene of one note's facts."""
    facts = [_without_addresses(fact) if "/" in fact.plain else fact for fact in facts]
    scene = NoteContext(facts, concepts, page=page, learnt=captions)
    last: dict[tuple[str | None, tuple[str, ...]], Fact] = {}
    for fact in facts:
        scene.by_id[fact.id] = fact
        if fact.parent:
            scene.children[fact.parent].append(fact)
        place = (fact.parent, fact.context)
        if place in last:
            scene.before[fact.id] = last[place]
        last[place] = fact
    titles = _titled(facts, concepts)
    counts = Counter(titles.values())
    scene.captions = frozenset(one for one, count in counts.items() if count >= CAPTIONS)
    scene.sections = _voted(facts) | titles
    speaking = (fact for fact in facts if fact.kind != "topic")
    scene.spoken = frozenset(one.concept for fact in speaking for one in fact.mentions)
    return scene


def _without_addresses(fact: Fact) -> Fact:
    """Leave out the names that are only part of an address."""
    spans = [match.span() for match in _ADDRESS.finditer(fact.plain)]
    linked = {mark.span.start for mark in fact.marks if mark.kind == "link"}
    mentions = tuple(
        one
        for one in fact.mentions
        if one.span.start in linked
        or not any(start <= one.span.start < end for start, end in spans)
    )
    return replace(fact, mentions=mentions)


def _titled(facts: Iterable[Fact], concepts: Mapping[str, Concept]) -> dict[tuple[str, ...], str]:
    """Return the headings that are the name of a concept, or begin with one ("Tea / Coffee")."""
    used = {m.concept for fact in facts for m in fact.mentions}
    used |= {fact.subject for fact in facts if fact.subject}
    names: dict[str, str] = {}
    for concept in sorted(used & concepts.keys()):
        for name in (concepts[concept].name, *concepts[concept].aliases):
            names.setdefault(name.lower(), concept)
    paths = {fact.context[: place + 1] for fact in facts for place in range(fact.headings)}
    return {path: names[title] for path in paths if (title := _title(path[-1])) in names}


def _title(heading: str) -> str:
    return heading.split(" / ")[0].strip(" :*`").lower()


def _voted(facts: Iterable[Fact]) -> dict[tuple[str, ...], str]:
    """Return what most lines directly under each path of headings are about."""
    counts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for fact in facts:
        if fact.subject and fact.headings and not names_itself(fact):
            counts[fact.context[: fact.headings]][fact.subject] += 1
    return {path: min(count, key=lambda one: (-count[one], one)) for path, count in counts.items()}


def introduces(line: Line) -> bool:
    """Whether a line says no more than a name, or a name and an explanation."""
    if SLOT not in line.tokens:
        return True
    place = line.groups[line.tokens.index(SLOT)].last + 1
    if line.tokens[place] == "(" and line.depths[place]:
        while line.depths[place]:
            place += 1
        return line.tokens[place] not in _GOES_ON
    return line.tokens[place] in _ENDS and line.tokens[place : place + 2] != ["-", "-"]


def opening(fact: Fact) -> str | None:
    """Return the concept that a fact begins with."""
    if not fact.mentions:
        return None
    first = fact.mentions[0]
    start = first.span.start
    if start and fact.plain[:start].strip(" \"'*`(").lower() not in _LEADS:
        return None
    return first.concept


def names_itself(fact: Fact) -> bool:
    """Whether a fact is about the thing that it begins with."""
    return fact.subject is not None and opening(fact) == fact.subject


_ENDS = frozenset([END, "(", ":", "-", "=", "->"])
_GOES_ON = words("articles") | frozenset(["your", "my", "our", "its"])
"""Words after a bracket with which a line goes on to tell what to do ("Stir (twice) your ...")."""
MUTE = frozenset(["code", "link"])
"""Kinds of fact that say nothing of two things."""
ACTORS = frozenset(["service", "tool", "product", "language", "platform", "project"])
"""Kinds of concept of which an instruction under their heading speaks."""
CAPTIONS = 3
"""Headings of one wording in a note that make it a caption ("Fixes" under each release)."""
WHOLES = frozenset(["service", "tool", "product", "language", "page", "person", "project"])
"""Kinds of concept that stand for themselves."""
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*://\S+|(?<![\w.)/])[~.]{0,2}(?:/[\w.-]+){2,}", re.IGNORECASE
)
"""Addresses of pages and paths of files: names in them are not spoken of."""
_CELL = re.compile(rf" {CELL} [^:{CELL}]{{1,40}}: ")
"""A cell of a table under its header."""
_LEADS = frozenset(["", "the", "a", "an", "each", "every"])
"""Words that may stand before a name that opens a line."""
