"""Yes or no: what the line says of all that is asked, or neither."""

import pytest

from graph.answers.question import read_question
from graph.answers.verdict import verdict_of


@pytest.mark.parametrize(
    ("question", "line", "verdict"),
    [
        ("can pumps run dry?", "Pumps can run dry for a minute", "Yes"),
        ("can pumps run dry?", "Pumps cannot run dry", "No"),
        ("can pumps run dry?", "never let pumps run dry", "No"),
        ("can the pump be raised?", "the pump can be raised but never lowered", "Yes"),
        ("does the pump run?", "Nope. It broke", "No"),
        ("do children get in for free?", "children get in for nothing", ""),
        ("does it take salty water?", "Only for non-salty water", "No"),
        ("is it impossible to restart?", "Cannot be restarted", "Yes"),
        ("can I paint it?", "Can be painted, but it does not last", "Yes"),
        ("is the rule local?", "The rule is global (not tied to a place)", "No"),
        ("is the rule global?", "The rule is global (not tied to a place)", "Yes"),
        ("do pumps have several motors?", "A pump can be rinsed (but has a single motor)", "No"),
        ("does it work outdoors?", "Not sure about outdoors??", ""),
        ("can it stand in the sun?", "in the shade, under a roof, or (?) in the sun", ""),
        ("can it stand in the shade?", "in the shade, under a roof, or (?) in the sun", "Yes"),
        ("is the tap public?", "The tap is private", "No"),
        ("is the garden private?", "The garden is private", "Yes"),
        ("is the pump cheap?", "but: expensive", ""),
        ("can the pump run for an hour?", "run time – Limit: 15 minutes", "No"),
        ("can the pump run for 10 minutes?", "run time – Limit: 15 minutes", "Yes"),
        ("may a tank hold more than 5 GB?", "Tank: 5 GB at most", "No"),
        ("does the mill need a sail?", "Mill: needs wind; a sail is optional", "No"),
        ("does the mill need wind?", "Mill: needs wind; a sail is optional", "Yes"),
        ("is the pump a plain one?", "a plain pump, it belongs to no series", "Yes"),
        ("can pipes be moved?", "Cannot be cut, painted or moved", "No"),
        ("does the barn need a roof?", "Sheds need a roof (a barn does not)", "No"),
        ("does the shed need a roof?", "Sheds need a roof (a barn does not)", "Yes"),
        ("does it take a hose?", "At the top the tank refuses a hose", "No"),
        ("does it run on wood?", "Runs on wood without smoke", "Yes"),
        ("can the valve be chosen later?", "chosen only while the pipe is being laid", "No"),
        ("is it washed with soap?", "washed each day with water; never soap", "No"),
        ("does mulch help against frost?", "mulch did nothing", "No"),
        ("was it repaired?", "it wasn’t repaired", "No"),
        ("can I lift it by the 2.5 mm wire?", "never lift the lamp by the 2.5 mm wire", "No"),
        ("is fir harder than oak?", "oak is harder than fir, but heavier", "No"),
        ("is oak harder than fir?", "oak is harder than fir, but heavier", "Yes"),
        ("does the tank refuse a hose?", "At the top the tank refuses a hose", "Yes"),
        ("can two people ride?", "one rider at a time; more want a cart", ""),
        ("can I pay by card at the mill?", "cash only at the mill", "No"),
        ("can I pay by card at Oslo Mill?", "Oslo Mill: lunch only, cash only", "No"),
        ("can it be moved without lifting?", "can be moved while it stands", ""),
        ("do I have to light the lamp?", "the lamp is lit by default", "No"),
        ("do I have to sign?", "Is a signature mandatory? No. A name will do", "No"),
        ("may I stay?", "No, the gate closes at six", "No"),
        ("is the well reachable from the road?", "the well is only reachable over the field", ""),
        (
            "is the well reachable over the field?",
            "the well is only reachable over the field",
            "Yes",
        ),
        ("can I return it without a bill?", "Taken back only with the bill", "No"),
        ("did Ana accept the offer?", "Ana turned the offer down", ""),
        ("is Ana married?", "Ana is divorced", "No"),
        ("does Tom smoke?", "Tom stopped smoking in March", "No"),
        ("did Tom quit smoking?", "Tom stopped smoking in March", "Yes"),
        ("does Lea eat fish?", "Lea eats everything except fish", "No"),
        ("is the stove run on coal?", "stove: wood chips, not coal", "No"),
        ("is there a ramp?", "two steps at the door, no lift", ""),
        ("is there a scale in the shed?", "the shed has a bench but no scale", "No"),
        ("is towing included?", "the policy: repairs included, towing extra", "No"),
        ("are repairs included?", "the policy: repairs included, towing extra", "Yes"),
        (
            "can walkers reach the mill?",
            "walkers use the dam, path 7, no way to reach the mill",
            "No",
        ),
        ("does Ada play chess?", "Ada plays everything but chess", "No"),
        ("may children use the slide?", "the slide is for swimmers only", "No"),
        ("are carts allowed on the quay?", "quay: carts only with a permit", "Yes"),
        ("can the lid be painted?", "the box can be painted, the lid cant", "No"),
        (
            "does the pump wait till the tank is full?",
            "it waits for power, not for a full tank",
            "No",
        ),
        ("is the mill run on weekdays?", "the mill: run by wind, weekends only", "No"),
        ("is the rope long enough?", "the rope is too short", "No"),
        ("can a painted shed stand on a bare floor?", "a bare floor means unpainted sheds", "No"),
        ("did the council give a grant?", "The grant (1,500): we didn't get it", "No"),
        ("can I get in without the key?", "in only with the key", "No"),
        ("does Ida have a boat?", "Boat: Tom only", "No"),
        ("does Tom have a boat?", "Boat: Tom only", "Yes"),
        ("is the wait one hour?", "the wait is 2 days", "No"),
        ("is the wait two days?", "the wait is 2 days", "Yes"),
        ("is clearing the tank by hand free?", "The tank can be cleared by hand but charged", "No"),
        ("was Tom born in Rome?", "Tom was born in Milan", ""),
        ("does the pump take 12 volts?", "the pump takes 24 volts", ""),
        ("does Finch use Redis?", "Finch runs without Redis", "No"),
        ("does Finch run on Mars?", "Finch runs on Nomad instead of Mars", "No"),
        ("is the boiler on in winter?", "off in winter", ""),
        ("may I edit the file manually?", "never edit the file by hand", "No"),
        ("is Tom the owner?", "Tom was formerly the owner", ""),
        ("is the path open?", "the path is open if it is dry", ""),
        ("was the lamp mended?", "I think the lamp was mended", ""),
        ("was the lamp mended?", "Ada says the lamp was mended", ""),
        ("was the lamp mended?", "the lamp will be mended in May", ""),
        ("does the lamp need oil?", "the lamp might need oil", ""),
        ("does the lamp burn oil?", "if the lamp burnt oil, it would smell", ""),
        ("does Ada say the lamp was mended?", "Ada says the lamp was mended", "Yes"),
        ("does Ida like beets?", "Ida loathes beets but loves plums", "No"),
        ("was it the valve?", "the fitter ruled out the valve", "No"),
        ("did Ida pay the fee?", "everyone but Ida paid the fee", "No"),
        ("is the shed sold?", "sell the shed", ""),
        ("is there a second mill?", "Dropped the idea of a second mill", "No"),
        ("is hail covered?", "hail excluded", "No"),
        ("is painting part of the work?", "NOT part of the work: painting, tiling", "No"),
        ("is the entry free of charge?", "entry: free", "Yes"),
        ("does the frame stand when the roof is removed?", "the frame stands by itself", ""),
        ("can two pumps share a pipe if they overlap?", "impossible if they overlap", ""),
        ("can pumps overlap?", "pumps: impossible if they overlap", "No"),
        ("can pumps run dry?", "not unless pumps run slowly", ""),
        ("may Ana join?", "Ana asked whether she may join -> no, it is full", "No"),
        ("can a root record be an alias (mill.org)?", "alias only for a non-root record", "No"),
        ("does the lamp work with candles?", "the lamp supports candles", "Yes"),
        ("is the pump insured?", "the pump's insurance lapsed in May", ""),
        ("ist der Kamin geprüft?", "Kamin: geprüft im Mai", "Yes"),
        ("ist der Antrag bewilligt?", "Antrag abgelehnt", "No"),
        ("was the grant approved?", "the grant was turned down", "No"),
        ("was the grant approved?", "grant: refused", "No"),
        ("may Ada row alone by herself?", "Ada may row alone", "Yes"),
        ("are Ada's oars mended?", "Ada: oars mended in May", "Yes"),
        ("is the roof finished?", "the roof is far from finished", "No"),
        ("is the hut near the road?", "the hut is far from the road", "No"),
        ("is the hut near the road?", "nowhere near the road", "No"),
        ("is the hut far from the road?", "the hut is far from the road", "Yes"),
        ("darf man den Kamin benutzen?", "den Kamin darf man nicht benutzen", "No"),
    ],
)
def test_the_line_says_which(question: str, line: str, verdict: str):
    assert verdict_of(read_question(question), line).value == verdict


