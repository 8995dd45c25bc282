from graph.screen.keptviews import FILE, drop_view, keep_view, kept_views
from graph.screen.state import View

ONE = View(question="what uses S3 & <b>?", hidden=("a", "b"), depth=2)
OTHER = View(about="s3")


def test_a_kept_view_comes_back_as_it_was(tmp_path):
    keep_view(ONE, "one", tmp_path)
    keep_view(OTHER, "other", tmp_path)
    assert kept_views(tmp_path) == {"other": OTHER, "one": ONE}
    assert list(kept_views(tmp_path)) == ["other", "one"]


def test_the_same_title_is_written_anew(tmp_path):
    keep_view(ONE, "one", tmp_path)
    keep_view(OTHER, "one", tmp_path)
    assert kept_views(tmp_path) == {"one": OTHER}


def test_a_forgotten_view_is_gone(tmp_path):
    keep_view(ONE, "one", tmp_path)
    drop_view("one", tmp_path)
    assert kept_views(tmp_path) == {}


def test_a_line_that_says_nothing_is_left_out(tmp_path):
    keep_view(ONE, "one", tmp_path)
    with (tmp_path / FILE).open("a") as file:
        file.write('nonsense\n{"title": 3}\n[]\n')
    assert kept_views(tmp_path) == {"one": ONE}
