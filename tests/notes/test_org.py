from __future__ import annotations

import pytest

from graph.notes.reading import title_of
from graph.notes.tasks import task_state

GARDEN = """\
:PROPERTIES:
:ID:       11111111-2222-3333-4444-555555555555
:ROAM_ALIASES: "Kitchen garden" Potager
:END:
#+title: Garden
#+filetags: :outdoors:food:
#+startup: overview
# nobody reads this

Beans need /strings/ to climb
and a lot of water.

* TODO [#A] Dig the pond [1/3]                          :water:work:
SCHEDULED: <2024-05-12 Sun>
:LOGBOOK:
CLOCK: [2024-05-12 Sun 10:00]--[2024-05-12 Sun 11:00] =>  1:00
:END:
* Beds
:PROPERTIES:
:Owner: [[id:99999999-2222-3333-4444-555555555555][Mara]]
:END:
- Compost :: what worms leave
- [X] sow *kale*
  in rows of ten
  1. thin them
#+begin_src sh
water --all
#+end_src
#+begin_quote
Rain is free.
#+end_quote
| Bed  | Crop  |
|------+-------|
| East | Leeks |
"""


def test_an_org_note_is_read_whole(paths):
    assert paths(GARDEN, "a.org") == [
        "Garden > aliases: Kitchen garden, Potager",
        "Garden > title: Garden",
        "Garden > filetags: outdoors, food",
        "Garden > Beans need strings to climb and a lot of water.",
        "Garden > Dig the pond",
        "Garden > Dig the pond > tags: water, work",
        "Garden > Dig the pond > SCHEDULED: 2024-05-12 Sun",
        "Garden > Beds > Owner: Mara",
        "Garden > Beds > Compost: what worms leave",
        "Garden > Beds > sow kale in rows of ten",
        "Garden > Beds > sow kale in rows of ten > thin them",
        "Garden > Beds > sow kale in rows of ten > thin them > water --all",
        "Garden > Beds > Rain is free.",
        "Garden > Beds > Rain is free. > East – Crop: Leeks",
    ]


def test_the_state_of_a_headline_makes_a_task(read):
    pond = next(fact for fact in read(GARDEN, "a.org") if fact.plain == "Dig the pond")
    kale = next(fact for fact in read(GARDEN, "a.org") if "kale" in fact.plain)
    assert task_state(pond, GARDEN) == "open"
    assert task_state(kale, GARDEN) == "done"


@pytest.mark.parametrize(
    ("line", "plain", "target"),
    [
        ("see [[id:1-2][the pond]] now", "see the pond now", "id:1-2"),
        ("see [[file:pond.org::*Fish][fish]]", "see fish", "pond.org#Fish"),
        ("see [[file:pond.org]]", "see pond.org", "pond.org"),
        ("see [[*Old beds]]", "see Old beds", "#Old beds"),
        ("see [[roam:Old beds]]", "see Old beds", "Old beds"),
        ("see [[https://x.org/a_b_c][a *b* page]]", "see a b page", "https://x.org/a_b_c"),
    ],
)
def test_a_link_leads_where_links_of_other_formats_do(read, line, plain, target):
    (fact,) = read(line, "a.org")
    assert fact.plain == plain
    assert [mark.target for mark in fact.marks if mark.kind == "link"] == [target]


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("a =b_c= and ~d*e~", "a b_c and d*e"),
        ("2*3*4 and a/b/c stay", "2*3*4 and a/b/c stay"),
        (r"so \(a_1 / b_2\) and $x_i * y_i$ stay", r"so \(a_1 / b_2\) and $x_i * y_i$ stay"),
        ("met <2024-05-12 Sun 10:00 +1w> again", "met 2024-05-12 Sun 10:00 again"),
        ("a claim[fn:1] and {{{version}}}more", "a claim and more"),
        ("[[./pond.png]] with words", "with words"),
    ],
)
def test_marks_are_taken_off_and_formulas_stay(plains, line, plain):
    assert plains(line, "a.org") == [plain]


def test_lines_broken_on_purpose_are_facts_of_their_own(plains):
    note = "- Kale\n  Sow it in May\n  Pick it in autumn\n"
    assert plains(note, "a.org") == ["Kale", "Sow it in May", "Pick it in autumn"]


def test_own_words_for_states_are_no_part_of_a_name(plains):
    note = "#+TODO: SEED(s) | GROWN\n* SEED Kale\n* GROWN Leek\n"
    assert plains(note, "a.org") == ["Kale", "Leek"]


def test_the_title_is_what_the_file_says(plains):
    assert title_of("#+TITLE: Old /beds/\n", "a.org") == "Old beds"
    assert title_of("* Beds\n  #+TITLE: of an example\n", "roses.org") == "roses"


def test_both_days_of_a_task_are_read_and_its_repeats_and_closing_left_out(paths):
    note = (
        "* Mend the shed\nCLOSED: [2024-05-13 Mon] DEADLINE: <2024-05-12 Sun +1w -2d> "
        "SCHEDULED: <2024-05-02 Thu 10:00>\nwith slate\n"
    )
    assert paths(note, "a.org") == [
        "a > Mend the shed > DEADLINE: 2024-05-12 Sun",
        "a > Mend the shed > SCHEDULED: 2024-05-02 Thu 10:00",
        "a > Mend the shed > with slate",
    ]


def test_words_that_are_struck_out_are_not_read(plains):
    assert plains("The rent is +900+ 950.\n", "a.org") == ["The rent is 950."]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("So\n\\begin{align}\na &= b \\\\\n&= c. D\n\\end{align}\nholds.\n",
         ["So", r"\begin{align} a &= b \\ &= c. D \end{align}", "holds."]),
        ("\\[\na = b\n\\]\n", [r"\[ a = b \]"]),
        ("$$ a\n= b $$\n", ["$$ a = b $$"]),
        ("\\begin{align}\n\nnever ends\n", [r"\begin{align}", "never ends"]),
    ],
)  # fmt: skip
def test_a_formula_of_several_lines_stays_whole(plains, note, said):
    assert plains(note, "a.org") == said
