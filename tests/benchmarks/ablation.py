"""What each feature gains on collections that were left out; writes docs/ablation.md.

    python -m tests.benchmarks.ablation --work DIR [--notes NOTES QUESTIONS]… [--set FOLDER]…

Options as of `train`. A feature of the ranker is put to 0 in the weights that were learnt on the
other collections, one of abstention is left out and the rest learnt again. Intervals are of 90 %,
over questions drawn again and again. What fires for fewer than three questions or gains nothing has
no place in the tables, unless a line here says why it stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from graph.answers import abstention, ranker_features
from tests.benchmarks.labelled import Asked
from tests.benchmarks.learning import Example, learn_ranking
from tests.benchmarks.train import Table, collections_given

PAGE = Path("docs/ablation.md")
DRAWS, LOW, HIGH = 200, 5, 95
SEED = 5
HEAD = """# What each feature gains

Written by `make ablate`: each feature is left out in turn, and its gain measured on collections
that nothing was learnt from, with an interval of 90 %. "Fires" is the share of questions in which
it tells anything.
"""

Array = NDArray[np.float64]


def main() -> None:
    """Write the page."""
    asked = collections_given(__doc__ or "")
    lines = [HEAD, *_ranking(asked), *_abstention(asked)]
    PAGE.write_text("\n".join(lines) + "\n", "utf-8")


def _ranking(asked: Mapping[str, Sequence[Asked]]) -> Iterator[str]:
    """Yield the table of the ranker: hit@1 lost without a feature."""
    yield "\n## The ranker\n\n| feature | why | fires | hit@1 gained |\n|---|---|---|---|"
    examples, weights = _left_out(asked)
    whole = _hits(examples, weights, -1)
    for place, feature in enumerate(ranker_features.FEATURES):
        if feature.search:
            continue
        fires = np.mean([np.ptp(one.signals[:, place]) > 0 for one in examples])
        gains = whole - _hits(examples, weights, place)
        gain = f"{gains.mean():+.4f} ({_interval(gains)})"
        yield f"| `{feature.name}` | {feature.why} | {fires:.2f} | {gain} |"


def _left_out(asked: Mapping[str, Sequence[Asked]]) -> tuple[list[Example], list[Array]]:
    """Return all examples, each with the weights learnt on the other collections."""
    examples, weights = list[Example](), list[Array]()
    for name, some in asked.items():
        rest = [
            one.example for other, found in asked.items() if other != name for one in found
            if one.example.found
        ]  # fmt: skip
        learnt = learn_ranking(rest, without=ranker_features.SEARCHING)
        own = [one.example for one in some if one.example.found]
        examples += own
        weights += [learnt] * len(own)
    return examples, weights


def _hits(examples: Sequence[Example], weights: Sequence[Array], without: int) -> Array:
    kept = np.arange(len(ranker_features.FEATURES)) != without
    first = [
        int(np.argmax(one.signals @ (weight * kept)))
        for one, weight in zip(examples, weights, strict=True)
    ]
    return np.array([
        any(row in rows for rows in one.found) for row, one in zip(first, examples, strict=True)
    ], float)  # fmt: skip


def _abstention(asked: Mapping[str, Sequence[Asked]]) -> Iterator[str]:
    """Yield the table of abstention: the area under the curve lost without a feature."""
    yield (
        "\n## Abstention\n\n| feature | why | fires | AUROC gained, known | AUROC gained, right |\n"
        "|---|---|---|---|---|"
    )
    tables = [Table.of_questions(asked, target) for target in ("known", "right")]
    whole = [table.left_out()[0] for table in tables]
    for place, feature in enumerate(abstention.FEATURES):
        fires = np.mean(tables[0].rows[:, place] != 0)
        gains = (_area_gained(*pair, place) for pair in zip(tables, whole, strict=True))
        yield f"| `{feature.name}` | {feature.why} | {fires:.2f} | {' | '.join(gains)} |"


def _area_gained(table: Table, whole: Array, place: int) -> str:
    """Return what a feature gains, with its interval."""
    part = table.without(place).left_out()[0]
    draw, target = np.random.default_rng(SEED), table.target
    samples = [np.arange(len(target))]
    samples += [draw.integers(0, len(target), len(target)) for _ in range(DRAWS)]
    gains = [
        roc_auc_score(target[one], whole[one]) - roc_auc_score(target[one], part[one])
        for one in samples
    ]
    low, high = np.percentile(gains[1:], [LOW, HIGH])
    return f"{gains[0]:+.4f} ({low:+.4f} to {high:+.4f})"


def _interval(gains: Array) -> str:
    draw = np.random.default_rng(SEED)
    means = [draw.choice(gains, len(gains)).mean() for _ in range(DRAWS)]
    low, high = np.percentile(means, [LOW, HIGH])
    return f"{low:+.4f} to {high:+.4f}"


if __name__ == "__main__":
    main()
