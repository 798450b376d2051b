"""Brief -> Markdown, HTML, PDF, JSON, and the index page and feed over many briefs.

Pure: nothing is fetched, and no clock is read; what goes out depends on the brief and the templates alone.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from briefing.errors import RenderError
from briefing.records import Brief
from briefing.render import html, json, markdown
from briefing.render.listing import Entry, feed, index
from briefing.render.press import Press
from briefing.render.text import cleaned

__all__ = ["Entry", "Press", "feed", "index", "render"]


def render(
    brief: Brief, formats: Sequence[str], templates_dir: Path | None = None, press: Press | None = None
) -> dict[str, bytes]:
    """The brief in each format: `brief.md`, `brief.html`, `brief.pdf`, `brief.json`.

    Args:
        brief: What is printed.
        formats: Any of `md`, `html`, `pdf` and `json`.
        templates_dir: The user's edited templates; those that are not there come from the program.
        press: What makes the PDF in a process of its own; without it, it is made in this one.

    Raises:
        RenderError: A format is unknown, a template broken, or the PDF library cannot start.
    """
    shown = cleaned(brief)
    files = {}
    pdf = _begun(shown, templates_dir, press) if "pdf" in formats else None
    for name in formats:
        match name:
            case "json":
                data = json.dumps(brief)
            case "md":
                data = markdown.render(shown, templates_dir)
            case "html":
                data = html.render(shown, templates_dir)
            case "pdf" if pdf:
                data = pdf()
            case _:
                raise RenderError(f"format: {name}: unknown; choose from md, html, pdf and json")
        files[f"brief.{name}"] = data
    return files


def _begun(shown: Brief, templates_dir: Path | None, press: Press | None) -> Callable[[], bytes]:
    """Begin with the PDF, the longest work, if it can be done beside the other formats; what gives its bytes."""
    page = html.page(shown, "paper.css", templates_dir)
    if press:
        press.ask(page, shown.as_of)
        return press.answer

    def made_here() -> bytes:
        from briefing.render.pdf import printed  # noqa: PLC0415 - WeasyPrint takes half a second to load

        return printed(page, shown.as_of)

    return made_here
