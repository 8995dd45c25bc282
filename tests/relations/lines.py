"""Facts from short lines: `[[Tea]]` is a link, `{Tea}` a name, `key:: value` a property."""

import re

from graph.records import Concept, Fact, Mark, Mention, Span
from graph.relations import statements_of

PAGE = "Page"
_NAMED = re.compile(r"\[\[([^\]]+)\]\]|\{([^}]+)\}")


def line(text: str, *, about: str | None = PAGE, under: str = "", number: int = 1) -> Fact:
    """Return a fact of the note "Page" that is about a concept and stands under a heading."""
    plain, at, mentions, marks = "", 0, [], []
    key, _, value = text.partition(":: ")
    for match in _NAMED.finditer(text):
        plain += text[at : match.start()]
        name = match[1] or match[2]
        span = Span(len(plain), len(plain) + len(name))
        mentions.append(Mention(name, span))
        marks += [Mark(span, "link", name)] if match[1] else []
        plain, at = plain + name, match.end()
    plain += text[at:]
    if value:
        marks.append(Mark(Span(len(key) + 3, len(plain)), "property", key))
    context = (under,) if under else ()
    return Fact(f"f#{number}", "page.md", Span(0, len(plain)), plain, plain, number, number,
                context=context, headings=len(context), marks=tuple(marks), subject=about,
                mentions=tuple(mentions))  # fmt: skip


def said(*facts: Fact, page: str | None = PAGE, captions: frozenset[str] = frozenset()):
    """Return the typed relations of the facts of a note."""
    named = {mention.concept for fact in facts for mention in fact.mentions}
    kinds = {name: "page" if name == page else "thing" for name in {*named, PAGE}}
    concepts = {
        name: Concept(name, name, kind=kind, origin="heading") for name, kind in kinds.items()
    }
    return {
        (one.source, one.type, one.target)
        for one in statements_of(facts, concepts, page=page, captions=captions)
        if one.type != "related_to"
    }
