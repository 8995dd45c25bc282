"""No regular expression of the program takes exponential time on what somebody may write."""

import importlib
import re
import time

import pytest

from tests.benchmarks.ledger import ROOT, sources

PIECES = [
    "_", "a", "1", " ", "-", ".", "a_", "a ", "a-", "1,", "1.", "[", "*", "`", "A", "Aa", ": ",
    "\n", "- ", "|", "<a ", '"', "'", "(", "\\", "#", "=", "/", "a, ", "a and ",
]  # fmt: skip
TIMES = 24
"""An exponential one needs 2 to this number of steps, some seconds; the others some thousand."""
MOST_SECONDS = 1.0
MODULES = sorted(
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for file in sources()
    if "re.compile(" in file.read_text("utf-8") and file.parent.name != "screen"
)


@pytest.mark.parametrize("module", MODULES)
def test_no_expression_takes_exponential_time(module: str):
    found = vars(importlib.import_module(module))
    for name, one in found.items():
        if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
            for piece in PIECES:
                for text in (piece * TIMES + "\0", "a" + piece * TIMES + " q["):
                    begun = time.process_time()
                    one.search(text)
                    one.fullmatch(text)
                    assert time.process_time() - begun < MOST_SECONDS, (name, text)
