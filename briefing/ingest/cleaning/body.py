"""Page -> Body: furniture off, the rest cut into lines and sentences, every one of them literally as it stood."""

import re
from collections.abc import Collection, Iterator
from itertools import count
from typing import NamedTuple

from briefing.ingest.cleaning import agencies, furniture
from briefing.ingest.cleaning.datelines import Stamp, leading_stamp
from briefing.ingest.cleaning.imprint import Labels, imprint, labels_over
from briefing.ingest.pages import Block, BlockKind, Page
from briefing.language import dates
from briefing.language.dates import Mention
from briefing.language.segmentation import sentence_spans


class Line(NamedTuple):
    """A paragraph, heading or list item, or what is left of it between two pieces of furniture."""

    text: str
    sentences: tuple[tuple[int, int], ...]
    """Spans of `text`; none in a heading."""


class Body(NamedTuple):
    """The article on a page."""

    lines: tuple[Line, ...]
    stamps: tuple[Stamp, ...]
    """Dates that the page states, publication before change."""
    credits: tuple[str, ...]
    """Credits that cover the whole text: dateline, by-line, signature."""
    masthead: str | None = None
    """The newspaper's name, where it stands over headline, by-line or date."""
    labels: Labels = Labels()
    """What labelled lines over the text say ("Title: …")."""
    day_and_month: Mention | None = None
    """The date of a dateline that names no year."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences in order."""
        return tuple(line.text[start:end] for line in self.lines for start, end in line.sentences)

    def without(self, sentences: Collection[int]) -> "Body":
        """The body with some sentences left out, by their place among all; their words stay in the text."""
        if not sentences:
            return self
        places = count()
        lines = (
            line._replace(sentences=tuple(span for span in line.sentences if next(places) not in sentences))
            for line in self.lines
        )
        return self._replace(lines=tuple(lines))


def body_of(page: Page) -> Body:
    """What of a page is the article.

    >>> lines = "By Ada Field", "AYR (Reuters) - A bridge fell. Ten left."
    >>> body = body_of(Page(tuple(Block("paragraph", line) for line in lines)))
    >>> body.sentences, body.credits
    (('A bridge fell.', 'Ten left.'), ('By Ada Field', 'AYR (Reuters) -'))
    """
    return _Carver(page).body()


