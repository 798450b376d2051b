"""Word and OpenDocument files to blocks and metadata: mammoth and odfdo read what is left after the cleaning.

Both formats are packages of XML. The parts that matter are unpacked within bounds (`packages`), cleaned of what no
reader sees - deleted and hidden words, comments, pictures - packed again, and only then given to the library: it has
nothing to follow, no macro and no other file.
"""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from briefing.ingest.decoding import visible
from briefing.ingest.formats.packages import (
    DAMAGED,
    PROTECTED,
    TOO_DEEP,
    local_name,
    packed,
    parsed,
    unpacked,
)
from briefing.ingest.formats.plaintext import text_blocks
from briefing.ingest.formats.properties import properties, without_stale_title
from briefing.ingest.pages import Block, BlockKind, Metadata, Page, stated

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "an old binary Word document: save it as .docx"
_UNREADABLE = "damaged: not a document as word processors write it; open it and save it again"
# An article has up to 400 paragraphs of 5 elements. mammoth needs 30 µs for an element, odfdo 5.
_MOST_CLEANED = 60_000
_TOO_MANY = f"longer than any article: more than {_MOST_CLEANED:,} pieces of text"


def read_docx(data: bytes) -> Page | str:
    """A Word document as blocks and metadata, or the reason why it is not read."""
    if data.startswith(_OLE):
        return PROTECTED if _ENCRYPTED in data else _OLD_WORD
    return _paged(lambda: _Word(data).page())


def read_odt(data: bytes) -> Page | str:
    """An OpenDocument text as blocks and metadata, or the reason why it is not read."""
    return _paged(lambda: _OpenDocument(data).page())


def _paged(read: Callable[[], Page]) -> Page | str:
    try:
        return read()
    except _Unread as reason:
        return str(reason)
    except RecursionError:
        return TOO_DEEP
    except Exception:  # noqa: BLE001  # mammoth and odfdo raise whatever Python does on what they did not expect
        return _UNREADABLE


class _Unread(Exception):  # noqa: N818  # it never leaves this module: its text is the reason that the readers return
    pass


def _parts(data: bytes, wanted: Sequence[str]) -> dict[str, bytes]:
    entries = unpacked(data, wanted)
    if isinstance(entries, str):
        raise _Unread(entries)
    return entries


def _tree(part: bytes) -> etree._Element:
    tree = parsed(part)
    if isinstance(tree, str):
        raise _Unread(tree)
    return tree


def _child_texts(root: etree._Element | None) -> dict[str, str]:
    """The text of each element by its name without namespace, the first of a name."""
    texts: dict[str, str] = {}
    for element in () if root is None else root.iter():
        texts.setdefault(local_name(element), element.text or "")
    return texts


def _web_addresses(targets: Sequence[str]) -> tuple[str, ...]:
    return tuple(target for target in targets if re.match(r"https?://\S{1,2000}$", target, re.IGNORECASE))


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())


def _lines(kind: BlockKind, text: str) -> Iterator[Block]:
    """The blocks of one paragraph: several where it was broken by hand, one where lines were only wrapped."""
    if "\n" in text.strip() and kind == "paragraph":
        yield from text_blocks("\n".join(map(_one_line, visible(text).split("\n"))))
    else:
        for line in visible(text).split("\n"):
            if words := _one_line(line):
                yield Block(kind, words)


