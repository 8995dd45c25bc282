from __future__ import annotations

from collections import Counter

from graph.concepts.keys import key_of
from graph.concepts.wordlist import shipped_lists

ENTRIES = [entry for words in shipped_lists() for entry in words.entries]


def test_every_id_of_the_shipped_lists_is_given_once() -> None:
    assert max(Counter(entry.id for entry in ENTRIES).values()) == 1


def test_everything_belongs_to_something_that_is_there() -> None:
    ids = {entry.id for entry in ENTRIES}
    assert {owner for entry in ENTRIES for owner in entry.part_of} <= ids


def test_every_service_says_what_it_is_for() -> None:
    assert not [entry.id for entry in ENTRIES if entry.kind == "service" and not entry.gloss]


def test_no_name_means_two_things_without_being_marked() -> None:
    free = [(key_of(name), e.id) for e in ENTRIES for name in {e.name, *e.names} - {*e.exact}]
    keys = Counter(key for key, _ in set(free))
    assert [key for key, count in keys.items() if count > 1] == []
