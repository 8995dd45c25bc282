"""Words that the notes do not hold as written: a typo is mended, initials and aliases read out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from embeddings.terms import folded
from graph.answers.english import content_terms, language, stems_of, stop_of, written_words
from graph.answers.question import quoted_in
from graph.answers.retrieval_context import RetrievalContext
from graph.concepts.keys import key_of
from graph.concepts.lexicon import names_in
from graph.language.identify import ENGLISH, stem_of_language
from graph.records import Mention, Span

LEAST_LETTERS = 5
"""Shorter words have too many neighbours to be mended."""
LEAST_ROOT = 4
"""Letters that two forms of a word share at least."""
MOST_INITIALS = 5
MOST_OFFERED = 3
_CONTRACTED = re.compile(r"['’]\w")
"""After the first half of a word such as "doesn't"."""
_MADE = re.compile(r"([a-z]{4,}?)(?:e?s|e?d|ers?|ors?|ing|able|ness|less|ful|ly|ments?)")
"""A word that is made of another one, which is no typo of a third."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def spell_corrected(text: str, corpus: RetrievalContext) -> tuple[str, tuple[str, ...]]:
    """Return a question with its typos mended and initials read out, and a remark for each.

    Only words that stand nowhere in the notes, are no name and are no word that the encoder knows
    are touched, and a typo only becomes a word that begins with the same letter. A name that only
    the reader or a word list knows becomes, without a remark, the one that the notes use, unless
    something is quoted: that is asked as it is written.
    """
    remarks: list[str] = []
    mentions = names_in(text, corpus.index.named)
    own = text if quoted_in(text) else _in_the_notes_own_names(text, mentions, corpus)
    if own != text:
        text, mentions = own, names_in(own, corpus.index.named)
    named = [m.span for m in mentions]
    code = corpus.language_of(text)

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        if any(_holds(span, match) for span in named) or _known(word, corpus, code):
            return word
        if inflected := _inflected(word, corpus, code):
            return inflected
        meant = _meant(word, text[match.end() :], corpus, code)
        if meant is None:
            return word
        remarks.append(f"read “{word}” as “{meant}”")
        return meant

    return _WORD.sub(mend, text), tuple(remarks)


def meant_instead(text: str, corpus: RetrievalContext) -> tuple[str, ...]:
    """Return a question with a word exchanged for the thing whose name is written nearly so.

    For a question that was declined: what is a word by itself is not mended, only offered.
    """
    named = [m.span for m in names_in(text, corpus.index.named)]
    words = (w for w in _WORD.finditer(text) if not any(_holds(span, w) for span in named))
    offered = (
        text[: word.start()] + name + text[word.end() :]
        for word in words
        if (near := _nearest(word[0], corpus)) and (name := _name_of(near, corpus))
    )
    return tuple(offered)[:MOST_OFFERED]


def _name_of(word: str, corpus: RetrievalContext) -> str | None:
    """Return the name of the thing that a word alone means, if the notes speak of it."""
    key = key_of(word)
    meant = [one.concept for one in corpus.index.named([key]).get(key, ())]
    known = corpus.concept(meant[0]) if len(meant) == 1 else None
    return known.name if known is not None and corpus.facts_count(known.id) else None


def _holds(span: Span, word: re.Match[str]) -> bool:
    return span.start <= word.start() < span.end


def _in_the_notes_own_names(
    text: str, mentions: Iterable[Mention], corpus: RetrievalContext
) -> str:
    """Return a text in which names that stand in no line give way to those that the notes use."""
    meant: dict[Span, set[str]] = {}
    for mention in mentions:
        meant.setdefault(mention.span, set()).add(mention.concept)
    for span, concepts in reversed(meant.items()):  # from behind: the spans before stay right
        known = corpus.concept(next(iter(concepts))) if len(concepts) == 1 else None
        heard = _heard(span.of(text), corpus)
        if known is None or not heard or any(heard):
            continue
        names = ((name, _heard(name, corpus)) for name in (known.name, *known.aliases))
        used = (name for name, written in names if written and all(written))
        text = text[: span.start] + next(used, span.of(text)) + text[span.end :]
    return text


def _heard(name: str, corpus: RetrievalContext) -> list[bool]:
    """Tell of each telling word of a name whether the notes have it."""
    stems = content_terms(name)
    known = corpus.index.words.frequency(stems)
    return [known.get(stem, 0) > 0 for stem in stems]


def _inflected(word: str, corpus: RetrievalContext, code: str) -> str | None:
    """Return the form in which the notes have a word, where full text does not know its stem."""
    if code == ENGLISH:
        return None
    stem = stem_of_language(word, code)
    letters = folded(word)[: min(LEAST_ROOT, len(stem))]
    forms = corpus.index.words.beginning(letters)
    alike = [form for form in forms if stem_of_language(form, code) == stem]
    found = corpus.index.words.search(max(alike, key=corpus.frequency), 1) if alike else []
    facts = corpus.facts(number for number, _ in found)
    written = (word for fact in facts for word in written_words(f"{fact.plain} {fact.context}"))
    return next((word for word in written if folded(word) in alike), None)


def _meant(word: str, after: str, corpus: RetrievalContext, code: str) -> str | None:
    """Return what a word that the notes do not hold stands for; None where it is a word itself."""
    if read_out := _read_out(word, corpus):
        return read_out
    if _CONTRACTED.match(after) or _is_word(word.lower(), corpus):
        return None
    return (_asking(word) if code == ENGLISH else None) or _nearest(word, corpus)


def _is_word(word: str, corpus: RetrievalContext) -> bool:
    """Tell whether the encoder knows a word, or what it is made of: "finder" of "find".

    So is what asks for a kind of value by itself: the "price".
    """
    if _wants_a_value(word):
        return True
    rarity = corpus.index.encoder.rarity
    made = _MADE.fullmatch(word)
    roots = (made[1], f"{made[1]}e") if made else ()
    return any(rarity(one) < 1 for one in (word, *roots))


def _wants_a_value(word: str) -> bool:
    return any(cues.fullmatch(word.lower()) for _, cues in language().expected_types)


def _asking(word: str) -> str | None:
    """Return the small word of English, such as "should", that a word misspells by one letter."""
    lower = word.lower()
    if len(lower) < LEAST_LETTERS:
        return None
    near = (one for one in language().stop if one[0] == lower[0] and OSA.distance(one, lower) == 1)
    return min(near, default=None)


def _read_out(word: str, corpus: RetrievalContext) -> str | None:
    """Return the name whose initials a short word is, if there is just one."""
    if len(word) > MOST_INITIALS:
        return None
    names = corpus.initials.get(word.lower(), ())
    return names[0] if len(names) == 1 else None


def _nearest(word: str, corpus: RetrievalContext) -> str | None:
    if len(word) < LEAST_LETTERS:
        return None
    near = [w for w in corpus.index.words.nearest(word) if w[0] == word[0].lower()]
    return near[0] if near and near[0] != word.lower() else None


def _known(word: str, corpus: RetrievalContext, code: str) -> bool:
    if folded(word) in stop_of(code) or (code == ENGLISH and word.lower() in language().short):
        return True
    return any(corpus.frequency(stem) for stem in stems_of(word, code))
