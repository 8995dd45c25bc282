"""The command line: every verb of Knowledge, as text for people or JSON for programs.

argparse rather than a framework: the help must be there in a blink, and a command framework with
its drawing library takes longer to import than a whole answer takes to find.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import BadInput
from graph.gc_pause import gc_paused
from graph.terminal.arguments import parsed
from graph.terminal.failing import failed

if TYPE_CHECKING:
    from graph.knowledge import Knowledge

FOUND, NOTHING_FOUND = 0, 1
FEW = 3
"""Lines of a preview: enough to see what is meant."""
MOST_COMPARED = 200
"""Facts of a card whose notes are compared with the disk."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; errors become one line that says what to do."""
    asked = parsed(arguments)
    logging.basicConfig(level=logging.WARNING, format="noteloom: %(message)s", stream=sys.stderr)
    logging.getLogger("watchfiles").setLevel(logging.ERROR)  # it tells of Ctrl-C as a warning
    try:
        with gc_paused():
            status = _VERBS[asked.command](_knowledge(asked), asked)
        sys.stdout.flush()
    except BaseException as error:
        return failed(error, as_json=asked.json)
    return status


def _build(knowledge: Knowledge, asked: argparse.Namespace) -> int:
    from graph.terminal.printing import report_lines
    from graph.terminal.progress import progress
    from graph.views.replies import report_reply

    with progress() as on_progress:
        report = knowledge.build(
            asked.paths, fresh=asked.fresh, forget=asked.forget, on_progress=on_progress
        )
    _print(asked, report_reply(report), lambda: report_lines(report, built=True))
    return FOUND


def _watch(knowledge: Knowledge, asked: argparse.Namespace) -> int:
    from graph.terminal.watching import watch

    return watch(knowledge, asked.paths, as_json=asked.json)


def _ask(knowledge: Knowledge, asked: argparse.Namespace) -> int:
    from graph.terminal.printing import answer_lines
    from graph.views.replies import answer_reply

    def one(question: str, *, show: bool) -> bool:
        answer = knowledge.ask(
            question, limit=asked.limit, within=asked.within, relation=asked.relation
        )
        reply = answer_reply(answer, explain=asked.explain)
        _print(asked, reply, lambda: answer_lines(answer, explain=asked.explain), as_json=not show)
        if show and not answer.answered:
            knowledge.keep_gap(question)
        return answer.answered

    return _one_or_batch(asked, one)


def _search(knowledge: Knowledge, asked: argparse.Namespace) -> int:
    from graph.terminal.printing import citation_lines
    from graph.views.replies import citation_reply

    def one(text: str, *, show: bool) -> bool:
        found = knowledge.search(
            text, limit=asked.limit, within=asked.within, relation=asked.relation
        )
        facts = [citation_reply(citation, explain=asked.explain) for citation in found]
        remarks = knowledge.filter_remarks(text)
        _warn((*remarks, *knowledge.remarks(citation.fact for citation in found)))
        reply = {"question": text, "facts": facts}
        _print(asked, reply, lambda: citation_lines(found, explain=asked.explain), as_json=not show)
        return bool(found)

    return _one_or_batch(asked, one)


def _relates(knowledge: Knowledge, asked: argparse.Namespace) -> int:
    from graph.terminal.printing import relatives_lines
    from graph.views.replies import relatives_reply

    found = knowledge.relates(
        " ".join(asked.concept), limit=asked.limit, within=asked.within, relation=asked.relation
    )
    _warn(knowledge.filter_remarks(" ".join(asked.concept)))
    sizes = knowledge.index.sizes()
    _print(
        asked,
        relatives_reply(found, sizes=sizes),
        lambda: relatives_lines(found, knowledge.names()),
    )
    return FOUND if found.relations else NOTHING_FOUND


def _path(knowledge: Knowledge, asked: argparse.Namespace) -> int:
    from graph.terminal.printing import routes_lines
    from graph.views.replies import routes_reply

    routes = knowledge.path(asked.source, asked.target, without=asked.without)
    _print(asked, routes_reply(routes), lambda: routes_lines(routes, knowledge.names()))
    return FOUND if routes.paths else NOTHING_FOUND


def _show(knowledge: Knowledge, asked: argparse.Namespace) -> int:
    from graph.terminal.printing import card_lines
    from graph.views.replies import card_reply

    card = knowledge.show(" ".join(asked.concept))
    _warn(knowledge.remarks((*card.facts, *card.evidence)[:MOST_COMPARED]))
    reply = card_reply(card, sizes=knowledge.index.sizes())
    _print(asked, reply, lambda: card_lines(card, knowledge.names()))
    return FOUND


def _export(knowledge: Knowledge, asked: argparse.Namespace) -> int:
    knowledge.export(asked.target, format=asked.format, force=asked.force)
    _print(
        asked,
        {"target": str(asked.target), "format": asked.format},
        lambda: [f"written: {asked.target}"],
    )
    return FOUND


def _stats(knowledge: Knowledge, asked: argparse.Namespace) -> int:
    from graph.terminal.printing import report_lines
    from graph.views.replies import report_reply

    report = knowledge.stats()
    _print(asked, report_reply(report), lambda: report_lines(report, built=False))
    return FOUND


