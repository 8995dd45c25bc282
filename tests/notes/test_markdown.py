from __future__ import annotations

import pytest


def test_headings_nest_and_paragraphs_part_into_sentences(paths):
    text = "# Tea\n\nTea is a drink. It is old.\n\n## Green\n\nSteamed, not dried.\n"
    text += "\n# Rum\n\nStrong.\n"
    assert paths(text) == [
        "a > Tea > Tea is a drink.",
        "a > Tea > It is old.",
        "a > Tea > Green > Steamed, not dried.",
        "a > Rum > Strong.",
    ]


def test_one_title_needs_no_file_name_above_it(paths):
    assert paths("# Tea\n\nTea is a drink.\n", "drinks.md") == ["Tea > Tea is a drink."]


@pytest.mark.parametrize(
    ("path", "above"),
    [("drinks/Tea.md", "Tea > "), ("A___B%2FC.md", "A/B/C > "), ("README.md", "")],
)
def test_a_page_without_title_is_named_by_its_file(paths, path, above):
    assert paths("A drink.\n", path) == [f"{above}A drink."]


def test_lists_nest_and_further_paragraphs_belong_to_their_bullet(paths):
    text = "# Tea\n\n- Green\n  - Mild\n\n  Steamed first.\n- Black\n"
    assert paths(text) == [
        "Tea > Green",
        "Tea > Green > Mild",
        "Tea > Green > Steamed first.",
        "Tea > Black",
    ]


def test_outlines_may_be_deep(read):
    text = "".join("\t" * depth + f"- level {depth}\n" for depth in range(30))
    assert len(read(text)[-1].context) == 30  # the page and the bullets above


def test_marks_are_left_out_of_plain_and_kept_as_marks(read):
    (fact,) = read(
        "# T\n\nUse **strong** `tea` from [Assam](https://x.org/a) and [[Page|here]] #hot\n"
    )
    assert fact.plain == "Use strong tea from Assam and here #hot"
    assert [(mark.kind, mark.span.of(fact.plain), mark.target) for mark in fact.marks] == [
        ("bold", "strong", ""),
        ("code", "tea", ""),
        ("link", "Assam", "https://x.org/a"),
        ("link", "here", "Page"),
        ("tag", "#hot", ""),
    ]


