from graph.records import (
    RELATED_TO,
    Concept,
    Fact,
    Hop,
    Mention,
    Relation,
    Relatives,
    Routes,
    Span,
)
from graph.screen.blocks import AnswerCard, Group, Piece
from graph.screen.grouped import relates_blocks, routes_blocks, shown_relations

NAMES = {"kms": "KMS", "s3": "S3", "sqs": "SQS"}
KMS, S3 = Concept("kms", "KMS"), Concept("s3", "S3")
FACT = Fact(
    "a#1",
    "a.md",
    Span(0, 11),
    "S3 uses KMS",
    "S3 uses KMS",
    line=7,
    end_line=7,
    context=("S3",),
    mentions=(Mention("s3", Span(0, 2)), Mention("kms", Span(8, 11))),
)
WRITTEN = Relation("s3", "uses", "kms", 0.9, "uses", ("a#1",))
NEAR = Relation("kms", RELATED_TO, "sqs", 0.3, "together", ("a#1",))


def groups(*relations: Relation) -> list[Group]:
    found = Relatives(KMS, relations=relations, evidence=(FACT,))
    blocks = relates_blocks(found, relations, NAMES)
    return [block for block in blocks if isinstance(block, Group)]


def test_every_row_has_the_line_that_says_so():
    row = groups(WRITTEN)[0].rows[0]
    assert (row.name, row.line, row.crumb) == ("S3", 7, "a.md › S3")
    assert Piece("S3", strong=True) in row.pieces


def test_the_things_that_are_left_out_are_counted_each_once():
    beside = Relation("kms", RELATED_TO, "s3", 0.3, "together", ("a#1",))
    found = Relatives(KMS, relations=(WRITTEN, beside, NEAR), evidence=(FACT,))
    card = relates_blocks(found, (WRITTEN,), NAMES)[0]
    assert isinstance(card, AnswerCard)
    assert card.remarks == ("1 hidden or only co-mentioned.",)


def test_what_only_stands_together_comes_last_and_apart():
    assert [group.tone for group in groups(NEAR, WRITTEN)] == ["plain", "similar"]


def test_a_relation_that_reads_the_same_both_ways_is_one_group():
    there = Relation("s3", "integrates_with", "kms", 0.9, "integrates", ("a#1",))
    back = Relation("kms", "integrates_with", "sqs", 0.9, "integrates", ("a#1",))
    assert [(group.title, group.count) for group in groups(there, back)] == [("integrates with", 2)]


def test_what_only_stands_together_is_off_at_first():
    assert shown_relations([WRITTEN, NEAR], similar=False) == [WRITTEN]
    assert shown_relations([WRITTEN, NEAR], similar=True) == [WRITTEN, NEAR]


def test_what_only_stands_together_is_shown_where_there_is_nothing_else():
    assert shown_relations([NEAR], similar=False) == [NEAR]


def test_the_legend_and_hidden_things_filter_the_list_too():
    assert shown_relations([WRITTEN], similar=True, off=("uses",)) == []
    assert shown_relations([WRITTEN], similar=True, hidden=("s3",)) == []


def test_a_route_is_read_line_by_line_and_a_thing_on_it_can_be_left_out():
    path = (Hop("s3", "uses", "kms", "a#1"), Hop("kms", "uses", "sqs", "a#1"))
    routes = Routes(S3, Concept("sqs", "SQS"), paths=(path,), evidence=(FACT,))
    _, route = routes_blocks(routes, NAMES)
    assert isinstance(route, Group)
    assert [row.name for row in route.rows] == ["S3 uses KMS", "KMS uses SQS"]
    assert route.rows[0].deeds[0].value == "kms"


def test_no_route_names_the_nearest_meeting_point():
    card, near = routes_blocks(Routes(S3, KMS, meeting=(Concept("sqs", "SQS"),)), NAMES)
    assert isinstance(card, AnswerCard)
    assert isinstance(near, Group)
    assert card.declined
    assert [row.name for row in near.rows] == ["SQS"]


def test_without_a_route_one_can_ask_on_from_either_end():
    (card,) = routes_blocks(Routes(S3, KMS), NAMES)
    assert isinstance(card, AnswerCard)
    assert [choice.value for choice in card.choices] == [
        f"what relates to {S3.name}?",
        f"what relates to {KMS.name}?",
    ]
