"""How far a cue reaches in its sentence: the names before it, the names after it."""

from __future__ import annotations

from graph.concepts.english import VERBS
from graph.relations.cues import Hit
from graph.relations.tokens import END, HYPHEN, SLOT, START, Group, Line
from graph.relations.words import words

FARTHEST = 4
"""Words between a cue and a name it speaks of; with more, another word is usually meant."""
NEAREST = 2
"""The same in prose, where more is said with more words."""
LONGEST_REST = 3
"""Words that may follow a cue that introduces the lines under it ("supports these stores")."""
LONGEST_EXAMPLE = 3
"""Words between a general name and its examples ("stores with rows such as")."""
FOR_EXAMPLE = words("examples")
PREPOSITIONS = words("prepositions")
_BREAKS = words("breaks")
_AFTER_STOPS = PREPOSITIONS | _BREAKS | frozenset([",", ":", "=", "-", "->", "and", "or", END])
_LIGHT = words("light")
_PRONOUNS = words("pronouns")
_PERSONS = words("persons")
_READY = words("ready")
_TAILS = words("tails")
_RELATIVE = frozenset(["that", "which"])
SMALL = _LIGHT | PREPOSITIONS | _BREAKS
"""Words that are no nouns."""
_ARTICLES = frozenset(["the", "a", "an", "your", "my", "its"])
_BE = frozenset(["is", "are", "was", "were"])
_JOINTS = frozenset([",", "and", "or", "then", "also", "+", "but"])
_OVER = frozenset([":", "-", "->", "=", "(", END])
_DESCRIBES = frozenset([":", "-", "->", "="])


def opening_group(line: Line, place: int) -> Group | None:
    """Return the names that open the sentence of a place."""
    while line.tokens[place] != START:
        place -= 1
    place += 1
    while line.tokens[place] in _LIGHT:
        place += 1
    return line.groups.get(place)


def described(line: Line, place: int) -> Group | None:
    """Return the names that open a sentence and that the rest of it describes ("Tea: a drink")."""
    group = opening_group(line, place)
    if group is None or group.last >= place:
        return None
    end = group.last + 1
    while line.depths[end]:
        end += 1
    return group if line.tokens[end] in _DESCRIBES and end <= place else None


def before(line: Line, hit: Hit) -> Group | None:
    """Return the names that a cue's left side is, if the line says it."""
    if line.tokens[hit.start] == START:
        return None
    depth = line.depths[hit.start]
    place, far = _back(line, hit.start - 1), 0
    if line.tokens[place] in _JOINTS:
        return opening_group(line, place)
    farthest = NEAREST if line.prose else FARTHEST
    while line.tokens[place] != START and far <= farthest:
        token, depth = line.tokens[place], min(depth, line.depths[place])
        if token == SLOT:
            group = line.groups[place]
            return None if line.tokens[group.last + 1] == HYPHEN else _head(line, group)
        if token in _DESCRIBES:
            return described(line, place)
        if token == ",":
            return opening_group(line, place)
        if token in _BREAKS or token in _PERSONS or _parts(line, place):
            return None
        if token in _RELATIVE and line.tokens[place - 1] != SLOT:
            return None  # "a folder that holds": the folder, which has no name here
        far += token not in _LIGHT and token[0].isalpha()
        place = _left(line, place - 1, depth)
    return None


def _parts(line: Line, place: int) -> bool:
    """Whether a word begins another phrase ("a table in ..."), not "configured to"."""
    token = line.tokens[place]
    if token == "to":
        ahead = line.tokens[place - 1]
        if line.tokens[place + 1] in _ARTICLES:
            return True
        return ahead not in _READY and not ahead.endswith("ed")
    return token in PREPOSITIONS and token not in _PRONOUNS


def qualifies(line: Line, group: Group) -> bool:
    """Whether names stand behind a preposition, and so only say more of another noun."""
    place = group.first - 1
    while line.tokens[place] in ("a", "an", "the"):
        place -= 1
    return line.tokens[place] in PREPOSITIONS or line.tokens[place] == "of"


def _head(line: Line, group: Group) -> Group:
    """Return the names that open the sentence where the nearest ones only qualify them."""
    if not qualifies(line, group):
        return group
    place = group.first - 1
    first = opening_group(line, place)
    return first if first is not None and first.last < place else group


def _back(line: Line, place: int) -> int:
    """Step back over "can", "also", "is" and the like."""
    depth = line.depths[place]
    place = _left(line, place, depth)
    while line.tokens[place] in _LIGHT and line.depths[place] >= depth:
        place -= 1
    return _left(line, place, depth)


