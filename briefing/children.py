"""Processes of this program's own: each stands at the end of a pipe and ends when the other side goes away."""

import os
import subprocess
import sys
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import NamedTuple


class Child(NamedTuple):
    """A process and the pipe to it."""

    process: subprocess.Popen[bytes]
    connection: Connection

    @property
    def usable(self) -> bool:
        """Whether it runs and can be spoken to."""
        return self.process.poll() is None and not self.connection.closed

    def kill(self) -> None:
        """End the process at once."""
        self.connection.close()
        self.process.kill()
        self.process.wait()


def start(module: str) -> Child:
    """Start `python -m MODULE DESCRIPTOR`, which opens the descriptor as a `multiprocessing` connection.

    What it prints goes nowhere: what libraries say there is for their makers.
    """
    ours, theirs = Pipe()
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - this program itself
            [sys.executable, "-m", module, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
    return Child(process, ours)
