"""The process that condenses for `apart`: `python -m briefing.condense.process DESCRIPTOR`, at the end of a pipe."""

import contextlib
import signal
import sys
import traceback
from multiprocessing.connection import Connection

from briefing.condense import choosing
from briefing.errors import ModelError


def serve(connection: Connection) -> None:
    """Condense what is asked for, until the other side goes away.

    First come the settings, then lists of articles with their keys. To each list the answers are its digests and None,
    or the error that ended it.
    """
    with contextlib.suppress(EOFError, OSError):
        condenser = choosing.extractive(connection.recv())
        with contextlib.suppress(ModelError):  # it is raised again once there is an article
            condenser.prepare()
        while True:
            jobs = connection.recv()
            try:
                for digest in condenser(jobs):
                    connection.send(digest)
                answer: Exception | None = None
            except OSError:
                raise
            except Exception as error:  # noqa: BLE001 - the other side raises it
                error.add_note(traceback.format_exc())
                answer = error
            connection.send(answer)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks for digests decides when to stop
    serve(Connection(int(sys.argv[1])))
