from __future__ import annotations

import pytest

GARDEN = """Garden Notes

May 4 2020

Roses

  • Need sun
  • Pruning
    • In March
    • Above a bud
  • Last long

Beds / Pots / Greenhouse

  • Pots
  • Dry out fast
  • Greenhouse
  • Needs air
"""


def test_a_lone_line_above_content_is_a_heading(paths):
    assert paths("Roses\n\n• Need sun\n", "a.txt") == ["Roses > Need sun"]


@pytest.mark.parametrize("indent", ["", " ", "   "])
def test_a_name_between_two_lists_heads_the_second(paths, indent):
    text = f"Roses\n{indent}- Need sun\nFerns\n{indent}- Need shade\n"
    assert paths(text, "a.txt") == ["Roses > Need sun", "Ferns > Need shade"]


def test_a_name_heads_the_labelled_lines_right_under_it(paths):
    text = "Ona Brevik\nRole: pilot\nPhone: 555 0101\n\nTam Leary\nRole: driver\n"
    assert paths(text, "a.txt") == [
        "Ona Brevik > Role: pilot",
        "Ona Brevik > Phone: 555 0101",
        "Tam Leary > Role: driver",
    ]


def test_to_do_heads_the_tasks_under_it(paths):
    text = "Van\n- booked\nTo do\n- cancel the power\n"
    assert paths(text, "a.txt") == ["Van > booked", "To do > cancel the power"]


def test_small_letters_head_a_list_that_stands_further_right(paths):
    text = "Roses\n - Need sun\nferns\n - Need shade\n"
    assert paths(text, "a.txt") == ["Roses > Need sun", "ferns > Need shade"]


def test_a_sentence_between_two_lists_heads_nothing(paths):
    text = "Roses\n- Need sun\nThe ferns are all dead.\n- Need shade\n"
    assert paths(text, "a.txt")[1:] == ["Roses > The ferns are all dead.", "Roses > Need shade"]


def test_two_stars_are_an_item_of_one(paths):
    text = "Roses\n\n* Kinds\n** Climbing\n* Care\n"
    assert paths(text, "a.txt")[1] == "Roses > Kinds > Climbing"


def test_a_date_under_the_title_is_a_fact(paths):
    assert paths(GARDEN, "a.txt")[0] == "Garden Notes > May 4 2020"


def test_bullets_stand_under_their_parents(read):
    facts = {fact.plain: fact for fact in read(GARDEN, "a.txt")}
    assert facts["In March"].context == ("Roses", "Pruning")
    assert facts["In March"].parent == facts["Pruning"].id
    assert facts["Last long"].context == ("Roses",)
    assert facts["In March"].headings == 1


@pytest.mark.parametrize("sign", ["•", "-", "*", "+", "–", "1.", "2)", "(a)", "b)", "c."])
def test_every_usual_sign_makes_a_bullet(plains, sign):
    assert plains(f"Roses\n\n{sign} Need sun\n{sign} Smell\n", "a.txt") == [
        "Need sun",
        "Smell",
    ]


@pytest.mark.parametrize("indent", ["  ", "    ", "\t", " \t"])
def test_tabs_and_blanks_both_indent(paths, indent):
    assert paths(f"- Roses\n{indent}- Need sun\n", "a.txt")[1] == "Roses > Need sun"


def test_indentation_alone_makes_an_outline(paths):
    text = "Tools\n\nSpade\n    For digging\n    Heavy\nRake\n    For leaves\n"
    assert paths(text, "a.txt") == [
        "Tools > Spade",
        "Tools > Spade > For digging",
        "Tools > Spade > Heavy",
        "Tools > Rake",
        "Tools > Rake > For leaves",
    ]


def test_dashes_right_under_a_number_belong_to_it(paths):
    text = "1. Dig\n- deep\n- wide\n2. Plant\n"
    assert paths(text, "a.txt") == ["Dig", "Dig > deep", "Dig > wide", "Plant"]


@pytest.mark.parametrize("heading", ["Roses\n=====", "Roses\n-----", "== Roses ==", "# Roses"])
def test_marked_headings_need_no_blank_line(paths, heading):
    assert paths(f"{heading}\nThey need sun.\n", "a.txt") == ["Roses > They need sun."]


