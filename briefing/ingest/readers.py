"""One reader for each format: text of a file in, `Page` out, or the reason why it is not read."""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

import frontmatter
import yaml

from briefing.ingest.decoding import decode
from briefing.ingest.fields import metadata_of
from briefing.ingest.pages import Page
from briefing.ingest.plaintext import markdown_blocks, strip_tags, text_blocks

# About 60,000 words. Cleaning such a text takes some seconds; so would as many lines of a word each.
_LONGEST_ARTICLE = 400_000
_BLOCK_COST = 40
_MOST_AROUND = 4  # times the article, for blank lines and marks; a web page may bring any amount of scripts
_PAGES = (".html", ".htm")
_TOO_LONG = f"longer than any article: more than {_LONGEST_ARTICLE:,} characters"


def read_file(path: str, data: bytes) -> Page | str:
    """The page that a file holds, or the reason why it is not read; by its name's ending.

    >>> read_file("talks.docx", b"PK")
    'not a format that is read: .docx; save it as .txt, .md or .html'
    """
    ending = PurePosixPath(path).suffix.lower()
    reader = _READERS.get(ending)
    if reader is None:
        return f"not a format that is read: {ending or 'no ending'}; save it as .txt, .md or .html"
    text = decode(data)
    if text is None:
        return "binary or damaged: not the text that its name promises"
    if ending not in _PAGES and len(text) > _MOST_AROUND * _LONGEST_ARTICLE:
        return _TOO_LONG
    page = reader(text)
    if isinstance(page, Page) and sum(len(block.text) + _BLOCK_COST for block in page.blocks) > _LONGEST_ARTICLE:
        return _TOO_LONG
    return page


def _read_text(text: str) -> Page:
    stripped, links = strip_tags(text)
    return Page(text_blocks(stripped), links=links)


# More than this between the two `---` is no head of an article; YAML is not asked to read it.
_LONGEST_HEAD = 16_000


def _read_markdown(text: str) -> Page:
    fields, body = _front_matter(text)
    blocks, links = markdown_blocks(body)
    return Page(blocks, metadata_of(fields, "front matter"), links=links)


def _front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """The fields before the body; none where there are none or YAML cannot read them."""
    if not re.match(r"\s*---\s*\n", text) or "\n---" not in text[:_LONGEST_HEAD]:
        return {}, text
    try:
        fields, body = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError):
        return {}, text
    return fields, body


def _read_html(text: str) -> Page | str:
    from briefing.ingest.webpage import read_page  # trafilatura takes a second to import

    return read_page(text)


_READERS: Mapping[str, Callable[[str], Page | str]] = {
    ".txt": _read_text,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
}
