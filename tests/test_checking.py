import pytest

from graph.notes import delimited
from tests.vaults import Vault


def kinds(vault: Vault, text: str) -> set[str]:
    return {finding.kind for finding in vault({"note.md": text}).check()}


@pytest.mark.parametrize(
    ("names", "same"),
    [
        (("Kettle controller", "Kettle controler"), True),
        (("Global kettle index", "Local kettle index"), False),
        (("Kettle version 4", "Kettle version 5"), False),
        (("Frequent kettle tier", "Infrequent kettle tier"), False),
    ],
)
def test_names_that_may_be_one_are_shown(vault: Vault, names: tuple[str, str], same: bool):
    lines = "".join(f"- **{name}** is used for tea\n- the **{name}** is red\n" for name in names)
    assert ("same?" in kinds(vault, f"# Kitchen\n\n{lines}")) is same


def test_a_link_to_no_note_is_shown(vault: Vault):
    assert "dangling link" in kinds(vault, "# S3\n\n- see [[Nowhere at all]] and [KMS](kms.md)\n")


def test_a_name_with_two_meanings_is_shown_with_its_lines(vault: Vault):
    text = "# CloudFront\n\n- CF caches pages\n\n# CloudFormation\n\n- CF makes stacks\n"
    notes = {"note.md": text, "noteloom.toml": "[lists]\naws = true\n"}
    found = [f for f in vault(notes).check() if f.kind == "two meanings"]
    assert any("CF" in finding.text and finding.facts for finding in found)


def test_a_name_that_no_line_uses_has_no_two_meanings(vault: Vault):
    text = "# CloudFront\n\n- CloudFront caches\n\n# CloudFormation\n\n- CloudFormation stacks\n"
    found = [f for f in vault({"note.md": text}).check() if f.kind == "two meanings"]
    assert not any(finding.text.startswith("CF ") for finding in found)


def test_a_table_that_is_not_read_to_its_end_is_shown(vault: Vault, monkeypatch):
    monkeypatch.setattr(delimited, "MOST_ROWS", 3)
    notes = {"a.csv": "Tea,Price\nMint,2\nSage,3\nElder,4\n", "b.csv": "Tea\nMint\n"}
    knowledge = vault(notes)
    said = [finding.text for finding in knowledge.check() if finding.kind == "long table"]
    assert said == ["a.csv is read up to line 3 of 4"]
    assert knowledge.stats().details["read in part"] == "a.csv to line 3 of 4"
