"""The few things that can be set; opened in `knowledge.py` and nowhere below."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT_INDEX = Path("data/index")
DEFAULT_NOTES = Path("data/notes")
LOCAL = "local"
TOKEN = "token"
"""In the address by which the page is opened."""
TOKEN_VARIABLE = "NOTELOOM_TOKEN"
"""How the server learns which one it is; without it none is asked for."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the index is and what encodes its facts."""

    index: Path = DEFAULT_INDEX
    encoder: str = ""
    """A name of `embeddings.ENCODERS`, the name of a sentence-transformers model, or its folder;
    nothing stands for the best that is on this machine."""

    notes: tuple[Path, ...] = ()
    """What a build reads where it is given nothing else."""
    ray: str | None = None
    """The address of a Ray cluster whose machines encode, LOCAL for one on this machine."""
    reranker: str = ""
    """The name or folder of a CrossEncoder that judges the best candidates, too."""
    entailment: str = ""
    """The name or folder of one that tells whether a line says what is answered."""

    @classmethod
    def from_environment(
        cls, *, index: Path | None = None, encoder: str | None = None, ray: str | None = None
    ) -> Settings:
        """Return what is given, else NOTELOOM_INDEX and the like, else the defaults."""
        return cls(
            index=index or Path(os.environ.get("NOTELOOM_INDEX") or DEFAULT_INDEX),
            encoder=encoder or os.environ.get("NOTELOOM_ENCODER", ""),
            ray=ray,
            reranker=os.environ.get("NOTELOOM_RERANKER", ""),
            entailment=os.environ.get("NOTELOOM_ENTAILMENT", ""),
        )
