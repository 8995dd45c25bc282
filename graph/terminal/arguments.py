"""The commands and their options, with examples."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

EXAMPLES = """\
examples:
  noteloom build ~/notes                        read a folder of notes
  noteloom ask "how long can a function run?"   a cited answer, or none
  noteloom relates KMS                          what relates to it, line by line
  noteloom path CloudFront DynamoDB             how two things hang together
  noteloom app                                  the same in a browser

exit status: 0 found, 1 nothing found, 2 wrong use or bad input, 3 an unexpected error
"""
BUILD = """\
examples:
  noteloom build                     the sample notes in data/notes
  noteloom build ~/notes todo.md     a folder and a file
  noteloom build ~/notes --fresh     read and embed everything again
"""
WATCH = """\
examples:
  noteloom watch             the notes of the last build, until Ctrl-C
  noteloom watch ~/notes     read a folder of notes, then follow it
"""
ASK = """\
examples:
  noteloom ask "lambda max memory"
  noteloom ask "SQS or SNS?" --explain
  noteloom ask '"x-forwarded-for"' --in networking/
  noteloom ask --batch questions.txt --json
"""
EXPORT = """\
examples:
  noteloom export graph --format jsonl        a folder: facts, concepts, relations
  noteloom export graph.json --format json    node-link, for networkx or d3
  noteloom export graph.md --format markdown  every relation with the line that says so
"""

SERVERS = """\
examples:
  noteloom mcp ~/notes           started by an assistant's host, over stdio
  noteloom mcp --http            streamable HTTP at http://127.0.0.1:8502/mcp
  noteloom serve                 one path a verb, described at http://127.0.0.1:8502/
"""
NAMES = """\
examples:
  noteloom names merge "Load balancer" ELB --preview   what would move
  noteloom names rename ELB "Elastic Load Balancing"
  noteloom names alias Lambda fn                       fn is one more name for it
  noteloom names split CF CloudFront                   CF does not mean CloudFront
  noteloom names undo                                  take the last one back
"""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line that says what to do."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Print the error and leave with status 2."""
        self.exit(2, f"{self.prog}: {message}: see `{self.prog} --help`.\n")


def parsed(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what a command line asks for; "-timeout" in a question is a word to leave out.

    argparse takes what begins with a blank for no option.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    asks = not {"ask", "search", "relates"}.isdisjoint(given)
    return parser().parse_args([f" {one}" if asks and _is_left_out(one) else one for one in given])


def _is_left_out(word: str) -> bool:
    return word[:1] == "-" and len(word) > 2 and (word[1].isalpha() or word[1] == '"')


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    _everywhere(shared)
    top = Parser(
        prog="noteloom",
        description="Turns your notes into a graph that you can ask. Nothing leaves this machine.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _everywhere(top)
    top.add_argument("--version", action=_Version, help="print the version")
    commands = _Commands(
        top.add_subparsers(dest="command", required=True, metavar="COMMAND"), shared
    )
    _building(commands)
    _asking(commands)
    _exploring(commands)
    _naming(commands)
    _serving(commands)
    return top


def _everywhere(parser: Parser) -> None:
    """Add what can stand before a command as well as after it; the latter counts."""
    parser.add_argument(
        "--index",
        type=Path,
        metavar="DIR",
        help="the index, by folder or collection (default: the last one; data/index in a clone)",
    )
    parser.add_argument(
        "--json", action="store_true", default=parser.argument_default or False,
        help="print one JSON object on one line",
    )  # fmt: skip


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: the look-up reads the installed packages."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help, default=argparse.SUPPRESS)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version and leave."""
        from importlib.metadata import version

        parser.exit(0, f"noteloom {version('noteloom')}\n")


class _Commands:
    """Adds commands that share the same options."""

    def __init__(self, commands: argparse._SubParsersAction[Parser], shared: Parser) -> None:
        self._commands, self._shared = commands, shared

    def add(self, name: str, text: str, *, examples: str = "") -> Parser:
        """Add a command with its one-line help."""
        return self._commands.add_parser(
            name, help=text, description=text[0].upper() + text[1:] + ".", epilog=examples,
            parents=[self._shared], formatter_class=argparse.RawDescriptionHelpFormatter,
        )  # fmt: skip


def _building(commands: _Commands) -> None:
    build = commands.add("build", "read notes and write or update the index", examples=BUILD)
    build.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: data/notes)"
    )
    build.add_argument(
        "--fresh", action="store_true", help="rebuild everything, also what has not changed"
    )
    build.add_argument(
        "--forget", action="store_true", help="let the notes of a folder go that is empty now"
    )
    build.add_argument("--encoder", metavar="NAME", help="another model, by name or folder")
    build.add_argument(
        "--ray", metavar="ADDRESS", help="encode on a Ray cluster, or on workers here: `local`"
    )
    watch = commands.add(
        "watch", "live re-index: what changes on disk is findable at once", examples=WATCH
    )
    watch.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: as built)"
    )
    watch.add_argument("--encoder", metavar="NAME", help="another model, by name or folder")
    commands.add("stats", "how many of what the index holds, and how fresh it is")
    check = commands.add("check", "what a person should look at in the notes, names and rules")
    check.add_argument(
        "--sample", type=_positive, metavar="N", help="N random relations and concepts to judge"
    )
    check.add_argument(
        "--deep", action="store_true", help="read the whole index too, for damage of the disk"
    )
    export = commands.add("export", "write the graph for other programs", examples=EXPORT)
    export.add_argument("target", type=Path, metavar="TARGET", help="the file or folder to write")
    export.add_argument(
        "--format", required=True, metavar="F", help="jsonl, json, graphml, csv, markdown or anki"
    )
    export.add_argument("--force", action="store_true", help="overwrite files that are there")


