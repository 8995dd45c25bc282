"""Learn all weights of answering, and write them where the program reads them.

    python -m tests.benchmarks.train --work DIR [--notes NOTES QUESTIONS]… [--set FOLDER]…

One command, a few minutes once the notes are encoded: it builds an index of each collection in DIR
(only what changed is encoded again), ranks and composes, and learns the ranker of asking and of
searching, then the two scores of abstention. NOTES is a folder, QUESTIONS a file of labelled
questions (see questions/README.md); those that ship are always learnt from. A set is a folder with
corpus.jsonl, queries.jsonl and qrels/; without one, what searching ranks by stays as it is.

What is written to standard error is left out: each collection is judged by what was learnt on the
others. `--left-out NAME` learns without a collection. `--readers DIR` is what `cross_encoder`
wrote: a collection is judged by the reader that has not seen its questions.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from graph.answers import abstention, rank
from graph.answers.abstention import FEATURES, READER_AT
from graph.answers.optional_models import NONE, OptionalModels
from graph.answers.ranker_features import GRAPH, SEARCHING, SIGNALS
from graph.gc_pause import gc_paused
from graph.knowledge import Knowledge
from graph.settings import Settings
from tests.benchmarks.labelled import Asked, asked_of, searched_of
from tests.benchmarks.learning import (
    PULL,
    SEARCH_PULL,
    Example,
    Logistic,
    learn_logistic,
    learn_ranking,
)
from tests.benchmarks.passages import write_notes

HERE = Path(__file__).parent
SHIPPED = {
    file.stem: (HERE / "notes" / file.stem, file)
    for file in sorted((HERE / "questions").glob("*.jsonl"))
    if (HERE / "notes" / file.stem).is_dir()
} | {"sample": (Path("data/notes"), HERE / "questions" / "sample.jsonl")}
"""Folders of notes that ship, each with its labelled questions."""
UNSEEN = "unseen.json"
"""By collection the folder of the reader that was trained without its questions."""
WEIGHTS = Path(rank.__file__).with_name("weights.json")
LOOKED_UP, COUNTED_ALREADY = 0.2, ("words",)
"""Of what asking has learnt, what is added to what searching has: who searches looks lines up, too.

From 0 to .4 hit@1 of eleven collections goes from .67 to .71, recall@5 of hotpotqa from .965 to .94
and of musique from .75 to .71. Shared words are left out, since searching counts those that are new
to the best fact.
"""
UNKNOWN = 0.25
"""Unknown questions for one that the notes answer, as people ask; ours are half unknown."""
ANSWERED, SURELY = 0.955, 0.31
"""Of known questions the share that is answered in either tone, and the share that is answered
surely, both left out: the thresholds are put where these are had. Of sure answers .905 are right
then, unknown ones counted as people ask them, and 28 in 1,000 unknown questions get one; at .41 it
would be .90 and 46, at .20 .915 and 11."""

Weights = dict[str, dict[str, float]]
Collections = Mapping[str, Sequence[Asked]]
Array = NDArray[np.float64]


def main() -> None:
    """Learn all weights and write them."""
    given = options(__doc__ or "").parse_args()
    pairs = pairs_of(given)
    weights: Weights = json.loads(WEIGHTS.read_text())
    learn_rankers(
        weights, gathered(pairs, given.work, given.readers), searched(given.set, given.work)
    )
    learn_scores(weights, gathered(pairs, given.work, given.readers))


def options(description: str) -> argparse.ArgumentParser:
    """Return what reads the options: where to work, and which notes and sets to learn from."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    both = ("NOTES", "QUESTIONS")
    parser.add_argument("--work", type=Path, required=True, metavar="DIR")
    parser.add_argument("--notes", nargs=2, type=Path, action="append", default=[], metavar=both)
    parser.add_argument("--set", type=Path, action="append", default=[], metavar="FOLDER")
    parser.add_argument("--readers", type=Path, metavar="DIR")
    parser.add_argument("--left-out", action="append", default=[], metavar="NAME")
    return parser


def pairs_of(given: argparse.Namespace) -> dict[str, tuple[Path, Path]]:
    """Return the folders of notes with their questions, by name."""
    pairs = SHIPPED | {_name(notes): (notes, questions) for notes, questions in given.notes}
    return {name: pair for name, pair in pairs.items() if name not in given.left_out}


