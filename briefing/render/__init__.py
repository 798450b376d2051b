"""Brief -> Markdown, HTML, PDF, JSON, and the index page and feed over many briefs.

Pure: nothing is fetched, and no clock is read; what goes out depends on the brief and the templates alone.
"""

from collections.abc import Sequence
from pathlib import Path

from briefing.errors import RenderError
from briefing.records import Brief
from briefing.render import html, json, markdown
from briefing.render.listing import Entry, feed, index
from briefing.render.text import cleaned

__all__ = ["Entry", "feed", "index", "render"]


def render(brief: Brief, formats: Sequence[str], templates_dir: Path | None = None) -> dict[str, bytes]:
    """The brief in each format: `brief.md`, `brief.html`, `brief.pdf`, `brief.json`.

    Args:
        brief: What is printed.
        formats: Any of `md`, `html`, `pdf` and `json`.
        templates_dir: The user's edited templates; those that are not there come from the program.

    Raises:
        RenderError: A format is unknown, a template broken, or the PDF library cannot start.
    """
    shown = cleaned(brief)
    files = {}
    for name in formats:
        match name:
            case "json":
                data = json.dumps(brief)
            case "md":
                data = markdown.render(shown, templates_dir)
            case "html":
                data = html.render(shown, templates_dir)
            case "pdf":
                from briefing.render.pdf import render as render_pdf  # noqa: PLC0415 - WeasyPrint takes seconds to load

                data = render_pdf(shown, templates_dir)
            case _:
                raise RenderError(f"format: {name}: unknown; choose from md, html, pdf and json")
        files[f"brief.{name}"] = data
    return files
