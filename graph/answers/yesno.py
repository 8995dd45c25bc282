"""Yes or no: which of the two the line says, or the line alone where it decides neither."""

from __future__ import annotations

from embeddings.terms import folded
from graph.answers.composed_answer import LONGEST, ComposedAnswer, joined, said
from graph.answers.embedded import embedded_text
from graph.answers.english import written_words
from graph.answers.lookup import subject_of
from graph.answers.ranked_query import RankedQuery
from graph.answers.tasks import state_asked
from graph.answers.verdict import Verdict, verdict_of
from graph.notes.pages import page_name
from graph.records import Fact

OPEN_STILL = "It is an open task in your notes."
UNSURE = "The notes are not sure of this themselves."
UNDECIDED = "The nearest line does not say “{}”."
DENIED = -0.5
"""From which on an entailment model takes a verdict back: it denies more than half; it gives none,
since a word of the question that the line lacks bars a yes."""


def yesno(finding: RankedQuery) -> ComposedAnswer:
    """Return yes or no and the sentence that says so, or only the sentence."""
    best = finding.ranked[0].reading.fact
    state = state_asked(finding, best)
    verdict = verdict_on(finding, best, is_task=state is not None)
    is_open = verdict.value == "Yes" and state == "open"
    value = "No" if is_open else verdict.value
    if value and _denied(finding, best, value):
        value = ""
    sentence = said(best, subject_of(finding, best))
    says = not value or sentence.lower().startswith(f"{value.lower()},")
    text = joined([sentence if says else f"{value}: {sentence}"], most=LONGEST)
    return ComposedAnswer(text, (best,), value=value, remarks=_remarks(verdict, is_open=is_open))


def _words(text: str) -> str:
    return f" {' '.join(written_words(folded(text)))} "


def _denied(finding: RankedQuery, fact: Fact, value: str) -> bool:
    """Tell whether an entailment model, where there is one, reads the line the other way."""
    asked = f"{finding.question.text} {value}"
    return finding.scope.models.entailed(embedded_text(fact, {}), asked) <= DENIED


def verdict_on(finding: RankedQuery, fact: Fact, *, is_task: bool) -> Verdict:
    """Return what a fact says to a polar question, with what it stands under and is about."""
    if fact.is_struck and not is_task:
        return Verdict()
    subject = subject_of(finding, fact)
    names = (subject.name, *subject.aliases) if subject else ()
    mentioned = {mention.concept for mention in fact.mentions} | {fact.subject}
    things = (finding.corpus.concept(one) for one in sorted(filter(None, mentioned)))
    glosses = [one.gloss for one in things if one]
    own = (
        mention.span.of(finding.question.text)
        for mention in finding.question.mentions
        if mention.concept in mentioned
    )
    above = (*fact.context, page_name(fact.path), *names, *own, *glosses)
    elsewhere = (m for m in finding.question.mentions if m.concept not in mentioned)
    named = (m.span.of(finding.question.text) for m in elsewhere)
    said_here = _words(" ".join((fact.plain, *above)))
    others = tuple(name for name in named if " " in name and _words(name) not in said_here)
    if others:  # "He married Bridget Lynch" is no line on Bridget Halloran
        return Verdict(missing=others)
    return verdict_of(finding.question, fact.plain, above, is_task=is_task)


def _remarks(verdict: Verdict, *, is_open: bool) -> tuple[str, ...]:
    if is_open:
        return (OPEN_STILL,)
    if verdict.hedged:
        return (UNSURE,)
    return (UNDECIDED.format("”, “".join(verdict.missing)),) if verdict.missing else ()
