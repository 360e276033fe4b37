"""The program `mittendrin`: reads the command line and calls one function."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence

from mittendrin.cli import commands
from mittendrin.core.refusal import Refused
from mittendrin.settings import WrongSetting, settings

Command = Callable[[argparse.Namespace], Awaitable[None] | None]


def main(arguments: Sequence[str] | None = None) -> None:
    """Exits with 1 and one sentence when something is wrong that the operator can put right."""
    chosen = _parser().parse_args(arguments)
    try:
        settings()
        done = chosen.run(chosen)
        if done is not None:
            asyncio.run(done)
    except (WrongSetting, Refused) as error:
        print(error, file=sys.stderr)
        sys.exit(1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mittendrin", description="The software behind a city's senior office."
    )
    subs = parser.add_subparsers(required=True, metavar="command")
    _add(subs, "migrate", commands.migrate, "bring the database to the newest shape")
    demo = _add(subs, "demo", commands.demo, "load a sample city into an empty database")
    wish = demo.add_mutually_exclusive_group()
    wish.add_argument("--if-empty", action="store_true", help="leave a database alone that holds something")
    wish.add_argument(
        "--remove", action="store_true", help="remove the sample city and all that was tried in it"
    )
    serve = _add(subs, "serve", commands.serve, "serve the pages")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    return parser


def _add(
    subs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, run: Command, text: str
) -> argparse.ArgumentParser:
    parser = subs.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


if __name__ == "__main__":
    main()
