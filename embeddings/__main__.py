"""Export models at set-up: those named, or all that packages here hold, the reader among them."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence

from embeddings.cross_encoder import exported_pairs
from embeddings.errors import EmbeddingError
from embeddings.export import exported
from embeddings.models import KNOWN, READER, SMALL


def main(arguments: Sequence[str] | None = None) -> int:
    """Export the models named on the command line, or all that packages here hold."""
    parser = argparse.ArgumentParser(prog="python -m embeddings", description=__doc__)
    parser.add_argument("models", nargs="*", metavar="MODEL")
    logging.basicConfig(format="%(message)s")
    here = [name for name, packaged in KNOWN.items() if packaged.found()] or [SMALL]
    for name in parser.parse_args(arguments).models or [*here, READER]:
        try:
            folder = exported_pairs(name) if name == READER else exported(name)
        except EmbeddingError as error:
            sys.stderr.write(f"{error}\n")
            return 2
        sys.stderr.write(f"{name}: {folder}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
