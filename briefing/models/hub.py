"""The model hub: a pinned revision from the network, and what lies in the user's own copy of it."""

from collections.abc import Callable
from pathlib import Path

from briefing.errors import ModelError
from briefing.models.catalogue import Model


def download(model: Model, folder: Path, scratch: Path, report: Callable[[str, int, int], None]) -> None:
    """Fill the folder with the model's files, from the pinned revision.

    The hub's own variables count (HF_ENDPOINT, HF_HUB_OFFLINE, HTTPS_PROXY); no token is sent, for none is needed.

    Args:
        model: The model.
        folder: Where its files go; not there yet.
        scratch: For what is on the way; on the disk of `folder`.
        report: Told of each file.

    Raises:
        ModelError: The model is not on the hub, or the hub cannot be reached.
        OSError: A file cannot be written.
    """
    if model.hub is None:
        raise ModelError(f"model {model.name}: the hub does not have it in this form; leave out --hub")
    from huggingface_hub import hf_hub_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled

    for number, (name, _) in enumerate(model.files):
        report(f"{model.name}, files", number, len(model.files))
        try:
            path = hf_hub_download(
                model.hub.repository, name, revision=model.hub.revision, local_dir=scratch / "hub", token=False
            )
        except (HfHubHTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled, ConnectionError) as error:
            reason = " ".join(str(error).split()).rstrip(".")
            raise ModelError(
                f"model {model.name}: {model.hub.repository}/{name}: cannot be had from the hub: {reason}; "
                "connect to the hub, or leave out --hub to take it from the package index"
            ) from error
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        Path(path).rename(folder / name)
    report(f"{model.name}, files", len(model.files), len(model.files))


def in_cache(repository: str) -> Path:
    """The folder of a model that the user has got from the hub before; nothing is asked of the network.

    Raises:
        ModelError: It is not there.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(repository, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError, OSError) as error:
        raise ModelError(
            f"model {repository}: is not among the models that you have from the hub; run `hf download {repository}` "
            "where the hub is reached, or name a folder or one of `briefing models`"
        ) from error
