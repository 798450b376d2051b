"""Which condenser the settings name, and what takes its place where it cannot be used."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from briefing import config, models
from briefing.condense import Condenser, GenerativeCondenser, LeadCondenser, Prompt, Reader, SalienceCondenser, Writer
from briefing.condense.apart import Apart
from briefing.condense.local import LocalWriter
from briefing.condense.server import ServerWriter
from briefing.config import Settings
from briefing.errors import ModelError
from briefing.records import Article, Digest

_log = logging.getLogger(__name__)


class Substitute:
    """The salience condenser in place of a model that cannot be used. It keeps the name and keys of its own."""

    def __init__(self, condenser: Condenser, missing: str) -> None:
        """Take the place of the model `missing`, which was asked for."""
        self.name, self.revision, self.prompt = condenser.name, condenser.revision, condenser.prompt
        self.missing = missing
        self._condenser = condenser

    def prepare(self) -> None:
        """As the condenser itself."""
        self._condenser.prepare()

    def __call__(self, jobs: Sequence[tuple[Article, str]]) -> Iterator[Digest]:
        """Condense as the condenser itself."""
        return self._condenser(jobs)


def chosen_condenser(settings: Settings) -> Condenser:
    """What condenses an article, as the settings say; made once, it keeps its models loaded.

    Where the model is not there and `fallback` is on, that is said in one line and salience takes its place.

    Raises:
        ModelError: the model is not there, and `fallback` is off.
        ConfigError: the prompt or the address of the server is wrong.
    """
    if settings.model in WITHOUT_WRITER:
        return Apart(extractive(settings), settings)
    try:
        writer = _writer(settings)
    except ModelError as error:
        return substitute(settings, error)
    reader = Reader(_encoder(settings), threads=settings.threads)
    return GenerativeCondenser(reader, writer, Prompt(settings.prompts_dir), points=settings.points)


def extractive(settings: Settings) -> Condenser:
    """The condenser that keeps sentences as they stand, in this process.

    Args:
        settings: with one of `WITHOUT_WRITER` as their model.
    """
    return WITHOUT_WRITER[settings.model](_encoder(settings), points=settings.points, threads=settings.threads)


def _writer(settings: Settings) -> Writer:
    """The model that writes.

    Raises:
        ModelError: it is not there, or its files are not the right ones.
    """
    if settings.model.startswith(SERVER):
        return ServerWriter(
            settings.model.removeprefix(SERVER),
            settings.base_url,
            timeout=settings.server_timeout,
            requests=settings.server_requests,
        )
    return LocalWriter(models.find(settings.model, config.model_folder(settings)), threads=settings.threads)


WITHOUT_WRITER: Mapping[str, type[SalienceCondenser] | type[LeadCondenser]] = MappingProxyType(
    {"salience": SalienceCondenser, "lead": LeadCondenser}
)
"""The condensers that keep sentences as they stand."""
SERVER = "openai:"
"""How the name of a model begins that a server has."""


def substitute(settings: Settings, error: ModelError) -> Condenser:
    """Salience in place of the model that the settings name; one line says why.

    Raises:
        ModelError: the settings do not want that.
    """
    if not settings.fallback or settings.model in WITHOUT_WRITER:
        raise error
    _log.warning("%s; the brief is made with salience instead", " ".join(str(error).split()))
    return Substitute(chosen_condenser(replace(settings, model="salience")), _without_place(settings.model))


def _without_place(model: str) -> str:
    """What a model is called where others read it: a path of the user's own is nobody else's business.

    >>> _without_place("/home/ann/models/small.gguf"), _without_place("owner/small"), _without_place("openai:small")
    ('small.gguf', 'owner/small', 'openai:small')
    """
    path = Path(model)
    return path.name if path.is_absolute() or model.startswith((".", "~")) or path.exists() else model


def _encoder(settings: Settings) -> Callable[[], Path]:
    """What gives the encoder's folder, once the files of both models are known to be the pinned ones."""

    def verified() -> Path:
        folder = config.model_folder(settings)
        models.locate(models.PARSER, folder)
        return models.locate(models.ENCODER, folder)

    return verified
