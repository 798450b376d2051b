"""What stands on a page around an article: teasers, by-lines, credits, notes, appeals, menus.

The rules know how such lines are put, in English, and no outlet, person or place. Between printing a line of furniture
and losing one they lose it; a sentence that tells something is lost only where it is put as furniture is.
"""

import re

from briefing.ingest.cleaning.agencies import AGENCY, ANY_AGENCY, is_copyright, is_credit

_TEASER = re.compile(
    r"\W*(?:(?:read|see|watch|listen|more|related|also|don['’]?t\s+miss)(?:\s+(?:also|more|next|this|now|here|to|on"
    r"|stor(?:y|ies)|articles?|news|content|coverage|topics?|posts?|links?|video|the\s+full\s+story|in\s+full|our))*"
    r"|opinion|op-?ed|analysis|editorial|commentary|explainers?|explained|factbox|gallery|photos|in\s+pictures|video|podcast"
    r"|live(?:\s+updates?)?|recommended|must[- ]read|trending|editor['’]?s['’]?\s+picks?|further\s+reading|in\s+depth)"
    r"\s*(?::|\||>|»)\s*\S",
    re.IGNORECASE,
)
_SIGNPOST = re.compile(
    r"\W*(?:read\s+(?:more|next|also)|also\s+read|see\s+also|more\s+(?:on|from)\s+(?:this|the|our)|you\s+(?:may|might)\s+(?:also\s+)?"
    r"(?:like|be\s+interested)|related\s+(?:stor(?:y|ies)|articles?|news|content|topics?|links?|posts?|coverage)"
    r"|recommended\s+(?:for\s+you|stories|articles)|most\s+(?:read|popular|viewed|shared)|editor['’]?s['’]?\s+picks?"
    r"|(?:top|latest|other|trending|breaking)\s+(?:news|stories|headlines|updates)|up\s+next|what\s+to\s+(?:read|watch)\s+next"
    r"|(?:continue|keep)\s+reading|(?:story|article)\s+continues|(?:show|load|view|see)\s+(?:more|all)|back\s+to\s+top"
    r"|skip\s+to|jump\s+to|advertisements?|sponsored(?:\s+content)?|promoted|story\s+highlights|key\s+(?:points|takeaways)"
    r"|share\s+(?:this|on|via)|comments?$|\d+\s+comments?$|print$|e-?mail$|home$)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"\W*(?:by|authors?|written\s+by|words\s+by|reported\s+by|(?:additional\s+)?report(?:ing)?\s+by|(?:story|text|photos?)\s+by"
    r"|contributing|contributors?|edit(?:ed|ing)\s+by|compiled\s+by|translated\s+by|posted\s+by|published\s+by)\b\s*:?\s+",
    re.IGNORECASE,
)
# What may stand in a by-line in small letters.
_BYLINE_WORD = re.compile(
    r"[A-Z@&|/(“\"].*|and|in|for|of|the|at|with|from|on|by|our|de|da|di|del|von|van|der|den|al|el|bin|ibn|ben|abu|staff"
    r"|reporters?|correspondents?|editors?|writers?|columnists?|contributors?|and\s|\d.*|\W+",
)
_BIO = re.compile(
    r"\b(?:is|works\s+as)\s+(?:an?|the|our)\s+(?:[\w’'-]+\s+){0,5}?(?:editor|reporter|correspondent|columnist|journalist"
    r"|blogger|staff\s+writer|freelance\s+writer|bureau\s+chief)\b(?:\s+(?:of|at|for|with|from|and|based|in|covering|who\s+covers)\b|[.,]|$)",
)
_FOLLOW = re.compile(
    r"\bfollow\s+(?:him|her|them|me|us|@\w+|[A-Z][\w ]{1,40})\s+(?:on|at|via)\s+(?:twitter|x|facebook|instagram"
    r"|social\s+(?:media|networks)|linkedin|youtube|telegram|mastodon|bluesky|threads|tiktok)\b|\bfollow\s+@\w+",
    re.IGNORECASE,
)
_PHOTO = re.compile(
    r"(?:^\W*|\|\s*|\s[\u2013\u2014-]\s|\(\s*)(?:file\s+|main\s+|top\s+|cover\s+)?(?:photo(?:graph)?s?|images?|pictures?|pics?|credits?"
    r"|illustrations?|photo\s+credits?|image\s+credits?|video\s+credits?|courtesy)(?:\s+(?:by|of|from|courtesy))?\s*[:©]\s*\S|^\W*source\s*:\s*\S",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\W*(?:(?:editor['’]?s?['’]?\s+|author['’]?s?\s+)?notes?|corrections?|clarifications?|updates?|disclaimer)\b"
    r"(?:\s*:|\s[\d/.,:\sA-Za-z]{4,40}:)",
    re.IGNORECASE,
)
# As agencies head a text that they send again: "(Corrects name in third paragraph)".
_RESENT = re.compile(
    r"\((?:corrects|clarifies|refiles|recasts|rewrites|updates|adds|removes|deletes|repeats)\b[^()]{0,200}\)\W*",
    re.IGNORECASE,
)
_ABOUT_PAGE = re.compile(
    r"\W*(?:an?\s+(?:previous|earlier|original|prior)\s+version\s+of\s+this\s+(?:article|story|page|report|post|headline|item)\b"
    r"|(?:this|the)\s+(?:article|story|page|report|post|piece|interview|version|headline|content)\s+(?:was|has\s+been|is|first)\s+"
    r"(?:also\s+|first\s+|originally\s+|last\s+)*(?:published|updated|corrected|amended|translated|republished|produced|appeared"
    r"|written|adapted|part\s+of|available)\b)",
    re.IGNORECASE,
)
_PAGE_WORD = re.compile(
    r"\b(?:page|article|story|version|report|headline|post|updated|corrected|amended|published|translated|views|opinions)\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\ball\s+rights\s+reserved\b|©|\bcopyright\s+(?:\d{4}|by)|\bour\s+(?:cookie|privacy)\s+policy\b|\bour\s+terms\s+(?:of\s+(?:use|service)"
    r"|and\s+conditions)\b|\b(?:use|accept|uses)\s+(?:of\s+)?(?:all\s+)?cookies\b|\bmay\s+not\s+be\s+(?:reproduced|republished|published,)"
    r"|\b(?:won['’]?t|never)\s+spam\b|\benable\s+javascript\b|\b(?:your|disable|using\s+an)\s+ad[\s-]?blocker\b|\brespect\s+your\s+privacy\b|\bare\s+those\s+of\s+the\s+author\b"
    r"|\baffiliate\s+links?\b|\b(?:may|might|can|could)\s+(?:earn|receive|get)\s+(?:a|an|some)\s+(?:[\w-]+\s+){0,2}commissions?\b",
    re.IGNORECASE,
)
# Bidden to the reader: not "Like our neighbours, …" and not "Support for members fell".
_INVITATION = re.compile(
    r"\W*(?:please\s+)?(?:subscribe|sign\s+up|log\s?in|click|tap|have\s+your\s+say|leave\s+a\s+comment|(?:like|tweet)\s+(?:us|this)"
    r"|follow\s+(?:us|our|@)|share\s+(?:this|on|your)|download\s+(?:our|the\s+app)|join\s+(?:us|our|the\s+conversation)"
    r"|register\s+(?:now|here|for|to)|(?:support|visit|watch|read)\s+(?:us|our|live|more|the\s+full)|donate\s+(?:now|here)"
    r"|(?:get|receive)\s+(?:our|the\s+latest|alerts|breaking|updates)|don['’]?t\s+miss\s+(?:out|our|the\s+latest|a)"
    r"|stay\s+(?:up\s+to|informed|tuned|connected|updated)|contact\s+(?:us|our|the\s+(?:author|writer|editor|newsroom))"
    r"|(?:send|enter|e-?mail)\s+(?:us|your)|become\s+a\s+(?:member|subscriber|patron|supporter))\b",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"\W*(?:if\s+you|anyone|anybody|witnesses)\b.{0,200}\b(?:call|contact|phone|ring|e-?mail|text)\b.{0,80}(?:\d{3,}|@\w)",
    re.IGNORECASE | re.DOTALL,
)
_CONTRIBUTED = re.compile(
    r"(?:\b(?:agenc(?:y|ies)|staff|writers?|reporters?|correspondents?)\b.{0,240}|^.{0,120})\bcontributed\s+(?:reporting|to\s+(?:this|the)"
    r"\s+(?:report|story|article))\b",
    re.IGNORECASE,
)
_WITH_AGENCY = re.compile(
    rf"\W*(?:(?:with|source:?|via|from)\s+(?:(?:additional\s+)?(?:inputs?|reporting|files?|reports?|material)\s+(?:from|by)\s+)?(?:the\s+)?"
    rf"(?:{AGENCY}(?:\s+(?:news\s+)?[Aa]gency)?|[Aa]gency|[Aa]gencies|wires?)(?:\s*(?:,|/|and|&)\s*(?:{AGENCY}|agencies|wires?|staff))*"
    rf"|{AGENCY}(?:\s*(?:,|/|and|&)\s*(?:{AGENCY}|agencies|staff))*|agencies|[\w .&'-]{{2,30}}\s+and\s+agencies)\W*",
    re.IGNORECASE,
)
# A whole line, letter case and all: "With Hill Press Agency", "(Hill Press Agency)", "River Post and AFP".
_AGENCY_LINE = re.compile(
    rf"\W*(?:(?:With|From|Source:?|By)\s+(?:(?:reporting|inputs?)\s+(?:from|by)\s+)?)?(?:the\s+)?{ANY_AGENCY}\W*"
    rf"|[A-Z][\w .&'-]{{2,30}}\s(?:and|with)\s{AGENCY}\W*"
)
# "Ada Field can be reached at ada@…", "… at 555-0100"
_REACHED = re.compile(
    r"\bcan\s+be\s+(?:reached|contacted|e-?mailed|found)\s+(?:at|on|via|by)\b.{0,40}(?:\d{3}[\s.-]?\d|@)", re.IGNORECASE
)
_WAITING = re.compile(r"\W*(?:loading|please\s+wait)(?:\s\w+){0,5}\W*", re.IGNORECASE)
_MAILBOX = re.compile(r"(?<!\w)[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_HANDLES = re.compile(r"(?:\W*(?:https?://\S+|www\.\S+|@\w+|#\w+|pic\.twitter\.com/\S+|[\w.+-]+@[\w.-]+\.\w+))+\W*")
_TWEETED = re.compile(r"\s*[\u2013\u2014-]+\s*.{1,60}\(@\w+\)")
_MENU = re.compile(r"(?:[^|>»•]{1,40}[|>»•]){3,}[^|>»•]{0,60}")
_FILED = re.compile(
    r"\W*(?:tags?|topics?|keywords?|filed\s+under|categor(?:y|ies)|sections?|labels?)\s*:", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"\W*(?:(?:first\s+|last\s+)?(?:published|updated|posted|modified)(?:\s+(?:on|at))?\s*:?|date\s*:)\s*.{0,20}\d",
    re.IGNORECASE,
)

# A rule that looks for such words anywhere may judge a line of at most so many, or it would take real paragraphs.
_LONGEST_LINE = 40
_LONGEST_SIGNPOST = 12
_LONGEST_CHARACTERS = 800  # bounds what the expressions are run on, too


def is_furniture(line: str, *, late: bool = False) -> bool:
    """Whether a line or sentence belongs to the page and not to the article.

    Args:
        line: One line, or one sentence of a longer one.
        late: Whether it stands among the last lines, where authors are introduced.

    >>> [is_furniture(line) for line in ("READ ALSO: Bridge falls", "By Ada Field", "By Monday the bridge had fallen.")]
    [True, True, False]
    >>> is_furniture("Ada Field is a reporter at the Post.", late=True), is_furniture("Image: Jo Hill.")
    (True, True)
    """
    if len(line) > _LONGEST_CHARACTERS:
        return False
    length = len(line.split())
    if length <= _LONGEST_SIGNPOST and (_SIGNPOST.match(line) or _PUBLISHED.match(line) or _is_byline(line)):
        return True
    return length <= _LONGEST_LINE and (_is_put_as_furniture(line) or (late and is_bio(line)))


def _is_put_as_furniture(line: str) -> bool:
    whole = (_WITH_AGENCY, _AGENCY_LINE, _HANDLES, _MENU, _RESENT, _WAITING)
    opening = (_TEASER, _ABOUT_PAGE, _INVITATION, _APPEAL, _TWEETED, _FILED)
    anywhere = (_FOLLOW, _PHOTO, _LEGAL, _CONTRIBUTED, _MAILBOX, _REACHED)
    return (
        any(rule.fullmatch(line) for rule in whole)
        or any(rule.match(line) for rule in opening)
        or any(rule.search(line) for rule in anywhere)
        or is_note(line)
        or (line[:1] in "([" and line[-1:] in ")]" and is_credit(line[1:-1]))
    )


def is_bio(sentence: str) -> bool:
    """Whether a sentence says what somebody does at a paper, as the lines about an author do.

    >>> is_bio("Ada Field is an award-winning journalist and writes books."), is_bio("Ada Field is the mayor of Ayr.")
    (True, False)
    """
    return len(sentence.split()) <= _LONGEST_LINE and bool(_BIO.search(sentence))


def is_note(line: str) -> bool:
    """Whether a line speaks of the page: when it was updated, what was corrected."""
    return bool((_NOTE.match(line) and _PAGE_WORD.search(line)) or _ABOUT_PAGE.match(line))


def is_credit_line(line: str) -> bool:
    """Whether a line credits the text, not a picture: the agency that it comes from, or its author."""
    whole = _WITH_AGENCY.fullmatch(line) or _AGENCY_LINE.fullmatch(line) or _CONTRIBUTED.search(line)
    return bool(whole) or _is_byline(line) or is_copyright(line)


def byline_name(line: str) -> str | None:
    """Who a by-line names.

    >>> byline_name("By Ada Field, Bridge Correspondent"), byline_name("A bridge fell.")
    ('Ada Field', None)
    """
    match = _BYLINE.match(line)
    if match is None or not _is_byline(line) or line.startswith("our ", match.end()):
        return None
    return re.split(r"\s*(?:[,;|(/]|\s(?:in|for|at)\s)", line[match.end() :])[0].strip(" .") or None


def is_picture_credit(line: str) -> bool:
    """Whether a line opens with the credit of a picture; the short line before it is the caption then.

    >>> is_picture_credit("Photo: Jo Hill"), is_picture_credit("The photo: a surprise")
    (True, False)
    """
    match = _PHOTO.search(line)
    return bool(match and match.start() == 0)


def _is_byline(line: str) -> bool:
    match = _BYLINE.match(line)
    if match is None:
        return False
    words = line[match.end() :].split()
    return (
        bool(words)
        and (words[0][:1].isupper() or words[0] == "our")
        and all(_BYLINE_WORD.fullmatch(word) for word in words)
    )


_OUTLET = re.compile(
    r"(?:The\s)?(?:[A-Z][\w’'&-]*\s){0,4}(?:Gazette|Observer|Post|Times|Herald|Daily|Tribune|Journal|News|Press|Mail|Guardian"
    r"|Standard|Express|Star|Chronicle|Courier|Telegraph|Mirror|Review|Today|Wire|Radio|TV|Broadcasting|Independent|Monitor)"
    r"(?:\s(?:[A-Z][\w’'&-]*|of)){0,3}",
)
# What a paper says of itself beside its name.
_SLOGAN = re.compile(r"\b(?:since|est(?:ablished|d)?\.?|founded(?:\s+in)?)\s+(?:1[6-9]|20)\d\d\b", re.IGNORECASE)
_KICKER = re.compile(
    r"\W*(?:(?:guest|news|expert|staff)\s+)?(?:opinions?|comment|commentary|op-?ed|editorials?|leader|column|columnists?|analysis"
    r"|perspectives?|viewpoint|views?|essay|explainer|features?|interview|letters?|blogs?|dispatch|exclusive|breaking(?:\s+news)?"
    r"|news|world|national|local|politics|business|economy|markets|society|culture|science|health|environment|sports?)"
    r"(?:\s*(?:/|\||&|\band\b|,)\s*\w+){0,2}\W*",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:\w+\s)?(?:World|Latest|Top|Breaking|Local|National|Business|Sports?|Political|Daily)\s(?:News|Review|Mail)"
)


def is_outlet(line: str) -> bool:
    """Whether a line may be a newspaper's name, as it stands over a by-line.

    >>> [is_outlet(line) for line in ("The River Post", "World News", "Ten Left")]
    [True, False, False]
    """
    return bool(_OUTLET.fullmatch(line)) and not _SECTION.fullmatch(line)


_DESK = re.compile(
    r"\s(?:Foreign|Staff|News|National|Metro|Political|Business)\s(?:Service|Bureau|Desk|(?:Writer|Reporter|Correspondent)s?)$"
)


def paper_named(line: str) -> str:
    """The paper in a line that names it with its slogan or desk.

    >>> paper_named("RIVER POST — in print since 1898"), paper_named("Hill Herald Foreign Service")
    ('RIVER POST', 'Hill Herald')
    """
    return _DESK.sub("", re.split(r"\s[|–—-]{1,2}\s|\s*[,:|]\s*", line)[0])


def is_slogan(line: str) -> bool:
    """Whether a short line is a paper's name with what the paper says of itself.

    >>> is_slogan("RIVER POST - your paper since 1898"), is_slogan("The bridge has been closed since 1998")
    (True, False)
    """
    name = paper_named(line)
    return bool(_SLOGAN.search(line)) and name != line and all(word[:1].isupper() for word in name.split())


def is_kicker(line: str) -> bool:
    """Whether a line over a headline is nothing but the section or genre of what follows.

    >>> [is_kicker(line) for line in ("OPINION", "World / Asia", "Opinion is divided over the bridge")]
    [True, True, False]
    """
    return bool(_KICKER.fullmatch(line))


# --- the foot of a page -----------------------------------------------------------------------------

_FOOT = re.compile(
    r"\W*(?:source:?\s+[A-Z]|related\s+(?:news|stories|articles|topics|content|links|posts)\b|read\s+(?:also|more|next)\b|categor(?:y|ies)\b"
    r"|tags\b|(?:share|like|follow|subscribe|comment)\b|FOLLOW\b|sign\s+up\b|copyright\b|©|most\s+(?:read|popular)\b|latest\s+(?:news|updates)\b"
    r"|more\s+from\b|about\s+(?:us|the\s+author)\b|contact\s+us\b|newsletter\b|advertise)",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\brelated\s+(?:news|stories|articles)\b|\bcopyright\b|©|\bprivacy\s+policy\b|\bterms\s+of\s+(?:use|service)\b|\bcookie\s+policy\b"
    r"|\bsubscribe\b|\bfollow\s+(?:us\b|[A-Z])|\bcontact\s+us\b|\bdon['’]?t\s+miss\b|\blatest\s+(?:news|updates)\b|\babout\s+us\b|\bnewsletter\b"
    r"|\ball\s+rights\s+reserved\b|\bcareers\b|\bwatch\s+live\b|\b(?:like|follow)\s+us\b",
    re.IGNORECASE,
)
# A real article may mention one of these words; the foot of a page strings them together.
_FEWEST_MARKS = 3


def is_foot(line: str) -> bool:
    """Whether a line opens as the foot of a page does: related news, tags, sharing."""
    return bool(_FOOT.match(line))


def foot_begins(sentences: list[str]) -> int:
    """Index of the sentence at which the foot of the page begins, menus and all; their number, if there is none.

    >>> foot_begins(["A bridge fell.", "Related news Ten hurt", "Follow us", "Subscribe", "Privacy Policy"])
    1
    """
    for index, sentence in enumerate(sentences):
        if index and _FOOT.match(sentence):
            marks = sum(len(_MARK.findall(rest)) for rest in sentences[index:])
            if marks >= _FEWEST_MARKS:
                return index
    return len(sentences)
