"""Questions in the imperative: "turn off the pager" asks how that is done."""

from __future__ import annotations

import re

from graph.answers.english import language

_FIRST = re.compile(r"\W*(?:please )?(\w+) (\w+)")


def imperative_verb(text: str) -> str:
    """Return the verb with which key words tell somebody to do something; else nothing.

    A verb that is a noun as well must have a small word after it: "log in to the server", not "log
    retention".
    """
    found = _FIRST.match(text.lower())
    if found is None:
        return ""
    verb, after = found.groups()
    known = language()
    undone = verb.removeprefix("un") if verb.startswith("un") else ""
    sure = verb in known.verbs or undone in known.verbs | known.verbs_and_nouns
    return verb if sure or (verb in known.verbs_and_nouns and after in known.after_verb) else ""