def test_a_colon_heading_stays_under_the_bare_one(paths):
    text = "Roses\n\nCare:\n\nWater them often, and early.\n"
    assert paths(text, "a.txt") == ["Roses > Care > Water them often, and early."]


def test_a_line_with_a_colon_leads_the_list_right_under_it(read):
    text = "Roses\n\nThey need:\n- sun\n- water\n\nThat is all there is to say of them, really.\n"
    facts = read(text, "a.txt")
    assert [fact.context for fact in facts[1:3]] == [("Roses", "They need")] * 2
    assert facts[1].parent == facts[0].id
    assert facts[3].context == ("Roses",)


def test_a_full_line_goes_on_in_the_next(plains):
    text = (
        "The old rose by the southern wall of the house was planted in\n"
        "nineteen hundred and two. It still blooms every June and fills\n"
        "the whole yard.\n"
    )
    assert plains(text, "a.txt") == [
        "The old rose by the southern wall of the house was planted in nineteen hundred and two.",
        "It still blooms every June and fills the whole yard.",
    ]


def test_short_lines_each_state_something(plains):
    assert plains("Buy soil\nCall Ann\nSharpen spade\n", "a.txt") == [
        "Buy soil",
        "Call Ann",
        "Sharpen spade",
    ]


def test_a_wrapped_bullet_is_one_fact(read):
    (fact,) = read("- They need sun\n  and water\n", "a.txt")
    assert (fact.plain, fact.line, fact.end_line) == ("They need sun and water", 1, 2)


def test_rules_and_empty_bullets_say_nothing(plains):
    assert plains("- Sun\n-\n-----\n•\n* * *\n- Water\n", "a.txt") == ["Sun", "Water"]


def test_dates_head_the_entries_of_a_log(paths):
    text = "2020-05-04\n\nPlanted beans\n\n2020-05-05\n\nRain\n"
    assert paths(text, "a.txt") == ["2020-05-04 > Planted beans", "2020-05-05 > Rain"]


def test_a_task_box_is_no_part_of_the_fact(plains):
    assert plains("- [ ] Buy soil\n- [x] Call Ann\n", "a.txt") == ["Buy soil", "Call Ann"]


@pytest.mark.parametrize(
    ("line", "plain", "kinds"),
    [
        ("run `boil x` now", "run boil x now", ["code"]),
        ("**never** cold", "never cold", ["bold"]),
        ("see [[Tea|here]] and https://x.org.", "see here and https://x.org.", ["link", "link"]),
        ("2 ** 3 ** 4 and `", "2 ** 3 ** 4 and `", []),
        ("<name> of __init__ is a*b*c_d_e", "<name> of __init__ is a*b*c_d_e", []),
    ],
)
def test_only_the_plainest_marks_are_read_in_plain_text(read, line, plain, kinds):
    (fact,) = read(f"- {line}\n", "a.txt")
    assert (fact.plain, fact.text) == (plain, line)
    assert [mark.kind for mark in fact.marks] == kinds


def test_marks_in_wrapped_lines_keep_their_sentences_in_place(read):
    text = "- use `boil` on the stove. Then\n  pour **all** of it. Drink.\n  Now\n"
    facts = read(text, "a.txt")
    assert [(fact.text, fact.line, fact.end_line) for fact in facts] == [
        ("use `boil` on the stove.", 1, 1),
        ("Then\n  pour **all** of it.", 1, 2),
        ("Drink.\n  Now", 2, 3),
    ]


@pytest.mark.parametrize(
    "top", ["WATER", "Boiling water\nhttps://x.org", "Tea\nIt is hot and wet."]
)
def test_the_first_line_of_a_paragraph_may_head_it(read, top):
    facts = read(f"Kitchen\n\nThe place to be, for tea.\n\n{top}\nMore of it\n", "a.txt")
    assert facts[-1].context == (top.split("\n")[0],)


def test_a_first_line_with_a_colon_leads_the_lines_under_it(paths):
    text = "Tea\n\nThe best drink of all, really.\n\nKinds:\nGreen\nBlack\n\nAll hot.\n"
    assert paths(text, "a.txt")[1:] == [
        "Tea > Kinds:",
        "Tea > Kinds > Green",
        "Tea > Kinds > Black",
        "Tea > All hot.",
    ]


