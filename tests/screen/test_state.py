from graph.screen.deeds import changed
from graph.screen.state import View, asking, leaving_out, picking, reading_as

WALKED = View(
    question="what uses S3?", within="aws/", hidden=("sqs",), node="s3", edge="a|uses|b", depth=2
)


def test_a_new_question_keeps_only_the_choice_of_notes():
    assert asking(WALKED, " what uses SQS? ") == View(question="what uses SQS?", within="aws/")


def test_another_reading_keeps_the_question():
    assert reading_as(WALKED, "list") == View(
        question="what uses S3?", within="aws/", intent="list"
    )


def test_picking_changes_nothing_that_the_picture_is_drawn_from():
    picked = picking(WALKED, fact="f")
    assert (picked.fact, picked.node, picked.edge) == ("f", "", "")
    assert (picked.hidden, picked.depth, picked.question) == (("sqs",), 2, "what uses S3?")


def test_a_thing_is_left_out_of_paths_once():
    assert leaving_out(leaving_out(WALKED, "aws"), "aws").without == ("aws",)


def test_a_deed_that_is_not_known_changes_nothing():
    assert changed(WALKED, "shutdown", "now", {}) == WALKED


def test_a_deed_of_the_wrong_shape_is_read_as_text():
    picked = changed(WALKED, "pick", "", {"fact": ["<b>"], "node": None})
    assert (picked.fact, picked.node) == ("['<b>']", "None")
