from pathlib import Path

import pytest

from graph.errors import UserFileBroken
from tests.vaults import Vault

NOTES = {"tea.md": "# Tea\n\n- [[Kettle]] whistles at [[Teapot]] every morning\n"}
RULES = """
[[rule]]
name = "whistles"
type = "triggers"
reads = ["calls", "is called by"]
cues = ["whistles at"]
confidence = 0.9
yes = ["{s:Kettle} whistles at {t:Teapot}"]
no = ["{s:Kettle} does not whistle at {t:Teapot}"]
"""


def teach(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "noteloom.toml").write_text('rules = ["mine.rules"]\n')
    (folder / "mine.rules").write_text(text)


def test_a_rule_of_ones_own_is_read_and_leaves_again_with_its_file(vault: Vault, tmp_path: Path):
    notes = tmp_path / "notes"
    knowledge = vault(NOTES)
    teach(notes, RULES)
    knowledge.build([notes])
    assert "triggers" in {relation.type for relation in knowledge.index.relations()}
    (notes / "noteloom.toml").unlink()
    knowledge.build([notes])
    assert "triggers" not in {relation.type for relation in knowledge.index.relations()}


def test_a_broken_rule_file_is_named(vault: Vault, tmp_path: Path):
    knowledge = vault(NOTES)
    teach(tmp_path / "notes", "[[rule]]\nname = 3\n")
    with pytest.raises(UserFileBroken, match=r"mine\.rules"):
        knowledge.build([tmp_path / "notes"])


def test_a_rule_file_that_is_not_there_is_named(vault: Vault, tmp_path: Path):
    knowledge = vault(NOTES)
    (tmp_path / "notes" / "noteloom.toml").write_text('rules = ["gone.toml"]\n')
    with pytest.raises(UserFileBroken, match=r"gone\.toml"):
        knowledge.build([tmp_path / "notes"])


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("{s:Kettle} whistles at {t:Teapot}", "{s:Kettle} sings to {t:Teapot}"),
        ("{s:Kettle} does not whistle at {t:Teapot}", "{s:Kettle} whistles at {t:Teapot} loudly"),
        ("{s:Kettle} whistles at {t:Teapot}", "Kettle whistles at Teapot"),
    ],
)
def test_a_rule_that_does_not_keep_its_examples_is_named(
    vault: Vault, tmp_path: Path, right: str, wrong: str
):
    knowledge = vault(NOTES)
    teach(tmp_path / "notes", RULES.replace(right, wrong))
    with pytest.raises(UserFileBroken, match=r"mine\.rules: rule 'whistles': (?:yes|no) example"):
        knowledge.build([tmp_path / "notes"])


def test_names_that_change_while_a_build_runs_are_new_to_the_next(vault: Vault, tmp_path: Path):
    file = tmp_path / "notes" / "noteloom.toml"
    knowledge = vault({"tea.md": "# Kettle\n\n- Kettle whistles\n"})

    def rename(name: str) -> None:
        text = f'[[rename]]\nthis = "Kettle"\nto = "{name}"\n'
        file.write_text(text, encoding="utf-8")

    def on_progress(stage: str, *_: object) -> None:
        if stage == "encoding":  # the names have been read by then
            rename("Samovar")

    rename("Urn")
    knowledge.build([tmp_path / "notes"], on_progress=on_progress)
    assert "Urn" in knowledge.names().values()
    knowledge.build([tmp_path / "notes"])
    assert "Samovar" in knowledge.names().values()
