"""The text of a mail: the article that was forwarded in it, without covering words, signature and notices.

Mail programs write a forwarded mail into the new one under a line of their own and a block of headers in the language
of their user. The innermost is the article.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple


class Forwarded(NamedTuple):
    """What stands in a mail's text."""

    lines: tuple[str, ...]
    headers: dict[str, str] | None
    """`from`, `date`, `subject` of the innermost forwarded mail, those that it names; None if nothing was forwarded."""


_LABELS = {
    "from": "from von de da van от кого fra från od kimden من expéditeur remitente absender",
    "date": "sent date gesendet datum envoyé fecha enviado data inviato verzonden отправлено дата sendt skickat tarih"
    " التاريخ wysłano",
    "to": "to an à para a aan кому til till do kime إلى cc kopie copie bcc reply-to antwort destinataire",
    "subject": "subject betreff objet asunto oggetto onderwerp тема assunto emne ämne temat konu الموضوع",
    "other": "importance organization attachments priority wichtigkeit",
}
_FIELD_OF = {label: field for field, labels in _LABELS.items() for label in labels.split()}
_QUOTES = re.compile(r"^(?:>[ \t]?){1,20}")
_FIELD = re.compile(
    r"[*_ \t\xa0]{0,6}([^\W\d_][\w-]{0,20})[ \xa0]?[*_]{0,3}[ \xa0]?:[*_]{0,3}[ \t\xa0]{0,9}(.{0,2000})"
)
_MARKER = re.compile(
    r"[ \t*_-]{0,80}(?:begin forwarded message|(?:original|forwarded|weitergeleitete|ursprüngliche|пересылаемое"
    r"|исходное|пересланное|doorgestuurd|oorspronkelijk|mensaje (?:re\w{1,9}|original)"
    r"|message (?:transféré|d'origine|original)|messaggio (?:inoltrato|originale)"
    r"|mensagem (?:encaminhada|original))[^\n:]{0,30}"
    r"|anfang der weitergeleiteten (?:nachricht|e-?mail)|début du message (?:réexpédié|transféré)"
    r"|inicio del mensaje reenviado|inizio messaggio inoltrato)[ \t:*_-]{0,80}",
    re.IGNORECASE,
)
_LONGEST_BLOCK = 30  # lines of headers, with long lists of recipients
_MOST_LEVELS = 20
FORWARD = re.compile(r"(?:fwd?|wg|tr|rv|enc|i|doorst|пер|vl)[ \xa0]{0,2}:\s{0,9}", re.IGNORECASE)
"""What programs put before the subject of a forwarded mail."""
REPLY = re.compile(r"(?:re|aw|sv|antw|ref|rép|res|r|отв|vs)[ \xa0]{0,2}(?:\[\d{1,3}\])?:\s{0,9}", re.IGNORECASE)
"""The same of an answer."""
# An answer says something of its own above the mail it answers; fewer words go with what is forwarded.
_FEWEST_OWN = 20


def without_prefixes(subject: str) -> str:
    """A subject without what programs put before it.

    >>> without_prefixes("Fwd: WG: Re: [desk] Bridge falls"), without_prefixes("Ferry: runs again")
    ('Bridge falls', 'Ferry: runs again')
    """
    for _ in range(20):
        match = FORWARD.match(subject) or REPLY.match(subject) or _TAG.match(subject)
        if match is None or match.end() == len(subject):
            break
        subject = subject[match.end() :]
    return subject.strip()


_TAG = re.compile(r"\[[\w .-]{1,30}\]\s{0,9}(?=\S)|\*{3}spam\*{3}\s{0,9}", re.IGNORECASE)


def forwarded(text: str, subject: str) -> Forwarded:
    r"""The innermost forwarded mail of a text, or the text without the mail that it answers.

    >>> text = "fyi\n-------- Forwarded Message --------\nFrom: Ada <a@post.example>\nSubject: Bridge\n\nIt fell."
    >>> forwarded(text, "Fwd: Bridge")
    Forwarded(lines=('', 'It fell.'), headers={'from': 'Ada <a@post.example>', 'subject': 'Bridge'})
    """
    lines: Sequence[str] = text.split("\n")
    headers: dict[str, str] | None = None
    for _ in range(_MOST_LEVELS):
        found = _next_block(lines)
        if found is None:
            break
        if not found.marked and not FORWARD.match(subject) and _says_something(lines[: found.start]):
            lines = lines[: found.start]
            break
        lines, headers, subject = _unquoted(lines[found.end :]), found.fields, found.fields.get("subject", "")
    return Forwarded(tuple(_without_answered(_unquoted(lines))), headers)


