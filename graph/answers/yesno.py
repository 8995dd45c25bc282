"""Yes or no: which of the two the line says, negation understood."""

from __future__ import annotations

from graph.answers.draft import LONGEST, Draft, joined, said
from graph.answers.finding import Finding
from graph.answers.instead import replaced
from graph.answers.lookup import subject_of
from graph.answers.tasks import is_open_still
from graph.answers.verdict import verdict_of

OPEN_STILL = "It is an open task in your notes."
UNSURE = "The notes are not sure of this themselves."


def yesno(finding: Finding) -> Draft:
    """Return yes or no, and the sentence that says so."""
    question, best = finding.question, finding.ranked[0].reading.fact
    verdict, other = verdict_of(question, best.plain), replaced(question, best)
    is_open = verdict == "Yes" and is_open_still(finding, best)
    sentence = said(best, subject_of(finding, best))
    if other and not is_open:
        return Draft(sentence, (best,), remarks=(f"The notes do not speak of “{other}” here.",))
    verdict = "No" if is_open else verdict
    says = not verdict or sentence.lower().startswith(f"{verdict.lower()},")
    text = joined([sentence if says else f"{verdict}: {sentence}"], most=LONGEST)
    remarks = (OPEN_STILL,) if is_open else () if verdict else (UNSURE,)
    return Draft(text, (best,), value=verdict, remarks=remarks)
