"""The brief as one HTML page that asks for nothing outside itself."""

import base64
import hashlib
from pathlib import Path

from markupsafe import Markup

from briefing import resources
from briefing.errors import ConfigError, RenderError
from briefing.records import Brief
from briefing.render.environment import run
from briefing.render.notes import Notes


def render(brief: Brief, templates_dir: Path | None) -> bytes:
    """The brief, which has been cleaned, for a browser."""
    return page(brief, "brief.css", templates_dir).encode()


def page(brief: Brief, style: str, templates_dir: Path | None) -> str:
    """The page with the named style sheet inside; screen and paper differ in nothing else."""
    return run("brief.html.j2", templates_dir, brief=brief, notes=Notes(brief), **styled(style, templates_dir))


def styled(style: str, templates_dir: Path | None) -> dict[str, Markup]:
    """What a page template needs for its style: the sheet, and a policy that allows this sheet and nothing else.

    Raises:
        RenderError: There is no such style sheet.
    """
    try:
        css = resources.find("templates", style, templates_dir).read_text(encoding="utf-8")
    except (ConfigError, OSError, ValueError) as error:
        raise RenderError(f"template: {style}: {error}") from error
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return {"css": Markup(css), "policy": Markup(policy)}  # noqa: S704 - the user's or the program's own, not an article's
