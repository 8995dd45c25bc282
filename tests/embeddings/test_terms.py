from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.terms import all_terms, surfaces, terms


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("X-Forwarded-For", ["xforwardedfor", "x", "forward"]),
        ("GetItemBatch", ["getitembatch", "item", "batch"]),
        ("XMLHttpRequest", ["xmlhttprequest", "xml", "http", "request"]),
        ("IPv4", ["ipv4", "ipv", "4"]),
        ("HTTP 429", ["http", "429"]),
        ("5,000,000 rows", ["5000000", "row"]),
        ("1,2,3", ["1", "2", "3"]),
        ("version 1.5", ["version", "1.5"]),
        ("10.0.0.0/16", ["10.0.0.0", "16"]),
        ("S3 and EC2s, ELBs", ["s3", "ec2", "elb"]),
        ("15mins", ["15", "min"]),
        ("snake_case", ["snakecase", "snake", "case"]),
        ("the user's and the users’ keys", ["user", "user", "key"]),
        ("naïve Größe", ["naiv", "gross"]),
        ("数据库", ["数据", "据库"]),
        ("what is it?", []),
    ],
)
def test_terms_of_a_text(text: str, wanted: list[str]) -> None:
    assert terms(text) == wanted


@pytest.mark.parametrize(
    "forms",
    [
        ("multi-AZ", "MultiAZ", "multiAZ"),
        ("route53", "Route53", "ROUTE53"),
        ("caching", "cached", "caches", "cache"),
        ("64000", "64,000", "64.000", "64'000", "64\u202f000"),
        ("1000000", "1,000,000", "1.000.000", "1 000 000"),
        ("20 GB", "20GB", "20 gb", "20GiB", "20 GiB"),
        ("½ cup", "1/2 cup", "1/2 cups"),
        ("2½", "2 1/2"),
        ("Straße", "STRASSE", "strasse"),
        ("İzmir", "IZMIR", "izmir", "ızmir"),
        ("Łódź", "lodz"),
        ("café", "cafe\u0301", "cafe"),
    ],
)
def test_forms_of_one_word_share_their_terms(forms: tuple[str, ...]) -> None:
    assert len({tuple(terms(form)) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("1.5", "15"), ("10.0.0.1", "10001"), ("192.168.100.200", "192168100200"), ("が", "か")],
)
def test_other_numbers_and_letters_stay_apart(one: str, other: str) -> None:
    assert not set(terms(one)) & set(terms(other))


def test_a_long_address_is_found_by_its_parts_alone() -> None:
    assert terms("a" * 40 + "-" + "b" * 40) == ["a" * 40, "b" * 40]


def test_surfaces_keep_stop_words_and_forms() -> None:
    assert surfaces("What is encrypted?") == ["what", "is", "encrypted"]


@given(st.text())
def test_any_text_has_terms_without_blanks_or_quotes(text: str) -> None:
    for term in [*all_terms(text), *surfaces(text)]:
        assert term
        assert not set(term) & set(" \t\n\"*'")


@pytest.mark.parametrize(
    ("form", "other"),
    [
        ("written", "writes"),
        ("frozen", "freezing"),
        ("sold", "sell"),
        ("children", "child"),
        ("indices", "indexes"),
        ("decision", "decided"),
    ],
)
def test_irregular_forms_have_the_stem_of_their_word(form: str, other: str):
    assert terms(form) == terms(other)


@pytest.mark.parametrize("word", ["left", "found", "bit", "led"])
def test_a_form_that_is_a_word_of_its_own_stays_one(word: str):
    assert terms(word) == [word]


def test_hyphens_and_blanks_of_no_width_are_no_letters():
    assert terms("hydro\xadgen \u200blid\ufeff") == terms("hydrogen lid")
