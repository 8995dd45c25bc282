"""`noteloom models` in a terminal: what can be fetched, and fetching it by consent."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import asdict

from embeddings.fetching import HUB, Offer, fetch, offers

HUB_VARIABLE = "HF_ENDPOINT"
"""The variable by which Hugging Face's own tools are pointed at a mirror."""
USES = {
    "encoder": "noteloom build --encoder {}",
    "reranker": "NOTELOOM_RERANKER={} noteloom ask …",
    "entailment": "NOTELOOM_ENTAILMENT={} noteloom ask …",
}
"""How a fetched model of each kind is used."""


def model_replies() -> list[dict[str, object]]:
    """Return the models of the catalogue as plain data."""
    return [asdict(offer) | {"here": offer.is_here} for offer in offers().values()]


def model_lines() -> Iterator[str]:
    """Yield a line for each model of the catalogue."""
    wide = max(map(len, offers()))
    for offer in offers().values():
        yield f"{offer.name:{wide}}  {_described(offer)}"
    yield "Nothing is fetched unless you run `noteloom models fetch NAME`."


def fetch_model(name: str, *, agreed: bool) -> int:
    """Fetch a model after a yes; return the exit status, 1 where the answer was no."""
    folder = fetch(
        name,
        agreed=lambda question: agreed or _says_yes(question),
        hub=os.environ.get(HUB_VARIABLE, HUB),
        on_progress=lambda file, number, of: _tell(f"{number} of {of}: {file}"),
    )
    if folder is None:
        _tell("nothing was fetched.")
        return 1
    use = USES[offers()[name].kind].format(name)
    sys.stdout.write(f"{name} is in {folder}: use it with `{use}`.\n")
    return 0


def _described(offer: Offer) -> str:
    here = "fetched" if offer.is_here else f"{offer.megabytes} MB"
    return f"{here:>8}  {offer.kind}; {offer.licence}; {offer.languages}; {offer.quality}"


def _says_yes(question: str) -> bool:
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _tell(text: str) -> None:
    sys.stderr.write(f"noteloom: {text}\n")
