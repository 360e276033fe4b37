"""What is looked at before the server starts."""

import socket

import pytest

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
