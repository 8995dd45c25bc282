from dataclasses import replace

import pytest

from graph.records import Answer, Citation, Concept, Fact, Intent, Mention, Report, Span
from graph.screen.answercard import answer_blocks, asked_names
from graph.screen.blocks import AnswerCard, Columns, Group, Piece
from graph.screen.reasons import reason_of
from graph.views.tone import NEAREST, NOT_COMPARED

SIDES = ("a", "b")
COMPARED = (Concept("a", "Alpha"), Concept("b", "Beta", aliases=("Second",)))
REPORT = Report(files=2, facts=40, concepts=9, relations=5)


def fact(text: str, *, line: int = 3) -> Fact:
    return Fact(
        id=f"a.md#{line}",
        path="a.md",
        span=Span(0, len(text)),
        text=text,
        plain=text,
        line=line,
        end_line=line,
        context=("Queues",),
    )


def answered(*texts: str, text: str, value: str = "", **more: object) -> Answer:
    cited = tuple(Citation(fact(one, line=at), 1.0) for at, one in enumerate(texts, 3))
    return Answer("how long?", "lookup", True, 0.9, text, value, cited, **more)  # type: ignore[arg-type]


def card_of(answer: Answer, *around: tuple[int, str]) -> AnswerCard:
    card = answer_blocks(answer, around, REPORT)[0]
    assert isinstance(card, AnswerCard)
    return card


def test_the_value_stands_alone_and_in_bold_inside_its_sentence():
    card = card_of(
        answered("Messages stay for 14 days.", text="Messages stay for 14 days.", value="14 days")
    )
    assert card.headline == (Piece("14 days", strong=True),)
    assert Piece("14 days", strong=True) in card.quotes[0].pieces


def test_yes_or_no_is_strong_in_the_answer_and_not_in_the_line_that_it_is_concluded_from():
    said = answered("no lift, no ramp", text="No: no lift, no ramp", value="No")
    card = card_of(replace(said, intent="yesno"))
    assert card.headline == (Piece("No", strong=True), Piece(": no lift, no ramp"))
    assert card.quotes[0].pieces == (Piece("no lift, no ramp"),)


def test_an_answer_that_is_not_sure_is_introduced_as_the_nearest_line_and_has_nothing_in_bold():
    said = answered("no lift, no ramp", text="No: no lift, no ramp", value="No", sure=False)
    card = card_of(replace(said, intent="yesno"))
    assert card.hedge == NEAREST
    assert not any(piece.strong for piece in card.headline)
    assert "No" not in "".join(piece.text for piece in card.headline)


@pytest.mark.parametrize(("intent", "said"), [("exact", ""), ("compare", NOT_COMPARED)])
def test_quoted_words_are_simply_there_and_a_comparison_may_be_ours(intent: Intent, said: str):
    assert card_of(replace(answered("B", text="B", sure=False), intent=intent)).hedge == said


def test_the_card_shows_one_line_before_and_after():
    answer = answered("B", text="B")
    card = card_of(answer, (2, "  - A"), (3, "  - B"), (4, "  - C"))
    assert (card.before, card.after) == ("A", "C")


@pytest.mark.parametrize("line", ["- **A**: [b](c.md)", "`A`: [[b]]", "| A: b |", "- __A__: b"])
def test_a_line_beside_is_shown_without_marks(line: str):
    assert card_of(answered("B", text="B"), (2, line)).before == "A: b"


def test_lines_that_the_answer_is_not_made_of_stand_below_it():
    _, more = answer_blocks(answered("Yes it does", "Other", text="Yes it does"), (), REPORT)
    assert isinstance(more, Group)
    assert [row.line for row in more.rows] == [4]


def test_what_is_only_similar_stands_apart_and_is_off_at_first():
    answer = replace(answered("Yes", "no such word", "yes too", text="Yes"), question="is yes?")
    _, lines, similar = answer_blocks(_why(answer, "", "meaning #1", "words: yes"), (), REPORT)
    assert [row.label for row in lines.rows] == ["matches your words"]
    assert [row.label for row in similar.rows] == ["similar meaning"]
    assert (similar.tone, similar.shown) == ("similar", 0)


