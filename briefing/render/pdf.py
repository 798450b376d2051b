"""The brief as a PDF: the page of `html`, with the style for paper, through WeasyPrint. Loading this module is slow."""

import gc
import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from typing import Final

from briefing.errors import RenderError

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


def printed(page: str, day: str | None) -> bytes:
    """A page of `html` with the style for paper, as a tagged PDF (PDF/UA-1): the same bytes each time.

    Args:
        page: HTML.
        day: the ISO date on which it is made, as far as a reader can tell; None for 1 January 1970.
    """
    document = weasyprint.HTML(string=page, url_fetcher=OwnFonts())
    with _clock_at(day), _no_collection():
        data: bytes = document.write_pdf(
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(page.encode()).hexdigest()[:32].encode(),
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
    """Stops the clock that fontTools stamps fonts with; WeasyPrint's documentation names no other way."""
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
