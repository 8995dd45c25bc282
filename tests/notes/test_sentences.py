from __future__ import annotations

from itertools import pairwise

import pytest

from graph.notes.sentences import cuts


def parts(text: str) -> list[str]:
    places = [0, *cuts(text), len(text)]
    return [text[a:b].strip() for a, b in pairwise(places)]


@pytest.mark.parametrize(
    "text",
    [
        "Runs on tea, e.g. Assam or i.e. Darjeeling",
        "Since v1.2 Node.js is 3.5 times as fast",
        "Made in the U.S. Army kitchen by J. R. Smith and Dr. Who",
        "Glazed by M. A. Hill and J. I. Moor in May",
        "Max. 5 cups, approx. Ten litres vs. Twenty",
        "See No. 5 and Fig. 3 for more",
        "Permit no. LC-22, good for a year",
        "1. Boil the water",
        "The shop moves on Dec. 9, after lunch",
        "It holds sugar (two spoons. Or three) and milk",
        "Wait... what",
        "Best tea. ever",
        "Too hot? Wait a minute.",
        "Yes! Pour it.",
        "Look at https://x.org/a.b?c=D. or not",
        "Wir treffen uns am 12. Mai in Bonn",
        "Das war im 19. Jahrhundert so, z. B. Dampf und bzw. Kohle",
        "Der 2. Versuch steht in Abb. 3",
        "El Sr. Roca y la Sra. Pinto",
        "Il sig. Neri con la dott.ssa Bruni",
        "Dhr. Vos komt bijv. Maandag",
        "Mme. Petit et Mlle. Grand",
    ],
)
def test_no_cut_inside_a_sentence(text):
    assert cuts(text) == []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It boils. Then pour.", ["It boils.", "Then pour."]),
        ("Why is it so hot? It boils! Pour it.", ["Why is it so hot?", "It boils!", "Pour it."]),
        ("He said “now.” Then left.", ["He said “now.”", "Then left."]),
        ("Tea, milk etc. Sugar too.", ["Tea, milk etc.", "Sugar too."]),
        ("Costs $5. $6 with milk.", ["Costs $5.", "$6 with milk."]),
        ("So do I. You too.", ["So do I.", "You too."]),
        ("It said no. We left.", ["It said no.", "We left."]),
        ("See https://x.org/. Then read.", ["See https://x.org/.", "Then read."]),
        ("I am 12. My aunt is 40.", ["I am 12.", "My aunt is 40."]),
        ("We were 12. May we come?", ["We were 12.", "May we come?"]),
        ("Er wird 12. Sie kommt.", ["Er wird 12.", "Sie kommt."]),
        ("茶は熱い。飲む。", ["茶は熱い。", "飲む。"]),
        ("Чай горячий. Его пьют.", ["Чай горячий.", "Его пьют."]),
    ],
)
def test_cuts_between_sentences(text, sentences):
    assert parts(text) == sentences
