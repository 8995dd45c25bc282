import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    from dataclasses import replace

    import streamlit as st

    from graph.screen import history

    view = history.arrive()
    st.text(view.question)
    st.button("Ask", on_click=lambda: history.go(replace(view, question=f"{view.question} again")))
    history.drawn()


def looked() -> None:
    import streamlit as st

    from graph.screen import history

    if history.VIEW in st.session_state:
        st.text(history.is_left_behind())
    else:
        history.arrive()
        history.drawn()


def opened() -> AppTest:
    drawn = AppTest.from_function(page, default_timeout=30)
    drawn.query_params["q"] = "first"
    return drawn.run()


def test_the_address_says_what_is_shown_at_first():
    assert opened().text[0].value == "first"


def test_a_step_is_written_into_the_address():
    drawn = opened()
    drawn.button[0].click().run()
    assert drawn.text[0].value == "first again"
    assert drawn.query_params["q"] == "first again"


def test_an_address_that_is_late_is_no_step_back():
    drawn = opened()
    drawn.button[0].click().run()
    drawn.query_params["q"] = "first"
    assert drawn.run().text[0].value == "first again"


def test_of_two_quick_steps_neither_address_that_is_late_is_a_step_back():
    drawn = opened()
    drawn.button[0].click().run()
    drawn.button[0].click().run()
    drawn.query_params["q"] = "first"
    assert drawn.run().text[0].value == "first again again"


def test_back_is_a_step_once_the_browser_had_the_new_address():
    drawn = opened()
    drawn.button[0].click().run()
    drawn.run()
    drawn.query_params["q"] = "first"
    assert drawn.run().text[0].value == "first"


def test_another_address_is_always_a_step():
    drawn = opened()
    drawn.button[0].click().run()
    drawn.query_params["q"] = "third"
    assert drawn.run().text[0].value == "third"


@pytest.mark.parametrize(("told", "left"), [("first", "False"), ("lost", "True")])
def test_a_page_that_the_browser_has_left_notices_it_between_two_drawings(told: str, left: str):
    drawn = AppTest.from_function(looked, default_timeout=30)
    drawn.query_params["q"] = "first"
    drawn.run().query_params["q"] = told
    assert drawn.run().text[0].value == left
