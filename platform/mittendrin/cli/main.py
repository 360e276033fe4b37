"""The program `mittendrin`: reads the command line and calls one function.

Only its module is imported, by name, with all that it needs: `serve` starts faster without the others.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from importlib import import_module
from typing import Any, TypeAlias

from mittendrin.cli.staying import made_to_stay
from mittendrin.core.refusal import Refused
from mittendrin.database.reaching import reach_database
from mittendrin.settings import WrongSetting, settings

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Command = Callable[[argparse.Namespace], Coroutine[Any, Any, None] | None]

LAST_PORT = 65535
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 (names a wish, binds nothing)


def main(arguments: Sequence[str] | None = None) -> None:
    """Exits with 1 and one sentence when something is wrong that the operator can put right."""
    chosen = _parser().parse_args(arguments)
    # Whatever is written holds people's data, or links that open accounts: it is the operator's alone.
    os.umask(0o077)
    if chosen.run == "serving.serve":
        _say_own_address(chosen.host, chosen.port)
    try:
        settings()
        if chosen.run != "doctor.doctor":
            asyncio.run(reach_database())
        done = _command(chosen.run)(chosen)
        if done is not None:
            asyncio.run(done)
    except (WrongSetting, Refused) as error:
        print(error, file=sys.stderr)
        sys.exit(1)


def _say_own_address(host: str, port: int) -> None:
    """Without MITTENDRIN_BASE_URL the service is where it listens; its processes read the same."""
    here = "127.0.0.1" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    os.environ.setdefault("MITTENDRIN_BASE_URL", f"http://{here}:{port}")


def _command(name: str) -> Command:
    module, _dot, function = name.partition(".")
    with made_to_stay():
        command: Command = getattr(import_module(f"mittendrin.cli.{module}"), function)
    return command


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mittendrin", description="The software behind a city's senior office."
    )
    subs = parser.add_subparsers(required=True, metavar="command")
    _add(subs, "migrate", "commands.migrate", "bring the database to the newest shape")
    demo = _add(subs, "demo", "commands.demo", "load a sample city into an empty database")
    wish = demo.add_mutually_exclusive_group()
    wish.add_argument("--if-empty", action="store_true", help="leave a database alone that holds something")
    wish.add_argument(
        "--remove", action="store_true", help="remove the sample city and all that was tried in it"
    )
    _add_operations(subs)
    serve = _add(subs, "serve", "serving.serve", "serve the pages")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_port, default=8000)
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to {LAST_PORT}")
    return int(text)


def _add_operations(subs: Commands) -> None:
    _add(subs, "deliver", "operations.deliver", "send the mails that are due")
    _add(subs, "remind", "operations.remind", "remind everybody who has a date tomorrow")
    _add(subs, "top-up", "operations.top_up", "lay out the dates of endless series, 400 days ahead")
    _add(
        subs, "forget", "operations.forget", "forget contact data 30 days after the date, and mails in files"
    )
    backup = _add(subs, "backup", "operations.backup", "save the database into one file, while all runs on")
    backup.add_argument("file", metavar="FILE", help="a file that does not exist yet")
    restore = _add(subs, "restore", "operations.restore", "put a backup back into an empty database")
    restore.add_argument("file", metavar="FILE")
    _add(subs, "doctor", "doctor.doctor", "look whether all is well; ends with 1 when it is not")
    lead = _add(subs, "lead", "first_account.lead", "invite the person who leads the office")
    lead.add_argument("email", metavar="EMAIL")
    lead.add_argument("name", metavar="NAME")
    lead.add_argument("--another", action="store_true", help="beside somebody who leads it already")
    reset = _add(
        subs,
        "reset-second-factor",
        "first_account.reset_second_factor",
        "for somebody who has lost all codes",
    )
    reset.add_argument("email", metavar="EMAIL")


def _add(subs: Commands, name: str, run: str, text: str) -> argparse.ArgumentParser:
    parser = subs.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


if __name__ == "__main__":
    main()