@pytest.mark.parametrize(
    ("inside", "plain"),
    [
        ("*a* and _b_ and ***c***", "a and b and c"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        (r"a \* b &amp; c", "a * b & c"),
        ("~~old~~ new", "new"),
        ("the rent is ~~**900** [a](b)~~ 950", "the rent is 950"),
        ("~~all of it~~", "all of it"),
        ("x <b>y</b> <!-- z --> w", "x y  w"),
        ("see <https://x.org/a>", "see https://x.org/a"),
        ("said so[^1] then", "said so then"),
        ("`` a`b ``", "a`b"),
        ("![a cup of tea](cup.png) is here", "a cup of tea is here"),
        ("![cup.png](cup.png) is here", "is here"),
        ("[ref] is known\n\n[ref]: https://x.org", "ref is known"),
        ("[[a b]] not [c](d", "a b not [c](d"),
        ("[a b](Some Page) and ![c d](../e f.png)", "a b and c d"),
        ("• a sign that Markdown lacks", "a sign that Markdown lacks"),
        ("{{video abc}} of tea", "of tea"),
        ("$ {} 🍵\n\nhot", "hot"),
    ],
)
def test_what_is_inside_a_line_is_read_plainly(plains, inside, plain):
    assert plains(f"# T\n\n{inside}\n") == [plain]


def test_a_row_is_said_with_its_headers(read):
    text = "# T\n\n| Tea | Time | Heat |\n|---|---|---|\n| **Green** | 2 min | |\n"
    text += "| Black | 4 min | 95 |\n"
    facts = read(text)
    assert [fact.plain for fact in facts] == [
        "Green – Time: 2 min",
        "Black – Time: 4 min; Heat: 95",
    ]
    assert facts[0].text == "| **Green** | 2 min | |"
    assert facts[0].marks[0].span.of(facts[0].plain) == "Green"
    assert [fact.line for fact in facts] == [5, 6]


def test_code_stays_code_under_the_line_above_it(read):
    says, code = read("# T\n\nBoil it:\n\n```sh\nboil --hot\n  --long\n```\n")
    assert (code.kind, code.plain, code.parent) == ("code", "boil --hot --long", says.id)
    assert code.context == ("T", "Boil it")
    assert code.text == "boil --hot\n  --long"
    assert (code.line, code.end_line) == (6, 7)


def test_long_code_is_parted_where_it_is_blank(read):
    code = "\n".join(["a = 1"] * 4 + [""] + ["b = 2"] * 12)
    facts = read(f"# T\n\n```\n{code}\n```\n")
    assert [fact.end_line - fact.line + 1 for fact in facts] == [4, 6, 6]


def test_a_list_that_stands_too_far_right_is_still_a_list(paths):
    assert paths("# T\n\n    - a\n        - b **c**\n") == ["T > a", "T > a > b c"]


def test_a_list_right_under_its_paragraph_is_a_list(paths):
    text = "# T\n\nIt needs:\n    - a\n    - b\n        - c\n"
    assert paths(text) == [
        "T > It needs:",
        "T > It needs > a",
        "T > It needs > b",
        "T > It needs > b > c",
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1) **Obs**\n   1.1) hourly\n   1.2) at night too\n",
         ["T > Obs", "T > Obs > hourly", "T > Obs > at night too"]),
        ("a) Oak\n   Hard.\nb) Fir\n   Soft.\n",
         ["T > Oak", "T > Oak > Hard.", "T > Fir", "T > Fir > Soft."]),
        ("Gauge (live)\n   box: tin\n   power: 5 V\nFan\n   Waits for parts.\n",
         ["T > Gauge (live)", "T > Gauge (live) > box: tin", "T > Gauge (live) > power: 5 V",
          "T > Fan", "T > Fan > Waits for parts."]),
        ("Changing the wick\nLet the lamp cool for an hour first.\n",
         ["T > Changing the wick", "T > Changing the wick > Let the lamp cool for an hour first."]),
        ("BUY\n[ ] oil\n[x] wicks\n", ["T > BUY", "T > BUY > oil", "T > BUY > wicks"]),
        ("[lamps]\noil = 3 l a week\nno wicks\n",
         ["T > [lamps]", "T > [lamps] > oil = 3 l a week", "T > [lamps] > no wicks"]),
        ("**Q:** Does it smoke?\n**A:** Nope.\n",
         ["T > Does it smoke?", "T > Does it smoke? > Nope."]),
        ("See also, of all that was written on lamps in the last few years:\n"
         "https://a.org - of the maker, long\nhttps://b.org - short\n",
         ["T > See also, of all that was written on lamps in the last few years:",
          "T > https://a.org - of the maker, long", "T > https://b.org - short"]),
        ("**Rent:** 40 a month, paid at the desk until the end of the year\n**Keys:** two\n",
         ["T > Rent: 40 a month, paid at the desk until the end of the year", "T > Keys: two"]),
    ],
)  # fmt: skip
def test_lines_that_people_mean_as_an_outline_are_one(paths, text: str, lines: list[str]):
    assert paths(f"# T\n\n{text}") == lines


@pytest.mark.parametrize(
    "text",
    [
        "The lamp burns for nine hours if the wick is cut as the\n  manual of the maker says it.",
        "> Lamps\n> burn oil, which is kept in the shed.",
        "- a lamp\n  that burns oil",
    ],
)
def test_lines_that_were_only_wrapped_stay_one_text(plains, text: str):
    assert len(plains(f"# T\n\n{text}\n")) == 1


def test_a_list_of_links_is_no_list_of_facts_unless_they_lead_to_notes(read):
    text = "# T\n\n- [A](#a)\n  - [B](#b)\n- https://x.org\n- see [A](#a)\n- [C](../c%20d.md)\n"
    assert [fact.kind for fact in read(text)] == ["link", "link", "link", "fact", "fact"]


def test_boxes_quotes_and_html_leave_only_their_words(plains):
    text = "# T\n\n- [x] done\n- [ ] open\n\n> quoted\n\n<p align=x>said</p>\n\n<!-- no -->\n"
    assert plains(text) == ["done", "open", "quoted", "said"]


