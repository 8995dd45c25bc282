"""What of a saved page is its text."""

from graph.notes import saved_page

WORDS = ("Tea", "Milk", "Rice", "Oats")
LINKS = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in WORDS)
PAGE = f"""\
<html><head><title>Kettles – The shop</title></head><body>
<div role="banner">The shop of all shops</div>
<article><p>Closed on Mondays.</p></article>
<h1>Kettles</h1>
<div class="breadcrumbs"><p>Home, kitchen</p></div>
<ul>{LINKS}</ul>
<p>They boil<sup><a href="#one">[1]</a></sup> 1.7 litres.</p>
<ul>{LINKS}<li>and a line about steel, which says much more than the links do</li></ul>
</body></html>"""


def test_what_stands_around_the_text_is_left_out():
    text = saved_page.text_of(PAGE.encode())
    assert text.startswith("Closed on Mondays.\n\n# Kettles\n")
    assert "They boil 1.7 litres" in text
    assert "says much more" in text
    assert not {"shops", "Home", "[1]", "The shop"} & set(text.split())
    assert text.count("[Oats]") == 1