def test_a_typos_nearest_word_stands_below_every_exact_hit():
    answer = replace(answered("Q", "orders", "my order", text="Q"), question="oredrs of my order")
    _, lines = answer_blocks(_why(answer, "", "words: orders", "words: order"), (), REPORT)
    assert [row.label for row in lines.rows] == ["matches your words", "similar spelling"]


def test_a_comparison_shows_each_side_under_its_name():
    answer = answered("A keeps order", "B does not", text="A keeps order. B does not", asked=SIDES)
    cited = zip(answer.citations, SIDES, strict=True)
    cited = [replace(c, fact=replace(c.fact, subject=side)) for c, side in cited]
    below = replace(cited[0], fact=replace(fact("C", line=9), context=("Second",)))
    answer = replace(answer, intent="compare", citations=(*cited, below), text=answer.text + " C")
    card, columns = answer_blocks(answer, (), REPORT, {one.id: one for one in COMPARED})
    assert "".join(piece.text for piece in card.headline) == "Alpha and Beta"
    assert isinstance(columns, Columns)
    assert (columns.left, columns.right) == ("Alpha", "Beta")
    (general,) = columns.aspects
    assert [row.line for row in general.left] == [3]
    assert [row.line for row in general.right] == [4, 9]


def _why(answer: Answer, *reasons: str) -> Answer:
    cited = zip(answer.citations, reasons, strict=True)
    return replace(answer, citations=tuple(replace(c, why=(why,)) for c, why in cited))


def test_two_lines_of_which_the_answer_is_made_are_both_cited():
    card = card_of(answered("5 minutes", "15 minutes", text="5 minutes; 15 minutes"))
    assert [row.line for row in card.quotes] == [3, 4]


def test_a_refusal_says_what_was_searched_and_shows_at_most_three_near_misses():
    near = tuple(Citation(fact("x", line=at), 0.1) for at in range(5))
    answer = Answer("why?", "lookup", False, 0.1, citations=near, suggestions=("what is SQS?",))
    card, group = answer_blocks(answer, (), REPORT)
    assert isinstance(card, AnswerCard)
    assert isinstance(group, Group)
    assert card.remarks == ("Searched 40 facts in 2 files.",)
    labels = [choice.label for choice in card.choices]
    assert labels == ["Did you mean: what is SQS?", "Add to gaps"]
    assert (len(group.rows), group.tone) == (3, "near")


@pytest.mark.parametrize(
    ("question", "line", "why", "label"),
    [
        ("which queue keeps order", "which queue keeps order is told below", (), "exact phrase"),
        (
            "does it keep order of messages",
            "Order of messages: does keep",
            (),
            "matches all your words",
        ),
        ("what holds?", "Holds 14 of them", ("words: holds", "meaning #1"), "matches your words"),
        ("what hodls?", "Holds 14 of them", ("words: holds", "meaning #1"), "similar spelling"),
        ('what is "14 of"?', "Holds 14 of them", (), "exact phrase"),
        ("how large?", "Holds 14 of them", ("meaning #1",), "similar meaning"),
        (
            "how large?",
            "Holds 14 of them",
            ("about Queue", "gives such a value"),
            "right kind of value",
        ),
        ("how large?", "Holds 14 of them", (), "similar meaning"),
    ],
)
def test_a_line_is_labelled_with_its_strongest_reason(question, line, why, label):
    asked = Answer(question, "lookup", True, 1.0)
    assert reason_of(Citation(fact(line), 1.0, why), asked) == label


def test_a_line_that_uses_another_name_says_so():
    named = replace(fact("SQ keeps order"), mentions=(Mention("queue", Span(0, 2)),))
    asked = Answer("does Simple Queue?", "lookup", True, 1.0, asked=("queue",))
    assert reason_of(Citation(named, 1.0), asked) == "matches another name"


def test_a_short_name_is_spelt_out():
    queue = Concept("queue", "Simple Queue", aliases=("SQ",))
    answer = Answer("what is SQ?", "lookup", True, 1.0, asked=("queue", "gone"))
    assert asked_names(answer, {"queue": queue}) == "SQ = Simple Queue"
