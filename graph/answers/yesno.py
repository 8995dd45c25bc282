"""Yes or no: which of the two the line says, negation understood."""

from __future__ import annotations

from graph.answers.draft import LONGEST, Draft, joined, led_to, said
from graph.answers.finding import Finding
from graph.answers.instead import replaced
from graph.answers.lookup import subject_of
from graph.answers.tasks import is_open_still
from graph.answers.verdict import verdict_of

OPEN_STILL = "It is an open task in your notes."


def yesno(finding: Finding) -> Draft:
    """Return yes or no, and the sentence that says so."""
    question, best = finding.question, finding.ranked[0].reading.fact
    verdict, other = verdict_of(question, best.plain), replaced(question, best)
    if verdict == "Yes" and is_open_still(finding, best):
        text = joined([led_to("No", said(best, subject_of(finding, best)))], most=LONGEST)
        return Draft(text, (best,), value="No", remarks=(OPEN_STILL,))
    sentence = said(best, subject_of(finding, best))
    if other:
        return Draft(sentence, (best,), remarks=(f"The notes do not speak of “{other}” here.",))
    says = not verdict or sentence.lower().startswith(f"{verdict.lower()},")
    text = joined([sentence if says else f"{verdict}: {sentence}"], most=LONGEST)
    remarks = () if verdict else ("The notes are not sure of this themselves.",)
    return Draft(text, (best,), value=verdict, remarks=remarks)
