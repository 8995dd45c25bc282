"""A line that only leads to the answer brings it along: the code below a wish or a lead."""

from __future__ import annotations

import pytest

from tests.vaults import Vault

STASH = """# Stash

I have nine stashes, and I want to drop all of the stashes.

They are all old. I can do that with:

```
git stash clear
```

## Names

The name of a stash says where it was made.

It can be given with `--message`.

```
git stash push --message half
```

## Order

Want to know which stash is the oldest? The last one in the list.
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("drop all of the stashes", "git stash clear"),
        ("which stash is the oldest", "The last one in the list"),
        ("where was a stash made, by its name", "--message"),
    ],
)
def test_what_a_line_leads_to_is_part_of_the_answer(vault: Vault, question: str, said: str):
    answer = vault({"stash.md": STASH}).ask(question)
    assert said in answer.text
    assert any(said in one.fact.plain for one in answer.citations)
