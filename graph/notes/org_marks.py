"""What stands inside a line of org-mode: emphasis, links, footnotes, timestamps, formulas."""

from __future__ import annotations

import re
from urllib.parse import unquote

from graph.notes.outline import Seam
from graph.notes.spans import Plain, finished
from graph.notes.wiki import ARROW, REFERENCE
from graph.records import Mark, MarkKind

_PRE = r"(?:(?<=[\s({'\"—–-])|^)"
_POST = r"(?=[\s)}'\"\[\].,;:!?—–\\-]|$)"
_BODY = r"(?:\S|\S.*?\S)"
_INLINE = re.compile(
    r"(?P<formula>\\\(.+?\\\)|\\\[.+?\\\]|\$\$.+?\$\$|(?<![\w$])\$[^\s$](?:[^$]*[^\s$,.;])?\$(?!\w))"
    r"|\[\[(?P<target>(?:\\.|[^\[\]\\])+)\](?:\[(?P<words>.+?)\])?\]"
    r"|(?P<silent>\[fn:[\w-]+\]|\{\{\{.*?\}\}\}|@@\w+:.*?@@|(?<!<)<<[^<>\n]+>>(?!>)|\\\\(?=\s|$))"
    rf"|{REFERENCE}"
    r"|\[fn:[\w-]*:(?P<footnote>[^\[\]]+)\]"
    r"|<<<(?P<radio>[^<>]+)>>>"
    r"|[<\[](?P<date>\d{4}-\d\d-\d\d(?: [^\W\d]+\.?)?(?: \d?\d:\d\d(?:-\d?\d:\d\d)?)?)"
    r"(?: [.+-]+\d+[hdwmy][^\]>]*)?[>\]]"
    r"|\bsrc_\w+(?:\[[^\]]*\])?\{(?P<source>[^{}]+)\}"
    rf"|{_PRE}(?:=(?P<verbatim>{_BODY})=|~(?P<code>{_BODY})~|\*(?P<bold>{_BODY})\*"
    rf"|/(?P<italic>{_BODY})/|_(?P<under>{_BODY})_|\+(?P<struck>{_BODY})\+){_POST}"
)
_TERM = re.compile(r"(?P<term>\S.*?)[ \t]+::(?=[ \t]|$)")
_CODE = ("verbatim", "code", "source")
_KEPT = ("formula", "date", *_CODE)
"""Groups whose inside is no markup."""
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp)$", re.IGNORECASE)
_SCHEME = re.compile(r"(?:(?:file(?:\+\w+)?|roam|denote):)?(?:\./)?")
"""What stands in front of the name of a file or of a page."""


def org_marked(text: str) -> tuple[str, tuple[Mark, ...], list[Seam]]:
    """Return a line of org-mode in plain form, its marks, and the seams between the two.

    "term :: what it is", as an item of a list says it, reads "term: what it is".
    """
    made = Plain()
    term = _TERM.match(text)
    if term:
        made.open()
        _add(term["term"], 0, made)
        made.close("bold")
        made.add(":", term.end() - 1)
    _add(text[term.end() :] if term else text, term.end() if term else 0, made)
    return finished(made)


def _add(text: str, at: int, made: Plain) -> None:
    """Add a text that stands at `at`, markup and struck-out words taken off."""
    done = 0
    for match in _INLINE.finditer(text):
        made.add(text[done : match.start()], at + done)
        done = match.end()
        made.is_parted = match["struck"] is not None and match[0] != text.strip()
        if match["silent"] is not None or made.is_parted:
            continue
        if match["block"]:
            made.open(f"id:{match['block']}")
            made.add(ARROW, at + match.start())
            made.close("link")
            continue
        if match["target"]:
            _link(match, at, made)
            continue
        group = next(name for name, inside in match.groupdict().items() if inside)
        _mark(group, match, at, made)
    made.add(text[done:], at + done)


def _mark(group: str, match: re.Match[str], at: int, made: Plain) -> None:
    kind: MarkKind | None = "code" if group in _CODE else "bold" if group == "bold" else None
    if kind:
        made.open()
    if group in _KEPT:
        made.add(match[group], at + match.start(group))
    else:
        _add(match[group], at + match.start(group), made)
    if kind:
        made.close(kind)


def _link(match: re.Match[str], at: int, made: Plain) -> None:
    """Add the words of a link, or its target where it has none; pictures say nothing."""
    target = match["target"].replace("\\", "")
    if _PICTURE.search(match["words"] or target):
        return
    made.open(page_target(target))
    if match["words"]:
        _add(match["words"], at + match.start("words"), made)
    else:
        shown = match["target"].lstrip("*#")
        shown = _SCHEME.sub("", shown, count=1)
        made.add(shown, at + match.end("target") - len(shown))
    made.close("link")


def page_target(target: str) -> str:
    """Return where a link leads as links of other formats say it: "page#heading", "id:..."."""
    target = unquote(target)
    if target.startswith("*"):
        return f"#{target[1:]}"
    file, _, place = _SCHEME.sub("", target, count=1).partition("::")
    return f"{file}#{place.lstrip('*#')}" if place and not place.isdigit() else file
