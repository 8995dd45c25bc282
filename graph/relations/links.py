"""What ties a link to what its line is about: the verb before it, or that it is linked at all."""

from __future__ import annotations

from collections.abc import Iterator

from graph.concepts.subjects import INDEFINITE
from graph.language.clauses import clauses_of
from graph.records import Fact, Mention, Statement
from graph.relations.captions import hearsay
from graph.relations.cue_scope import PREPOSITIONS, SMALL
from graph.relations.note_context import NoteContext, names_itself, opening
from graph.relations.polarity import stated, was_so
from graph.relations.properties import leads_out, meet
from graph.relations.tokens import HYPHEN, SLOT, START, Group, Line
from graph.relations.types import Types
from graph.relations.verbs import is_past, relation_of, relation_without_subject
from graph.relations.words import words

LINKS_TO = "links_to"
"""The type of a link in a line about its page, where no verb ties the two."""
LINKED, TIED = "link", "verb between names"
MEASURED = {LINKED: 0.77, TIED: 0.85}
"""The share that careful readers accepted: of links 37 of 48, of verbs between names 24 of 28."""
_ARTICLES = words("articles")
_POINTING = frozenset(["this", "these", "that", "those", "they"])
"""Words for another thing than the page, of which the sentence before spoke."""
_OF_TIME = frozenset(["since", "in", "from", "as"])
_KINDS = frozenset(["types", "kinds", "forms", "sorts", "arten", "formen", "sorten"])
_JOINING = frozenset(["and", "or", "und", "oder", "et", "y"])
_RELATIVE = words("relative")
_NO_OBJECT = words("auxiliaries") | words("copulas") | {HYPHEN}
"""What follows a name that is the subject of a clause of its own ("we know Tea is healthy"), or a
part of a longer word."""
MOST_JOINED = 4
"""Names joined to one that a verb speaks of; more are an enumeration."""


def of_links(scene: NoteContext, fact: Fact, types: Types) -> Iterator[Statement]:
    """Yield what ties each link of a line, and each name after a usual verb, to its subject."""
    if not fact.mentions:
        return
    line = scene.line(fact)
    places = {line.mentions[number].span.start: place for place, number in line.numbers.items()}
    for mention in fact.mentions:
        place = places.get(mention.span.start)
        if place is not None and not stated(line, place):
            continue
        tie = None if place is None else _told(scene, fact, line, place, types)
        if tie is not None:
            kind, turned = types.of(tie[1])
            for subject in tie[0]:
                ends = (mention.concept, subject) if turned else (subject, mention.concept)
                yield from _statement(*ends, kind, fact, mention, TIED)
        elif _is_linked(fact, mention) and (place is None or not was_so(line, place)):
            yield from _linked(scene, fact, mention, place)


def _told(
    scene: NoteContext, fact: Fact, line: Line, place: int, types: Types
) -> tuple[tuple[str, ...], str] | None:
    """Return the subjects and the verb of a link, or of a name for which they are certain."""
    tie = None if hearsay(fact) else _tie(scene, fact, line, place)
    if tie is None or _is_linked(fact, fact.mentions[line.numbers[place]]):
        return tie
    return tie if _is_certain(scene, fact, line, place, types.is_usual(tie[1])) else None


def _linked(
    scene: NoteContext, fact: Fact, mention: Mention, place: int | None
) -> Iterator[Statement]:
    """Yield that a page is linked, or that it is the kind of its line's subject or an example."""
    source = _source_of(scene, fact, mention, place)
    if source and _tells_kinds(scene.line(fact)):
        yield from _statement(mention.concept, source, "is_a", fact, mention, TIED)
    kind = "is_a" if _is_kind(fact, mention) else LINKS_TO
    yield from _statement(source, mention.concept, kind, fact, mention, LINKED)


