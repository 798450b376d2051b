"""Plain text and Markdown to blocks: stray tags and Markdown's own marks removed, wrapped lines joined.

Markdown is taken off by a few rules of our own, not rendered and read back: the `markdown` package makes code of the
indented lists that news wikis are full of and takes a "2004." at the head of a line for the number of a list item; and
what remains has to stand literally in the file.
"""

import html
import re
from collections.abc import Iterator
from itertools import pairwise

from briefing.ingest.cleaning import furniture
from briefing.ingest.cleaning.imprint import imprint, is_labelled
from briefing.ingest.decoding import visible
from briefing.ingest.pages import Block, BlockKind, Metadata, Page

# A tag opens with a letter: "<3" and "a < b" are text.
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]{0,30})(?:\s[^<>]{0,4000})?/?>|<![A-Za-z\[][^<>]{0,4000}>")
_HIDING = re.compile(r"(<!--)|(-->)|<(/?)(script|style|noscript|template|svg|iframe)\b[^<>]{0,4000}>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s{0,9}=\s{0,9}["']?([^"'\s>]{1,2000})""", re.IGNORECASE)
# fmt: off
_BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "option", "p",
    "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
# fmt: on
BULLET = re.compile(r"\s*(?:[*+•·▪■●◦\u2043-]|\d{1,2}[.)])\s+(?=\S)")
"""What an item opens with; it is no part of its text."""


def strip_tags(text: str) -> tuple[str, tuple[str, ...]]:
    r"""Text without HTML tags, entities resolved, and the addresses that it linked to.

    >>> strip_tags('They met<a href="https://a.example/2021/05/03/met"> on Monday</a> &amp; left.<br>Fine.')
    ('They met on Monday & left.\nFine.', ('https://a.example/2021/05/03/met',))
    """
    if "<" not in text:
        return visible(html.unescape(text)), ()
    shown = _without_hidden(text)
    links = tuple(html.unescape(match.group(1)) for match in _HREF.finditer(shown))

    def gap(match: re.Match[str]) -> str:
        return "\n" if (match.group(1) or "").lower() in _BLOCK_TAGS else ""

    return visible(html.unescape(_TAG.sub(gap, shown))), links


def _without_hidden(text: str) -> str:
    """Text without comments, scripts and styles, in one pass: an expression over pairs of marks would be quadratic.

    >>> _without_hidden("a<script>b</script>c<!-- d -->e<style>f")
    'ace<style>f'
    """
    kept, start, opened = [], 0, ""
    for match in _HIDING.finditer(text):
        name = "--" if match.group(1) or match.group(2) else match.group(4).lower()
        closes = bool(match.group(2) or match.group(3))
        if opened == name and closes:
            start, opened = match.end(), ""
        elif not opened and not closes:
            kept.append(text[start : match.start()])
            start, opened = match.start(), name
    return "".join([*kept, text[start:]])


def text_page(text: str, metadata: Metadata = Metadata()) -> Page:  # noqa: B008  # frozen
    """A plain text, with stray tags or the tags of a fragment of HTML in it, as a page."""
    stripped, links = strip_tags(text)
    return Page(text_blocks(stripped), metadata, links=links)


def text_blocks(text: str) -> tuple[Block, ...]:
    r"""The paragraphs and list items of plain text.

    >>> [(block.kind, block.text) for block in text_blocks("The council met.\n\n* Ten spoke\n* Two left")]
    [('paragraph', 'The council met.'), ('item', 'Ten spoke'), ('item', 'Two left')]
    """
    return tuple(block for paragraph in _paragraphs(text.split("\n")) for block in _blocks(paragraph))


def _paragraphs(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines between blank ones."""
    run: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            run.append(line)
        elif run:
            yield run
            run = []


def _blocks(lines: list[str]) -> Iterator[Block]:
    for line in _unwrapped(lines):
        bullet = BULLET.match(line)
        kind: BlockKind = "item" if bullet else "paragraph"
        yield Block(kind, " ".join(line[bullet.end() if bullet else 0 :].split()))


# Widths at which text is wrapped by hand or by a mailer; a longer line is a paragraph of its own.
_NARROWEST, _WIDEST = 40, 120
_ENDS = (".", "!", "?", ":", "”", '"')


def _unwrapped(lines: list[str]) -> list[str]:
    """Lines broken at a fixed width joined again.

    They were broken so, if at most of their ends a sentence goes on and the next word would not have fitted. Where a
    line is shorter than that, a paragraph or an item ends. By-line, date and labels go on with nothing.

    >>> _unwrapped(["The council of the river towns met here on", "Monday to talk about the bridge.", "It adjourned."])
    ['The council of the river towns met here on Monday to talk about the bridge.', 'It adjourned.']
    """
    width = max(map(len, lines))
    pairs = list(pairwise(lines))
    full = [len(before) + 1 + len(after.split(maxsplit=1)[0]) > width for before, after in pairs]
    goes_on = [not before.rstrip().endswith(_ENDS) for before, _ in pairs]
    broken = sum(map(all, zip(full, goes_on, strict=True)))
    if not _NARROWEST <= width <= _WIDEST or 2 * broken < len(pairs):
        return lines
    joined = [lines[0]]
    for at_width, (before, after) in zip(full, pairs, strict=True):
        ended = before.rstrip().endswith(_ENDS) and len(before) < _NEARLY_FULL * width
        if at_width and not ended and not (BULLET.match(after) or _stands_apart(before) or _stands_apart(after)):
            joined[-1] = f"{joined[-1].rstrip()} {after.strip()}"
        else:
            joined.append(after)
    return joined


