"""The brief as Markdown, for people who read it in a terminal and for every renderer."""

import re
from pathlib import Path

from briefing.records import Brief
from briefing.render.environment import run
from briefing.render.notes import Notes


def render(brief: Brief, templates_dir: Path | None) -> bytes:
    """The brief, which has been cleaned, as Markdown."""
    text = run("brief.md.j2", templates_dir, brief=brief, notes=Notes(brief))
    # Sections that are left out leave their blank lines behind.
    return (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode()