def _is_kind(fact: Fact, mention: Mention) -> bool:
    """Whether a line begins with the kind of thing that its subject is: "A [[tool]] that cuts"."""
    led = fact.plain[: mention.span.start].strip(" \"'*`(").lower()
    after = fact.plain[mention.span.end :].lstrip(" \"'*`)").split(" ")[0].rstrip(".;:")
    return led in INDEFINITE and (after in {"", ","} | PREPOSITIONS or after[:1] == ",")


def _tie(
    scene: NoteContext, fact: Fact, line: Line, place: int
) -> tuple[tuple[str, ...], str] | None:
    """Return the subjects of the clause of a name and the verb that leads to the name."""
    first = line.groups[place].first
    at = _begin(line, first)
    group = line.groups.get(at)
    if group is None or at >= first:
        other = not _POINTING.isdisjoint(line.tokens[max(at - 1, 0) : first])
        about = _left_out(scene, fact) if at < first and not other else None
        tells = about and not was_so(line, place)
        kind = relation_without_subject(line.tokens[at:first]) if tells else ""
        return ((about,), kind) if about and kind else None
    for clause in (_relative(line, at, first), group):
        after = line.tokens[line.groups[place].last + 1]
        kind = _said(line, clause, first) if clause is not None and after not in _NO_OBJECT else ""
        if clause is not None and kind:
            target = fact.mentions[line.numbers[place]].concept
            names = [one for one in _subjects(fact, clause) if not scene.narrows(one, target)]
            return (tuple(names), kind) if names else None
    return None


def _left_out(scene: NoteContext, fact: Fact) -> str | None:
    """Return the subject that a line leaves out: the page, or the name that the bullet above is."""
    above = scene.parent(fact)
    alone = above is not None and above.kind == "topic" and names_itself(above)
    named = above.subject if above is not None and alone else scene.page
    if fact.subject is None or fact.subject != named or scene.is_caption(fact.subject):
        return None
    return fact.subject


def _begin(line: Line, place: int) -> int:
    """Return where the sentence of a place begins, after its articles and a date."""
    while line.tokens[place - 1] != START:
        place -= 1
    if line.tokens[place] in _OF_TIME and line.tokens[place + 1].isdigit():
        place += 2 + (line.tokens[place + 2] == ",")
    while line.tokens[place] in _ARTICLES:
        place += 1
    return place


def _relative(line: Line, at: int, first: int) -> Group | None:
    """Return the names that a relative clause before a place tells of ("Tea, which grows in")."""
    for place in range(first - 1, at, -1):
        before = place - 1 - (line.tokens[place - 1] == ",")
        if line.tokens[place] in _RELATIVE and line.tokens[before] == SLOT:
            return line.groups[before]
    return None


def _said(line: Line, group: Group, first: int) -> str:
    """Return the relation that the words between two names say.

    An aside after the first name speaks of it, as does a verb that goes on after an object: "Tea,
    the rival of Coffee, grows in Assam and suits Cake".
    """
    places = range(group.last + 1, first)
    said = [line.tokens[at] for at in places if line.depths[at] <= line.depths[first]]
    if said[:1] in ([","], ["("]):
        if not {",", ")"}.isdisjoint(said[1:]):  # "Tea, which Ana likes, grows in ..."
            said = said[said.index(",", 1) + 1 :] if "," in said[1:] else []
        elif was_so(line, first):
            return ""
        else:
            return _aside(said[1:])
    if SLOT in said:
        said = said[len(said) - said[::-1].index(SLOT) :]
        if said[:1] not in (["and"], ["or"], ["und"]):
            return ""
        said = said[1:]
    if was_so(line, first) and not is_past(said[0] if said else ""):
        return ""
    return relation_of([word for word in said if word not in _RELATIVE])


def _aside(said: list[str]) -> str:
    """Return what words after a comma say of the name before it: "the sister of", "who met"."""
    if said[:1] in (["a"], ["an"], ["the"]) and len(said) > (said[0] == "the"):
        return relation_of(["is", *said])
    return relation_of([word for word in said if word not in _RELATIVE])


