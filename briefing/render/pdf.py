"""The brief as a PDF: the page of `html`, with the style for paper, through WeasyPrint. Loading this module is slow."""

import gc
import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Final

from briefing.errors import RenderError
from briefing.records import Brief
from briefing.render.html import page

try:
    import weasyprint
    from weasyprint.urls import URLFetcher, URLFetcherResponse
except (ImportError, OSError) as error:  # Pango and its friends are libraries of the system
    raise RenderError(
        f"pdf: WeasyPrint cannot start: {error}; install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0,"
        " or leave pdf out of the formats"
    ) from error

# Under names of our own, so that a font of the same name on some machine cannot take the place of these.
FONTS: Final = {
    "briefing:sans": ("fontpkg_ibm_plex_sans", "IBMPlexSans[wdth,wght].ttf"),
    "briefing:sans-italic": ("fontpkg_ibm_plex_sans", "IBMPlexSans-Italic[wdth,wght].ttf"),
    "briefing:arabic": ("fontpkg_ibm_plex_sans_arabic", "IBMPlexSansArabic-Regular.ttf"),
    "briefing:arabic-semibold": ("fontpkg_ibm_plex_sans_arabic", "IBMPlexSansArabic-SemiBold.ttf"),
}
# The variable of the environment that fontTools reads belongs to the whole process.
_ENVIRONMENT = threading.Lock()


def render(brief: Brief, templates_dir: Path | None) -> bytes:
    """The brief, which has been cleaned, as a tagged PDF (PDF/UA-1): the same bytes each time."""
    source = page(brief, "paper.css", templates_dir)
    document = weasyprint.HTML(string=source, url_fetcher=OwnFonts())
    with _clock_at(brief.as_of), _no_collection():
        data: bytes = document.write_pdf(
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(source.encode()).hexdigest()[:32].encode(),
        )
    return data


class OwnFonts(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Gives the fonts that come with the program, and refuses whatever else a page or style asks for."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The font of that name.

        Raises:
            ValueError: It is anything else; WeasyPrint goes on without it.
        """
        del headers
        if url not in FONTS:
            raise ValueError(f"{url}: nothing is fetched")
        package, name = FONTS[url]
        return URLFetcherResponse(url, (files(package) / "files" / name).read_bytes(), {"Content-Type": "font/ttf"})


@contextmanager
def _no_collection() -> Iterator[None]:
    """Lets no object be looked for that nothing uses: of a page nearly all are in use, and looking costs a quarter."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def _clock_at(day: str | None) -> Iterator[None]:
    """Stops the clock that fontTools stamps fonts with; WeasyPrint's documentation names no other way.

    Args:
        day: ISO date; none of them is 1 January 1970.
    """
    moment = datetime.fromisoformat(day or "1970-01-01").replace(tzinfo=UTC)
    with _ENVIRONMENT:
        before = os.environ.get("SOURCE_DATE_EPOCH")
        os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
        try:
            yield
        finally:
            if before is None:
                del os.environ["SOURCE_DATE_EPOCH"]
            else:
                os.environ["SOURCE_DATE_EPOCH"] = before
