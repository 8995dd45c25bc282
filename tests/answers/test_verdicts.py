"""Yes or no: negation, opposites and doubt in the line that answers."""

import pytest

from graph.answers.question import read_question
from graph.answers.verdict import verdict_of


@pytest.mark.parametrize(
    ("question", "line", "verdict"),
    [
        ("can pumps run dry?", "Pumps can run dry for a minute", "Yes"),
        ("can pumps run dry?", "Pumps cannot run dry", "No"),
        ("can pumps run dry?", "never let pumps run dry", "No"),
        ("does it take salty water?", "Only for non-salty water", "No"),
        ("is it impossible to restart?", "Cannot be restarted", "Yes"),
        ("can I paint it?", "Can be painted, but it does not last", "Yes"),
        ("is the shed open to the public?", "By default all sheds are private", "No"),
        ("is the rule local?", "The rule is global (not tied to a place)", "No"),
        ("is the rule global?", "The rule is global (not tied to a place)", "Yes"),
        ("do pumps have several motors?", "A pump can be rinsed (but has a single motor)", "No"),
        ("can an existing shed be wired?", "Wiring only at creation", "No"),
        ("does it work outdoors?", "Not sure about outdoors??", ""),
        ("can it stand in the sun?", "in the shade, under a roof, or (?) in the sun", ""),
        ("can it stand in the shade?", "in the shade, under a roof, or (?) in the sun", "Yes"),
        ("is the tap public?", "The tap is private", "No"),
        ("is the garden private?", "The garden is private", "Yes"),
        ("is the pump cheap?", "but: expensive", "No"),
        ("is it single threaded?", "multithreaded, the only one", "No"),
        ("is the boiler multithreaded?", "threads – Boiler: single threaded; Pump: many", "No"),
        ("can the pump run for an hour?", "run time – Limit: 15 minutes", "No"),
        ("can the pump run for 10 minutes?", "run time – Limit: 15 minutes", "Yes"),
        ("may a tank hold more than 5 GB?", "Tank: 5 GB at most", "No"),
        ("is the pump a plain one?", "a plain pump, it belongs to no series", "Yes"),
        ("can pipes be moved?", "Cannot be cut, painted or moved", "No"),
        ("does the barn need a roof?", "Sheds need a roof (a barn does not)", "No"),
        ("does the shed need a roof?", "Sheds need a roof (a barn does not)", "Yes"),
        ("does it take a hose?", "At the top the tank refuses a hose", "No"),
        ("can I force people to lock?", "Forcing people: a gate that refuses guests", "Yes"),
        ("does it run on wood?", "Runs on wood without smoke", "Yes"),
        ("is the fence gateless?", "no gate has to be built", "Yes"),
        ("can the valve be chosen later?", "chosen only while the pipe is being laid", "No"),
        ("can it heat and cool at the same time?", "heating, or else cooling, never both", "No"),
        ("is it washed with soap?", "washed each day with water; never soap", "No"),
        ("does mulch help against frost?", "mulch did nothing", "No"),
        ("was it repaired?", "it wasn’t repaired", "No"),
        ("can I lift it by the 2.5 mm wire?", "never lift the lamp by the 2.5 mm wire", "No"),
        ("is fir harder than oak?", "oak is harder than fir, but heavier", "No"),
        ("is oak harder than fir?", "oak is harder than fir, but heavier", "Yes"),
        ("does the tank refuse a hose?", "At the top the tank refuses a hose", "Yes"),
        ("can two people ride?", "one rider at a time; more want a cart", "No"),
        ("can I pay by card at the mill?", "cash only at the mill", "No"),
        ("can I pay cash at the mill?", "cash only at the mill", "Yes"),
        ("can it be moved without lifting?", "can be moved while it stands", "Yes"),
        ("do I have to light the lamp?", "the lamp is lit by default", "No"),
        ("do I have to sign?", "Is a signature mandatory? No. A name will do", "No"),
        ("may I stay?", "No, the gate closes at six", "No"),
        ("can a painted shed stand on a bare floor?", "a bare floor means unpainted sheds", "No"),
    ],
)
def test_the_line_says_which(question: str, line: str, verdict: str):
    assert verdict_of(read_question(question), line) == verdict
