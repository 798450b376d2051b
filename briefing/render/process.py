"""The process that makes PDFs for `press`: `python -m briefing.render.process DESCRIPTOR`, at the end of a pipe."""

import contextlib
import signal
import sys
import traceback
from multiprocessing.connection import Connection

from briefing.errors import RenderError


def serve(connection: Connection) -> None:
    """Print what is asked for, until the other side goes away; to each page the answer is its PDF, or the error."""
    with contextlib.suppress(RenderError):  # it is raised again once there is a page
        import briefing.render.pdf  # noqa: F401, PLC0415 - the machine may lack its libraries
    with contextlib.suppress(EOFError, OSError):
        while True:
            page, day = connection.recv()
            try:
                from briefing.render.pdf import printed  # noqa: PLC0415 - the same

                answer: bytes | Exception = printed(page, day)
            except Exception as error:  # noqa: BLE001 - the other side raises it
                error.add_note(traceback.format_exc())
                answer = error
            connection.send(answer)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks for pages decides when to stop
    serve(Connection(int(sys.argv[1])))
