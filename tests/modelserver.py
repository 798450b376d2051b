"""A real server of a real model, as a process: llama.cpp's, which speaks as OpenAI's does.

Prints its address once it listens, and ends when its standard input does.
"""

import sys
from pathlib import Path

TOKENS = 2048
"""Of context, for each of two requests at once."""


def serve(weights: Path) -> None:
    """Serve the model until nobody is there any more."""
    import xllamacpp  # noqa: PLC0415 - only the process of the server has it

    params = xllamacpp.CommonParams()
    params.model.path = str(weights)
    params.hostnames = ["127.0.0.1"]
    params.port = 0  # any that is free
    params.n_parallel = 2
    params.n_ctx = 2 * TOKENS
    params.cpuparams.n_threads = 1  # more wait for each other where the machine is busy: 3 tokens a second, not 60
    params.warmup = False
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)  # noqa: T201 - the one who started this reads it
    sys.stdin.read()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
