"""Pages as concepts: each under its title, its file's name and its aliases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from graph.concepts.captions import LEAST_NOTES
from graph.concepts.definitions import stands_for
from graph.concepts.english import KIND
from graph.concepts.keys import LONGEST_NAME, key_of, words_of
from graph.concepts.lexicon_builder import LINKED, LexiconBuilder, slug
from graph.concepts.name_evidence import NameEvidence
from graph.concepts.pages import Page, PageConcepts, Pages
from graph.concepts.shape import bare, could_be_name, is_proper
from graph.records import Concept

SHORTEST = 3
"""Letters of a page's name that is looked for in whatever case; a shorter one as it is written."""


def add_pages(draft: LexiconBuilder, offered: NameEvidence) -> None:
    """Add a concept for each page, and the names that links and lines use for it."""
    known = _told_apart(offered)
    pages = Pages(known)
    told = [{slug(way) for way in _tellings(page)} for page in known.values()]
    shared = Counter(way for ways in told for way in ways)
    concepts = {path: _add(draft, page, shared) for path, page in sorted(known.items())}
    draft.pages = PageConcepts(pages, concepts, _add_nodes(draft, pages, concepts, offered))
    for path in sorted(known):
        _add_last_part(draft, known[path], concepts[path])
    _add_halves(draft, known, concepts, offered)
    _add_shown(draft, offered)


def _add_nodes(
    draft: LexiconBuilder, pages: Pages, concepts: Mapping[str, str], offered: NameEvidence
) -> dict[str, str]:
    """Return by id the concepts of the headings that links lead to: of a page, if one is so called.

    An id without a link may be any heading's, as programs give them.
    """
    linked = {target for _, target, _ in offered.shown}
    nodes: dict[str, str] = {}
    for _, page in sorted(pages.pages.items()):
        for number, heading in page.nodes:
            if f"id:{number}" not in linked:
                continue
            named = pages.named(key_of(heading))
            concept = concepts[named[0]] if len(named) == 1 else draft.new_id(heading)
            if len(named) != 1:
                draft.put(Concept(concept, heading, kind="page", origin="page"))
                add_name(draft, heading, concept, looked_for=not named)
            draft.senses[key_of(number)].clear()
            draft.name(number, concept, exact=frozenset([LINKED + number]))
            nodes[number] = concept
    return nodes


def _told_apart(offered: NameEvidence) -> dict[str, Page]:
    """Return the pages, those called by their files whose heading stands in several notes."""
    bearers = Counter(key_of(page.title) for page in offered.pages.values())
    own = {key_of(page.stem) for page in offered.pages.values()}
    known = {}
    for path, page in offered.pages.items():
        key = key_of(page.title)
        recurs = bearers[key] > 1 or offered.heads["head", key] >= LEAST_NOTES
        known[path] = replace(page, title=page.stem) if recurs and key not in own else page
    return known


def _tellings(page: Page) -> tuple[str, ...]:
    """Return ways to call a page by which it may be told from others of its name."""
    folder = page.path.rpartition("/")[0]
    return page.title, f"{page.title} {folder.rpartition('/')[2]}", f"{page.title} {page.path}"


def _add(draft: LexiconBuilder, page: Page, shared: Counter[str]) -> str:
    concept = _of_list(draft, page)
    if not concept:
        ways = _tellings(page)
        concept = draft.new_id(next((one for one in ways if shared[slug(one)] == 1), ways[-1]))
        draft.put(Concept(concept, page.title, kind="page", origin="page"))
    for name in page.names:
        add_name(draft, name, concept, looked_for=not page.is_dated)
    for number in page.ids:
        draft.name(number, concept, exact=frozenset([LINKED + number]))
    return concept


def _of_list(draft: LexiconBuilder, page: Page) -> str:
    """Return the thing of a list that a page is called as, "" where it is called as none."""
    for name in dict.fromkeys((page.title, page.stem, bare(page.title))):
        senses = list(draft.senses.get(key_of(name), {}).values())
        if len(senses) == 1 and not senses[0].scope:
            listed = draft.concepts[senses[0].concept].origin in draft.worlds
            if listed and (not senses[0].exact or name in senses[0].exact):
                return senses[0].concept
    return ""


