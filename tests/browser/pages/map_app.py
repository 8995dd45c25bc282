"""Serves the page with nothing but the map."""

from pathlib import Path

import streamlit as st

from graph.screen.scripts import SCRIPTS

app: st.App = st.App(str(Path(__file__).with_name("map_page.py")), routes=[SCRIPTS])