LONG_TITLE = "The voyage of the narrow boat along the canal"


@pytest.mark.parametrize(
    "item",
    [
        "lent to the neighbour, who has not brought it back",
        "stopped where the lock keeper tells his story, too long",
        "4.5 of 5",
    ],
)
def test_indented_lines_in_small_letters_are_items_under_their_line(paths, item):
    text = f"{LONG_TITLE}\n  bought on the market in may\n  {item}\n\nTea\n  hot\n"
    assert paths(text, "a.txt") == [
        LONG_TITLE,
        f"{LONG_TITLE} > bought on the market in may",
        f"{LONG_TITLE} > {item}",
        "Tea",
        "Tea > hot",
    ]


def test_lines_that_all_begin_small_each_state_something(plains):
    lines = [
        "paint the north wall before october, it needs two coats",
        "ask the neighbour about the fence since he paid for half",
        "buy longer screws",
    ]
    assert plains("\n".join(lines), "a.txt") == lines


def test_small_letters_go_on_where_the_line_above_was_full(plains):
    text = (
        "it was broken for want of room, as mails and many old notes are\nalways broken, "
        "a little before the column at which a terminal ends\nand not where a thought does\n"
    )
    assert plains(text, "a.txt") == [" ".join(text.split())]


def test_what_answers_stands_under_what_asks(paths):
    text = "Lamps\n\nQ: Does it smoke?\nA: Nope.\nA: Not with new oil.\n"
    text += "Q: Why?\nA: Old oil.\n\nA: tin\n"
    assert paths(text, "a.txt") == [
        "Lamps > Does it smoke?",
        "Lamps > Does it smoke? > Nope.",
        "Lamps > Does it smoke? > Not with new oil.",
        "Lamps > Why?",
        "Lamps > Why? > Old oil.",
        "Lamps > Why? > tin",
    ]


def test_a_label_that_begins_several_records_heads_each(paths):
    brass = "lamp: brass\npaid: 40\nfault: the wick is too short for the tank that came with it\n"
    assert paths(f"Log\n\n{brass}sold: no\n\nlamp: tin\npaid: 9\nsold: May\n", "a.txt") == [
        "Log > lamp: brass",
        "Log > lamp: brass > paid: 40",
        "Log > lamp: brass > fault: the wick is too short for the tank that came with it",
        "Log > lamp: brass > sold: no",
        "Log > lamp: tin",
        "Log > lamp: tin > paid: 9",
        "Log > lamp: tin > sold: May",
    ]


def test_a_name_in_brackets_heads_the_lines_right_under_it(paths):
    text = "Lamps\n\n[oil]\nthree litres a week\nkept in the shed\n"
    heads = ["[oil] > three litres a week", "[oil] > kept in the shed"]
    assert paths(text, "a.txt") == ["Lamps", *heads]


def test_boxes_need_no_bullet(plains):
    assert plains("Buy\n\n[ ] oil\n[x] wicks\n", "a.txt") == ["oil", "wicks"]


def test_signs_around_a_name_make_it_a_heading(paths):
    text = "*** Bread ***  (two loaves)\n500 g rye\n\n-- Soup --\n- leeks\n"
    assert paths(text, "a.txt") == ["Bread > (two loaves)", "Bread > 500 g rye", "Soup > leeks"]


def test_lines_of_a_list_without_marks_each_stand_for_themselves(plains):
    lines = [
        "200 g lentils, no soaking",
        "1 onion, 3 garlic",
        "1 tin coconut milk, half of it is plenty",
    ]
    lines += ["turmeric, cumin"]
    assert plains("Dal\n\n" + "\n".join(lines) + "\n", "a.txt") == lines


def test_a_link_to_a_note_is_one_in_plain_lines_too(read):
    answer = read("Q: What burns?\nA: An [oil](lamps/oil.md) lamp.\n")[-1]

    assert answer.plain == "An oil lamp."
    assert [(mark.kind, mark.target) for mark in answer.marks] == [("link", "lamps/oil.md")]