class _Block(NamedTuple):
    """The headers of a mail in the text of another."""

    start: int
    end: int
    fields: dict[str, str]
    marked: bool
    """Whether a line over them says that they are forwarded."""


def _next_block(lines: Sequence[str]) -> _Block | None:
    marked_at = -_LONGEST_BLOCK
    for index, line in enumerate(lines):
        bare = _QUOTES.sub("", line, count=1) if line.startswith(">") else line
        if _MARKER.fullmatch(bare[:200]):
            marked_at = index
        elif _field(bare) is not None:
            fields, end = _fields(lines, index)
            marked = index - marked_at <= _NEAR
            if "from" in fields and len(fields) > 1 and ("subject" in fields or "date" in fields):
                return _Block(marked_at if marked else index, end, fields, marked)
    return None


_NEAR = 3


def _field(line: str) -> tuple[str, str] | None:
    match = _FIELD.fullmatch(line.rstrip())
    field = _FIELD_OF.get(match.group(1).lower()) if match else None
    return (field, match.group(2).strip(" *_")) if match and field else None


def _fields(lines: Sequence[str], start: int) -> tuple[dict[str, str], int]:
    """The headers from a line on, and where the text goes on behind them."""
    fields: dict[str, str] = {}
    last, index = "", start
    while index < min(start + _LONGEST_BLOCK, len(lines)):
        bare = _QUOTES.sub("", lines[index], count=1)
        field = _field(bare)
        if field is not None:
            last = field[0]
            fields.setdefault(*field)
        elif not (last == "to" and re.search(r"@|[;,>]\s*$", bare)) and not (
            last and bare.startswith((" ", "\t")) and bare.strip()
        ):
            break
        elif last in {"subject", "from", "date"}:
            fields[last] = f"{fields[last]} {bare.strip()}"[:2000]
        index += 1
    return fields, index


def _says_something(lines: Sequence[str]) -> bool:
    return sum(len(line.split()) for line in lines) >= _FEWEST_OWN


# --- quotation marks ----------------------------------------------------------------------------------

_WROTE = re.compile(
    r".{0,200}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|пишет|написал\(?\w?\)?|كتب)\b.{0,80}:\s*",
    re.IGNORECASE,
)
_MOSTLY = 0.8


def _unquoted(lines: Sequence[str]) -> list[str]:
    """Lines without the marks of quotation, where nearly all have them."""
    for _ in range(_MOST_LEVELS):
        said = [line for line in lines if line.strip() and not _WROTE.fullmatch(line[:400])]
        if not said or sum(line.startswith(">") for line in said) < _MOSTLY * len(said):
            break
        lines = [re.sub(r"^>[ \t]?", "", line) for line in lines if not _WROTE.fullmatch(line[:400])]
    return list(lines)


def _without_answered(lines: list[str]) -> list[str]:
    """Lines up to where another mail is quoted that this one answers; marks elsewhere go, the words stay."""
    for index, line in enumerate(lines):
        after = next((later for later in lines[index + 1 : index + 4] if later.strip()), "")
        if after.startswith(">") and _WROTE.fullmatch(line[:400]):
            lines = lines[: _start_of_paragraph(lines, index)]
            break
    return [re.sub(r"^(?:>[ \t]?){1,20}", "", line) for line in lines]


def _start_of_paragraph(lines: Sequence[str], index: int) -> int:
    """Where the lines begin that say who wrote what is quoted: programs wrap them."""
    for start in range(index, max(0, index - 3), -1):
        if not lines[start - 1].strip():
            return start
    return index


# --- what stands below --------------------------------------------------------------------------------