class _Carver:
    """Goes through the blocks of one page and notes, beside the lines, what the furniture tells."""

    def __init__(self, page: Page) -> None:
        self._labels = labels_over([block.text for block in page.blocks[:_MOST_LABELS]])
        self._blocks = page.blocks[self._labels.lines :]
        self._title = _folded(page.metadata.title or self._labels.title or "")
        self._lines: list[Line] = []
        self._stamps = [stamp for text in page.stamps for stamp in _stamps_of(text)]
        if self._labels.published:
            self._stamps.append(Stamp(self._labels.published, updated=False, end=0))
        if self._labels.updated:
            self._stamps.append(Stamp(self._labels.updated, updated=True, end=0))
        self._credits: list[str] = []
        self._author = page.metadata.author or self._labels.author
        self._day_and_month: Mention | None = None
        self._masthead: str | None = None
        self._titled = bool(self._title)
        """Whether a headline has come; before it no line can be a deck."""
        self._begun = False
        """Whether a paragraph has come; before it stand headline and deck."""

    def body(self) -> Body:
        text = _without_foot(self._blocks)
        blocks = list(self._without_furniture(self._without_head(text)))
        for index, (block, stamped) in enumerate(blocks):
            self._carve(block, stamped=stamped, remaining=len(blocks) - index - 1)
        foot = self._blocks[len(text) :][:1]  # "Source: AFP"; by-lines further down are those of other articles
        self._credits.extend(block.text for block in foot if furniture.is_credit_line(block.text))
        stamps = sorted(self._stamps, key=lambda stamp: stamp.updated)
        return Body(
            tuple(self._lines), tuple(stamps), tuple(self._credits), self._masthead, self._labels, self._day_and_month
        )

    def _without_head(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks without the paper's name, section and imprint over the text."""
        prose = (index for index, block in enumerate(blocks) if _is_prose(block.text))
        head = next((index for index in prose if index or not _is_headline(blocks[0].text)), len(blocks))
        kept: list[Block] = []
        for index, block in enumerate(blocks[:_HEAD]):
            after = blocks[index + 1].text if index + 1 < head else ""
            headed = bool(self._title or kept) or _may_be_headline(after)
            if index == 0 and not self._title and self._is_masthead(block.text, after):
                self._masthead = self._masthead or furniture.paper_named(block.text)
            elif index < head and headed and (found := imprint(block.text)):
                self._stamps.extend(found.stamps)
                self._credits.extend(name for name in found.names if name != found.outlet)
                self._masthead = self._masthead or found.outlet
            elif 0 < index < min(head, _HIGH + 1) and furniture.is_outlet(block.text) and _is_under_masthead(after):
                self._masthead = self._masthead or furniture.paper_named(block.text)
            elif index >= head or not after or not furniture.is_kicker(block.text):
                kept.append(block)
        return (*kept, *blocks[_HEAD:])

    @staticmethod
    def _is_masthead(text: str, after: str) -> bool:
        """Whether the first line is the paper's name: with a slogan, or over the section that a headline follows."""
        named = furniture.is_outlet(text) or (text.startswith("The ") and is_title_case(text.split()))
        short = len(text.split()) <= _LONGEST_PAPER
        return bool(after) and (furniture.is_slogan(text) or (short and named and furniture.is_kicker(after)))

    def _without_furniture(self, blocks: tuple[Block, ...]) -> Iterator[tuple[Block, bool]]:
        """The blocks that are no furniture as a whole, and whether a stamp stood at their head."""
        for index, block in enumerate(blocks):
            after = blocks[index + 1].text if index + 1 < len(blocks) else ""
            text, stamped = self._without_stamps(block.text)
            text = self._without_title(text)
            late = len(blocks) - index <= _LATE
            if (
                any(c.isalnum() for c in text)
                and not self._is_furniture(text, late=late)
                and not _is_caption(text, after)
            ):
                yield Block(block.kind, text), stamped

    def _carve(self, block: Block, *, stamped: bool, remaining: int) -> None:
        kind: BlockKind = "paragraph" if block.kind == "heading" and _is_prose(block.text) else block.kind
        if not self._titled and remaining and _is_headline(block.text):
            kind = "heading"
        # Twice for "(ANSA) - ROME, MAR 3 -".
        text = self._without_dateline(self._without_dateline(block.text)) if kind == "paragraph" else block.text
        if kind == "heading":
            self._titled = True
            self._lines.append(Line(text, ()))
            return
        spans = list(self._kept(text, stamped=stamped, remaining=remaining))
        deck = self._titled and not self._begun
        alone = len(spans) == 1
        sentences = {span for span in spans if _is_sentence(text, span, kind, alone=alone, deck=deck)}
        self._titled = True
        self._begun |= kind == "paragraph" and any(_CLOSED.search(text[start:end]) for start, end in sentences)
        self._lines.extend(_line(text, run, sentences) for run in _runs(text, spans))

    def _is_furniture(self, text: str, *, late: bool) -> bool:
        if not furniture.is_furniture(text, late=late) and not (late and self._introduces_author(text)):
            return False
        if furniture.is_note(text):
            days = (dates.candidates(mention) for mention in dates.find(text))
            self._stamps.extend(Stamp(day, updated=True, end=len(text)) for day in days if day)
        if furniture.is_credit_line(text):
            self._credits.append(text)
            self._author = self._author or furniture.byline_name(text)
        return True

    def _introduces_author(self, text: str) -> bool:
        """Whether a line opens with the author's name, or says first what somebody does at a paper.

        What stands at the end then is about the author.
        """
        named = bool(self._author) and text.startswith(f"{self._author} ") and len(text.split()) <= _LONGEST_CREDITED
        first = next(iter(sentence_spans(text)), (0, 0))
        return named or (first[0] == 0 and furniture.is_bio(text[slice(*first)]))

    # --- what is glued to the head of a block ---

    def _without_stamps(self, text: str) -> tuple[str, bool]:
        stamped = False
        while stamp := leading_stamp(text):
            self._stamps.append(stamp)
            text, stamped = text[stamp.end :], True
        return text, stamped

    def _without_title(self, text: str) -> str:
        """Text without the title that a page repeats at its head."""
        if not self._title:
            return text
        for match in re.finditer(r"\W+|$", text[:_MOST_TITLE]):
            if _folded(text[: match.start()]) == self._title:
                rest = text[match.end() :]
                return rest if not rest or _OPENS_SENTENCE.match(rest) else text
        return text

    def _without_dateline(self, text: str) -> str:
        if self._begun:
            return text
        rules = (*_DATELINES, _COLON_DATELINE) if _is_prose(text) else _DATELINES
        match = next((match for rule in rules if (match := rule.match(text[:_LONGEST_DATELINE]))), None)
        if match is None or not _OPENS_SENTENCE.match(text, match.end()):
            return text
        if agencies.named_in(match.group()):
            self._credits.append(match.group().strip())
        for mention in dates.find(match.group()):
            if days := dates.candidates(mention):
                self._stamps.append(Stamp(days, updated=False, end=match.end()))
            elif mention.kind == "date" and mention.parts.year is None:
                self._day_and_month = self._day_and_month or mention
        return text[match.end() :]

    # --- sentences ---

    def _kept(self, text: str, *, stamped: bool, remaining: int) -> Iterator[tuple[int, int]]:
        """Spans of what is left of a block, sentence by sentence."""
        spans = list(sentence_spans(text))
        spans = spans[: furniture.foot_begins([text[start:end] for start, end in spans])]
        beside = sum(furniture.is_furniture(text[start:end]) for start, end in spans)
        if beside >= _FEWEST_BESIDE and 2 * beside >= len(spans):
            return  # what else is said between appeals belongs to them: "Thanks for your support!"
        for index, (start, end) in enumerate(spans):
            after = text[slice(*spans[index + 1])] if index + 1 < len(spans) else ""
            if _opens_with_credit(after) or (stamped and index == 0 and after and _CAPTION.match(text[start:end])):
                continue  # the caption of a picture: stamp, caption, credit, article, run together in one line
            if end - start > _LONGEST_SENTENCE:
                continue  # no sentence, whatever it is
            rest = remaining + len(spans) - index - 1
            cut = self._trimmed(text, start, end, last=rest == 0)
            if cut[0] < cut[1] and not self._is_furniture(text[slice(*cut)], late=rest < _LATE):
                yield cut

    def _trimmed(self, text: str, start: int, end: int, *, last: bool) -> tuple[int, int]:
        """A sentence without what has run into it: credit, heading, an embedded video's title, tags, signature."""
        for rule in (_SIGNATURE, _BRACKETED_SIGNATURE) if last else (_SIGNATURE,):
            if signature := rule.search(text, start, end):
                self._credits.append(signature.group().strip())
                end = signature.start()
        for run_in in (_credit_end, _embed_end, _tags_end, _double_end, _heading_end):
            start += run_in(text[start:end])
        while start < end and not (text[start].isalnum() or text[start] in _OPENERS):
            start += 1
        return start, end


def _stamps_of(text: str) -> tuple[Stamp, ...]:
    found, leading = imprint(text), leading_stamp(text)
    return found.stamps if found else (leading,) if leading else ()


def _runs(text: str, spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Spans with nothing cut out between them, together: a line of the article is literal from end to end."""
    runs: list[list[tuple[int, int]]] = []
    for span in spans:
        if runs and not text[runs[-1][-1][1] : span[0]].strip():
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs


def _line(text: str, run: list[tuple[int, int]], sentences: set[tuple[int, int]]) -> Line:
    first, last = run[0][0], run[-1][1]
    return Line(
        text[first:last], tuple((start - first, end - first) for start, end in run if (start, end) in sentences)
    )


def _is_sentence(text: str, span: tuple[int, int], kind: BlockKind, *, alone: bool, deck: bool) -> bool:
    """Whether a piece of a block says something that can be quoted; headings, labels and captions do not."""
    piece = text[span[0] : span[1]]
    words = piece.split()
    closed = _CLOSED.search(piece) is not None
    if len(words) == 1 or _BROKEN_OFF.search(piece) or _is_fragment(piece, at_head=span[0] == 0):
        return False
    if kind == "item":
        telling = closed or any(c.isdigit() for c in piece) or len(words) >= _LONG_ITEM
        return telling and len(words) >= _SHORTEST_ITEM
    if piece.endswith(":"):
        return len(words) >= _SHORTEST_DECK
    if closed:
        return not (alone and deck and len(words) <= _LONGEST_CAPTION and not _VERB.search(piece))
    if not alone:
        return len(words) >= _SHORTEST_TAIL and not is_title_case(words)
    # A line of its own without a full stop: a deck, if it stands before the text and tells something; else a heading,
    # if it is not too long for one.
    told = not is_title_case(words) and bool(_VERB.search(piece))
    return told and len(words) >= (_SHORTEST_DECK if deck else _TOO_LONG_FOR_HEADING)


def _is_headline(text: str) -> bool:
    """Whether the first line is a headline though it ends in a full stop: every word is capitalised.

    >>> _is_headline("They Sold a Bridge. Now Watch the Ferry."), _is_headline("Ada Reed sold the Old Bridge.")
    (True, False)
    """
    words = text.split()
    return len(words) in _HEADLINE and all(not word[:1].islower() or word in _SMALL for word in words)


def _may_be_headline(text: str) -> bool:
    """Whether a line can be the headline under an imprint, and no by-line or date."""
    return bool(text) and not furniture.is_furniture(text) and imprint(text) is None


def _is_under_masthead(text: str) -> bool:
    """Whether a line is a by-line or a date alone: the line over it can be the newspaper's name."""
    return furniture.byline_name(text) is not None or imprint(text) is not None


def _is_caption(text: str, after: str) -> bool:
    """Whether a line is the caption of a picture: it carries a credit, or one follows and it is no sentence."""
    if len(text) > _LONGEST_SENTENCE or len(text.split()) > _LONGEST_CREDITED or len(sentence_spans(text)) > 1:
        return False
    closing = _CLOSING_CREDIT.search(text)
    if closing and agencies.is_credit(closing.group(1)) and after:
        return True
    return furniture.is_picture_credit(after) and len(text.split()) <= _LONGEST_CAPTION and not _VERB.search(text)


# --- the forms ------------------------------------------------------------------------------------

_LONGEST_SENTENCE = 3_000  # characters; the longest of the real ones, a quotation, has 1,202
_HEADLINE = range(4, 21)  # words
# What headlines leave in small letters.
_SMALL = frozenset("a an the of in on at to for and or but nor by as from with into over after amid vs".split())  # noqa: SIM905
_HEAD = 8  # blocks in which an imprint may stand: masthead, section, headline, deck, by-line, date, picture, credit
_MOST_LABELS = 12
_LONGEST_PAPER = 6  # words of a newspaper's name
_HIGH = 3  # lines below the first in which a newspaper's name may stand
_LATE = 3  # authors are introduced and notes stand in the last lines
_SHORTEST_ITEM = 3  # "Region – about 2,000"
_LONG_ITEM = 6  # tells something without a number, too
_SHORTEST_DECK = 8  # a deck tells something; headings within a text seldom reach this
_TOO_LONG_FOR_HEADING = 20  # words; the longest heading amid the text of 54 web pages has 13
_FEWEST_BESIDE = 2  # sentences of furniture in a block before the rest of it is taken for such
_SHORTEST_TAIL = 5  # the last sentence of a paragraph, its full stop forgotten
_LONGEST_CAPTION = 15
_LONGEST_DATELINE = 200  # characters
_MOST_TITLE = 1_000  # characters in which a title has to end
_LONGEST_CREDITED = 45  # a caption with its credit
_HEADING_WORDS = range(3, 15)  # of a heading that ran into a sentence, which has
_FEWEST_AFTER_HEADING = 6  # words itself

_OPENERS = "“\"‘'([«"
_OPENS_SENTENCE = re.compile(r"[A-Z0-9“\"‘'(\[«]")
_CLOSED = re.compile(r"[.!?…][”’\"')\]»]*(?:\s[–—-]+\s.{1,60})?$")  # the end of a quotation may name its speaker
_BROKEN_OFF = re.compile(r"\b(?:the|an?|and|or)[.…]*$")  # "captured by the army in the."
_PLACE = r"[A-Z][\w.'’-]+"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?"
_DATELINES = (
    re.compile(
        rf"{_PLACE}(?:[ ,/]+{_PLACE}){{0,5}}(?:,?\s+{_DATE})?[,.]?\s*\((?P<credit>[^()]{{2,40}})\)\s*[-–—:]+\s*"
    ),
    re.compile(rf"{_PLACE}(?:[ ,/]+{_PLACE}){{0,5}}(?:,?\s+{_DATE})?[,.]?\s*/{agencies.AGENCY}/\s*[-–—:.]+\s*"),
    re.compile(rf"{_PLACE}(?:[ ,/]+{_PLACE}){{0,5}},?\s+(?P<date>{_DATE})\s*[-–—:]+\s*"),
    re.compile(r"[A-Z]{3,}(?:[ '.-][A-Z]{2,}){0,3}(?:,\s[A-Z][\w. ]{1,25})?\s+(?:--|[-–—])\s+"),
    re.compile(rf"{_PLACE}(?:\s{_PLACE}){{0,3}},\s{_PLACE}(?:\s{_PLACE}){{0,3}}\s+(?:--|[-–—])\s+"),
    re.compile(rf"\({agencies.AGENCY}\)\s*[-–—:]*\s*"),
)
# "LOW HILL: The council met." In a headline such a word is its matter.
_COLON_DATELINE = re.compile(r"[A-Z]{3,}(?:[ '.-][A-Z]{2,}){0,3}(?:,\s[A-Z][\w. ]{1,25})?:\s+")
# "… the monitor said.--AFP", and in brackets, which elsewhere than at the very end may belong to the sentence.
_SIGNATURE = re.compile(rf"\s*(?:--|[–—/])\s*{agencies.AGENCY}(?:/\w+)?[.\s]*$")
_BRACKETED_SIGNATURE = re.compile(
    rf"\s*\((?:[Ww]ith\s+)?(?:[^()]{{0,20}}{agencies.AGENCY}[^()]{{0,20}}|{agencies.ANY_AGENCY})\)[.\s]*$"
)
_OPENING_CREDIT = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\s+(?=[A-Z0-9“\"])")
_INNER_CREDIT = re.compile(r"\s[(\[]([^()\[\]]{2,60})[)\]]\s+(?=[A-Z“\"])")
_CLOSING_CREDIT = re.compile(r"\s[(\[]([^()\[\]]{2,60})[)\]]\.?$")
_EMBED = re.compile(r"\s[-–—|]\s(?:YouTube|Vimeo|Twitter|Facebook|Instagram|TikTok|Dailymotion)\s+(?=[A-Z“\"])")
_TAGS = re.compile(r"\W*(?:Tags?|TAGS|Topics?|Keywords?)\b:?\s+(?=[A-Z])")
_FUNCTION_WORD = (
    r"(?:At|In|On|After|Before|As|For|From|With|By|During|Since|While|When|It|He|She|They|We|This|These|That|Those|There|But"
    r"|More|Nearly|Some|Many|According)"
)
_ARTICLE = r"(?:The|An?)\s+(?!(?:is|was|are|were|in|of|at|on|and|or|to|for|from|with|has|had|by)\b)"
# A small word in capitals amid a sentence, small letters after it and no punctuation before: there a heading ends.
_HEADING_END = re.compile(rf"(?<=[\w)%])(?<![.!?]\))\s(?=(?:{_ARTICLE}|{_FUNCTION_WORD}\s+)[a-z])")
_LEADS_INTO_NAME = re.compile(
    r"\b(?:of|the|in|called|titled|named|entitled|and|by|for|to|at|from|with|on|is|Plan|Type|Vitamin)$"
)
_CAPTION = re.compile(
    r"(?:An?|Two|Three|Four|Some|[A-Z][a-z]+s|People|Men|Women|Children|Police)\b(?:\s+[\w’'-]+){0,4}?\s+(?:walks?|carry|carries|stands?"
    r"|sits?|sells?|holds?|looks?|gathers?|waves?|inspects?|rides?|reacts?|gestures?|poses?|rests?|lies?|rush(?:es)?|wears?|watch(?:es)?"
    r"|search(?:es)?|attends?|speaks?|shows?)\b"
)
# Finite verbs that need no parser to be seen; for lines that may be none.
_VERB = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|says?|said|tells?"
    r"|told|calls?|wants?|plans?|made|makes?|takes?|took|gave|gives?|goes|went|came|comes?|gets?|got|kills?|fell|falls?|rose|rises?"
    r"|begins?|began|found|finds?|leaves?|left|meets?|met|held|holds?|won|wins?|lost|loses?|led|leads?|hits?|shot|struck|broke|brought"
    r"|sent|spoke|wrote|became|becomes?|remains?|seeks?|sought|faces?|votes?|agrees?|urges?|warns?|vows?|denies|rejects?|fights?"
    r"|fought|attacks?\s+(?:the|an?)|\w+ed\s+(?:the|an?|that|its|their|his|her|more|to|\d|[A-Z])|\w+n['’]t|\w+['’](?:ve|re|ll))\b"
)


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _is_prose(text: str) -> bool:
    return _CLOSED.search(text) is not None and len(text.split()) >= _SHORTEST_DECK


def is_title_case(words: list[str]) -> bool:
    """Whether most of the longer words are capitalised, as in headings.

    >>> is_title_case("Council Votes On New Bridge".split()), is_title_case("Council votes on bridge".split())
    (True, False)
    """
    long = [word for word in words if len(word) > 3]  # noqa: PLR2004  # "of", "the", "with" tell nothing
    return sum(word[0].isupper() for word in long) > 0.7 * len(long)


def _is_fragment(piece: str, *, at_head: bool) -> bool:
    """Whether a piece begins amid something: small letters after a full stop, though no name's ("al-", "iPod").

    >>> _is_fragment("of the militia.", at_head=False), _is_fragment("al-Hakim left.", at_head=False)
    (True, False)
    """
    first = piece.lstrip(_OPENERS).split(maxsplit=1)[0] if piece.strip(_OPENERS) else ""
    named = any(c.isupper() for c in first) or first in {"de", "van", "von", "bin", "al", "el", "ibn", "da", "di"}
    return not at_head and first[:1].islower() and not named


def _credit_end(piece: str) -> int:
    """Where a caption that ends in a credit stops and the sentence begins.

    >>> piece = "Shops are shut People leave the town [AFP] The council met on Monday."
    >>> piece[_credit_end(piece):]
    'The council met on Monday.'
    """
    opening = _OPENING_CREDIT.match(piece)
    if opening and _opens_with_credit(piece):
        return opening.end()
    credited = (match for match in _INNER_CREDIT.finditer(piece) if agencies.is_credit(match.group(1)))
    return max((match.end() for match in credited if not _is_explained(piece, match)), default=0)


def _opens_with_credit(piece: str) -> bool:
    match = _OPENING_CREDIT.match(piece)
    return match is not None and agencies.is_credit(match.group(1))


def _is_explained(piece: str, credit: re.Match[str]) -> bool:
    """Whether the brackets give the short form of the name before them: "the Associated Press (AP)"."""
    initials = "".join(word[0] for word in piece[: credit.start()].split()[-4:])
    return initials.upper().endswith(credit.group(1).upper())


def _embed_end(piece: str) -> int:
    match = _EMBED.search(piece)
    return match.end() if match else 0


def _tags_end(piece: str) -> int:
    """Where a run of tags stops; they go on to the end, if no small word shows where a sentence begins.

    >>> piece = "Tags Bridge River Ayr At least ten people left."
    >>> piece[_tags_end(piece):]
    'At least ten people left.'
    """
    tags = _TAGS.match(piece)
    if tags is None:
        return 0
    opener = _HEADING_END.search(piece, tags.end())
    return opener.end() if opener else len(piece)


def _double_end(piece: str) -> int:
    """Where a sentence starts over: a deck and the first sentence alike, run together.

    >>> piece = "Ten people left the old town on Monday Ten people left the old town on Monday."
    >>> piece[_double_end(piece):]
    'Ten people left the old town on Monday.'
    """
    words = piece.split()
    half = len(words) // 2
    if (
        half < _SHORTEST_DECK - 2
        or len(words) % 2
        or [_folded(w) for w in words[:half]] != [_folded(w) for w in words[half:]]
    ):
        return 0
    return piece.index(words[half], len(" ".join(words[:half])))


def _heading_end(piece: str) -> int:
    """Where a heading that ran into a sentence stops.

    >>> piece = "Council calls for help in the flood The water has reached the market square."
    >>> piece[_heading_end(piece):]
    'The water has reached the market square.'
    """
    for match in _HEADING_END.finditer(piece):
        heading, rest = piece[: match.start()], piece[match.end() :]
        long_enough = len(heading.split()) in _HEADING_WORDS and len(rest.split()) >= _FEWEST_AFTER_HEADING
        if long_enough and not _LEADS_INTO_NAME.search(heading):
            return match.end()
    return 0


def _without_foot(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks up to the foot of the page, if nothing but short lines comes after its first mark."""
    for index in range(len(blocks)):
        if index and furniture.is_foot(blocks[index].text) and not any(_is_prose(b.text) for b in blocks[index:]):
            return blocks[:index]
    return blocks
