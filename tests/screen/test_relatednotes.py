"""Notes that belong to the one that is read."""

from __future__ import annotations

from graph.screen.notereader import related_notes


def test_links_come_first_then_what_both_notes_name(vault):
    index = vault(
        {
            "harbour.md": "# Harbour\n\n- see [[Pilot]]\n- Harbour uses Lighthouse\n",
            "pilot.md": "# Pilot\n\n- Pilot boards ships\n",
            "coast.md": "# Coast\n\n- Coast has a Lighthouse\n",
        }
    ).index
    found = dict(related_notes("harbour.md", ["pilot.md"], index))
    assert next(iter(found)) == "pilot.md"
    assert found["pilot.md"].startswith("linked from this note")
    assert "Lighthouse" in found["coast.md"]