def test_front_matter_names_the_page_and_its_tags(read):
    text = "---\ntitle: Green Tea\naliases: [Sencha, Matcha]\n"
    text += "tags:\n  - hot\nid: 12\nlayout: wide\n---\nMild.\n"
    *front, said = read(text)
    assert [(fact.plain, fact.line) for fact in front] == [
        ("title: Green Tea", 2),
        ("aliases: Sencha, Matcha", 3),
        ("tags: hot", 5),
    ]
    marks = [(m.kind, m.span.of(f.plain)) for f in front for m in f.marks if m.kind != "property"]
    assert marks == [
        ("alias", "Sencha"),
        ("alias", "Matcha"),
        ("tag", "hot"),
    ]
    assert (said.plain, said.context) == ("Mild.", ("Green Tea",))


def test_text_between_two_rules_at_the_top_is_no_head_and_is_kept(plains):
    text = "---\n**Vale & Ward, carpenters**\nMill Lane 4\n---\n# Offer\n\nA gate of oak.\n"
    assert plains(text) == ["Vale & Ward, carpenters", "Mill Lane 4", "A gate of oak."]


def test_a_heading_with_nothing_under_it_is_kept(read):
    (fact,) = read("# Tea\n\n## Green\n")
    assert (fact.plain, fact.kind, fact.context) == ("Green", "topic", ("Tea",))


@pytest.mark.parametrize("hard", ["  \n", "\\\n", "\n"])
def test_a_line_break_that_is_meant_parts_facts(plains, hard):
    assert plains(f"# T\n\nFrom Assam{hard}Best hot\n") == ["From Assam", "Best hot"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("**Adze** - an axe whose edge lies across the handle", "**Froe** (old) - splits shingles"),
        ("BUG-12 the lamp by the gate goes out at night now and then", "BUG-15 the gate sticks"),
        ("**Adze**: an axe whose edge lies across its long handle", "**Froe**: splits shingles"),
    ],
)
def test_lines_that_begin_with_a_term_or_an_id_are_apart(plains, first: str, second: str):
    assert len(plains(f"# T\n\n{first}\n{second}\n")) == 2


def test_a_line_break_for_width_parts_nothing(plains):
    text = (
        "Tea from the high gardens of the north is the one that people\nAssam and elsewhere like.\n"
    )
    assert len(plains(f"# T\n\n{text}")) == 1


def test_pairs_of_key_and_value_in_an_outline(read):
    text = "alias:: Sencha\n\n- Green\n  id:: 5feb30e3-fedc-4c2a-aa03-b44020c21c68\n"
    text += "  type:: [[Drink]]\n\t- Mild\n"
    facts = read(text)
    assert [fact.plain for fact in facts] == ["alias: Sencha", "Green", "type: Drink", "Mild"]
    assert [mark.kind for mark in facts[0].marks] == ["property", "alias"]
    assert facts[2].context == facts[3].context == ("a", "Green")


def test_blocks_between_begin_and_end_signs(read):
    text = "- Look\n  #+BEGIN_EXAMPLE\n  boil x\n  #+END_EXAMPLE\n"
    text += "  #+BEGIN_NOTE\n  Hot!\n  #+END_NOTE\n"
    assert [(fact.plain, fact.kind) for fact in read(text)] == [
        ("Look", "topic"),
        ("boil x", "code"),
        ("Hot!", "fact"),
    ]


def test_the_number_of_a_heading_is_no_part_of_its_name(paths):
    assert paths("# Tea\n\n## 1.2. Green\n\nMild.\n") == ["Tea > Green > Mild."]


@pytest.mark.parametrize(
    ("lead", "above"),
    [
        (
            "I want to drop them all. I can do that with:",
            "I want to drop them all. I can do that with",
        ),
        ("They are many. To drop every one, run:", "To drop every one, run"),
        ("I can do that with:", "I can do that with"),
    ],
)
def test_code_stands_under_the_words_that_its_lead_points_back_to(read, lead, above):
    facts = read(f"# Stash\n\n{lead}\n\n```\ngit stash clear\n```\n")
    assert facts[-1].context == ("Stash", above)


def test_a_heading_of_an_outline_ends_the_first_one_which_has_no_bullet(paths):
    text = "## New\n\t- Blue lid\n- ## Old\n\t- Red lid\n"
    assert paths(text) == ["a > New > Blue lid", "a > Old > Red lid"]
