"""TCP ports that stay ours between being chosen and being served."""

from __future__ import annotations

import socket


class ReservedPort:
    """A free port on 127.0.0.1, held until `release`.

    The socket is bound but does not listen, with SO_REUSEADDR: a server that sets the same option,
    as PHP's does, can take the port over, while the kernel gives it to nobody who asks for any.
    """

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", 0))
        self.number: int = self._socket.getsockname()[1]

    def release(self) -> None:
        """Let go of the port."""
        self._socket.close()
