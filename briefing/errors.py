"""What can go wrong, one class a stage, under one root.

A message reads *what: which file or setting: why; what to do*, on one line.
The failure of a single article is no exception: it is a `records.Rejected` row, and the run goes on.
"""


class BriefingError(Exception):
    """The root: the command line prints its message on one line and exits with `exit_code`."""

    exit_code = 1


class ConfigError(BriefingError):
    """A setting is unknown, malformed or out of range."""


class IngestError(BriefingError):
    """The corpus as a whole cannot be read: no such folder, not a folder, not permitted."""


class NothingUsableError(IngestError):
    """The corpus was read, but not one article in it can be used."""

    exit_code = 4


class ModelError(BriefingError):
    """A model is missing, has the wrong SHA-256 or cannot be loaded."""


class RenderError(BriefingError):
    """A template is missing or broken, or the PDF library cannot start."""


class PublishError(BriefingError):
    """The output folder cannot be written."""


class CheckError(BriefingError):
    """A finished brief does not agree with its articles."""
