"""Turn the blocks of a note into facts: where each stands, what governs it, what it is called."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graph.dates import MONTH
from graph.notes.outline import Block, line_starts
from graph.notes.pages import is_same_name
from graph.notes.properties import is_pair, labelled
from graph.notes.sentences import cuts
from graph.notes.topics import governing, introduces, label, only_names, points_back
from graph.records import Fact, FactKind, Mark, Note, Span

RANKS = 4
"""Ranks a depth of bullets has: its governing bullet, its bullets, the text inside them."""
_NUMBER = re.compile(rf"^\d{{1,2}}(?:\.\d{{1,2}})*[.)]\s+(?!{MONTH})", re.IGNORECASE)
_SAYS = re.compile(r"\w")
"""What says something has a letter or a figure; signs and pictures alone say nothing."""
ID_BYTES = 4
"""Of the digest in an id: eight hexadecimal digits are enough for the facts of one note."""


@dataclass(frozen=True, slots=True)
class Above:
    """Something that what follows stands under."""

    rank: int
    label: str
    id: str
    leads: bool
    """Whether bullets stand under it too, or only a piece of code right after it."""


@dataclass(slots=True)
class Trail:
    """Where the walk through a note stands."""

    note: Note
    starts: Sequence[int]
    headings: list[Block] = field(default_factory=list)
    above: list[Above] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)
    page: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    facts: list[Fact] = field(default_factory=list)

    def enter(self, heading: Block) -> None:
        """Go on under a heading."""
        while self.headings and self.headings[-1].depth >= heading.depth:
            self.headings.pop()
        self.headings.append(heading)
        self.above.clear()
        names = [_named(one.plain) for one in self.headings]
        repeats = bool(self.page) and is_same_name(names[0], self.page[-1])
        self.path = (*self.page, *(names[1:] if repeats else names))

    def leave(self, rank: int) -> None:
        """Forget what stands at `rank` or deeper."""
        while self.above and self.above[-1].rank >= rank:
            self.above.pop()

    def state(
        self, start: int, end: int, plain: str, kind: FactKind, marks: tuple[Mark, ...]
    ) -> Fact:
        """Add the fact of a stretch of the note."""
        context = (*self.path, *(one.label for one in self.above))
        first = bisect_right(self.starts, start)
        last = first if end <= self.next_line(first) else bisect_right(self.starts, end - 1)
        fact = Fact(
            self._id(context, plain), self.note.path, Span(start, end), self.note.text[start:end],
            plain, first, last, context, len(self.path), kind,
            self.above[-1].id if self.above else None, marks,
        )  # fmt: skip
        self.facts.append(fact)
        return fact

    def next_line(self, line: int) -> int:
        """Return where the line after `line` begins."""
        return self.starts[line] if line < len(self.starts) else len(self.note.text) + 1

    def _id(self, context: tuple[str, ...], plain: str) -> str:
        content = "\x1f".join((*context, plain)).encode("utf-8", "surrogatepass")
        digest = hashlib.blake2b(content, digest_size=ID_BYTES).hexdigest()
        while digest in self.taken:
            self.taken[digest] += 1
            again = content + b"\x1e%d" % self.taken[digest]
            digest = hashlib.blake2b(again, digest_size=ID_BYTES).hexdigest()
        self.taken[digest] = 0
        return f"{self.note.path}#{digest}"


def facts_from(note: Note, blocks: Sequence[Block], *, page: str = "") -> list[Fact]:
    """Return the facts of a note, in order; a page's name stands above all of them."""
    trail = Trail(note, line_starts(note.text), page=(page,) if page else ())
    trail.path = trail.page
    governs = governing(blocks)
    for place, block in enumerate(blocks):
        below = blocks[place + 1] if place + 1 < len(blocks) else None
        if block.role != "property" and not trail.headings:
            trail.path = trail.page
        if block.role == "heading":
            trail.enter(block)
            if _is_lone(blocks, place) or _says_more(block):
                _lone_heading(trail, block)
        elif block.role in ("code", "row", "property"):
            _piece(trail, block)
        else:
            _statement(trail, block, below, governs=place in governs)
    return trail.facts


def _named(heading: str) -> str:
    """Return a heading as a name: without its number and the sign that leads on."""
    return _NUMBER.sub("", label(heading)) or heading


def _is_lone(blocks: Sequence[Block], place: int) -> bool:
    """Tell whether nothing stands under a heading but its own properties."""
    depth = blocks[place].depth
    below = next((block for block in blocks[place + 1 :] if block.role != "property"), None)
    return below is None or (below.role == "heading" and below.depth <= depth)


def _says_more(heading: Block) -> bool:
    """Tell whether a heading links, tags or asks, and is no name alone."""
    return heading.plain.endswith("?") or any(m.kind in ("link", "tag") for m in heading.marks)


def _lone_heading(trail: Trail, block: Block) -> None:
    """Add a heading that would be lost: with nothing under it, or with more than a name in it."""
    path = trail.path
    trail.path = path[:-1]
    whole = Mark(Span(0, len(block.plain)), "heading")
    trail.state(block.start, block.end, block.plain, "topic", (whole, *block.marks))
    trail.path = path