def collections_given(description: str) -> dict[str, list[Asked]]:
    """Return all labelled questions of the command line with what is found for them."""
    given = options(description).parse_args()
    return gathered(pairs_of(given), given.work, given.readers)


def _name(notes: Path) -> str:
    return notes.parent.name if notes.name in ("notes", "files") else notes.stem


@gc_paused()
def built(notes: Path, index: Path) -> Path:
    """Bring an index of some notes up to date and return its folder."""
    Knowledge(Settings.from_environment(index=index)).build([notes])
    return index


def gathered(
    pairs: Mapping[str, tuple[Path, Path]], work: Path, readers: Path | None = None
) -> dict[str, list[Asked]]:
    """Return all labelled questions with what is found for them, by collection."""
    unseen = json.loads((readers / UNSEEN).read_text("utf-8")) if readers else {}
    found = {}
    for name, (notes, questions) in pairs.items():
        models = OptionalModels(reader=str(readers / unseen[name])) if readers else NONE
        index = built(notes, work / name)
        found[name] = list(asked_of(index, questions, use_graph=True, models=models))
    return found


def searched(sets: Iterable[Path], work: Path) -> dict[str, list[Asked]]:
    """Return the queries of retrieval sets with what is found for them."""
    found = {}
    for folder in sets:
        notes = work / f"{folder.name}-notes"
        if not notes.exists():
            notes.mkdir(parents=True)
            write_notes(folder, notes)
        index = built(notes, work / folder.name)
        found[folder.name] = list(searched_of(index, folder, use_graph=True))
    return found


def learn_rankers(weights: Weights, asked: Collections, passages: Collections) -> None:
    """Learn what asking and searching rank by, with the graph and without, and write it."""
    for ending, without in (("", ()), ("_plain", GRAPH)):
        examples = _examples(asked)
        report_hits(f"ask{ending}", examples, without=(*without, *SEARCHING))
        both = [one for some in examples.values() for one in some]
        learnt = learn_ranking(both, without=(*without, *SEARCHING), pull=PULL)
        weights[f"ask{ending}"] = _named(learnt, SIGNALS)
        if passages:
            helpful = [one for some in _examples(passages).values() for one in some]
            found = learn_ranking(helpful, without=without, pull=SEARCH_PULL)
            shared = np.array([name not in COUNTED_ALREADY for name in SIGNALS])
            weights[f"search{ending}"] = _named(found + LOOKED_UP * learnt * shared, SIGNALS)
    write(weights)
    rank.weights.cache_clear()


def _examples(asked: Collections) -> dict[str, list[Example]]:
    return {name: [o.example for o in some if o.example.found] for name, some in asked.items()}


def report_hits(
    what: str, examples: Mapping[str, Sequence[Example]], *, without: Sequence[str]
) -> None:
    """Write hit@1 of each collection, by what was learnt on the others."""
    hits = left_out_hits(examples, without=without)
    each = ", ".join(f"{name} {hit:.2f}" for name, hit in hits.items())
    sys.stderr.write(f"{what}: hit@1 {np.mean(list(hits.values())):.3f} ({each})\n")


def left_out_hits(
    examples: Mapping[str, Sequence[Example]], *, without: Sequence[str]
) -> dict[str, float]:
    """Return hit@1 of each collection, by what was learnt on the others."""
    hits = {}
    for name, some in examples.items():
        others = [one for other, rest in examples.items() if other != name for one in rest]
        learnt = learn_ranking(others, without=without)
        first = [int(np.argmax(one.signals @ learnt)) for one in some]
        right = [any(row in r for r in one.found) for row, one in zip(first, some, strict=True)]
        hits[name] = float(np.mean(right)) if right else 0.0
    return hits


def learn_scores(weights: Weights, asked: Collections) -> None:
    """Learn how likely the notes know and an answer is right, and from where on to say so."""
    names = [one.name for one in FEATURES]
    for target in ("known", "right"):
        every = Table.of_questions(asked, target)
        read = every.rows[:, READER_AT] != 0.0
        for ending, table in (("", every.part(read)), ("_plain", every.without(READER_AT))):
            odds, shift, slope = table.left_out()
            sys.stderr.write(f"with{'out' if ending else ''} the reader:\n")
            table.report(target, odds)
            model = table.learn().calibrated(shift, slope)
            least = table.threshold(odds, target)
            learnt = {"bias": round(model.bias, 3), "least": round(least, 3)}
            weights[f"{target}{ending}"] = learnt | _named(model.weights, names)
    write(weights)
    abstention.model.cache_clear()


