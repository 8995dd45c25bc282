"""The language of a text: English unless the small words of another one outnumber its own.

A question has too few letters for a model of letters alone, which takes 116 of 3,085 English ones
for another language; by the small words it is one. The model (py3langid) is only loaded to
choose between languages that share their small words, as Spanish and Portuguese do.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from embeddings.terms import UNSPACED, folded, stem_in
from graph.records import Intent

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
CLEAR = 2
"""Small words by which one language leads the others so that no model need be asked."""
_WORD = re.compile(r"[^\W\d_]{2,}|(?<!\w)[aeiouyвиксоуя](?!\w)")
"""A word; of the letters alone only those that are a word, not what stands before an apostrophe."""
_SCRIPTS = {"ja": re.compile("[\u3040-\u30ff]"), "ko": re.compile("[\uac00-\ud7af]")}
"""Letters that one of the languages alone has which are written without blanks; Chinese is left."""


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("stop.toml").read_text("utf-8"))


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {
        code: frozenset(folded(f"{one['stop']} {one.get('asks', '')}").split())
        for code, one in _tables().items()
    }


def _table(language: str) -> dict[str, Any]:
    """Return what is known of a language; nothing of one that is only told by its letters."""
    return _tables().get(language, {})


def stop_words(language: str) -> frozenset[str]:
    """Return the small words of a language, folded; none where it has no list."""
    return _small_words().get(language, frozenset())


@cache
def intent_cues(language: str) -> dict[Intent, tuple[re.Pattern[str], ...]]:
    """Return by intention how questions in a language ask for it, in the order of trying."""
    return {one: _compiled(cues) for one, cues in _table(language).get("intents", {}).items()}


def deeds(language: str) -> str:
    """Return words beside which a question of some days asks for all of them."""
    return str(_table(language).get("deeds", ""))


@cache
def side_cues(language: str) -> tuple[re.Pattern[str], ...]:
    """Return the expressions that find the two things which a question compares."""
    return _compiled(_table(language).get("sides", ()))


def _compiled(cues: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(cue, re.IGNORECASE) for cue in cues)


@lru_cache(maxsize=20_000)
def language_of(text: str, *, usual: str = ENGLISH) -> str:
    """Return the language of a text by its code; `usual` where its small words tell none.

    Of a text in a language that is not `usual` one small word is not enough: "sluice door code".
    """
    if 2 * sum(map(len, UNSPACED.findall(text))) > len("".join(_WORD.findall(text))):
        return next((code for code, own in _SCRIPTS.items() if own.search(text)), "zh")
    words = _WORD.findall(folded(text))
    counts = Counter(
        {code: sum(map(known.__contains__, words)) for code, known in _small_words().items()}
    )
    most = max(counts.values())
    if counts[usual] == most or most - counts[usual] < (1 if counts[usual] else CLEAR):
        return usual
    if counts[ENGLISH] == most:
        return ENGLISH
    (first, lead), (_, next_lead) = counts.most_common(2)
    if lead - next_lead >= CLEAR:
        return first
    return _chosen(text, [one for one, count in counts.items() if count > counts[ENGLISH]])


def stem_of_language(word: str, language: str) -> str:
    """Return the stem of a word in its language; the folded word where nothing stems it."""
    name = _table(language).get("snowball")
    return stem_in(folded(word), name) if name else folded(word)


def language_of_all(texts: Iterable[str]) -> str:
    """Return the language of most of some texts, English where there are none."""
    most = Counter(map(language_of, texts)).most_common(1)
    return most[0][0] if most else ENGLISH


def _chosen(text: str, among: list[str]) -> str:
    """Return the likeliest of some languages by the text's letters."""
    ranked: list[tuple[str, float]] = _identifier().rank(text)
    return next(code for code, _ in ranked if code in among)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