def _row(cells: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """One row of a table: an item, or the blocks themselves where the table only lays out a text."""
    if len(cells) == 1 or any(len(cell) > 1 for cell in cells):
        for cell in cells:
            yield from cell
    elif line := " | ".join(block.text for cell in cells for block in cell):
        yield Block("item", line)


# Paragraph styles that are not the text: contents, captions, notes, what stands at the edge of the page.
_BESIDE = re.compile(
    r"(?:toc|contents|index)\b.{0,20}|table of (?:figures|authorities)|caption|illustration|figure|drawing|"
    r"(?:footnote|endnote|annotation|balloon) text|footnote|endnote|header|footer|page number",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|заголовок)[ _]?\d|title|subtitle", re.IGNORECASE)
_ITEM = re.compile(r"list (?:bullet|number)", re.IGNORECASE)
_TITLE = "title"


# --- Word -----------------------------------------------------------------------------------------

_PACKAGE_RELATIONS = "_rels/.rels"
_CORE = "docProps/core.xml"
_WORD_DOCUMENT = "word/document.xml"

# Elements that go: deleted and moved words, marks, fields' instructions, alternatives for the ear, mathematics.
_GONE = frozenset({
    "del", "moveFrom", "delText", "delInstrText", "instrText", "fldChar", "proofErr", "bookmarkStart", "bookmarkEnd",
    "sectPr", "commentReference", "commentRangeStart", "commentRangeEnd", "footnoteReference", "endnoteReference", "rt",
    "oMath", "oMathPara", "altChunk", "subDoc", "tblPrEx", "tblGrid", "sdtPr", "sdtEndPr", "permStart", "permEnd",
    "lastRenderedPageBreak", "cellDel", "tblPr",
})  # fmt: skip
# Elements that only hold others and that mammoth does not know. It does know `smartTag`.
_TRANSPARENT = frozenset({"fldSimple", "dir", "bdo", "ruby", "rubyBase", "sdt", "sdtContent", "hyperlink"})
_GRAPHICS = frozenset({"AlternateContent", "drawing", "pict", "object"})
_KEPT_PROPERTIES: Mapping[str, Collection[str]] = {
    "pPr": {"pStyle", "numPr", "rPr"},
    "rPr": {"del"},
    "trPr": {"del"},
    "tcPr": (),
}
# Of styles and numbering, what only says how they look; without the rest of them, headings are paragraphs.
_LOOKS = ("latentStyles", "rPr", "tblStylePr", "tblPr", "trPr", "tcPr", "rsid")
_MOST_BESIDE = 40_000
_FIELD_LINK = re.compile(r'HYPERLINK\s{1,9}"(https?://[^"\s]{1,2000})"')


class _Word:
    """One Word document, from package to page."""

    def __init__(self, data: bytes) -> None:
        first = _parts(data, (_PACKAGE_RELATIONS, _CORE, _WORD_DOCUMENT))
        self._core = first.get(_CORE)
        main = self._target(first.get(_PACKAGE_RELATIONS), "officeDocument", "") or _WORD_DOCUMENT
        folder, name = posixpath.split(main)
        relations = f"{folder}/_rels/{name}.rels".lstrip("/")
        parts = _parts(data, (main, relations))
        if main not in parts:
            raise _Unread(_UNREADABLE if first else DAMAGED)
        self._document = parts[main]
        self._relations = parts.get(relations)
        styles = self._target(self._relations, "styles", folder) or "word/styles.xml"
        numbering = self._target(self._relations, "numbering", folder) or "word/numbering.xml"
        beside = _parts(data, (styles, numbering))
        self._beside = {"word/styles.xml": beside.get(styles), "word/numbering.xml": beside.get(numbering)}
        self._links: list[str] = []
        self._titles: list[str] = []

    @staticmethod
    def _target(relations: bytes | None, kind: str, folder: str) -> str | None:
        """The part that a part names for a purpose, by its path in the package."""
        for relation in () if relations is None else _tree(relations):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        return None

    def page(self) -> Page:
        blocks = tuple(self._blocks(self._read().children))
        title = self._titles[0] if len(self._titles) == 1 else None
        said = without_stale_title(self._metadata(), blocks)
        return Page(blocks, stated("title line", title=title) | said, links=_web_addresses(self._links))

    def _metadata(self) -> Metadata:
        said = _child_texts(None if self._core is None else _tree(self._core))
        return properties(
            "Word properties", said | {"author": said.get("creator", ""), "made": said.get("created", "")}
        )

    def _read(self) -> Any:  # noqa: ANN401 - mammoth has no types
        """The document as mammoth understands it, before it is made HTML of."""
        import mammoth

        found: list[Any] = []

        def keep(document: Any) -> Any:  # noqa: ANN401 - the same
            found.append(document)
            return mammoth.documents.document([])

        entries = {_WORD_DOCUMENT: etree.tostring(self._cleaned(), encoding="utf-8")}
        for name, part in self._beside.items():
            tree = None if part is None else _tree(part)
            if tree is not None:
                etree.strip_elements(tree, *(f"{{*}}{tag}" for tag in _LOOKS))
                if _size(tree) <= _MOST_BESIDE:
                    entries[name] = etree.tostring(tree, encoding="utf-8")
        mammoth.convert_to_html(packed(entries), transform_document=keep, include_embedded_style_map=False)
        return found[0]

    def _cleaned(self) -> etree._Element:
        root = _tree(self._document)
        if local_name(root) != "document":
            raise _Unread(_UNREADABLE)
        elements = list(root.iter())
        self._links += self._linked_to(elements)
        for element in reversed(elements):  # what lies inside comes first
            _clean(element, local_name(element))
        for graphic in _outermost(_bounded(root), _GRAPHICS):
            _keep_text_boxes(graphic)
        return root

    def _linked_to(self, elements: Sequence[etree._Element]) -> Iterator[str]:
        """The addresses of links, which stand in the relations or in the instruction of a field."""
        relations = () if self._relations is None else _tree(self._relations)
        targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
        for element in elements:
            if local_name(element) == "hyperlink":
                yield next((targets.get(value, "") for key, value in element.items() if key.endswith("}id")), "")
        instructions = (element.text or "" for element in elements if local_name(element) == "instrText")
        yield from _FIELD_LINK.findall("".join(instructions))

    def _blocks(self, elements: Sequence[Any]) -> Iterator[Block]:
        for element in elements:
            kind = type(element).__name__
            if kind == "Paragraph":
                yield from self._paragraph(element)
            elif kind == "TableRow":
                yield from _row([list(self._blocks(cell.children)) for cell in element.children])
            else:
                yield from self._blocks(getattr(element, "children", ()))

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:  # noqa: ANN401 - mammoth has no types
        style = paragraph.style_name or paragraph.style_id or ""
        text = _text(paragraph)
        if _BESIDE.fullmatch(style):
            return
        if style.lower() == _TITLE and (title := _one_line(text)):
            self._titles.append(title)
        heading = _HEADING.fullmatch(style)
        listed = paragraph.numbering or _ITEM.match(style)
        yield from _lines("heading" if heading else "item" if listed else "paragraph", text)


def _text(element: Any) -> str:  # noqa: ANN401 - mammoth has no types
    """The words of an element of a document as mammoth understands it."""
    kind = type(element).__name__
    if kind == "Text":
        return str(element.value)
    if kind in {"Tab", "Break"}:
        return "\t" if kind == "Tab" else "\n"
    return "".join(map(_text, getattr(element, "children", ())))


def _bounded(root: etree._Element) -> etree._Element:
    if _size(root) > _MOST_CLEANED:
        raise _Unread(_TOO_MANY)
    return root


def _size(root: etree._Element) -> int:
    return sum(1 for _ in root.iter())


def _clean(element: etree._Element, name: str) -> None:
    """One element of a Word document, taken out or put so that mammoth reads what is seen of it."""
    parent = element.getparent()
    if parent is None:
        return
    if (
        _is_hidden(element, name)
        or _says_nothing(element, name, local_name(parent))
        or (name in _GRAPHICS and next(element.iter(_TEXT_BOX), None) is None)
    ):
        parent.remove(element)
    elif name in _TRANSPARENT:
        element.tag = _word_tag(element, "smartTag")


def _says_nothing(element: etree._Element, name: str, parent: str) -> bool:
    """Whether an element holds what is not read, or a property that changes nothing."""
    kept = _KEPT_PROPERTIES.get(parent)
    if kept is None:
        return name in _GONE or ((name == "r" or name.endswith("Pr")) and not len(element))
    return (name not in kept and not _hides(name, element)) or (name == "rPr" and not len(element))


def _hides(name: str, element: etree._Element) -> bool:
    return name in {"vanish", "cellDel"} and _value(element) not in {"0", "false", "off"}


def _value(element: etree._Element) -> str:
    return next((value for key, value in element.items() if key.endswith("}val")), "")


def _is_hidden(element: etree._Element, name: str) -> bool:
    """Whether a run or a cell says of itself that it is not seen; its properties have been cleaned before it."""
    marks = {"r": ("rPr", "vanish"), "tc": ("tcPr", "cellDel")}.get(name)
    if marks is None:
        return False
    properties_ = next((child for child in element if local_name(child) == marks[0]), None)
    return properties_ is not None and any(local_name(child) == marks[1] for child in properties_)


def _word_tag(element: etree._Element, name: str) -> str:
    return f"{str(element.tag).rpartition('}')[0]}}}{name}"


_TEXT_BOX = "{*}txbxContent"


def _keep_text_boxes(graphic: etree._Element) -> None:
    """Leaves of a picture or shape what it says in words, once where it is given in two ways for two Words."""
    boxes: list[etree._Element] = []
    for branch in graphic if local_name(graphic) == "AlternateContent" else (graphic,):
        boxes = boxes or _outermost(branch, {"txbxContent"})
    for box in boxes:
        for inner in _outermost(box, _GRAPHICS):  # Word has no text box in another
            inner.getparent().remove(inner)
    shape = etree.Element(_word_tag(boxes[0], "pict"))
    shape.extend(boxes)
    graphic.getparent().replace(graphic, shape)


def _outermost(root: etree._Element, names: Collection[str]) -> list[etree._Element]:
    """The elements of these names that lie in no other; to move one takes as long as what lies in it is large."""
    found: list[etree._Element] = []
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        if local_name(element) in names:
            found.append(element)
            walker.skip_subtree()
    return found


# --- OpenDocument -----------------------------------------------------------------------------------

_CONTENT = "content.xml"
_META = "meta.xml"
_MANIFEST = "META-INF/manifest.xml"
_ODT = b"application/vnd.oasis.opendocument.text"
_OFFICE, _TEXT, _DRAW, _TABLE, _STYLE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "text", "drawing", "table", "style")
)
_XLINK = "{http://www.w3.org/1999/xlink}"
_UNSEEN = (
    f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_TEXT}note", f"{_OFFICE}forms",
    f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph", f"{_TEXT}ruby-text", f"{_TEXT}table-of-content",
    f"{_TEXT}alphabetical-index", f"{_TEXT}illustration-index", f"{_TEXT}table-index", f"{_TEXT}object-index",
    f"{_TEXT}user-index", f"{_TEXT}bibliography", f"{_TEXT}page-number", f"{_TEXT}page-count", f"{_DRAW}image",
    f"{_DRAW}object", f"{_DRAW}object-ole", f"{_DRAW}plugin", f"{_OFFICE}binary-data", f"{_OFFICE}scripts",
    f"{_OFFICE}font-face-decls", "{http://www.w3.org/1998/Math/MathML}*",
    "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}*",
)  # fmt: skip
_MOST_BLANKS = 40  # in one element: a tabulator made by hand


