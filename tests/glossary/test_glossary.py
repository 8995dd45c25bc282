"""Technical terms are found in texts however they are written, and their glosses as vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from embeddings import load_encoder
from graph.glossary import Glossary, Term, gloss_vectors, glossary

SAIL = Term("reef knot", ("ReefKnot", "square knot"), "ties a sail up when there is too much wind")
MAST = Term("TMS", ("tall mast",), "holds the sail")
SHIP = Glossary([SAIL, MAST])


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("two reef knots will do", [SAIL]),
        ("Reef-Knot (see above)", [SAIL]),
        ("set ReefKnot=true", [SAIL]),
        ("a square  knot for each tall mast", [SAIL, MAST]),
        ("the tms", [MAST]),
        ("a reef, and a knot", []),
        ("", []),
    ],
)
def test_a_term_is_found_by_any_of_its_names(text: str, terms: list[Term]):
    assert SHIP.found_in(text) == {SHIP.terms.index(one) for one in terms}


def test_every_term_of_the_list_is_found_by_each_of_its_names_and_says_what_it_is_for():
    known = glossary()
    for place, term in enumerate(known.terms):
        assert term.gloss
        for name in (term.name, *term.names):
            assert place in known.found_in(f"what about {name} here")


def test_no_name_is_of_two_terms():
    names = [n.lower() for term in glossary().terms for n in {term.name, *term.names}]
    assert len(names) == len(set(names))


def test_vectors_are_made_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NOTELOOM_CACHE", str(tmp_path))
    encoder = load_encoder("hash")
    made = gloss_vectors(SHIP, encoder)
    monkeypatch.setattr(encoder, "encode", lambda texts: pytest.fail("was made already"))
    assert np.array_equal(gloss_vectors(SHIP, encoder), made)
    assert np.array_equal(made, load_encoder("hash").encode([SAIL.gloss, MAST.gloss]))


@pytest.mark.parametrize("broken", [b"", b"no array", b"\x93NUMPY\x01\x00"])
def test_a_broken_file_of_vectors_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: bytes
):
    monkeypatch.setenv("NOTELOOM_CACHE", str(tmp_path))
    made = gloss_vectors(SHIP, load_encoder("hash"))
    (file,) = tmp_path.glob("glossary-*.npy")
    file.write_bytes(broken)
    assert np.array_equal(gloss_vectors(SHIP, load_encoder("hash")), made)
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


def test_a_cache_that_cannot_be_written_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "cache").write_text("a file where a folder should be", encoding="utf-8")
    monkeypatch.setenv("NOTELOOM_CACHE", str(tmp_path / "cache"))
    assert gloss_vectors(SHIP, load_encoder("hash")).shape[0] == len(SHIP.terms)