def add_name(draft: LexiconBuilder, name: str, concept: str, *, looked_for: bool = True) -> None:
    """Give a page a name, looked for in lines as far as its words are more than common ones."""
    known = draft.concepts[concept]
    if name != known.name and name not in known.aliases:
        draft.put(replace(known, aliases=(*known.aliases, name)))
    ways = ways_of(name) if looked_for else frozenset([LINKED + name])
    draft.name(name, concept, exact=ways)


def ways_of(name: str) -> frozenset[str]:
    """Return the only ways to write a name in which it is one; none where every way is."""
    words = words_of(name).written
    kinds = {KIND[word] for word in words}
    if len(words) > LONGEST_NAME or kinds <= set("fd"):
        return frozenset([LINKED + name])
    if len(words) > 1 and kinds & set("nSgqe"):
        return frozenset()
    if len(name) >= SHORTEST and kinds & set("nSg"):
        return frozenset()
    return frozenset([name, name[:1].upper() + name[1:], LINKED + name])


def _add_last_part(draft: LexiconBuilder, page: Page, concept: str) -> None:
    """Let the last part of a name within a name stand for it, if nothing else is called so."""
    last = page.stem.rsplit("/", 1)[-1].strip()
    key = key_of(last)
    if last == page.stem or not key:
        return
    kinds = {KIND[word] for word in words_of(last).written}
    tells = "S" in kinds or (" " in last and kinds & set("ngqe"))
    if tells and len(draft.pages.pages.named(key)) == 1 and not draft.senses.get(key):
        add_name(draft, last, concept)
    else:
        draft.name(last, concept, exact=frozenset([LINKED + last]))


def _add_halves(
    draft: LexiconBuilder,
    pages: Mapping[str, Page],
    concepts: Mapping[str, str],
    offered: NameEvidence,
) -> None:
    """Let a word of a person's or a place's name stand for it where lines write it as a name."""
    halves: dict[str, set[tuple[str, str]]] = {}
    for path, page in pages.items():
        for name in page.names if not page.is_dated else ():
            for word in name.split(" ") if is_proper(name) else ():
                halves.setdefault(key_of(word), set()).add((word, concepts[path]))
    for key in sorted(halves):
        found = offered.candidates.get(key)
        (word, concept), *others = sorted(halves[key])
        written = (
            found is not None
            and (found.finders["capital"] or found.finders["proper"])
            and found.is_capital
        )
        if written and not others and not draft.senses.get(key):
            add_name(draft, word, concept)


def _add_shown(draft: LexiconBuilder, offered: NameEvidence) -> None:
    """Let the words that links to a page show be its name where they plainly are one."""
    targets: dict[str, dict[str, Counter[str]]] = {}
    for (path, target, words), count in sorted(offered.shown.items()):
        concept = draft.pages.linked(target, path)
        if concept and key_of(words):
            shown = targets.setdefault(key_of(words), {}).setdefault(concept, Counter())
            shown[words] += count
    for key, by_concept in sorted(targets.items()):
        concept, surfaces = next(iter(by_concept.items()))
        words = min(sorted(surfaces), key=lambda one: -surfaces[one])
        if (
            len(by_concept) == 1
            and not draft.senses.get(key)
            and _is_name_of(words, draft.concepts[concept])
        ):
            add_name(draft, words, concept)


def _is_name_of(words: str, concept: Concept) -> bool:
    """Whether words that a link shows are a short or inflected form of a page's name."""
    if not could_be_name(words) and not words.istitle():
        return False
    names = (concept.name, *concept.aliases)
    if any(stands_for(words, name) for name in names):
        return True
    own = {_stem(word) for name in names for word in words_of(name).written}
    return all(_stem(word) in own for word in words_of(words).written)


def _stem(word: str) -> str:
    return key_of(word)[:5]
