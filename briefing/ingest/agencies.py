"""News agencies whose texts and pictures others print. General knowledge, not taken from any corpus."""

import re

# Name as the brief shows it, and the forms in which credits write it.
_FORMS = {
    "AAP": "AAP|Australian Associated Press",
    "AFP": "AFP|Agence France[- ]Presse",
    "Anadolu Agency": "Anadolu(?: Agency)?|AA",
    "ANI": "ANI|Asian News International",
    "ANP": "ANP",
    "ANSA": "ANSA",
    "Antara": "Antara",
    "AP": "(?:The )?Associated Press|AP",
    "APA": "APA",
    "Belga": "Belga",
    "Bernama": "Bernama",
    "Bloomberg": "Bloomberg(?: News)?",
    "Canadian Press": "(?:The )?Canadian Press",
    "dpa": "dpa|DPA|Deutsche Presse-Agentur",
    "EFE": "(?:Agencia )?EFE",
    "EPA": "EPA|European Pressphoto Agency",
    "IANS": "IANS|Indo-Asian News Service",
    "INA": "INA|Iraqi News Agency",
    "Interfax": "Interfax",
    "IRNA": "IRNA|Islamic Republic News Agency",
    "Kyodo": "Kyodo(?: News)?",
    "Lusa": "Lusa",
    "PA": "PA(?: Media)?|Press Association",
    "PTI": "PTI|Press Trust of India",
    "Reuters": "(?:Thomson )?Reuters",
    "RIA Novosti": "RIA(?: Novosti)?",
    "SANA": "SANA|Syrian Arab News Agency",
    "SPA": "SPA|Saudi Press Agency",
    "TASS": "(?:ITAR-)?TASS",
    "Tasnim": "Tasnim(?: News Agency)?",
    "Ukrinform": "Ukrinform",
    "UPI": "UPI|United Press International",
    "WAM": "WAM",
    "Xinhua": "Xinhua(?: News Agency)?",
    "Yonhap": "Yonhap(?: News Agency)?",
}
_PICTURES = "Getty(?: Images)?|Shutterstock|iStock|Alamy|Corbis|Zuma(?: Press)?|NurPhoto|Pool|Handout|File(?: photo)?"

AGENCY = "(?:" + "|".join(_FORMS.values()) + ")"
"""An expression for any agency's name; letter case counts, for `aa` and `pa` are words."""

# An agency that is not in the table, by what agencies call themselves. Not for brackets amid a text: "(Energy Agency)".
_UNLISTED = r"(?:[A-Z][\w-]+\s){1,4}(?:(?:News\s|Press\s)?Agency|Press|Newswire|(?:News|Wire)\sService)"

ANY_AGENCY = f"(?:{AGENCY}|{_UNLISTED})"
"""The same, or a name that says it is an agency's."""

_NAMED = tuple((name, re.compile(rf"(?<!\w)(?<!\w-)(?:{forms})(?![\w-])")) for name, forms in _FORMS.items())
_CREDIT = re.compile(
    rf"(?:(?:[\w .'-]{{2,40}}|{AGENCY})\s?/\s?)?(?:{AGENCY}|{_PICTURES})"
    r"(?:\s(?:Photos?|Agency|via\s[\w ]{2,30}))?(?:\s?/\s?[\w .'-]{2,40})?"
    r"|(?:[\w .&'-]{2,40}\s(?:and|with|&)\s)?(?:[Nn]ews\s)?[Aa]gencies"
    r"|(?:[Ff]ile\s)?(?:[Pp]hoto|[Pp]icture|[Ii]mage|[Cc]redit|[Cc]ourtesy|[Ss]creengrab)\b.{0,80}",
)


def named_in(credit: str) -> str | None:
    """The agency that a credit names, by the name that the brief shows; the first known one, else one that says it is.

    >>> [named_in(credit) for credit in ("AYR (Reuters)", "with Agence France-Presse", "By Hill Press Agency", "us")]
    ['Reuters', 'AFP', 'Hill Press Agency', None]
    """
    hits = sorted((match.start(), name) for name, form in _NAMED if (match := form.search(credit)))
    bare = re.sub(r"^(?:By|With|From|The|Source)\s+", "", credit.strip("( )"))
    unlisted = re.search(rf"(?<!\w){_UNLISTED}(?!\w)", bare)
    return hits[0][1] if hits else unlisted.group() if unlisted else None


def is_credit(words: str) -> bool:
    """Whether what stands in brackets is the credit of a picture or of a text.

    >>> [is_credit(words) for words in ("AFP", "AP Photo/Jo Hill", "River Post and agencies", "Red Cross", "IAEA")]
    [True, True, True, False, False]
    """
    return bool(_CREDIT.fullmatch(words.strip()))