def _piece(trail: Trail, block: Block) -> None:
    """Add a row of a table, a piece of code or a property: it stays whole and heads nothing."""
    kind: FactKind = "code" if block.role == "code" else "fact"
    trail.leave(RANKS * block.depth + 2)
    if block.role == "property":
        trail.path = trail.path or (trail.note.title,)
    if _SAYS.search(block.plain):
        trail.state(block.start, block.end, block.plain, kind, block.marks)


def _statement(trail: Trail, block: Block, below: Block | None, *, governs: bool) -> None:
    """Add the facts of a bullet or a paragraph, and let it head what follows."""
    rank = RANKS * block.depth + (block.role == "text")
    if block.role == "bullet":
        while trail.above and not trail.above[-1].leads:
            trail.above.pop()
    trail.leave(rank - governs)
    heads = governs or _has_children(block, below)
    facts = [
        trail.state(
            piece.start,
            piece.end,
            piece.plain,
            _kind(piece, trail.note.text, heads=heads),
            piece.marks,
        )
        for piece in map(labelled, pieces(block, trail.note.text))
        if _SAYS.search(piece.plain)
    ]
    if not facts or (_is_beside(block, below) and is_pair(facts[0].plain, facts[0].marks)):
        return
    leading = facts[-1] if introduces(block.plain) or block.role == "text" else facts[0]
    leads = heads and (block.role == "bullet" or introduces(block.plain) or _is_name(facts))
    above = label(leading.plain)
    if not leads and len(facts) > 1 and leading is facts[-1] and points_back(leading.plain):
        above = f"{facts[-2].plain} {above}"
    trail.above.append(Above(rank - governs, above, leading.id, leads))


def _is_beside(block: Block, below: Block | None) -> bool:
    """Tell whether a property follows on a text at its own depth: a second pair, if that is one."""
    return (
        block.role == "text"
        and below is not None
        and below.role == "property"
        and below.depth == block.depth
    )


def _is_name(facts: Sequence[Fact]) -> bool:
    """Tell whether a paragraph only names the list under it: "groceries", not "Present: Ana"."""
    return len(facts) == 1 and facts[0].kind == "topic" and ": " not in facts[0].plain


def _has_children(block: Block, below: Block | None) -> bool:
    if below is None or below.role == "heading":
        return False
    if block.role == "text":
        return below.role == "bullet" and below.depth == block.depth + 1
    return below.depth > block.depth or (below.depth == block.depth and below.role != "bullet")


def _kind(piece: Block, text: str, *, heads: bool) -> FactKind:
    if piece.marks and _is_bare_link(piece) and not text.startswith(("[[", "![["), piece.start):
        return "link"
    marked = {mark.kind for mark in piece.marks}
    names = "property" not in marked and only_names(piece.plain)
    return "topic" if heads and (names or "heading" in marked) else "fact"


def _is_bare_link(piece: Block) -> bool:
    """Tell whether a piece is nothing but addresses, links to sites and files."""
    left = len(piece.plain.replace(" ", ""))
    for mark in piece.marks:
        if mark.kind == "link" and not _names_page(mark.target):
            left -= len(mark.span.of(piece.plain).replace(" ", ""))
    return left <= 0


def _names_page(target: str) -> bool:
    """Tell whether a link may lead to another note: not to a site, a file or a heading."""
    name = target.partition("#")[0].rsplit("/", 1)[-1].removesuffix(".md")
    return bool(name) and ":" not in target and "." not in name


def pieces(block: Block, text: str) -> Iterator[Block]:
    """Yield the sentences of a block of `text`, each with its own place and marks."""
    places = [cut for cut in cuts(block.plain) if not _inside(block.marks, cut)]
    if not places:
        yield block
        return
    begins = [block.start, *(_begin(block, text, cut) for cut in places), block.end]
    for n, (start, end) in enumerate(pairwise([0, *places, len(block.plain)])):
        plain = block.plain[start:end].rstrip()
        marks = tuple(_clipped(block.marks, start, start + len(plain)))
        last = begins[n] + len(text[begins[n] : begins[n + 1]].rstrip())
        yield Block(block.role, begins[n], last, plain, block.depth, block.group, marks)


def _begin(block: Block, text: str, cut: int) -> int:
    """Return where in the note the sentence at `cut` begins, its opening marks included."""
    place = block.source(cut)
    before = len(block.plain[:cut].rstrip()) - 1
    lowest = block.source(before) + 1
    while place > lowest and not text[place - 1].isspace():
        place -= 1
    return place


def _inside(marks: Sequence[Mark], place: int) -> bool:
    return any(
        mark.span.start < place < mark.span.end and mark.kind in ("code", "link") for mark in marks
    )


def _clipped(marks: Sequence[Mark], start: int, end: int) -> Iterator[Mark]:
    """Yield the marks of a stretch of plain text, in places of its own."""
    for mark in marks:
        first, last = max(mark.span.start, start), min(mark.span.end, end)
        if first < last:
            yield Mark(Span(first - start, last - start), mark.kind, mark.target)
