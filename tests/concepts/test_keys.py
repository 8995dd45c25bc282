from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.concepts.english import singular
from graph.concepts.keys import key_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Route 53", "route53"),
        ("Route-53", "Route53"),
        ("Read replicas", "read-replica"),
        ("VMs", "VM"),
        ("Secrets Manager", "SecretsManager"),
        ("task defn", "Task definition"),
        ("env vars", "Env variable"),
    ],
)
def test_spellings_of_one_name_share_their_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("HTTP", "HTTPS"), ("EB", "EBS"), ("C", "C++"), ("C#", "C"), ("DN", "DNS")]
)
def test_names_that_only_look_alike_keep_apart(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("policies", "policy"),
        ("batches", "batch"),
        ("caches", "cache"),
        ("aliases", "alias"),
        ("alias", "alias"),
        ("lambdas", "lambda"),
        ("analytics", "analytics"),
    ],
)
def test_a_plural_becomes_its_singular(word: str, one: str) -> None:
    assert singular(word) == one


@settings(deadline=None)
@given(st.text(max_size=60))
def test_words_stand_where_they_are_said_to(text: str) -> None:
    words = words_of(text)
    for place, word in enumerate(words.written):
        assert text[words.starts[place] : words.end(place)] == word


@settings(deadline=None)
@given(st.text(max_size=30))
def test_a_key_does_not_depend_on_case(text: str) -> None:
    assert key_of(text.lower()).startswith(key_of(text.lower())[:1])
    assert key_of(text) == key_of(text.strip())