_THIS_MAIL = (
    r"(?:the (?:information|contents?) [\w ]{0,20})?(?:this|above) (?:e-?mail|message|communication|transmission)"
)
# How such lines begin. A line in the middle of an article that begins so is lost, too.
_NOTICES = (
    # of programs and telephones
    r"sent from (?:my|outlook|yahoo|mail|proton|gmail|samsung|a mobile)|sent via|get outlook for",
    r"envoyé (?:de|depuis) mon|enviado desde mi|von meinem \w{1,20} gesendet|inviato da|verzonden vanaf",
    r"отправлено\s\w{1,3}\s|diese nachricht wurde von",
    # of lawyers
    rf"{_THIS_MAIL}[^\n]{{0,300}}(?:confidential|privileged|virus|recipient|addressee|intended (?:only|for the use))",
    r"(?:confidentiality|legal|privacy) (?:notice|disclaimer|note)\b|disclaimer:",
    r"caution: (?:this|external)|\[?external(?: e-?mail)?\]?(?::|$)",
    r"if you (?:are not the intended|have received this (?:e-?mail|message) in error|no longer wish)",
    r"if you (?:(?:wish|want|would like) to unsubscribe|received this by mistake)",
    r"diese e-?mail[^\n]{0,200}vertraulich|ce (?:message|courriel)[^\n]{0,200}confidentiel",
    r"este (?:mensaje|correo)[^\n]{0,200}confidencial",
    r"(?:please )?consider the environment before|p ?think before you print",
    # of lists and newsletters
    r"(?:click here to |to )?unsubscribe\b|you(?:'re| are)? (?:receiv|subscrib|getting)",
    r"you can (?:unsubscribe|update your|change your)|this (?:e-?mail|message) was sent to",
    r"(?:manage|update|change|edit) (?:your |my )?(?:e-?mail )?(?:preferences|subscription|settings|profile)",
    r"view (?:this (?:e-?mail|message|newsletter|post)|it)? ?(?:in|on) (?:your |a |the )?(?:web )?(?:browser|web)",
    r"view (?:the )?(?:online|web) version|read online|(?:having )?trouble (?:viewing|reading)",
    r"was this (?:e-?mail|newsletter) forwarded|forward(?:ed)? this (?:e-?mail|newsletter)|forward to a friend",
    r"add us to your address|our mailing address|copyright ©|© (?:19|20)\d\d|all rights reserved",
    r"(?:privacy policy|terms of (?:use|service))\W{0,9}(?:\n|$)",
    r"[\w.-]{1,40} mailing list(?: --|\n|$)|to post to this group",
)
_NOTICE = re.compile(rf"\W{{0,40}}(?:{'|'.join(_NOTICES)})", re.IGNORECASE)
_RULE = re.compile(r"[\s_=*~#-]{5,300}")
_FEW = 12  # lines of a signature
_PLACEHOLDER = re.compile(
    r"\[(?:cid:|image:|inline image|https?://)[^\]\n]{0,2000}\]"
    r"|<(?:mailto:[^<>\s]{0,300}|https?://[^<>\s]{1,2000})>",
    re.IGNORECASE,
)
_BARE_LINK = re.compile(r"(?<![\w/])https?://[^\s<>\"\])]{1,2000}")


def trimmed(lines: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    r"""Text without signature, notices and addresses of links, and these addresses.

    >>> trimmed(["It fell <https://post.example/a>.", "", "Sent from my iPhone", "-- ", "Ada"])
    ('It fell.', ('https://post.example/a',))
    """
    text = "\n".join(_without_signature(lines))
    links = tuple(match.group().rstrip(".,;>)") for match in _BARE_LINK.finditer(text))
    shown = re.sub(r"[ \t]{1,9}(?=[.,;:!?])", "", _PLACEHOLDER.sub("", text))
    paragraphs = ("\n".join(_told(paragraph.split("\n"))) for paragraph in re.split(r"\n[ \t]{0,999}\n", shown))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip()), links


def _told(paragraph: Sequence[str]) -> list[str]:
    """The lines of a paragraph that tell something; none of a notice that goes over several."""
    kept: list[str] = []
    for index, line in enumerate(paragraph):
        rest = "\n".join(paragraph[index : index + 6])[:800]
        if _NOTICE.match(rest):
            break
        if not _RULE.fullmatch(line) and not re.fullmatch(r"\W{0,9}https?://\S{1,2000}\s*", line):
            kept.append(line)
    return kept


def _without_signature(lines: Sequence[str]) -> Sequence[str]:
    for index, line in enumerate(lines):
        # A bare "--" parts the items of newsletters, too: a signature is the last thing, and short.
        short = line.rstrip() == "--" and len(lines) - index <= _FEW
        if index and (line == "-- " or short):
            return lines[:index]
    return lines


def unflowed(text: str, *, delete_space: bool) -> str:
    r"""Text of which a line that ends in a blank goes on in the next (RFC 3676), a paragraph a line.

    >>> unflowed("The bridge \nfell.\n>> Quoted \n>> words.\n-- \nAda", delete_space=False)
    'The bridge fell.\n>> Quoted words.\n-- \nAda'
    """
    done: list[list[str]] = []
    open_marks: str | None = None
    for line in text.split("\n"):
        marks = line[: len(line) - len(line.lstrip(">"))]
        words = line[len(marks) :].removeprefix(" ")
        flows = words.endswith(" ") and words != "-- "
        said = words[:-1] if flows and delete_space else words
        if open_marks == marks and words != "-- ":
            done[-1].append(said)
        else:
            done.append([f"{marks} {said}" if marks else said])
        open_marks = marks if flows else None
    return "\n".join("".join(pieces) for pieces in done)
