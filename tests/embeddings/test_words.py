from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings import FullText, terms
from embeddings.query import query_of

NOTES = {
    1: "The client's address is in the X-Forwarded-For header",
    2: "AssumeRoleWithSAML gives keys to users of a company directory",
    3: "A message may be 64,000 bytes long",
    4: "Too many requests end in HTTP 429",
    5: "Settings are kept in .ebextensions/*.config files",
    6: "Buckets are encrypted at rest, traffic by TLS",
    7: "Requests forwarded for a client carry a header",
    8: "Readers are told once, at least",
}


@pytest.fixture
def words() -> FullText:
    words = FullText(sqlite3.connect(":memory:"))
    words.add_all(NOTES.items())
    return words


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("x-forwarded-for", 1),
        ("XForwardedFor", 1),
        ("assumerolewithsaml", 2),
        ("what does assume role with SAML give?", 2),
        ("64000", 3),
        ("64,000", 3),
        ("http429", 4),
        ("429", 4),
        (".ebextensions", 5),
        ("ebextension", 5),
        ("encryption of a bucket", 6),
        ('"forwarded for a client"', 7),
    ],
)
def test_the_right_text_is_found_first(words: FullText, question: str, number: int) -> None:
    assert words.search(question, 3)[0][0] == number


def test_a_quoted_phrase_must_stand_as_written(words: FullText) -> None:
    assert [number for number, _ in words.search('"at least"', 9)] == [8]
    assert words.search('"least at"', 9) == []
    assert words.search('"encrypt at rest"', 9) == []


def test_scores_fall_and_are_positive(words: FullText) -> None:
    scores = [score for _, score in words.search("header of requests in a client", 9)]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_a_question_of_stop_words_alone_still_looks(words: FullText) -> None:
    assert words.search("once at", 3)[0][0] == 8


def test_what_was_removed_is_gone_everywhere(words: FullText) -> None:
    words.remove(3)
    assert words.search("64000", 3) == []
    assert words.frequency(["byte"]) == {"byte": 0}
    assert "bytes" not in words.vocabulary()
    assert len(words) == len(NOTES) - 1


def test_a_word_that_went_with_its_last_text_is_meant_by_no_typo(words: FullText) -> None:
    words.add_all([(20, "the heliotrope"), (21, "the heliotrope and a zinnia")])
    words.remove_all([20, 21])
    words.add(20, "another zinnia")
    words.prune()
    known = {word for alike in words._known.values() for word in alike}
    assert {"heliotrope", "zinnia"} & known == {"zinnia"}


def test_equally_good_texts_come_in_the_order_that_is_given(words: FullText) -> None:
    turned = FullText(words.connection, ordered=lambda numbers: sorted(numbers, reverse=True))
    words.add_all((number, "a quince") for number in (30, 31, 32, 33))
    assert [number for number, _ in words.search("quince", 2)] == [30, 31]
    assert [number for number, _ in turned.search("quince", 2)] == [33, 32]


def test_a_text_under_a_known_number_takes_its_place(words: FullText) -> None:
    words.add(3, "quite another line")
    assert words.search("64000 bytes", 3) == []
    assert words.search("another line", 3)[0][0] == 3


def test_nothing_is_found_before_the_first_text() -> None:
    words = FullText(sqlite3.connect(":memory:"))
    assert (words.search("anything", 3), len(words), words.vocabulary()) == ([], 0, [])
    assert words.frequency(["word"]) == {"word": 0}
    words.remove(1)


def test_frequency_counts_the_texts_with_a_term(words: FullText) -> None:
    assert words.frequency(terms("requests ended by unicorns")) == {
        "request": 2,
        "end": 1,
        "unicorn": 0,
    }


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("encripted", "encrypted"), ("haeder", "header"), ("direktory", "directory")],
)
def test_a_misspelt_word_is_mended(words: FullText, typed: str, meant: str) -> None:
    assert words.nearest(typed)[0] == meant


@pytest.mark.parametrize("word", ["header", "unicorn", "kex", ""])
def test_known_short_and_far_words_are_left_alone(words: FullText, word: str) -> None:
    assert words.nearest(word) == []


def test_the_callers_transaction_decides(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "notes.db", isolation_level=None)
    words = FullText(connection)
    words.add(1, "kept line")
    connection.execute("BEGIN")
    words.add(2, "line of a build that fails")
    connection.execute("ROLLBACK")
    assert [number for number, _ in words.search("line", 5)] == [1]


def test_a_read_only_connection_is_enough_to_search(tmp_path: Path) -> None:
    writing = sqlite3.connect(tmp_path / "notes.db", isolation_level=None)
    FullText(writing).add(1, "one header")
    reading = FullText(sqlite3.connect(f"file:{tmp_path}/notes.db?mode=ro", uri=True))
    assert reading.search("headers", 1)[0][0] == 1
    assert reading.frequency(["header"]) == {"header": 1}
    assert reading.nearest("haeder") == ["header"]


any_text = st.text() | st.text("\"'*^():-+{}[] ANDORNOTEAR\0", max_size=30)


@settings(deadline=None)
@given(any_text)
def test_any_question_is_allowed(text: str) -> None:
    words = FullText(sqlite3.connect(":memory:"))
    words.add_all(NOTES.items())
    assert all(number in NOTES for number, _ in words.search(text, 5))
    words.nearest(text)
    words.frequency(terms(text))


@settings(deadline=None)
@given(any_text)
def test_any_text_is_found_by_itself_when_it_has_a_word(text: str) -> None:
    words = FullText(sqlite3.connect(":memory:"))
    words.add(1, text)
    found = words.search(text.replace('"', " ").replace("“", " "), 1)
    assert bool(found) == bool(query_of(text.replace('"', " ").replace("“", " ")))
