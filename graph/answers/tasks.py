"""Tasks: which are still open, which are done, of all notes or of what the question names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from embeddings.irregular import IRREGULAR
from graph.answers.composed_answer import LONGEST_LIST, ComposedAnswer, joined, led_to
from graph.answers.english import PARTICIPLE, content_terms, language, written_words
from graph.answers.question import Question
from graph.answers.ranked_query import RankedQuery
from graph.notes.pages import page_name
from graph.notes.tasks import SIGNS, TaskState, task_state
from graph.records import Fact

SURE = 0.95
"""How sure an answer is that is made of all tasks of the notes."""
_HAPPENED = re.compile(r"(?:has|have|had|did)\b", re.IGNORECASE)
_IS = re.compile(r"(?:is|are|was|were)\b", re.IGNORECASE)
"""How a question begins that asks whether something happened, or may do so."""
_OVER = ("ready", "over", "set")
"""How words end that say it was done and are no participles."""


def tasks(finding: RankedQuery) -> ComposedAnswer | None:
    """Return the open or the done tasks; None where they are not asked for, or there are none."""
    asked = _asked(finding.question.text)
    if asked is None:
        return None
    state, words = asked
    found = [f for f in _all_tasks(finding, state) if words <= _words_around(finding, f)]
    if not found:
        return None
    items = joined([led_to(fact.plain) for fact in found], most=LONGEST_LIST)
    told = f"{len(found)} {state} {'task' if len(found) == 1 else 'tasks'}."
    text = led_to(state.capitalize(), items)
    return ComposedAnswer(text, tuple(found), remarks=(told,), sure=SURE, intent="list")


def state_asked(finding: RankedQuery, fact: Fact) -> TaskState | None:
    """Return the state of a task of which a question asks if it was done; None of all else."""
    if not _asks_if_done(finding.question, fact):
        return None
    note = finding.corpus.index.note(fact.path)
    return None if note is None else task_state(fact, note.text)


def _asks_if_done(question: Question, fact: Fact) -> bool:
    if _HAPPENED.match(question.text):
        return True
    words = [word.lower() for word in written_words(question.text)]
    done = any(
        PARTICIPLE.search(word) or word.endswith(_OVER) or word in IRREGULAR for word in words
    )
    unsaid = bool(question.words) and question.words[-1] not in content_terms(fact.plain)
    return bool(_IS.match(question.text)) and (done or unsaid)  # "is it over?" of "end it"


def _asked(question: str) -> tuple[TaskState, frozenset[str]] | None:
    """Return which tasks a question asks for, and the stems of what it says beside that."""
    for state, cue in language().tasks:
        found = cue.search(question.lower())
        if found:
            rest = question[: found.start()] + " " + question[found.end() :]
            return state, frozenset(content_terms(rest)) - _GENERAL
    return None


_GENERAL = frozenset(content_terms("tasks todo item still yet already left list show"))
"""Words that say nothing of which tasks are meant."""


def _all_tasks(finding: RankedQuery, state: TaskState) -> Iterator[Fact]:
    index, within = finding.corpus.index, finding.scope.within or ""
    for note in index.notes_with(SIGNS):
        if note.path.startswith(within):
            for fact in index.facts_of(note.path):
                if task_state(fact, note.text) == state:
                    yield fact


def _words_around(finding: RankedQuery, fact: Fact) -> set[str]:
    """Return the stems of a task, of what it stands under, and of what that is called."""
    texts = [fact.plain, *fact.context, page_name(fact.path)]
    named = {fact.subject, *(mention.concept for mention in fact.mentions)}
    concepts = (finding.corpus.concept(one) for one in named if one)
    texts += [name for one in concepts if one for name in (one.name, *one.aliases)]
    return {stem for text in texts for stem in content_terms(text)}
