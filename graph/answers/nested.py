"""A question asked anew of the thing that one line says is meant, with that line before the answer.

A thing may be named by what it is of another, "the phone number of Pricebook's owner": the inner
part is looked up in the properties of the thing that is named. Or the best line only says by which
other name the notes call it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from embeddings.terms import folded
from embeddings.word_vectors import alike
from graph.answers.english import content_terms
from graph.answers.question import Question
from graph.answers.ranked_query import RankedQuery
from graph.answers.retrieval_context import RetrievalContext
from graph.records import Fact, Mention

LEAST_ALIKE = 0.35
"""How near a word must be to the key that it stands for ("boss", "manager"), as a cosine."""
MOST_FACTS = 60
"""Facts about a thing among which its properties are looked for."""
_OF = re.compile(r"(?:\b(?:the|a|an) )?(?P<what>[\w-]+) (?:of|for) (?:the )?$", re.IGNORECASE)
_OWN = re.compile(r"['’]s? (?P<what>[\w-]+)")


def unnested(question: Question, corpus: RetrievalContext) -> tuple[str, Fact] | None:
    """Return a question with the thing itself in place of how it is named, and the line that tells.

    None where nothing is named so, or nothing else is asked: "who is the owner of Pricebook?".
    """
    for start, end, what, mention in _phrases(question):
        rest = f"{question.text[:start]} {question.text[end:]}"
        found = _property(corpus, mention.concept, what) if content_terms(rest) else None
        thing = corpus.concept(found[0]) if found else None
        if found and thing:
            return f"{question.text[:start]}{thing.name}{question.text[end:]}", found[1]
    return None


def renamed(finding: RankedQuery) -> tuple[str, Fact] | None:
    """Return a question with another name of a thing that it names, and the line that says so.

    None unless the best line says nothing but that: "CK = Caro-Kann".
    """
    question, best = finding.question, finding.ranked[0].reading.fact if finding.ranked else None
    for mention in question.mentions if best else ():
        concept = finding.corpus.concept(mention.concept)
        names = (concept.name, *concept.aliases) if concept else ()
        of_names = {term for name in names for term in content_terms(name)}
        others = set(question.words) - question.name_words
        if not others or not best or not set(content_terms(best.plain)) <= of_names:
            continue
        written = mention.span.of(question.text)
        new = next((n for n in names if n in best.plain and folded(n) not in folded(written)), "")
        if new:
            text = question.text
            return f"{text[: mention.span.start]}{new}{text[mention.span.end :]}", best
    return None


def _phrases(question: Question) -> Iterator[tuple[int, int, str, Mention]]:
    """Yield where a thing is named by another, by what of it, and the mention of the other.

    What it is of the other is a word in small letters: "Li Wei of Acme" is one name.
    """
    text = question.text
    for mention in question.mentions:
        before = _OF.search(text[: mention.span.start])
        after = _OWN.match(text, mention.span.end)
        if before and before["what"].islower():
            yield before.start(), mention.span.end, before["what"], mention
        if after and after["what"].islower():
            yield mention.span.start, after.end(), after["what"], mention


def _property(corpus: RetrievalContext, concept: str, what: str) -> tuple[str, Fact] | None:
    """Return what stands under the key that is `what` or nearest to it, and its line.

    Without such a key it is the one other thing of a line that says the word: "her brother is ...".
    """
    found = dict[str, tuple[str, Fact]]()
    facts = corpus.facts(corpus.about(concept)[:MOST_FACTS])
    for fact in facts:
        for mark in fact.marks if fact.subject == concept else ():
            named = [m.concept for m in fact.mentions if _within(m, mark.span.start, mark.span.end)]
            if mark.kind == "property" and named and named[0] != concept:
                found.setdefault(mark.target, (named[0], fact))
    exact = next((k for k in found if content_terms(k) == content_terms(what)), None)
    if exact is not None:
        return found[exact]
    for fact in facts:
        others = {m.concept for m in fact.mentions} - {concept}
        if len(others) == 1 and set(content_terms(what)) <= set(content_terms(fact.plain)):
            return others.pop(), fact
    if not found:
        return None
    near = {key: alike([what], [key]) for key in found}
    best = max(near, key=lambda key: near[key])
    return found[best] if near[best] >= LEAST_ALIKE else None


def _within(mention: Mention, start: int, end: int) -> bool:
    return start <= mention.span.start and mention.span.end <= end