def _subjects(fact: Fact, group: Group) -> list[str]:
    """Return the names with which a clause begins, if they are the fact's subject or marked."""
    if len(group.members) > MOST_JOINED:
        return []
    names = [fact.mentions[number] for number in group.members]
    marked = all(any(meet(mark.span, name.span) for mark in fact.marks) for name in names)
    if marked or names[0].concept == fact.subject:
        return [name.concept for name in names] if marked else [names[0].concept][: len(names) == 1]
    return []


def _is_certain(scene: NoteContext, fact: Fact, line: Line, place: int, usual: bool) -> bool:
    """Whether a name that is no link is what a verb speaks of, a usual one or one of a page."""
    group, begins = line.groups[place], line.groups.get(_begin(line, line.groups[place].first))
    page = begins and scene.kind(fact.mentions[begins.members[0]].concept) == "page"
    following = line.tokens[group.last + 1]
    noun = following in (HYPHEN, "'") or (following.isalpha() and following not in SMALL | _JOINING)
    name = fact.mentions[line.numbers[place]].span.of(fact.plain)
    return bool(usual or page) and name[:1].isupper() and not (noun and following != "instead")


def _tells_kinds(line: Line) -> bool:
    """Whether a line about its page lists its kinds ("There are two types of tea, ...")."""
    return any(
        word in _KINDS and line.tokens[at + 1] in ("of", "von") and SLOT not in line.tokens[:at]
        for at, word in enumerate(line.tokens)
    )


def _source_of(scene: NoteContext, fact: Fact, mention: Mention, place: int | None) -> str | None:
    """Return what links to a page: the note that lists it, or the thing that its line is about."""
    about, first = fact.subject, opening(fact)
    if about is None or about in (scene.page, mention.concept) or not _is_plain(fact):
        return scene.page
    inherited = all(one.concept != about for one in fact.mentions)
    above = scene.parent(fact)
    if inherited and above is not None and first == mention.concept and scene.is_thing(about):
        return about if about == opening(above) or scene.kind(about) == "page" else scene.page
    if inherited and (scene.kind(about) == "page" or not scene.is_thing(about)):
        return scene.page
    if scene.page is None:
        return about if first == about and _is_whole(fact) else None
    if first == mention.concept or (first == about and _is_listed(scene, fact, mention)):
        return scene.page
    line = scene.line(fact)
    aside = line.depths[place or 0] > 0  # "Kettle (see [[Tea]])"
    return about if not aside and _POINTING.isdisjoint(line.tokens[:2]) else None


def _is_plain(fact: Fact) -> bool:
    """Whether a line states all that it says: what it denies or plans ties no two things."""
    return not any(
        one.negated or one.excluded or one.hedged or one.future or one.lapsed
        for one in clauses_of(fact.plain)
    )


def _is_whole(fact: Fact) -> bool:
    """Whether the name that opens a line is linked or no part of a longer one ("Tea Rooms")."""
    opens = fact.mentions[0]
    after = fact.plain[opens.span.end + 1 :][:1]
    return after.isalpha() and (after.islower() or _is_linked(fact, opens))


def _is_listed(scene: NoteContext, fact: Fact, mention: Mention) -> bool:
    """Whether a name is one of those with which a line begins."""
    groups = scene.line(fact).groups
    listed = groups[min(groups)].members if groups else ()
    return mention.concept in {fact.mentions[number].concept for number in listed}


def _is_linked(fact: Fact, mention: Mention) -> bool:
    marks = [mark for mark in fact.marks if meet(mark.span, mention.span)]
    leads = any(mark.kind == "link" and not leads_out(mark) for mark in marks)
    return leads and not any(mark.kind == "alias" for mark in marks)


def _statement(
    source: str | None, target: str, kind: str, fact: Fact, mention: Mention, rule: str
) -> Iterator[Statement]:
    if source is not None and kind and source != target:
        sure = round(MEASURED[rule] * mention.confidence, 4)
        yield Statement(source, kind, target, fact.id, sure, rule)
