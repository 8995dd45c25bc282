"""The one door: what is built, what an edit changes, what a broken or missing index says."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import (
    BadInput,
    IndexBroken,
    IndexFormat,
    IndexMissing,
    NotesMissing,
    UnknownConcept,
)
from graph.knowledge import Knowledge
from graph.settings import Settings
from graph.storage.schema import DATABASE
from tests.vaults import Vault

S3 = "# S3\n\n- Object storage\n- Encrypted with KMS\n- Objects up to 5 TB\n"
LAMBDA = (
    "# Lambda\n\n- Runs code without servers\n- Triggered by S3\n- Times out after 15 minutes\n"
)


def dumped(knowledge: Knowledge, target: Path) -> dict[str, str]:
    knowledge.export(target, format="jsonl")
    return {file.name: file.read_text() for file in sorted(target.iterdir())}


def test_a_build_reads_every_note(vault: Vault):
    assert vault({"s3.md": S3, "lambda.md": LAMBDA}).stats().files == 2


def test_a_second_build_reads_and_embeds_nothing(vault: Vault, tmp_path: Path):
    report = vault({"s3.md": S3}).build([tmp_path / "notes"])
    assert (report.read, report.removed, report.embedded) == (0, 0, 0)


def test_a_note_that_is_gone_leaves_nothing_behind(vault: Vault):
    vault({"s3.md": S3, "lambda.md": LAMBDA})
    left = vault({"s3.md": S3})
    assert {fact.path for fact in left.index.all_facts()} == {"s3.md"}
    assert all(
        fact.path == "s3.md" for c in left.search("code without servers") for fact in [c.fact]
    )


NOTES = (
    S3,
    LAMBDA,
    S3 + LAMBDA,
    "- CF serves pages from S3\n",
    "# Object Store (OS)\n\n- An object store keeps objects\n- OS is encrypted with KMS\n",
    "# Routing policies\n\n- Failover\n- Weighted\n\n# Zeta Queue\n\n- Sends to the object store\n",
    "# Notes\n\n- Weighted routing policies use the Zeta Queue\n- OS and Zeta-queues\n",
    "",
)
NAMES = (
    '[[rename]]\nthis = "S3"\nto = "Simple Storage"\n',
    '[[alias]]\nname = "Lambda"\nalias = "fn"\n',
    '[[merge]]\nthis = "Lambda"\ninto = "S3"\n',
    "",
)
VAULTS = st.dictionaries(
    st.sampled_from(["one/a.md", "one/b.md", "one/sub/c.txt", "two/a.md", "two/d.md"]),
    st.sampled_from(NOTES),
    min_size=1,
)


@settings(
    max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.tuples(VAULTS, st.sampled_from(NAMES)), min_size=2, max_size=4))
def test_any_sequence_of_edits_ends_as_a_fresh_build(
    tmp_path: Path, edits: list[tuple[dict[str, str], str]]
):
    edited = Knowledge(Settings(index=tmp_path / "edited", encoder="hash"))
    fresh = Knowledge(Settings(index=tmp_path / "fresh", encoder="hash"))
    folders = [tmp_path / "one", tmp_path / "two"]
    for texts, names in edits:
        _lay_out(tmp_path, folders, texts, names)
        edited.build(folders)
        fresh.build(folders, fresh=True)
        assert dumped(edited, tmp_path / "a") == dumped(fresh, tmp_path / "b")
        assert _nearest(edited) == _nearest(fresh)
        assert _counts(edited) == _counts(fresh)


LINES = (
    "The boiler is serviced in June",
    "The boiler is serviced by Otis",
    "Otis repairs the pump",
    "The lamp burns for 40 hours",
    "The lamp burns for 55 hours",
    "Keys are kept by the porter",
    "A pump needs oil",
    "Boilr parts lie in the cellar",
)
ALIKE = st.dictionaries(
    st.sampled_from(["a.md", "b.md", "sub/c.md", "d.md"]),
    st.lists(st.sampled_from(LINES), min_size=1, max_size=4),
    min_size=1,
)
QUESTIONS = (
    "when is the boiler serviced?", "what does Otis do?", "how long does the lamp burn?",
    "what needs oil?", "boilr", "celar", "lamp or pump?", '"keys are kept"',
)  # fmt: skip


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ALIKE, min_size=2, max_size=4))
def test_answers_do_not_depend_on_the_order_of_edits(
    tmp_path: Path, edits: list[dict[str, list[str]]]
):
    edited = Knowledge(Settings(index=tmp_path / "edited", encoder="hash"))
    for texts in edits:
        lines = {f"one/{p}": "# House\n\n- " + "\n- ".join(said) for p, said in texts.items()}
        _lay_out(tmp_path, [tmp_path / "one"], lines, "")
        edited.build(tmp_path / "one")
    fresh = Knowledge(Settings(index=tmp_path / "fresh", encoder="hash"))
    fresh.build(tmp_path / "one", fresh=True)
    for question in QUESTIONS:
        assert edited.ask(question) == fresh.ask(question)
        assert edited.search(question, limit=20) == fresh.search(question, limit=20)
        assert edited.index.words.nearest(question) == fresh.index.words.nearest(question)
    edited.close()
    fresh.close()


def test_with_another_encoder_all_is_encoded_anew(tmp_path: Path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "s3.md").write_text(S3, encoding="utf-8")
    for encoder in ("hash", "all-MiniLM-L6-v2", "hash"):
        knowledge = Knowledge(Settings(index=tmp_path / "index", encoder=encoder))
        knowledge.build([tmp_path / "notes"])
        assert knowledge.index.encoder.name == encoder
        assert "5 TB" in knowledge.search("how large may objects be?")[0].fact.plain
        knowledge.close()


def _lay_out(root: Path, folders: list[Path], texts: dict[str, str], names: str) -> None:
    for folder in folders:
        folder.mkdir(exist_ok=True)
        for old in folder.rglob("*.*"):
            old.unlink()
    for path, text in texts.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    if names:
        (root / "one" / "noteloom.toml").write_text(names, encoding="utf-8")


def _nearest(knowledge: Knowledge) -> list[tuple[str, float]]:
    """Return what lies nearest to a question, by meaning and by words, under names that stay."""
    index = knowledge.index
    vector = index.encoder.encode(["objects encrypted with KMS"])
    scores, numbers = index.vectors.search(vector, 50)
    words = index.words.search("objects encrypted with KMS", 50)
    facts = index.by_number(int(n) for n in (*numbers[0], *(n for n, _ in words)) if n >= 0)
    pairs = [*zip(numbers[0], scores[0], strict=True), *words]
    return sorted((facts[int(n)].id, round(float(s), 4)) for n, s in pairs if n >= 0)


def _counts(knowledge: Knowledge) -> dict[str, object]:
    index = knowledge.index
    return {**index.counts(), **index.sizes(), "names": index.names(), "said": index.statements(),
            "glosses": index.glosses[0]}  # fmt: skip


def test_every_relation_shows_the_line_that_says_so(vault: Vault):
    index = vault({"s3.md": S3, "lambda.md": LAMBDA}).index
    assert index.relations()
    for relation in index.relations():
        assert len(index.facts(relation.facts)) == len(relation.facts) > 0


def test_every_id_that_is_mentioned_exists(vault: Vault):
    index = vault({"s3.md": S3, "lambda.md": LAMBDA}).index
    concepts = {concept.id for concept in index.concepts()}
    for fact in index.all_facts():
        assert {fact.subject, *(m.concept for m in fact.mentions)} - {None} <= concepts
        assert fact.parent is None or index.fact(fact.parent)
    assert {end for r in index.relations() for end in (r.source, r.target)} <= concepts


def test_a_crash_before_the_commit_leaves_the_last_good_index(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
):
    knowledge = vault({"s3.md": S3})
    before = [fact.id for fact in knowledge.index.all_facts()]
    monkeypatch.setattr("graph.storage.publication.Publication.finish", _power_cut)
    with pytest.raises(KeyboardInterrupt):
        vault({"lambda.md": LAMBDA})
    assert [fact.id for fact in knowledge.index.all_facts()] == before


def _power_cut(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_reader_keeps_its_generation_while_a_build_ends(vault: Vault):
    old = vault({"s3.md": S3}).index
    new = vault({"lambda.md": LAMBDA}).index
    assert {fact.path for fact in old.all_facts()} == {"s3.md"}
    assert {fact.path for fact in new.all_facts()} == {"lambda.md"}


@pytest.mark.parametrize("files", ["vectors.*", "words.*"])
def test_what_is_derived_is_made_anew_when_its_file_is_lost(
    vault: Vault, files: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("embeddings.store_for_size.EXACT_UP_TO", 0)
    knowledge = vault({"s3.md": S3})
    for file in knowledge.settings.index.glob(files):
        file.write_bytes(b"not an index")
    facts = knowledge.stats().facts
    assert (len(knowledge.index.vectors), len(knowledge.index.words)) == (facts, facts)


def test_no_index_says_what_to_do(tmp_path: Path):
    with pytest.raises(IndexMissing, match="noteloom build"):
        Knowledge(Settings(index=tmp_path)).stats()


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all, but long enough to be looked at" * 9]
)
def test_a_broken_index_says_so_and_a_fresh_build_mends_it(
    vault: Vault, tmp_path: Path, content: bytes
):
    knowledge = vault({"s3.md": S3})
    knowledge.close()
    for ending in ("", "-wal", "-shm"):
        (tmp_path / "index" / f"{DATABASE}{ending}").write_bytes(content)
    with pytest.raises(IndexBroken, match="--fresh"):
        knowledge.stats()
    assert knowledge.build([tmp_path / "notes"], fresh=True).files == 1


def test_an_index_of_another_format_is_not_guessed_at(vault: Vault, tmp_path: Path):
    knowledge = vault({"s3.md": S3})
    knowledge.close()
    with sqlite3.connect(tmp_path / "index" / DATABASE) as connection:
        connection.execute("UPDATE about SET value = '999' WHERE key = 'format'")
    connection.close()
    with pytest.raises(IndexFormat, match="--fresh"):
        knowledge.stats()


def test_a_missing_path_is_named(vault: Vault, tmp_path: Path):
    with pytest.raises(NotesMissing, match="nowhere"):
        vault({"s3.md": S3}).build([tmp_path / "nowhere"])


def test_a_folder_without_notes_says_so(vault: Vault, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotesMissing, match="no notes"):
        vault({"s3.md": S3}).build([tmp_path / "empty"])


def test_an_unknown_concept_is_met_with_the_nearest_name(vault: Vault):
    with pytest.raises(UnknownConcept, match="Lambda"):
        vault({"s3.md": S3, "lambda.md": LAMBDA}).show("Lambdda")


def test_only_what_looks_alike_and_is_in_the_notes_is_offered(vault: Vault):
    with pytest.raises(UnknownConcept) as refused:
        vault({"s3.md": S3, "lambda.md": LAMBDA}).show("Foobar")
    assert refused.value.nearest == ()


def test_a_route_needs_two_ends(vault: Vault):
    with pytest.raises(BadInput, match="two different"):
        vault({"s3.md": S3}).path("S3", "S3")


def test_a_build_without_notes_leaves_nothing_to_ask(tmp_path: Path):
    (tmp_path / "notes").mkdir()
    knowledge = Knowledge(Settings(index=tmp_path / "index", encoder="hash"))
    with pytest.raises(NotesMissing):
        knowledge.build([tmp_path / "notes"])
    with pytest.raises(IndexMissing, match="noteloom build"):
        knowledge.ask("what is S3?")


def test_a_page_of_text_is_no_question(vault: Vault):
    with pytest.raises(BadInput, match="characters"):
        vault({"s3.md": S3}).ask("what is " * 2_000)


def test_an_empty_question_is_refused(vault: Vault):
    with pytest.raises(BadInput, match="empty"):
        vault({"s3.md": S3}).ask("  ")


def test_a_kept_gap_outlives_a_fresh_build(vault: Vault, tmp_path: Path):
    knowledge = vault({"s3.md": S3})
    knowledge.keep_gap("what is Glue?")
    knowledge.build([tmp_path / "notes"], fresh=True)
    assert knowledge.gaps() == ["what is Glue?"]
