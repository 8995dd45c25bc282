"""What the documentation shows of files that a user may write is what the program reads."""

import re
from pathlib import Path

from graph.concepts import read_user_names
from graph.relations import rules_of

DOCS = Path(__file__).parent.parent / "docs" / "your-notes.md"
NAMES, RULES = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


def test_the_example_of_decisions_shows_every_kind_of_them(tmp_path: Path):
    file = tmp_path / "noteloom.toml"
    file.write_text(NAMES, encoding="utf-8")
    told = read_user_names([file])
    assert all((told.names, told.alias, told.merge, told.rename, told.split, told.ignore))
    assert told.rules == (tmp_path / "my-rules.toml",)


def test_the_example_of_a_rule_is_one():
    assert [rule.type for rule in rules_of(RULES, origin="docs")] == ["stores_in"]