class Table:
    """The evidence of all questions with what is to be learnt from it."""

    def __init__(
        self, rows: Array, target: NDArray[np.bool_], counts: Array, of: NDArray[np.str_]
    ) -> None:
        self.rows, self.target, self.counts, self.of = rows, target, counts, of
        self.answerable = counts == 1.0
        self.signs = [one.sign for one in FEATURES]

    @classmethod
    def of_questions(cls, asked: Collections, target: str) -> Table:
        """Take the questions of some collections; `target` is "known" or "right"."""
        rows, targets, counts, of = [], [], [], []
        for name, some in asked.items():
            known = sum(one.known for one in some)
            unknown = min(0.999, UNKNOWN * known / max(1, len(some) - known))
            for one in some:
                rows.append(one.evidence)
                targets.append(one.known if target == "known" else one.right)
                counts.append(1.0 if one.known else unknown)
                of.append(name)
        return cls(np.array(rows), np.array(targets), np.array(counts), np.array(of))

    def part(self, kept: NDArray[np.bool_]) -> Table:
        """Return the table of some rows."""
        return Table(self.rows[kept], self.target[kept], self.counts[kept], self.of[kept])

    def without(self, place: int) -> Table:
        """Return the table without one feature."""
        rows = self.rows.copy()
        rows[:, place] = 0.0
        return Table(rows, self.target, self.counts, self.of)

    def learn(self, kept: NDArray[np.bool_] | None = None) -> Logistic:
        """Return a model of all rows, or of those that are kept."""
        kept = np.ones(len(self.rows), bool) if kept is None else kept
        return learn_logistic(
            self.rows[kept], self.target[kept], self.counts[kept], signs=self.signs
        )

    def left_out(self) -> tuple[Array, float, float]:
        """Return the calibrated log odds of each row by a model of the other collections.

        They are fitted once more to how often such answers are right (Platt, 1999).
        """
        odds = np.zeros(len(self.rows))
        for name in np.unique(self.of):
            out = self.of == name
            odds[out] = self.learn(~out).log_odds(self.rows[out])
        platt = learn_logistic(odds[:, None], self.target, self.counts, pull=0.0)
        return platt.log_odds(odds[:, None]), platt.bias, float(platt.weights[0])

    def threshold(self, odds: Array, target: str) -> float:
        """Return the least probability to answer, or to be sure, over known questions."""
        share = ANSWERED if target == "known" else SURELY
        chances = 1 / (1 + np.exp(-odds))
        return float(np.quantile(chances[self.answerable], 1 - share))

    def precision(self, said: NDArray[np.bool_]) -> float:
        """Return how many of the answers said are right, unknown ones as often as people ask."""
        weight = self.counts * said
        return float((weight * self.target).sum() / max(1e-9, weight.sum()))

    def report(self, target: str, odds: Array) -> None:
        """Write how well the left-out scores separate, and what the threshold gives."""
        chances, least = 1 / (1 + np.exp(-odds)), self.threshold(odds, target)
        said = chances >= least
        for name in ("", *np.unique(self.of)):
            own = (self.of == name) if name else np.ones(len(odds), bool)
            both = self.target[own].any() and not self.target[own].all()
            area = roc_auc_score(self.target[own], odds[own]) if both else float("nan")
            known, unknown = own & self.answerable, own & ~self.answerable
            sys.stderr.write(
                f"{target} {name or 'all'}: AUROC {area:.3f}, from {least:.2f} on "
                f"{said[known].mean():.2f} of known said, {self.precision(said & own):.2f} right; "
                f"of unknown {said[unknown].mean():.2f}; all {self.target[known].mean():.2f}\n"
            )


def _named(weights: Array, names: Sequence[str]) -> dict[str, float]:
    return {n: round(float(w), 3) for n, w in zip(names, weights, strict=True) if abs(w) >= 5e-4}


def write(weights: Weights) -> None:
    """Write the weights."""
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n")


if __name__ == "__main__":
    main()
