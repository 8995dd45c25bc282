"""Exports: other programs read them, and every relation keeps the line that says so."""

import json
import sqlite3
import zipfile
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from graph.errors import BadInput
from graph.knowledge import Knowledge
from graph.settings import Settings
from graph.views.exports import EXPORTS, plain_markdown
from tests.vaults import Vault

NOTES = {
    "noteloom.toml": "[lists]\naws = true\n",
    "s3.md": "# S3\n\n- Encrypted with KMS\n- An object has 5 TB at most, never more\n",
    "bad.md": "# Lambda\n\n- <img src=x onerror=alert(1)> is triggered by S3 events {{c1::x}}\n",
}


@pytest.fixture
def knowledge(vault: Vault) -> Knowledge:
    return vault(NOTES)


def test_json_lines_hold_no_relation_without_a_fact(knowledge: Knowledge, tmp_path: Path):
    knowledge.export(tmp_path / "out", format="jsonl")
    lines = (tmp_path / "out" / "relations.jsonl").read_text().splitlines()
    assert lines
    assert all(json.loads(line)["facts"] for line in lines)


def test_node_link_json_is_read_by_networkx(knowledge: Knowledge, tmp_path: Path):
    knowledge.export(tmp_path / "g.json", format="json")
    drawn = nx.node_link_graph(json.loads((tmp_path / "g.json").read_text()), edges="edges")
    assert drawn.has_edge("amazon-s3", "aws-kms", key="encrypted_with")


def test_graphml_is_read_by_networkx(knowledge: Knowledge, tmp_path: Path):
    knowledge.export(tmp_path / "g.graphml", format="graphml")
    drawn = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert "s3.md:3" in drawn.edges["amazon-s3", "aws-kms", "encrypted_with"]["facts"]


def test_csv_has_a_row_for_each_line_that_says_so(knowledge: Knowledge, tmp_path: Path):
    knowledge.export(tmp_path / "out", format="csv")
    said = pd.read_csv(tmp_path / "out" / "relations.csv")
    assert {"source", "type", "target", "path", "line", "text"} <= set(said.columns)
    assert said["line"].notna().all()


def test_the_graph_as_networkx_carries_the_lines_on_its_edges(knowledge: Knowledge):
    drawn = knowledge.to_networkx()
    assert drawn.nodes["amazon-s3"]["name"] == "Amazon S3"
    assert drawn.edges["amazon-s3", "aws-kms", "encrypted_with"]["facts"][0]["line"] == 3


def test_the_tables_have_a_row_for_each_fact_concept_and_cited_line(knowledge: Knowledge):
    tables = knowledge.to_pandas()
    assert tables["facts"]["path"].value_counts()["s3.md"] == 2
    assert set(tables["relations"]["source"]) <= set(tables["concepts"]["id"])
    assert tables["relations"]["line"].min() > 0


def test_anki_cards_show_notes_as_text(knowledge: Knowledge, tmp_path: Path):
    knowledge.export(tmp_path / "cards.apkg", format="anki")
    with zipfile.ZipFile(tmp_path / "cards.apkg") as package:
        package.extract("collection.anki2", tmp_path)
    connection = sqlite3.connect(tmp_path / "collection.anki2")
    fields = "".join(row[0] for row in connection.execute("SELECT flds FROM notes"))
    connection.close()
    assert "{{c1::5 TB}}" in fields
    assert "<img" not in fields


@pytest.mark.parametrize("text", ["<b>x</b>", "[a](javascript:x)", "# x", "*a* `b` _c_", "a|b"])
def test_markdown_shows_a_note_as_text(text: str):
    from markdown_it import MarkdownIt

    shown = MarkdownIt().render(f"- {plain_markdown(text)}")
    assert not any(tag in shown for tag in ("<b>", "<a", "<h1", "<em", "<code"))


@pytest.mark.parametrize("format", sorted(EXPORTS))
def test_the_same_notes_give_the_same_file(knowledge: Knowledge, tmp_path: Path, format: str):
    written = []
    for name in ("one", "two"):
        knowledge.export(tmp_path / name, format=format)
        target = tmp_path / name
        files = [target] if target.is_file() else sorted(target.iterdir())
        written.append([_content(file) for file in files])
    assert written[0] == written[1]


@pytest.mark.parametrize("place", ["notes/s3.md", "notes/new.json", "index/noteloom.db"])
def test_an_export_never_lands_in_notes_or_index(knowledge: Knowledge, tmp_path: Path, place: str):
    before = (tmp_path / "notes/s3.md").read_bytes(), (tmp_path / "index/noteloom.db").read_bytes()
    with pytest.raises(BadInput, match="lies in"):
        knowledge.export(tmp_path / place, format="json", force=True)
    after = (tmp_path / "notes/s3.md").read_bytes(), (tmp_path / "index/noteloom.db").read_bytes()
    assert (before, (tmp_path / "notes/new.json").exists()) == (after, False)


def test_a_table_never_takes_the_place_of_a_note_of_its_name(tmp_path: Path):
    (tmp_path / "facts.csv").write_text("thing,price\nlamp,40\n")
    knowledge = Knowledge(Settings(index=tmp_path / "index", encoder="hash"))
    knowledge.build(tmp_path / "facts.csv")
    with pytest.raises(BadInput, match="lies in"):
        knowledge.export(tmp_path, format="csv", force=True)
    assert (tmp_path / "facts.csv").read_text() == "thing,price\nlamp,40\n"
    knowledge.close()


@pytest.mark.parametrize(("format", "name"), [("json", ""), ("csv", "facts.csv")])
def test_a_file_that_is_there_is_overwritten_only_by_force(
    knowledge: Knowledge, tmp_path: Path, format: str, name: str
):
    file = tmp_path / "out" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine")
    with pytest.raises(BadInput, match="--force"):
        knowledge.export(tmp_path / "out", format=format)
    assert file.read_text() == "mine"
    knowledge.export(tmp_path / "out", format=format, force=True)
    assert file.read_text() != "mine"


def test_an_earlier_export_that_nobody_touched_is_renewed(knowledge: Knowledge, tmp_path: Path):
    knowledge.export(tmp_path / "g.json", format="json")
    knowledge.export(tmp_path / "g.json", format="json")
    (tmp_path / "g.json").write_text("{}")
    with pytest.raises(BadInput, match="--force"):
        knowledge.export(tmp_path / "g.json", format="json")


def test_an_export_that_fails_leaves_nothing(
    knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def half(_: object, target: Path) -> None:
        target.write_text("half")
        raise OSError("the disk is full")

    monkeypatch.setitem(EXPORTS, "json", half)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(OSError, match="full"):
        knowledge.export(tmp_path / "g.json", format="json")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+1", "-1", "\t=1", "＝1+1"])
def test_no_cell_of_a_table_is_a_formula(vault: Vault, tmp_path: Path, text: str):
    knowledge = vault({"a.md": f"# Tea\n\n```\n{text}\n```\n\n## {text}\n\n- {text} is `x`\n"})
    knowledge.export(tmp_path / "out", format="csv")
    facts = pd.read_csv(tmp_path / "out/facts.csv", dtype=str, keep_default_na=False)
    assert not any(
        cell.startswith(("=", "@", "+", "-", "\t", "＝")) for cell in facts.to_numpy().ravel()
    )


def _content(file: Path) -> bytes:
    if not zipfile.is_zipfile(file):
        return file.read_bytes()
    with zipfile.ZipFile(file) as package:  # the archive itself holds the time of packing
        return b"".join(package.read(name) for name in sorted(package.namelist()))
