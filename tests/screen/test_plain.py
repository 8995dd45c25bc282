"""Names as the page tells them."""

from __future__ import annotations

import pytest

from graph.records import Concept
from graph.screen.plain import other_names


@pytest.mark.parametrize(
    ("aliases", "told"),
    [
        (("Loom", "Looom", "Lomo"), ("Loom",)),
        (("Night Loom", "NightLoom", "NL", "NLM"), ("Night Loom", "NL", "NLM")),
        (("Weaver", "weaver", "Weavers"), ("Weaver",)),
    ],
)
def test_a_name_that_only_spells_another_in_its_own_way_is_not_told(aliases, told):
    assert other_names(Concept("loom", "Great Loom", aliases=aliases)) == told