def _left(line: Line, place: int, depth: int) -> int:
    """Step over a closed bracket: what it explains is not what the cue speaks of."""
    while line.tokens[place] == ")" and line.depths[place] >= max(depth, 1):
        inner = line.depths[place]
        while line.depths[place] >= inner and line.tokens[place] not in ("(", "[", START):
            place -= 1
        place -= line.tokens[place] != START
    return place


def after(line: Line, hit: Hit) -> Group | None:
    """Return the first names after a cue, if only words that describe them stand between."""
    if hit.end >= len(line.tokens):
        return None
    depth, far, place = line.depths[hit.end - 1], 0, hit.end
    if hit.rule.introduces and line.tokens[place] in (":", "-"):
        place += 1
    farthest = NEAREST if line.prose else FARTHEST
    while far <= farthest:
        token = line.tokens[place]
        if token == SLOT:
            if line.tokens[place - 1] == HYPHEN or _is_apart(line, place):
                return None
            return _with_examples(line, line.groups[place])
        if token == "such" and line.tokens[place + 1] != END:
            place += 1
        elif _lists(line, place):
            far -= 1
        elif _closes(line, place, depth) or _stops(line, place):
            return None
        far += token not in _LIGHT and token[0].isalpha()
        place += 1
    return None


def _is_apart(line: Line, place: int) -> bool:
    """Whether names only say whose a folder, a file or a command is."""
    return line.tokens[line.groups[place].last + 1] in _TAILS


def _stops(line: Line, place: int) -> bool:
    """Whether a word begins another phrase or another doing ("by updating the ...")."""
    token = line.tokens[place]
    if token in _AFTER_STOPS or token in _BE:
        return True
    return token.endswith("ing") and line.tokens[place + 1] in _ARTICLES


def _lists(line: Line, place: int) -> bool:
    """Whether a comma or "and" of a note goes on with a list of things."""
    if line.prose or line.tokens[place] not in (",", "and", "or"):
        return False
    following = line.tokens[place + 1]
    return (
        (following == SLOT or following.isalpha())
        and following.removesuffix("s") not in VERBS
        and following not in PREPOSITIONS
        and following not in _LIGHT
        and following not in _BREAKS
    )


def _closes(line: Line, place: int, depth: int) -> bool:
    return line.depths[place] < depth or (line.tokens[place] == ")" and line.depths[place] == depth)


def _with_examples(line: Line, group: Group) -> Group:
    """Return names, the last of them by its examples where it has some ("and stores like S3")."""
    shown = _example(line, group)
    if shown is None:
        return group
    return Group(group.first, shown.last, group.members[:-1] + shown.members)


def _example(line: Line, group: Group) -> Group | None:
    """Return the names given as examples of the last one ("services like S3, SQS")."""
    place, tokens = group.last + 1, line.tokens
    for _ in range(LONGEST_EXAMPLE):
        place += tokens[place][0].isalnum() and tokens[place] not in FOR_EXAMPLE
        place += tokens[place] == SLOT and line.groups[place].first == place
    if tokens[place] not in FOR_EXAMPLE:
        return None
    place += 1
    while tokens[place] in ("as", ".", "(", ":"):
        place += 1
    return line.groups.get(place)


def inner_name(line: Line, group: Group) -> Group | None:
    """Return the one name that stands in brackets right after others: "ELB (ALB)"."""
    place = group.last + 2
    inner = line.groups.get(place)
    alone = line.tokens[place - 1 : place + 2 : 2] == ["(", ")"]
    return inner if alone else None


def ends(line: Line, place: int) -> bool:
    """Whether a line is over after a place but for a few words."""
    rest = 0
    while place < len(line.tokens) and line.tokens[place] != END:
        if line.tokens[place] in ("(", "->", SLOT):
            return False
        rest += line.tokens[place][0].isalpha()
        place += 1
    return rest <= LONGEST_REST


def leading(line: Line) -> list[Group]:
    """Return the names of a listed line, those before any explanation, if it leads with them."""
    found: list[Group] = []
    if line.tokens[1] in VERBS:
        return found
    for place, token in enumerate(line.tokens[1:], 1):
        if token in _DESCRIBES or token in ("(", END) or (not found and place > LONGEST_LEAD):
            break
        if token == SLOT and line.groups[place].first == place:
            found.append(line.groups[place])
    return found if found and _soon_over(line, found[-1].last + 1) else []


def _soon_over(line: Line, place: int) -> bool:
    """Whether only a noun or two follow before a line ends or begins to explain."""
    rest = 0
    while line.tokens[place] not in _OVER and not line.depths[place]:
        rest += line.tokens[place][0].isalpha()
        place += 1
    return rest <= LONGEST_REST


LONGEST_LEAD = 2
"""Place at which a listed line must have named its thing ("max EC2 instances", "the ALB")."""