def _asking(commands: _Commands) -> None:
    for name, word, text in (
        ("ask", "QUESTION", "answer a question with cited facts"),
        ("search", "TEXT", "rank the facts that fit a text, without answering"),
    ):
        command = commands.add(name, text, examples=ASK if name == "ask" else "")
        command.add_argument("text", nargs="*", metavar=word, help="what to look for")
        command.add_argument(
            "--batch", type=Path, metavar="FILE", help="one question a line, one JSON line each"
        )
        command.add_argument(
            "--explain", action="store_true", help="print the ranking with its signals"
        )
        _narrowing(command, limit=8)
    commands.add("gaps", "the questions that the notes did not answer")


def _exploring(commands: _Commands) -> None:
    relates = commands.add("relates", "what relates to a concept, by relation, each with its facts")
    relates.add_argument("concept", nargs="+", metavar="CONCEPT")
    _narrowing(relates, limit=20)
    path = commands.add("path", "up to three routes between two concepts, each step with its fact")
    path.add_argument("source", metavar="A")
    path.add_argument("target", metavar="B")
    path.add_argument(
        "--without", action="append", default=[], metavar="C", help="leave a concept out"
    )
    show = commands.add("show", "a concept's card: names, kind, facts, relations")
    show.add_argument("concept", nargs="+", metavar="CONCEPT")


def _naming(commands: _Commands) -> None:
    names = commands.add(
        "names", "your hand on the concepts: merge, rename, alias, split, undo", examples=NAMES
    )
    names.add_argument("verb", choices=["merge", "rename", "alias", "split", "undo"])
    names.add_argument("names", nargs="*", metavar="NAME", help="the two names that it is about")
    names.add_argument(
        "--preview", action="store_true", help="say what would change, and change nothing"
    )


def _serving(commands: _Commands) -> None:
    app = commands.add("app", "open the app in a browser")
    app.add_argument("--port", type=int, default=8501, help="where to serve it (default: 8501)")
    app.add_argument("--no-browser", action="store_true", help="serve it without opening a browser")
    commands.add("collections", "the folders of notes that were built, each with its index")
    models = commands.add("models", "list the models that can be fetched, or fetch one")
    models.add_argument("verb", nargs="?", choices=["fetch"], help="the one command that connects")
    models.add_argument("name", nargs="?", default="", metavar="NAME")
    models.add_argument("--yes", action="store_true", help="agree to the download beforehand")
    for name, text in (
        ("mcp", "serve an assistant by the Model Context Protocol"),
        ("serve", "serve programs over HTTP, on this machine only"),
    ):
        server = commands.add(name, text, examples=SERVERS)
        server.add_argument(
            "paths",
            nargs="*",
            type=Path,
            metavar="PATH",
            help="notes to follow (default: as built)",
        )
        server.add_argument(
            "--port", type=int, default=8502, help="where to serve HTTP (default: 8502)"
        )
        if name == "mcp":
            server.add_argument(
                "--http", action="store_true", help="streamable HTTP, not standard input and output"
            )


def _narrowing(command: Parser, *, limit: int) -> None:
    command.add_argument(
        "--in", dest="within", metavar="PATH", help="keep to notes whose path begins so"
    )
    command.add_argument(
        "--type", dest="relation", metavar="RELATION", help="keep to one type of relation"
    )
    command.add_argument(
        "--limit", type=_positive, default=limit, metavar="N", help=f"how many (default: {limit})"
    )


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 up")
    return number
