"""What is looked at before the server starts."""

import os
import socket
import subprocess
import sys

import pytest

from cli.running import SOURCES
from mittendrin.cli.serving import refuse_taken_port
from mittendrin.core.refusal import Refused


def test_a_second_server_on_the_same_port_is_refused() -> None:
    with socket.socket() as first:
        first.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        first.bind(("127.0.0.1", 0))
        first.listen()
        port = first.getsockname()[1]
        with pytest.raises(Refused, match=f"Port {port} cannot be used"):
            refuse_taken_port("127.0.0.1", port)
    refuse_taken_port("127.0.0.1", port)


def test_the_server_does_not_load_what_only_tools_need() -> None:
    script = (
        "import sys; from mittendrin.cli import main, serving; serving.make_app();"
        "print({'black', 'pydantic', 'rich'} & set(sys.modules))"
    )
    environment = os.environ | {"PYTHONPATH": str(SOURCES)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"
