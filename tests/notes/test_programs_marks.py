"""What Obsidian, Logseq, Roam and Joplin add to Markdown."""

from __future__ import annotations

import pytest

LOGGED = """\
- TODO Mend the roof
  SCHEDULED: <2024-05-12 Sun>
  :LOGBOOK:
  CLOCK: [2024-05-12 Sun 10:00:00]--[2024-05-12 Sun 11:00:00] =>  01:00:00
  :END:
  collapsed:: true
  - with slate
"""
CALLOUTS = """\
# Roof

> [!tip]- If it leaks
> Put a bucket under it
> - and call Mara

> [!note]
> Slate lasts long

After it.
"""


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Slate %%ask Mara%% lasts.", ["Slate lasts."]),
        ("%%\nnot yet\n\nat all\n%%\nSlate lasts.", ["Slate lasts."]),
        ("<%* let a = 1\nlet b = 2 %>\nSlate <% tp.date.now() %> lasts.", ["Slate lasts."]),
        ("{{title}} lasts {{date:YYYY}}", ["lasts"]),
        ("Slate comes from {{c1::Wales::where}}.", ["Slate comes from Wales."]),
        ("Slate is 100%% stone, I am 90%% sure.", ["Slate is 100%% stone, I am 90%% sure."]),
        ("`%%` and `<% a %>` stay", ["%% and <% a %> stay"]),
        ("```\n%%\na\n%%\n```", ["%% a %%"]),
        ("Slate lasts. ^3f2a1b", ["Slate lasts."]),
        ("- Slate lasts\n  ^slate-1", ["Slate lasts"]),
        ("- Slate lasts\n  hl-page:: 3\n  ls-type:: annotation", ["Slate lasts"]),
        ("The area is 10 ^2", ["The area is 10 ^2"]),
        ("![[roof.png|300]] Slate lasts", ["Slate lasts"]),
        ("{{embed [[Roofs]]}}", ["Roofs"]),
        ("- {{[[query]]: {and: [[TODO]] {not: [[Roofs]]}}}}", []),
        ("{{embed ((11111111-2222-3333-4444-555555555555))}}", []),
        ("- {{[[TODO]]}} Mend it", ["TODO Mend it"]),
        ("Slate\n\nid: " + "0" * 32 + "\nparent_id: 1\ntype_: 1", ["Slate"]),
        (LOGGED, ["TODO Mend the roof", "SCHEDULED: 2024-05-12 Sun", "with slate"]),
    ],
)
def test_what_only_programs_read_is_left_out(plains, note, said):
    assert plains(note) == said


def test_a_callout_stands_under_its_title(paths):
    assert paths(CALLOUTS, "a.md") == [
        "Roof > If it leaks",
        "Roof > If it leaks > Put a bucket under it",
        "Roof > If it leaks > and call Mara",
        "Roof > Slate lasts long",
        "Roof > After it.",
    ]


@pytest.mark.parametrize("sign", " xX/>?!<-i")
def test_the_sign_in_a_box_is_no_text(plains, sign):
    assert plains(f"- [{sign}] Mend the roof") == ["Mend the roof"]


def test_a_number_in_brackets_is_no_box(plains):
    assert plains("- [1] Vell, Roofs") == ["[1] Vell, Roofs"]


def test_a_table_in_html_is_read_by_rows(read):
    note = (
        "<table>\n<tr><th>Stone</th><th>Price</th></tr>\n"
        "<tr><td>Slate</td>\n<td><b>90</b></td></tr></table>\n"
    )
    (row,) = read(note)
    assert row.plain == "Slate – Price: 90"
    assert (row.line, row.end_line) == (3, 4)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (r"So $a_1 * b_2$ and \(x\_y\) hold", [r"So $a_1 * b_2$ and \(x\_y\) hold"]),
        (r"\neg A and \\ stay", [r"\neg A and \ stay"]),
        ("$$\na = b \\\\\n=\n= c. D\n$$\n", [r"$$ a = b \\ = = c. D $$"]),
        (
            "\\begin{align}\na &= b \\\\\n&= c. D\n\\end{align}",
            [r"\begin{align} a &= b \\ &= c. D \end{align}"],
        ),
        ("It costs $5, that $10, a *third* $x", ["It costs $5, that $10, a third $x"]),
    ],
)
def test_formulas_are_kept_as_they_are_written(plains, note, said):
    assert plains(note) == said


def test_a_cell_that_is_merged_stands_in_each_of_its_rows(plains):
    table = (
        "<table><tr><th>Stone</th><th>Price</th><th>From</th></tr>\n"
        '<tr><td rowspan="2">Slate</td><td>90</td><td>Wales</td></tr>\n'
        "<tr><td colspan=2>none</td></tr>\n<tr><td colspan=3>Bricks</td></tr></table>\n"
    )
    assert plains(table) == [
        "Slate – Price: 90; From: Wales", "Slate – Price: none; From: none", "Bricks"
    ]  # fmt: skip


@pytest.mark.parametrize("bar", ["|", "\\|"])
def test_the_bar_of_a_link_ends_no_cell(read, bar):
    (row,) = read(f"| Stone | From |\n|---|---|\n| Slate | [[North Wales{bar}Wales]] |\n")
    assert row.plain == "Slate – From: Wales"
    assert row.marks[-1].target == "North Wales"


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("- a ==steep== roof", "a steep roof"),
        ("- ==[[Slate]] and **lead**== last", "Slate and lead last"),
        ("- a==b or c==d", "a==b or c==d"),
        ("- holds where x == y and y == z", "holds where x == y and y == z"),
    ],
)
def test_the_signs_of_a_highlight_are_no_text(plains, line, plain):
    assert plains(line) == [plain]


def test_a_line_that_is_struck_out_is_marked_so(read):
    facts = read("- ~~the roof is steep~~\n- ~~two~~ three men\n- [ ] ~~buy slate~~\n")
    assert [(fact.plain, fact.is_struck) for fact in facts] == [
        ("the roof is steep", True), ("three men", False), ("buy slate", False)
    ]  # fmt: skip


def test_a_link_that_a_template_fills_in_is_no_text(plains):
    assert plains("- mason: [[{{name}}]] of Ulm") == ["mason: of Ulm"]


def test_a_reference_to_a_block_is_a_link_to_its_page(read):
    number = "5feb30e3-fedc-4c2a-aa03-b44020c21c68"
    (fact,) = read(f"- as said in (({number}))")
    assert [(mark.kind, mark.target) for mark in fact.marks] == [("link", f"id:{number}")]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("# T\n\nOwner: [[Mara]]\nStack:: [[Go]]\n", ["T > Owner: Mara", "T > Stack: Go"]),
        (
            "- Owner: [[Mara]]\n- Stack::\n  - [[Go]]\n",
            ["a > Owner: Mara", "a > Stack", "a > Stack > Go"],
        ),
        ("- Owner: [[Mara]]\n- Stack::\n- Go\n", ["a > Owner: Mara", "a > Go"]),
    ],
)
def test_a_key_stands_beside_the_one_above_and_over_its_list(paths, note, said):
    assert paths(note) == said
