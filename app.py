"""The page: `streamlit run app.py`, or `noteloom app`. Its parts are in graph/screen."""

from pathlib import Path

import streamlit as st

from graph.screen import serving

app: st.App = st.App(str(Path(serving.__file__).with_name("page.py")), **serving.around_the_page())