_NEARLY_FULL = 0.9


def _stands_apart(line: str) -> bool:
    """Whether a line is by-line, date or label, as they stand over a text without a blank line between.

    >>> [_stands_apart(line) for line in ("14 May 2015 18:05", "By Ada Field", "by the old bridge")]
    [True, True, False]
    """
    named = (
        furniture.byline_name(line) if line.lstrip().startswith("By ") and not line.rstrip().endswith(_ENDS) else None
    )
    return bool(named or is_labelled(line) or imprint(line))


# --- Markdown -------------------------------------------------------------------------------------

_FENCE = re.compile(r"\s*(?:```|~~~)")
_RULE = re.compile(r"[\s*]{3,200}$|[\s_]{3,200}$|[\s=]{3,200}$|[\s:|-]{3,200}$")  # and the line under a table's head
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?=\S)")
_UNDERLINE = re.compile(r"\s{0,3}(?:={2,}|-{2,})\s*$")
_QUOTED = re.compile(r"\s*(?:>\s?)+")
_DEFINITION = re.compile(r"\s{0,3}\[[^\]\n]{1,200}\]:\s*(?P<url>\S+)")
_INDENTED = re.compile(r"(?: {4,}|\t)\S")
_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\](?:\([^()\s]{0,2000}(?:\s+[^()]{0,300})?\)|\[[^\]\n]{0,200}\])")
_LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]{1,500})\](?:\((?P<url>[^()\s]{1,2000})(?:\s+[^()]{0,300})?\)|\[[^\]\n]{0,200}\])"
)
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)([^<>\s]{1,2000})>")
_EMPHASIS = (
    re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,1000}?)(?<=[^\s*])\1(?![\w*])"),
    re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]{1,1000}?)(?<=[^\s_])\1(?![\w_])"),
    re.compile(r"(`{1,3})([^`\n]{1,1000})\1"),
    re.compile(r"(~~)([^~\n]{1,1000})\1"),
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>~|-])")


def markdown_blocks(text: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    r"""The headings, paragraphs and list items of Markdown, and the addresses that it links to.

    An indented line is a list item, with or without a bullet; there is no program code in the news.

    >>> blocks, links = markdown_blocks("# Talks\n\nThey *met* [here](https://a.example).\n\n    * Ten spoke")
    >>> [(block.kind, block.text) for block in blocks], links
    ([('heading', 'Talks'), ('paragraph', 'They met here.'), ('item', 'Ten spoke')], ('https://a.example',))
    """
    stripped, links = strip_tags(_AUTOLINK.sub(r"\1", text))
    targets = list(links)
    blocks: list[Block] = []
    for paragraph in _paragraphs([_without_definition(line, targets) for line in stripped.split("\n")]):
        blocks.extend(_markdown_paragraph(paragraph))
    targets += [match.group("url") for match in _LINK.finditer(_IMAGE.sub("", stripped)) if match.group("url")]
    plain = (Block(kind, " ".join(_plain(words).split())) for kind, words in blocks)
    return tuple(block for block in plain if block.text), tuple(targets)


def _without_definition(line: str, targets: list[str]) -> str:
    definition = _DEFINITION.match(line)
    if definition:
        targets.append(definition.group("url"))
    return "" if definition or _FENCE.match(line) else line


def _markdown_paragraph(lines: list[str]) -> Iterator[Block]:
    rest: list[str] = []
    for line in [_unquoted(line) for line in lines]:
        heading = _HEADING.match(line)
        if rest and _UNDERLINE.match(line):
            yield Block("heading", rest.pop())
        elif heading or _RULE.match(line) or _INDENTED.match(line):
            if rest:
                yield from _blocks(rest)
            rest = []
            if heading:
                yield Block("heading", line[heading.end() :].rstrip("# "))
            elif not _RULE.match(line):
                yield Block("item", BULLET.sub("", line, count=1))
        else:
            rest.append(line)
    if rest:
        yield from _blocks(rest)


def _unquoted(line: str) -> str:
    return _QUOTED.sub("", line, count=1) if line.lstrip().startswith(">") else line


def _plain(text: str) -> str:
    """One block without Markdown's inline marks."""
    text = _LINK.sub(lambda match: match.group("text"), _IMAGE.sub("", text))
    for marks in _EMPHASIS:
        text = marks.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", text)
