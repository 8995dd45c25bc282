"""From the bytes of a file to its text, or the reason why not."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from graph.errors import FileSkipped

LONGEST_LINE = 200_000
"""Characters: a longer line is data or a program's output, no person's note."""
MOST_CONTROL = 0.02
"""Share of control characters; text has next to none, other data is full of them."""
SAMPLE = 65_536
"""Bytes that are enough to tell what a file is."""
MOST_MESS = 0.02
"""Of charset-normalizer's share of unlikely characters: more than this is a guess."""
LEAST_FOREIGN = 12
"""Bytes beyond ASCII from which an encoding can be told at all."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_FOREIGN = re.compile(rb"[\x80-\xff]")
_LETTERS = "ÄÖÜäöüßàáâãåæçèéêëìíîïñòóôõøùúûÀÁÉÈÇÑ€–—“”„’«»°§…¿¡".encode("cp1252")
_WESTERN = re.compile(rb"(?:[\x00-\x7f]|(?<![\x80-\xff]{2})[%b])*" % re.escape(_LETTERS), re.DOTALL)
"""Text of Western Europe as Windows wrote it: single letters between those of ASCII."""
_TOO_LONG = re.compile(rf"[^\r\n]{{{LONGEST_LINE}}}")
UNKNOWN = "is in an encoding that cannot be told: save it as UTF-8"
BINARY = "is not text: only notes are read"


def decoded(data: bytes) -> str:
    """Return the text of a file without its byte-order mark.

    Raises FileSkipped, with the reason, for what is binary, in an encoding that cannot be told,
    or no note for the length of its lines.
    """
    text = decoded_long(data)
    if len(text) > LONGEST_LINE and _TOO_LONG.search(text):
        raise FileSkipped(f"has a line of more than {LONGEST_LINE:,} characters: no note has")
    return text


def decoded_long(data: bytes) -> str:
    """Return the text of a file as `decoded` does, however long its lines are."""
    text = _text(data)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FileSkipped(f"holds a NUL character on line {line}, which no text has: take it out")
    return text


def _text(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    sample = data[:SAMPLE]
    if len(_CONTROL.findall(sample)) > MOST_CONTROL * len(sample) or b"\0" in sample:
        raise FileSkipped(BINARY)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileSkipped(UNKNOWN) from error


def _guessed(data: bytes) -> str:
    """Decode what is not UTF-8, if one encoding is plain enough."""
    sample = b"\n".join(line for line in data.splitlines() if not line.isascii())[:SAMPLE]
    if _WESTERN.fullmatch(sample):
        return _strictly(data, "cp1252")
    if len(_FOREIGN.findall(sample)) < LEAST_FOREIGN:
        raise FileSkipped(UNKNOWN)
    best = from_bytes(sample).best()
    if best is None or best.chaos > MOST_MESS or not best.coherence:
        raise FileSkipped(UNKNOWN)
    return _strictly(data, best.encoding)
