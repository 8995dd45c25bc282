"""Every format by a small sample: what is said, under what, and on which line."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest

from graph.errors import FileSkipped
from graph.notes.formats import READERS
from graph.notes.reading import facts_of, read_note
from graph.records import Fact

RST = """\
Roofs
=====

:Owner: Mara Vell

Slate *lasts* **long**, see `the shop <https://x.org>`_ and :ref:`tiles <tile>`.

.. note::

   Mind the ladder.

.. a comment

- slate

  - grey

Copper
   It turns green.

====== =====
Stone  Price
====== =====
Slate  90
====== =====

.. code-block:: sh

   mend --all
"""
ADOC = """\
= Roofs
Mara Vell <mara@x.org>
:toc:
:owner: Mara Vell

Slate _lasts_ *long*,
see link:https://x.org[the shop] and <<tile,tiles>>.

* slate
** grey

Copper:: turns green

----
mend --all
----

|===
|Stone |Price

|Slate
|90
|===

// a comment
"""
PAGE = """\
<html><head><title>Roofs - A site</title><script>no()</script></head><body>
<nav><a href="/">Home</a></nav><aside>Buy now</aside>
<main><h2>Kinds</h2><p>Slate <b>lasts</b> long.</p>
<ul><li>slate<ul><li>grey</li></ul></li></ul>
<table><tr><th>Stone</th><th>Price</th></tr><tr><td>Slate</td><td>90</td></tr></table></main>
<footer>All rights reserved</footer></body></html>
"""
NOTEBOOK = json.dumps(
    {
        "cells": [
            {"cell_type": "markdown", "source": ["# Roofs\n", "Slate **lasts**."]},
            {"cell_type": "code", "source": "mend(all=True)", "outputs": [{"text": ["no"]}]},
        ],
        "metadata": {"language_info": {"name": "python"}},
    }
)
CANVAS = json.dumps(
    {
        "nodes": [
            {"id": "a", "type": "text", "text": "# Slate\nLasts", "x": 0, "y": 0},
            {"id": "b", "type": "file", "file": "stones/Wales.md", "x": 0, "y": 900},
            {"id": "g", "type": "group", "label": "Roofs", "x": 0, "y": 0, "width": 9, "height": 9},
        ],
        "edges": [{"fromNode": "a", "toNode": "b", "label": "comes from"}],
    }
)
ROAM = json.dumps(
    [
        {
            "title": "Slate",
            "children": [
                {"string": "From [[Wales]]", "uid": "abcdefghi", "children": [{"string": "grey"}]},
                {"string": "Said above: ((abcdefghi))"},
            ],
        }
    ]
)
OPML = """\
<opml version="2.0"><head><title>Roofs</title></head><body>
<outline text="slate" _note="lasts"><outline text="grey"/></outline></body></opml>
"""
CSV = 'Stone,Price,Note\nSlate,90,"from\nWales"\n\nClay,40,\n'
SAMPLES = {
    "a.rst": (
        RST,
        [
            "4 Roofs > Owner: Mara Vell",
            "6 Roofs > Slate lasts long, see the shop and tiles.",
            "10 Roofs > Mind the ladder.",
            "14 Roofs > slate",
            "16 Roofs > slate > grey",
            "18 Roofs > Copper",
            "19 Roofs > Copper > It turns green.",
            "24 Roofs > Slate – Price: 90",
            "29 Roofs > mend --all",
        ],
    ),
    "a.adoc": (
        ADOC,
        [
            "4 Roofs > owner: Mara Vell",
            "6 Roofs > Slate lasts long, see the shop and tiles.",
            "9 Roofs > slate",
            "10 Roofs > slate > grey",
            "12 Roofs > Copper: turns green",
            "15 Roofs > mend --all",
            "21 Roofs > Slate – Price: 90",
        ],
    ),
    "a.html": (
        PAGE,
        [
            "5 Roofs > Kinds > Slate lasts long.",
            "7 Roofs > Kinds > slate",
            "8 Roofs > Kinds > slate > grey",
            "12 Roofs > Kinds > Slate – Price: 90",
        ],
    ),
    "a.ipynb": (NOTEBOOK, ["2 Roofs > Slate lasts.", "5 Roofs > Slate lasts. > mend(all=True)"]),
    "a.canvas": (
        CANVAS,
        ["1 a > Slate comes from Wales", "3 a > Wales", "8 a > Roofs > Slate > Lasts"],
    ),
    "a.json": (
        ROAM,
        [
            "3 Slate > From Wales",
            "4 Slate > From Wales > grey",
            "5 Slate > Said above: From Wales",
        ],
    ),
    "a.opml": (OPML, ["3 Roofs > slate", "4 Roofs > slate > lasts", "5 Roofs > slate > grey"]),
    "a.csv": (CSV, ["2 a > Slate – Price: 90; Note: from Wales", "5 a > Clay – Price: 40"]),
    "a.tsv": ("Stone\tPrice\nSlate\t90\n", ["2 a > Slate – Price: 90"]),
}


def facts(tmp_path: Path, name: str, said: str | bytes) -> list[Fact]:
    file = tmp_path / name
    file.write_bytes(said if isinstance(said, bytes) else said.encode())
    note = read_note(file, name)
    found = facts_of(note)
    assert all(fact.span.of(note.text) == fact.text for fact in found)
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_of_a_format_is_read_whole(tmp_path, name):
    said, expected = SAMPLES[name]
    found = facts(tmp_path, name, said)
    assert [f"{f.line} {' > '.join((*f.context, f.plain))}" for f in found] == expected


@pytest.mark.parametrize("name", SAMPLES)
def test_marks_of_a_format_are_no_text(tmp_path, name):
    for fact in facts(tmp_path, name, SAMPLES[name][0]):
        assert not set(fact.plain) & set("*_`[]{}\n\t")


@pytest.mark.parametrize(
    ("name", "said", "reason"),
    [
        ("a.ipynb", "{", "line 1"),
        ("a.ipynb", "[]", "no cells"),
        ("a.canvas", "[]", "no cards"),
        ("a.json", '{"name": "x"}', "Roam"),
        ("a.opml", "<opml><body>", "broken XML"),
        ("a.opml", '<!DOCTYPE a [<!ENTITY b "c">]><opml/>', "entities"),
        ("a.html", "<script>x()</script>", "no text"),
    ],
)
def test_what_cannot_be_read_is_skipped_with_the_reason(tmp_path, name, said, reason):
    with pytest.raises(FileSkipped, match=reason):
        facts(tmp_path, name, said)


@pytest.mark.parametrize("ending", READERS)
def test_an_empty_file_of_any_format_says_nothing_or_why(tmp_path, ending):
    with suppress(FileSkipped):
        assert facts(tmp_path, f"a{ending}", b"") == []


@pytest.mark.parametrize("name", SAMPLES)
def test_each_link_keeps_its_target(tmp_path, name):
    found = facts(tmp_path, name, SAMPLES[name][0])
    links = [mark.target for fact in found for mark in fact.marks if mark.kind == "link"]
    assert all(links)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Write `+**+` here and `{x}` there.", ["Write ** here and {x} there."]),
        ("A [.big]##T##itle and #one#", ["A Title and one"]),
        ("Write +{name}+ in C++ and D++.", ["Write {name} in C++ and D++."]),
        ("<.> Slate lasts\n<.> Clay breaks\n", ["Slate lasts", "Clay breaks"]),
        ('[cols="2*"] <1>\nSlate lasts\n', ["Slate lasts"]),
        ("|===\n|Stone |Price\n\n|Slate\n// of Wales\n|90\n|===\n", ["Slate – Price: 90"]),
        ('[cols="1,1"]\n|===\n|Stone\n|Price\n\n|Slate\n|90\n|===\n', ["Slate – Price: 90"]),
        (
            "|===\n|Stone |Price |Age\n.2+|Slate 2+|old\n|90 |5\n|===\n",
            ["Slate – Price: old; Age: old", "Slate – Price: 90; Age: 5"],
        ),
        (
            "|===\n|Stone |Uses\n|Slate a|\n* [ ] roofs\n* walls\n|===\n",
            ["Slate – Uses: roofs; walls"],
        ),
        (
            ":stone: slate\n\nThe {stone} of {a} is {url}/x[old].",
            ["stone: slate", "The slate of {a} is old."],
        ),
        ('Slate &#43; "`new tiles`" last', ['Slate + "new tiles" last']),
    ],
)
def test_signs_of_asciidoc_are_no_text(tmp_path, note, said):
    file = tmp_path / "a.adoc"
    file.write_text(note)
    assert [fact.plain for fact in facts_of(read_note(file, "a.adoc"))] == said


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            "<dl><dt>Lye</dt><dd>burns</dd><dt>Tallow</dt><dd><p>melts</p></dd></dl>",
            ["Lye", "Lye > burns", "Tallow", "Tallow > melts"],
        ),
        ("<dl><dd>Set in from the margin.</dd></dl>", ["Set in from the margin."]),
        ("<h2>Kinds<a href='#k'>¶</a></h2><p>Slate lasts.</p>", ["Kinds > Slate lasts."]),
        ("<a href='/x'><h2>Kinds</h2></a><p>Slate lasts.</p>", ["Kinds > Slate lasts."]),
        (r"<p>So <math alttext='{\displaystyle m=3}'><mi>m</mi></math>.</p>", ["So $m=3$."]),
        ("<p>Sl\u00adate lasts.</p>", ["Slate lasts."]),
    ],
)
def test_a_saved_page_keeps_terms_formulas_and_headings(tmp_path, page, said):
    file = tmp_path / "a.html"
    file.write_text(f"<body><h1>Roofs</h1>{page}</body>", encoding="utf-8")
    found = facts_of(read_note(file, "a.html"))
    told = [" > ".join((*fact.context[1:], fact.plain)) for fact in found]
    assert [one for one in told if one not in ("Roofs", "Kinds")] == said


def test_a_page_of_several_titles_bears_its_own_once(tmp_path):
    file = tmp_path / "Roofs.md"
    file.write_text("# Roofs\n\nSlate lasts.\n\n# Walls\n\nBrick lasts.\n")
    found = facts_of(read_note(file, "Roofs.md"))
    assert [fact.context for fact in found if fact.kind == "fact"] == [
        ("Roofs",),
        ("Roofs", "Walls"),
    ]
