"""The process that reads files for `workers`: `python -m briefing.ingest.worker DESCRIPTOR`, at the end of a pipe."""

import contextlib
import resource
import signal
import sys
from multiprocessing.connection import Connection
from typing import Final

from briefing.ingest.singles import rows_of

# The largest file that is allowed takes 600 MB to be read; the libraries themselves take 300 MB of addresses.
MEMORY: Final = 2 << 30
"""Bytes of address space that a worker may use."""

# Three times what whoever asks waits for a piece, and then ends this process himself: it counts where he died before.
LIFE: Final = 90
"""Seconds that a piece of a file may take, after which the system ends this process, even within a parser in C."""


def serve(connection: Connection) -> None:
    """Read what is asked for, until the other side goes away; None says that it is ready for the next file."""
    connection.send(None)
    with contextlib.suppress(EOFError, OSError):
        while True:
            job = connection.recv()
            signal.alarm(LIFE)
            for row in rows_of(job):
                connection.send(row)
                signal.alarm(LIFE)
            connection.send(None)
            signal.alarm(0)


def bound_memory() -> None:
    """Let this process have so much memory and no more; a file that needs more is rejected."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    with contextlib.suppress(ValueError, OSError):  # macOS knows the limit and does not take it
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks for files decides when to stop
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # no handler: Python would run it only after the parser has come back
    bound_memory()
    serve(Connection(int(sys.argv[1])))
