"""The pages of the notes: their names, and which of them a link leads to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

from graph.concepts.keys import key_of
from graph.dates import is_day
from graph.notes.pages import GAP, page_name, without_number
from graph.records import Note

_ENDING = re.compile(r"\.(?:md|markdown|org|rst|html?|txt)$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"[a-z][a-z0-9+.-]+://|(?:mailto|tel|file|attachment):|www\.", re.IGNORECASE
)
_FILE = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_ID = re.compile(r"^[ \t]*(?::id:|id::?)[ \t]+[\"']?([\w:.-]{6,})", re.IGNORECASE | re.MULTILINE)
"""By what number other notes link to a note, or to a part of it."""
_NUMBERED = re.compile(r"^\d{1,3}[.)]? +(?=\D{3})")
"""A number before a name that only sorts the files: "5 Old Mill Inn"."""
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_ARTICLE = re.compile(r"^(?:the|a|an|der|die|das|le|la|les|el|los|las|il|lo|het) (?=\S{3})", re.I)
_DATED = re.compile(
    r"(?:\d{4}[-_. ]?\d{1,2}[-_. ]?\d{1,2}|\d{1,2}[-_. ]\d{1,2}[-_. ]\d{4}"
    r"|\d{4}-?W\d{1,2}|\d{4}[-_]\d{2})(?:[-_ ,.]+\w{2,9})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A note that is a page."""

    path: str
    title: str
    aliases: tuple[str, ...] = ()
    """As the note itself states them."""
    ids: tuple[str, ...] = ()
    nodes: tuple[tuple[str, str], ...] = ()
    """(id, heading): the headings of an org note that links can lead to by themselves."""

    @classmethod
    def of(cls, note: Note) -> Page | None:
        """Return a note as a page, if its format has pages; its aliases stand in its facts."""
        from graph.notes.formats import READERS

        if not READERS[PurePosixPath(note.path).suffix.lower()].is_page:
            return None
        head = note.text if ":ID:" in note.text or "id:: " in note.text else note.text[:1000]
        headed = {match[1]: _headline(head[: match.start()]) for match in _ID.finditer(head)}
        nodes = tuple((number, heading) for number, heading in headed.items() if heading)
        return cls(note.path, note.title, (), tuple(headed), nodes)

    @property
    def stem(self) -> str:
        """The name that its file gives it."""
        return page_name(self.path)

    @property
    def names(self) -> tuple[str, ...]:
        """Its names, the title first."""
        short = [_NUMBERED.sub("", name, count=1) for name in (self.title, self.stem)]
        short += [_ASIDE.sub("", name) or name for name in short]
        short += [_ARTICLE.sub("", name) for name in short]
        return tuple(dict.fromkeys((self.title, self.stem, *self.aliases, *short)))

    @property
    def is_dated(self) -> bool:
        """Whether it is the page of a day, a week or a month, and so about no one thing."""
        return is_date(self.stem.rsplit("/", 1)[-1])


def _headline(before: str) -> str:
    """Return the headline in whose drawer a text ends, "" where it ends in the file's own."""
    line = ":"
    while line.startswith((":", "SCHEDULED:", "DEADLINE:")) and before:
        before, _, line = before.rstrip().rpartition("\n")
    return line if line.startswith("*") else ""


def is_date(name: str) -> bool:
    """Whether a page of that name is one of a day, a week or a month."""
    return _DATED.fullmatch(name) is not None or is_day(name)


def target_name(target: str) -> str:
    """Return the name that a link's target gives, "" where it leads out of the notes."""
    if _ELSEWHERE.match(target) or target.startswith("id:") or GAP.search(target):
        return ""
    place, _, heading = unquote(target).strip().partition("#")
    name = _ENDING.sub("", place.strip()).strip("/ ")
    if name != place.strip().strip("/ "):  # the path of a file
        name = name.rsplit("/", 1)[-1]
    elif place.startswith((".", "/")) and "/" in place:
        name = place.rsplit("/", 1)[-1]
    name = without_number(name)
    if _FILE.search(name) and " " not in name and "/" in place:
        return ""
    return name or heading.lstrip("^*# ")


