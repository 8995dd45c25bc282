"""No regular expression of the program hangs on what somebody may write, be it code or data."""

import importlib
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

from tests.benchmarks.ledger import ROOT, sources

PIECES = [
    "_", "a", "1", " ", "-", ".", "a_", "a ", "a-", "1,", "1.", "[", "*", "`", "A", "Aa", ": ",
    "\n", "- ", "|", "<a ", '"', "'", "(", "\\", "#", "=", "/", "a, ", "a and ",
]  # fmt: skip
TIMES = 24
"""An exponential one needs 2 to this number of steps, some seconds; the others some thousand."""
LONG = 150
"""An address in a question is as long; what takes its fifth power of steps takes minutes."""
MOST_SECONDS = 1.0
MODULES = sorted(
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for file in sources()
    if file.parent.name != "screen" and re.search(r"re\.compile\(|\.toml", file.read_text("utf-8"))
)


def expressions(value: object) -> Iterator[re.Pattern[str]]:
    """Yield the expressions that a value is or holds; what a data file says is loaded for it."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif hasattr(value, "cache_info") and not value.__wrapped__.__code__.co_argcount:
        yield from expressions(value())
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (one for of in fields(value) for one in expressions(getattr(value, of.name)))
    elif isinstance(value, Mapping):
        yield from (one for of in value.values() for one in expressions(of))
    elif isinstance(value, tuple | list):
        yield from (one for of in value for one in expressions(of))


@pytest.mark.parametrize("module", MODULES)
def test_no_expression_takes_exponential_time(module: str):
    for one in dict.fromkeys(expressions(dict(vars(importlib.import_module(module))))):
        for piece in PIECES:
            for text in (piece * TIMES + "\0", "a" + piece * TIMES + " q[", piece * LONG + " q ["):
                begun = time.process_time()
                one.search(text)
                one.fullmatch(text)
                assert time.process_time() - begun < MOST_SECONDS, (one.pattern, text)
