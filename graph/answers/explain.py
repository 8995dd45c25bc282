"""Why a fact stands where it stands: short reasons for people, all numbers for `--explain`."""

from __future__ import annotations

from graph.answers.english import stems_of, written_words
from graph.answers.rank import Ranked
from graph.answers.ranked_query import RankedQuery
from graph.answers.ranker_features import SIGNALS
from graph.records import Fact

MOST_WORDS = 4
LEAST_GLOSS = 0.35
"""How much nearer than usual a definition must be to be told as a reason."""
NEAR = 3
"""Places by meaning that are worth a reason."""


def reasons(finding: RankedQuery, fact: Fact, ranked: Ranked | None) -> tuple[str, ...]:
    """Return short reasons why a fact is cited."""
    if ranked is None:
        return ("stands with what was found",)
    found = [
        _words(finding, ranked), _meaning(finding, ranked),
        *_graph(finding, ranked, fact),
    ]  # fmt: skip
    return tuple(reason for reason in found if reason) or ("near in meaning",)


def _words(finding: RankedQuery, ranked: Ranked) -> str:
    words = _written(finding, ranked.reading.said)
    return f"words: {words}" if words else ""


def _written(finding: RankedQuery, stems: frozenset[str]) -> str:
    """Return the first words of the question, as they are written, that have one of the stems."""
    words = dict.fromkeys(
        w.lower() for w in written_words(finding.question.text) if set(stems_of(w)) & stems
    )
    return ", ".join(list(words)[:MOST_WORDS])


def _meaning(finding: RankedQuery, ranked: Ranked) -> str:
    near = finding.view.found.meaning
    own = near.get(ranked.reading.number, 0.0)
    place = 1 + sum(other > own for other in near.values())
    return f"meaning #{place}" if place <= NEAR else ""


def _graph(finding: RankedQuery, ranked: Ranked, fact: Fact) -> list[str]:
    found = []
    subject = finding.corpus.concept(fact.subject) if fact.subject else None
    asked = frozenset(finding.question.asked)
    if subject is not None and subject.id in asked:
        found.append(f"about {subject.name}")
    elif asked & ranked.reading.concepts:
        found.append("names what is asked for")
    elif subject is not None and ranked.signal("gloss") >= LEAST_GLOSS:
        found.append(f"{subject.name} is what is described")
    if ranked.signal("value"):
        found.append("gives such a value")
    if ranked.signal("quoted") or ranked.signal("identifier"):
        found.append("holds it as written")
    return found


def signals(ranked: Ranked | None) -> tuple[tuple[str, float], ...]:
    """Return all signals of a fact by name, with the share of the probability that it got."""
    if ranked is None:
        return ()
    return (
        ("score", ranked.score),
        ("share", ranked.share),
        *zip(SIGNALS, ranked.signals.tolist(), strict=True),
    )