def test_what_stands_above_a_line_is_said():
    question = read_question("was the boat built in Kiel?")
    assert verdict_of(question, "the boat was built in 1970").missing == ("Kiel",)
    assert verdict_of(question, "the boat was built in 1970", ["Kiel"]).value == "Yes"


def test_a_line_that_is_not_sure_is_told():
    assert verdict_of(read_question("is it dry?"), "maybe it is dry").hedged


@pytest.mark.parametrize(
    ("question", "line", "value"),
    [
        ("did Larsen call Botha?", "Botha called Larsen in the spring", ""),
        ("did Botha call Larsen?", "Botha called Larsen in the spring", "Yes"),
        ("was Larsen called by Botha?", "Botha called Larsen in the spring", "Yes"),
        ("has the shop moved to Kiel?", "We could move the shop to Kiel", ""),
        ("have we paid the ferry?", "we have already paid the ferry", "Yes"),
    ],
)
def test_names_in_another_order_and_mere_plans_affirm_nothing(
    question: str, line: str, value: str
) -> None:
    assert verdict_of(read_question(question), line).value == value


def test_a_heading_alone_affirms_nothing() -> None:
    question = read_question("is the lathe repaired?")
    assert verdict_of(question, "Effort: 3 hours", ["Repair the lathe"]).value == ""