@dataclass(slots=True)
class Pages:
    """All pages, by the names under which links find them."""

    pages: Mapping[str, Page]
    _by_place: dict[str, str] = field(default_factory=dict)
    _by_key: dict[str, list[str]] = field(default_factory=dict)
    _by_id: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in sorted(self.pages):
            page = self.pages[path]
            self._by_place[_folded(_ENDING.sub("", path))] = path
            self._by_id.update(dict.fromkeys(page.ids, path))
            names = {*page.names, page.stem.rsplit("/", 1)[-1]}
            for key in {key_of(name) for name in names} - {""}:
                self._by_key.setdefault(key, []).append(path)

    def named(self, key: str) -> list[str]:
        """Return the paths of the pages that bear a name with this key."""
        return self._by_key.get(key, [])

    def found(self, target: str, origin: str) -> str | None:
        """Return the path of the page that a link on the page at `origin` leads to."""
        if target.startswith("id:"):
            return self._by_id.get(target[3:])
        if not target or _ELSEWHERE.match(target):
            return None
        place, _, heading = unquote(target).strip().partition("#")
        if not place.strip():
            return self._nearest(heading.lstrip("^*# "), origin)
        for found in self._places(place.strip(), origin):
            if found in self._by_place:
                return self._by_place[found]
        return self._nearest(_ENDING.sub("", place.strip()), origin)

    def _places(self, place: str, origin: str) -> Iterator[str]:
        bare = _folded(_ENDING.sub("", place))
        folder = _folded(origin).rpartition("/")[0]
        if not bare.startswith("/"):
            yield normpath(f"{folder}/{bare}" if folder else bare)
        yield normpath(bare).lstrip("/")

    def _nearest(self, name: str, origin: str) -> str | None:
        """Return the nearest page of that name: the one called just so first, then by folder."""
        last = name.rstrip("/").rsplit("/", 1)[-1]
        wanted = {_plain(name), _plain(last)}
        paths = self._by_key.get(key_of(name)) or [
            path
            for path in self._by_key.get(key_of(last), ())
            if "/" not in self.pages[path].stem and _plain(self.pages[path].stem) == _plain(last)
        ]
        if len(paths) <= 1:
            return paths[0] if paths else None
        return min(paths, key=lambda path: (*self._distance(path, wanted, origin), path))

    def _distance(self, path: str, wanted: set[str], origin: str) -> tuple[bool, bool, int, int]:
        page = self.pages[path]
        exact = wanted & {_plain(page.stem), _plain(page.stem.rsplit("/", 1)[-1])}
        titled = wanted & {_plain(one) for one in page.names}
        steps, own = path.split("/")[:-1], origin.split("/")[:-1]
        shared = sum(1 for _ in takewhile(_alike, zip(steps, own, strict=False)))
        return not exact, not titled, len(steps) + len(own) - 2 * shared, len(steps)


@dataclass(frozen=True, slots=True)
class PageConcepts:
    """The concept of each page, and of what a link leads to."""

    pages: Pages
    concepts: Mapping[str, str]
    """By path."""
    nodes: Mapping[str, str] = field(default_factory=dict)
    """By id: the concepts of headings that links lead to."""

    def of(self, path: str) -> str | None:
        """Return the concept of the page at a path."""
        return self.concepts.get(path)

    def linked(self, target: str, origin: str) -> str | None:
        """Return the concept of the page that a link on the page at `origin` leads to."""
        if target.startswith("id:") and target[3:] in self.nodes:
            return self.nodes[target[3:]]
        found = self.pages.found(target, origin)
        return self.concepts.get(found) if found else None


NO_PAGES = PageConcepts(Pages({}), {})


def _alike(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _plain(name: str) -> str:
    """Return a name by its letters alone, since a file's name cannot bear every sign."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", name).casefold()))
