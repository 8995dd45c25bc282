"""What the documentation shows of files that a user may write is what the program reads."""

import doctest
import re
from pathlib import Path

import pytest

from graph.concepts.usernames import read_user_names
from graph.knowledge import Knowledge
from graph.relations import rules_of
from tests.vaults import Vault

DOCS = Path(__file__).parent.parent / "docs" / "your-notes.md"
PYTHON = (DOCS.parent / "python.md").read_text(encoding="utf-8")
KETTLE = "".join(re.findall(r"```markdown\n(.*?)```", PYTHON, re.DOTALL))
NAMES, RULES = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


def test_the_example_of_decisions_shows_every_kind_of_them(tmp_path: Path):
    file = tmp_path / "noteloom.toml"
    file.write_text(NAMES, encoding="utf-8")
    told = read_user_names([file])
    assert all((told.names, told.alias, told.merge, told.rename, told.split, told.ignore))
    assert told.rules == (tmp_path / "my-rules.toml",)


def test_the_example_of_a_rule_is_one():
    assert [rule.type for rule in rules_of(RULES, origin="docs")] == ["stores_in"]


def test_the_examples_of_the_python_page_are_right(tmp_path: Path, monkeypatch):
    for name, value in {"HOME": tmp_path, "NOTELOOM_ENCODER": "hash"}.items():
        monkeypatch.setenv(name, str(value))
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/kettle.md").write_text(KETTLE, encoding="utf-8")
    (examples,) = re.findall(r"```pycon\n(.*?)```", PYTHON, re.DOTALL)
    _run(doctest.DocTestParser().get_doctest(examples, {}, "python.md", None, 0))


EXAMPLES = [one for one in doctest.DocTestFinder().find(Knowledge) if one.examples]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.name)
def test_the_example_of_a_method_is_right(example, vault: Vault, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    example.globs["knowledge"] = vault({"kettle.md": KETTLE})
    _run(example)


def _run(example: doctest.DocTest) -> None:
    told: list[str] = []
    assert not doctest.DocTestRunner().run(example, out=told.append).failed, "".join(told)
