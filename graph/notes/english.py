"""The words by which a line of English is read, from the data file beside this one."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_WORDS: dict[str, str] = tomllib.loads((files(__package__) / "english.toml").read_text("utf-8"))

STATES = frozenset(_WORDS["states"].split())
STATES_OF = frozenset(_WORDS["states_of"].split())
CONDITIONS = frozenset(_WORDS["conditions"].split())
DETERMINERS = frozenset(_WORDS["determiners"].split())
POINTING = frozenset(_WORDS["pointing"].split())
LINKING = frozenset(_WORDS["linking"].split())
IN_TITLES = frozenset(_WORDS["in_titles"].split())
