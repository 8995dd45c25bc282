"""What the index keeps of a note, and what a change to it leaves alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from embeddings.terms import analysed
from graph.records import Concept, Fact, Mention, Note, Relation, Skipped, Span, Statement
from graph.storage import Index
from graph.storage.derived import ONLY_ASKED, lexicon_change
from graph.storage.entries import FileState, NoteFacts, NoteText
from graph.storage.writer import Writer

CONCEPTS = {"s3": Concept("s3", "S3"), "kms": Concept("kms", "KMS")}
KnownName = tuple[float, str, str]
STATE = FileState(1, 1, 1, "1")
NAMES = {("s3", "s3"): (1.0, "S3", ""), ("kms", "kms"): (1.0, "KMS", "")}


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with Writer(tmp_path) as opened:
        yield opened


def fact(name: str, plain: str, *, line: int = 1, mentions: tuple[Mention, ...] = ()) -> Fact:
    span = Span(0, len(plain))
    return Fact(f"a.md#{name * 8}", "a.md", span, plain, plain, line, line, mentions=mentions)


def put(writer: Writer, *facts: Fact, embedded: str = "", said: tuple[Statement, ...] = ()) -> None:
    text = "\n".join(one.plain for one in facts)
    with writer.publishing() as publication:
        publication.put_text(NoteText(Note("a.md", text, text), "a.md", STATE, "{}"))
        digests = [embedded or one.plain for one in facts]
        words = [analysed(one.plain) for one in facts]
        publication.put_facts(NoteFacts("a.md", facts, digests, words, said))
        change = lexicon_change(writer.connection, CONCEPTS, NAMES)
        publication.derived.put_lexicon(change, CONCEPTS, NAMES)
        publication.derived.settle(_relations)
        publication.finish()


def _relations(statements) -> list[Relation]:
    return [
        Relation(s.source, s.type, s.target, s.confidence, s.rule, (s.fact,)) for s in statements
    ]


def numbers(folder: Path) -> dict[str, int]:
    index = Index(folder)
    found = index.numbers_of(one.id for one in index.all_facts())
    index.close()
    return found


def test_a_fact_that_only_moves_keeps_its_number(writer: Writer):
    put(writer, fact("x", "Object storage"))
    before = numbers(writer.folder)
    put(writer, fact("y", "New first line"), fact("x", "Object storage", line=2))
    assert numbers(writer.folder)["a.md#xxxxxxxx"] == before["a.md#xxxxxxxx"]


def test_a_fact_that_is_embedded_otherwise_gets_a_new_number(writer: Writer):
    put(writer, fact("x", "Object storage"))
    before = numbers(writer.folder)
    put(writer, fact("x", "Object storage"), embedded="S3 > Object storage")
    assert numbers(writer.folder)["a.md#xxxxxxxx"] > before["a.md#xxxxxxxx"]


def test_a_number_is_never_used_again(writer: Writer):
    put(writer, fact("x", "Object storage"))
    before = numbers(writer.folder)
    put(writer)
    put(writer, fact("x", "Object storage"))
    assert numbers(writer.folder)["a.md#xxxxxxxx"] > before["a.md#xxxxxxxx"]


def test_a_relation_goes_with_its_last_statement(writer: Writer):
    encrypted = fact("x", "S3 is encrypted with KMS")
    put(writer, encrypted, said=(Statement("s3", "encrypted_with", "kms", encrypted.id, 0.9, "r"),))
    index = Index(writer.folder)
    assert [one.target for one in index.relations("s3")] == ["kms"]
    assert index.sizes()["kms"] == (0, 1)
    put(writer, encrypted)
    later = Index(writer.folder)
    assert (later.relations(), later.sizes()["kms"]) == ([], (0, 0))
    assert index.relations("s3"), "an open index stays as it was"


def test_relations_gathered_some_at_a_time_are_each_written_once(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("graph.storage.derived.GATHERED_AT_ONCE", 1)
    both = fact("x", "S3 and KMS")
    ways = [("s3", "kms"), ("kms", "s3")]
    put(writer, both, said=tuple(Statement(a, "uses", b, both.id, 0.9, "r") for a, b in ways))
    assert sorted(one.source for one in Index(writer.folder).relations()) == ["kms", "s3"]


def test_a_relation_goes_with_the_note_that_said_it(writer: Writer):
    encrypted = fact("x", "S3 is encrypted with KMS")
    put(writer, encrypted, said=(Statement("s3", "encrypted_with", "kms", encrypted.id, 0.9, "r"),))
    with writer.publishing() as publication:
        publication.remove_note("a.md")
        publication.derived.settle(_relations)
        publication.finish()
    assert Index(writer.folder).relations() == []


@pytest.mark.parametrize(
    ("before", "after", "read"),
    [
        (None, (1.0, "S3", ""), True),
        (None, (1.0, "S3", ONLY_ASKED), False),
        ((1.0, "S3", ONLY_ASKED), (0.5, "S3", ONLY_ASKED), False),
        ((1.0, "S3", ONLY_ASKED), (1.0, "S3", ""), True),
        ((1.0, "S3", ""), (1.0, "S3", ONLY_ASKED), True),
        ((1.0, "S3", ""), (1.0, "s3", ""), False),
        ((1.0, "S3", ""), None, True),
        ((1.0, "S3", ONLY_ASKED), None, False),
    ],
)
def test_notes_are_linked_again_for_the_names_that_are_read(
    writer: Writer, before: KnownName | None, after: KnownName | None, read: bool
):
    known = {("s3", "s3"): before} if before else {}
    with writer.publishing() as publication:
        change = lexicon_change(writer.connection, CONCEPTS, known)
        publication.derived.put_lexicon(change, CONCEPTS, known)
    names = {("s3", "s3"): after} if after else {}
    found = lexicon_change(writer.connection, CONCEPTS, names)
    assert found.keys == (frozenset({"s3"}) if read else frozenset())


def test_a_concept_counts_the_facts_that_name_it(writer: Writer):
    put(writer, fact("x", "KMS keys", mentions=(Mention("kms", Span(0, 3)),)))
    index = Index(writer.folder)
    assert index.sizes()["kms"] == (1, 0)
    assert [one.plain for one in index.naming("kms")] == ["KMS keys"]
    put(writer, fact("x", "KMS keys"))
    assert Index(writer.folder).sizes()["kms"] == (0, 0)


def test_a_failed_publication_changes_nothing(writer: Writer):
    put(writer, fact("x", "Object storage"))
    with pytest.raises(KeyboardInterrupt):
        _interrupted(writer)
    assert set(numbers(writer.folder)) == {"a.md#xxxxxxxx"}


def _interrupted(writer: Writer) -> None:
    with writer.publishing() as publication:
        publication.remove_note("a.md")
        raise KeyboardInterrupt


def test_vectors_that_nothing_uses_go_with_the_last_fact(writer: Writer):
    put(writer, fact("x", "Object storage"), embedded="d1")
    with writer.publishing() as publication:
        publication.put_vectors([("d1", b"1234"), ("d2", b"5678")])
    assert writer.known_vectors(["d1", "d2"]) == {"d1", "d2"}
    put(writer, fact("x", "Object storage"), embedded="d2")
    assert writer.known_vectors(["d1", "d2"]) == {"d2"}


def test_a_draft_waits_for_its_vector_and_gives_way_to_it(writer: Writer):
    put(writer, fact("x", "Tea"), fact("y", "Ice"))
    with writer.publishing() as publication:
        publication.put_drafts([("Tea", b"draft", "tea is hot"), ("Ice", b"draft", "ice is cold")])
        publication.finish()
    assert set(writer.waiting(9).values()) == {"tea is hot", "ice is cold"}
    with writer.publishing() as publication:
        publication.replace_drafts([("Tea", b"whole")])
        publication.finish()
    assert (writer.waiting(9), writer.count_waiting()) == ({"Ice": "ice is cold"}, 1)
    kept = dict(writer.connection.execute("SELECT digest, vector FROM vectors"))
    assert kept == {"Tea": b"whole", "Ice": b"draft"}


def test_the_files_left_out_are_those_of_the_last_build(writer: Writer):
    for names in (["a.md", "b.md"], ["b.md"]):
        with writer.publishing() as publication:
            publication.put_skipped(Skipped(name, "is no text") for name in names)
            publication.finish()
    assert [one.path for one in writer.skipped()] == ["b.md"]
