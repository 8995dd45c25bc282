"""What of a saved page is its text."""

from graph.notes import saved_page

LINKS = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("Tea", "Milk", "Rice"))
SAID = "".join(
    f"<p>Kettle {n} boils its water in {n} minutes, then rests.</p>" for n in range(2, 9)
)
SITE = f"""\
<html><head><title>Kettles – The shop</title><script>run()</script></head><body>
<div role="banner"><h1>Kettles</h1></div>
<div><ul>{LINKS}</ul><p>Subscribe to our letters now</p></div>
<div><form><h2>Copper</h2>{SAID}<p>They hold<sup><a href="#one">[1]</a></sup> 1.7 litres.</p>
<dl><dt>Lime</dt><dd>is a crust</dd></dl></form></div>
</body></html>"""
NOTES = f"<html><body><p>Closed.</p><ul>{LINKS}</ul></body></html>"


def test_what_stands_around_the_text_of_a_site_is_left_out():
    text = saved_page.text_of(SITE.encode())
    assert text.startswith("# Kettles\n\n## Copper\n")
    assert "They hold 1.7 litres" in text
    assert "- Lime\n" in text
    assert not {"Tea", "Subscribe", "[1]", "The"} & set(text.replace("](", " ").split())


def test_notes_that_were_written_as_a_page_are_kept_whole():
    assert "[Milk](/Milk)" in saved_page.text_of(NOTES.encode())