class _OpenDocument:
    """One OpenDocument text, from package to page."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLE):
            raise _Unread(_OLD_WORD)
        self._parts = _parts(data, (_MANIFEST, _CONTENT, _META))
        if b"encryption-data" in self._parts.get(_MANIFEST, b""):
            raise _Unread(PROTECTED)
        if _CONTENT not in self._parts:
            raise _Unread(_UNREADABLE if self._parts else DAMAGED)
        self._links: list[str] = []
        self._titles: list[str] = []
        self._styles: dict[str, str] = {}

    def page(self) -> Page:
        from odfdo import Document

        entries = {"mimetype": _ODT, _CONTENT: etree.tostring(self._cleaned(), encoding="utf-8")}
        blocks = tuple(self._blocks(Document(packed(entries)).body.children))
        title = self._titles[0] if len(self._titles) == 1 else None
        said = without_stale_title(self._metadata(), blocks)
        return Page(blocks, stated("title line", title=title) | said, links=_web_addresses(self._links))

    def _metadata(self) -> Metadata:
        said = _child_texts(_tree(self._parts[_META]) if _META in self._parts else None)
        author = said.get("initial-creator") or said.get("creator", "")
        dates = {"made": said.get("creation-date", ""), "modified": said.get("date", "")}
        return properties("document properties", said | {"author": author} | dates)

    def _cleaned(self) -> etree._Element:
        root = _tree(self._parts[_CONTENT])
        if root.find(f"{_OFFICE}body/{_OFFICE}text") is None:
            raise _Unread(_UNREADABLE)
        self._styles = _style_names(root)
        etree.strip_elements(root, *_UNSEEN, with_tail=False)
        for section in list(root.iter(f"{_TEXT}section")):
            if section.get(f"{_TEXT}display") == "none":
                section.getparent().remove(section)
        for blanks in root.iter(f"{_TEXT}s"):
            if not re.fullmatch(r"\d", blanks.get(f"{_TEXT}c", "1")):
                blanks.set(f"{_TEXT}c", str(_MOST_BLANKS))
        for link in root.iter(f"{_TEXT}a"):
            self._links.append(link.get(f"{_XLINK}href", ""))
            link.tag = f"{_TEXT}span"  # odfdo writes links as Markdown does
        for shape in reversed(list(root.iter(f"{_DRAW}*"))):
            if any(local_name(child) in {"p", "h", "list"} for child in shape):
                _put_behind_paragraph(shape)
        return _bounded(root)

    def _blocks(self, elements: Sequence[Any]) -> Iterator[Block]:
        for element in elements:
            kind = element.tag
            if kind in {"text:p", "text:h"}:
                yield from self._paragraph(element)
            elif kind == "text:list-item":
                for block in self._blocks(element.children):
                    yield block._replace(kind="item") if block.kind == "paragraph" else block
            elif kind == "table:table-row":
                cells = [cell for cell in element.children if cell.tag == "table:table-cell"]
                yield from _row([list(self._blocks(cell.children)) for cell in cells])
            else:
                yield from self._blocks(element.children)

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:  # noqa: ANN401 - odfdo is imported late
        style = self._styles.get(named := paragraph.get_attribute_string("text:style-name") or "", named)
        text = paragraph.inner_text
        if _BESIDE.fullmatch(style):
            return
        if style.lower() == _TITLE and (title := _one_line(text)):
            self._titles.append(title)
        heading = paragraph.tag == "text:h" or _HEADING.fullmatch(style)
        yield from _lines("heading" if heading else "paragraph", text)


def _style_names(root: etree._Element) -> dict[str, str]:
    """By the name of an automatic style, the style with a name for people that it was made from."""
    styles = root.iter(f"{_STYLE}style")
    named = {style.get(f"{_STYLE}name", ""): style.get(f"{_STYLE}parent-style-name", "") for style in styles}
    return {name: parent.replace("_20_", " ") for name, parent in named.items() if parent}


def _put_behind_paragraph(shape: etree._Element) -> None:
    """Moves the words of a text box behind the paragraph that it hangs on, where a reader comes to them."""
    anchor = next(shape.iterancestors(f"{_TEXT}p", f"{_TEXT}h"), None)
    parent = shape.getparent()
    if anchor is None or parent is None:
        return
    place = etree.Element(f"{_DRAW}g")
    place.tail, shape.tail = shape.tail, None
    parent.replace(shape, place)
    anchor.addnext(shape)