def _check(knowledge: Knowledge, asked: argparse.Namespace) -> int:
    from graph.terminal.printing import finding_lines
    from graph.views.replies import finding_reply

    if asked.sample is not None:
        found = knowledge.sample(asked.sample)
    else:
        found = knowledge.check(deep=asked.deep)
    reply = {"findings": [finding_reply(finding) for finding in found]}
    whole = asked.deep and not any(finding.kind == "damage" for finding in found)
    first = ["The index is whole: all of it was read."] if whole else []
    _print(asked, reply, lambda: [*first, *finding_lines(found)])
    return FOUND if found else NOTHING_FOUND


def _gaps(knowledge: Knowledge, asked: argparse.Namespace) -> int:
    gaps = knowledge.gaps()
    _print(asked, {"gaps": gaps}, lambda: gaps or ["No question was declined yet."])
    return FOUND if gaps else NOTHING_FOUND


def _names(knowledge: Knowledge, asked: argparse.Namespace) -> int:
    from graph.naming import Decision

    if asked.verb == "undo":
        if asked.preview or asked.names:
            raise BadInput(
                "`names undo` takes no names and has no preview: it takes back the last."
            )
        undone = knowledge.undo()
        _print(asked, {"undone": undone}, lambda: ["undone:", undone])
        return FOUND
    if len(asked.names) != 2:
        raise BadInput(f"`names {asked.verb}` takes two names: see `noteloom names --help`.")
    decision = Decision(asked.verb, *asked.names)
    found = knowledge.preview(decision)
    counted = f"{len(found.facts)} facts, {found.relations} relations"
    shown = found.facts[:FEW] if asked.preview else ()
    if not asked.preview:
        knowledge.decide(decision)
    reply = {"verb": asked.verb, "names": asked.names, "facts": len(found.facts)}
    done = "would move" if asked.preview else "moved; `noteloom names undo` takes it back"
    _print(
        asked,
        reply | {"relations": found.relations, "written": not asked.preview},
        lambda: [
            f"{counted} {done}",
            *(f"  {fact.plain}  ({fact.path}, line {fact.line})" for fact in shown),
        ],
    )
    return FOUND


def _app(knowledge: Knowledge, asked: argparse.Namespace) -> int:
    from graph.terminal.app import serve

    return serve(knowledge.settings, port=asked.port, browser=not asked.no_browser)


def _mcp(knowledge: Knowledge, asked: argparse.Namespace) -> int:
    from graph.terminal.servers import mcp

    return mcp(knowledge.settings, asked)


def _serve(knowledge: Knowledge, asked: argparse.Namespace) -> int:
    from graph.terminal.servers import serve

    return serve(knowledge.settings, asked)


def _collections(_: Knowledge, asked: argparse.Namespace) -> int:
    from graph.collections import collections
    from graph.terminal.printing import collection_lines
    from graph.views.replies import collection_reply

    found = collections()
    reply = {"collections": [collection_reply(one) for one in found]}
    _print(asked, reply, lambda: collection_lines(found))
    return FOUND if found else NOTHING_FOUND


def _models(_: Knowledge, asked: argparse.Namespace) -> int:
    from graph.terminal.models import fetch_model, model_lines, model_replies

    if asked.verb == "fetch":
        return fetch_model(asked.name, agreed=asked.yes)
    _print(asked, {"models": model_replies()}, model_lines)
    return FOUND


_VERBS: dict[str, Callable[[Knowledge, argparse.Namespace], int]] = {
    "build": _build,
    "watch": _watch,
    "ask": _ask,
    "search": _search,
    "relates": _relates,
    "path": _path,
    "show": _show,
    "export": _export,
    "stats": _stats,
    "check": _check,
    "gaps": _gaps,
    "names": _names,
    "app": _app,
    "mcp": _mcp,
    "serve": _serve,
    "models": _models,
    "collections": _collections,
}


def _knowledge(asked: argparse.Namespace) -> Knowledge:
    from graph.collections import default_index
    from graph.knowledge import Knowledge
    from graph.settings import Settings

    return Knowledge(
        Settings.from_environment(
            index=default_index(getattr(asked, "paths", ()), named=asked.index),
            encoder=getattr(asked, "encoder", None),
            ray=getattr(asked, "ray", None),
        )
    )


def _one_or_batch(asked: argparse.Namespace, one: Callable[..., bool]) -> int:
    if asked.batch is None:
        # the terminal may hand over bytes that are no text
        text = " ".join(asked.text).encode("utf-8", "replace").decode()
        return FOUND if one(text, show=not asked.json) else NOTHING_FOUND
    if asked.text:
        raise BadInput("give one text or a file with --batch, not both.")
    for question in _questions(asked.batch):
        one(question, show=False)
    return FOUND


def _questions(file: Path) -> list[str]:
    """Return the questions of a file, one a line; a mistake in it is told before any is asked."""
    try:
        lines = file.read_text(encoding="utf-8-sig").rstrip().split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            f"{file}: cannot be read ({error}): give a text file, one question a line."
        ) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            raise BadInput(f"{file}, line {number}: is empty: write one question a line.")
    if not lines:
        raise BadInput(f"{file}: is empty: write one question a line.")
    return [line.strip() for line in lines]


def _print(
    asked: argparse.Namespace,
    reply: object,
    lines: Callable[[], Iterable[str]],
    *,
    as_json: bool = False,
) -> None:
    if as_json or asked.json:
        sys.stdout.write(json.dumps(reply, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines())


def _warn(remarks: Iterable[str]) -> None:
    for remark in remarks:
        sys.stderr.write(f"noteloom: {remark}\n")
