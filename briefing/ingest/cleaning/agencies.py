"""News agencies whose texts and pictures others print. General knowledge, not taken from any corpus."""

import re

# Name as the brief shows it, and the forms in which credits write it. Initials that are a word or a place besides, as
# MAP and MENA, stand below.
_FORMS = {
    "AAP": "AAP|Australian Associated Press",
    "Adnkronos": "Adnkronos|ADNKRONOS",
    "AFP": "AFP|Agence France[- ]Presse",
    "Agência Brasil": "Ag[êe]ncia Brasil",
    "Agerpres": "A(?:gerpres|GERPRES)",
    "Anadolu Agency": "Anadolu(?: Agency)?|AA",
    "ANGOP": "ANGOP|Angop",
    "ANI": "ANI|Asian News International",
    "ANP": "ANP",
    "ANSA": "ANSA|Ansa",
    "Antara": "Antara(?: News)?|ANTARA",
    "AP": "(?:The )?Associated Press|AP",
    "APA": "APA",
    "Armenpress": "A(?:rmenpress|RMENPRESS)",
    "ATS": "Keystone-(?:ATS|SDA)",
    "Azertac": "AZERTAC|Azertac",
    "Belga": "Belga|BELGA",
    "BelTA": "BelTA|BELTA",
    "Bernama": "Bernama|BERNAMA",
    "Bloomberg": "Bloomberg(?: News)?",
    "BNS": "BNS|Baltic News Service",
    "BSS": "BSS|Bangladesh Sangbad Sangstha",
    "BTA": "BTA|Bulgarian News Agency",
    "Canadian Press": "(?:The )?Canadian Press",
    "ČTK": "ČTK|CTK",
    "Dow Jones": "Dow Jones(?: Newswires)?",
    "dpa": "dpa|DPA|Deutsche Presse-Agentur",
    "EFE": "(?:Agencia )?EFE",
    "ELTA": "ELTA",
    "EPA": "EPA|European Pressphoto Agency",
    "Europa Press": "Europa Press",
    "Fars": "Fars News(?: Agency)?",
    "HINA": "HINA|Hina",
    "IANS": "IANS|Indo-Asian News Service",
    "INA": "INA|Iraqi News Agency",
    "Interfax": "Interfax(?:-Ukraine)?",
    "IRNA": "IRNA|Islamic Republic News Agency",
    "ISNA": "ISNA|Iranian Students['’]? News Agency",
    "Jiji": "Jiji(?: Press)?|JIJI",
    "KCNA": "KCNA|Korean Central News Agency",
    "KUNA": "KUNA|Kuwait News Agency",
    "Kyodo": "Kyodo(?: News)?|KYODO",
    "LETA": "LETA",
    "Lusa": "Lusa|LUSA",
    "Mehr": "Mehr News(?: Agency)?",
    "MTI": "MTI",
    "Notimex": "Notimex|NOTIMEX",
    "NTB": "NTB",
    "PA": "PA(?: Media)?|(?:The )?Press Association",
    "Pajhwok": "Pajhwok(?: Afghan News)?",
    "PAP": "PAP|Polish Press Agency",
    "Prensa Latina": "Prensa Latina",
    "PTI": "PTI|Press Trust of India",
    "QNA": "QNA|Qatar News Agency",
    "Reuters": "(?:Thomson )?Reuters|REUTERS",
    "RIA Novosti": "RIA(?: Novosti)?",
    "Ritzau": "Ritzau",
    "SANA": "SANA|Syrian Arab News Agency",
    "SPA": "SPA|Saudi Press Agency",
    "STT": "STT|Finnish News Agency",
    "SUNA": "SUNA|Sudan News Agency",
    "Tanjug": "Tanjug|TANJUG",
    "TASR": "TASR",
    "TASS": "(?:ITAR-)?TASS",
    "Tasnim": "Tasnim(?: News(?: Agency)?)?",
    "Télam": "T[ée]lam|T[ÉE]LAM",
    "Ukrinform": "Ukrinform",
    "UNIAN": "UNIAN",
    "UPI": "UPI|United Press International",
    "VNA": "VNA|Vi[eê]tnam News Agency",
    "WAFA": "WAFA",
    "WAM": "WAM|Emirates News Agency",
    "Xinhua": "Xinhua(?: News Agency)?|XINHUA",
    "Yonhap": "Yonhap(?: News(?: Agency)?)?",
}
# Known where a line is a credit as a whole. Amid a text they may mean something else: a region, a map, a clinic.
_IN_CREDITS = {
    "AGI": "AGI",
    "AMNA": "AMNA|ANA-MPA|Athens-Macedonian News Agency",
    "Andina": "ANDINA",
    "APP": "APP|Associated Press of Pakistan",
    "APS": "APS|Alg[ée]rie Presse Service",
    "BNA": "BNA|Bahrain News Agency",
    "CNA": "CNA|Central News Agency",
    "ENA": "ENA|Ethiopian News Agency",
    "epd": "epd|Evangelischer Pressedienst",
    "GNA": "GNA|Ghana News Agency",
    "KNA": "KNA|Katholische Nachrichten-Agentur|Kenya News Agency",
    "MAP": "MAP|Maghreb Arabe Presse",
    "MENA": "MENA|Middle East News Agency",
    "NAN": "NAN|News Agency of Nigeria",
    "NNA": "NNA|National News Agency",
    "ONA": "ONA|Oman News Agency",
    "Petra": "PETRA|Petra News Agency|Jordan News Agency",
    "PNA": "PNA|Philippine News Agency",
    "SID": "SID|Sport-Informations-Dienst",
    "STA": "STA|Slovenian Press Agency",
    "TAP": "TAP|Tunis Afrique Presse",
    "TT": "TT(?: Nyhetsbyr[åa]n)?",
    "UNB": "UNB|United News of Bangladesh",
    "UNI": "UNI|United News of India",
}
# People bear these, too: "By Tasnim Ahmed" credits no agency.
_NAMES_OF_PEOPLE = frozenset({"Antara", "Bloomberg", "Lusa", "Tasnim", "Ansa", "Hina", "Mehr", "Reuters"})
_PICTURES = "Getty(?: Images)?|Shutterstock|iStock|Alamy|Corbis|Zuma(?: Press)?|NurPhoto|Pool|Handout|File(?: photo)?"

AGENCY = r"(?<!\w)(?:" + "|".join(_FORMS.values()) + r")(?!\w)"
"""An expression for any agency's name; letter case counts, for `aa` and `pa` are words."""

# An agency that is not in the table, by what agencies call themselves. Not for brackets amid a text: "(Energy Agency)".
_UNLISTED = r"(?:[A-Z][\w-]+\s){1,4}(?:(?:News\s|Press\s)?Agency|Press|Newswire|(?:News|Wire)\sService)"

ANY_AGENCY = f"(?:{AGENCY}|{_UNLISTED})"
"""The same, or a name that says it is an agency's."""

_NAMED = tuple(
    (name, re.compile(rf"(?<![\w@])(?<!\w-)(?:{forms})(?![\w-])")) for name, forms in (_FORMS | _IN_CREDITS).items()
)
_CREDIT = re.compile(
    rf"(?:(?:[\w .'-]{{2,40}}|{AGENCY})\s?/\s?)?(?:{AGENCY}|{_PICTURES})"
    r"(?:\s(?:Photos?|Agency|via\s[\w ]{2,30}))?(?:\s?/\s?[\w .'-]{2,40})?"
    r"|(?:[\w .&'-]{2,40}\s(?:and|with|&)\s)?(?:[Nn]ews\s)?[Aa]gencies"
    r"|(?:[Ff]ile\s)?(?:[Pp]hoto|[Pp]icture|[Ii]mage|[Cc]redit|[Cc]ourtesy|[Ss]creengrab)\b.{0,80}",
)


# "RAVEN BAY, May 3 (IBW) -": what stands so is an agency, though nobody knew it; unless it is a country or state.
_DATELINED = re.compile(
    r"\((?!(?:US|UK|UN|EU|USA|UAE|DRC|NSW)\))([A-Z]{3,8}|[A-Z]\w+[Ww]ire|(?:[A-Z]\w+\s){1,2}Wire)\)\s*[-–—:]+\s*$"
)
_TOLD = re.compile(r"\b(?:told|tells?|according to)\s+(?:the\s+)?$")
_FIRST_NAME = re.compile(r"(?<!\w)(?!(?:By|With|From|Source|The|Thomson)\b)[A-Z][\w.’'-]*\s$")
_SURNAME = re.compile(r"\s(?!News\b|Agency\b|Photo|Staff\b|Graphics?\b|via\b)[A-Z]")


def named_in(credit: str) -> str | None:
    """The agency that a credit names, by the name that the brief shows; the first known one, else one that says it is.

    >>> [named_in(credit) for credit in ("AYR (Reuters)", "with Agence France-Presse", "By Hill Press Agency", "us")]
    ['Reuters', 'AFP', 'Hill Press Agency', None]
    >>> [named_in(credit) for credit in ("By Tasnim Ahmed", "Ada Field told Reuters", "AYR, May 3 (IBW) -")]
    [None, None, 'IBW']
    """
    found = ((match.start(), name) for name, form in _NAMED for match in form.finditer(credit))
    hits = sorted(hit for hit in found if _is_meant(credit, hit[0]))
    bare = re.sub(r"^(?:By|With|From|The|Source)\s+", "", credit.strip("( )"))
    unlisted = re.search(rf"(?<!\w){_UNLISTED}(?!\w)", bare)
    datelined = _DATELINED.search(credit)
    by_form = unlisted.group() if unlisted else datelined.group(1) if datelined else None
    return hits[0][1] if hits else by_form


def _is_meant(credit: str, start: int) -> bool:
    """Whether it is the agency: not who was told something, and nobody of that name."""
    before = credit[:start]
    word = re.match(r"\w+", credit[start:])
    if (
        word
        and word.group() in _NAMES_OF_PEOPLE
        and (_FIRST_NAME.search(before) or _SURNAME.match(credit, start + word.end()))
    ):
        return False
    return not _TOLD.search(before)


def published_by(publisher: str) -> str | None:
    """The agency that a publisher is, if it is one.

    >>> [published_by(name) for name in ("Reuters", "AP News", "reuters.com", "The Reuters Gardening Club")]
    ['Reuters', 'AP', 'Reuters', None]
    """
    bare = re.sub(r"^www\.|(?:\.[a-z]{2,4})+$", "", publisher.strip())
    for name, forms in _FORMS.items():
        if re.fullmatch(rf"(?:{forms})(?:\s?(?:News|News Agency|Agency|English|Online))?", bare):
            return name
        if bare != publisher.strip() and bare.removesuffix("news").casefold() == name.casefold():
            return name
    return None


_COPYRIGHT = re.compile(
    rf"\W*(?:©|\([Cc]\)|[Cc]opyright)(?:\s*©)?\s*(?:19|20)\d\d\W\s*(?:[Bb]y\s+)?(?:[Tt]he\s+)?{AGENCY}.{{0,80}}"
)


def is_copyright(line: str) -> bool:
    """Whether an agency claims the text. Without a year it may be the picture that is claimed.

    >>> [is_copyright(line) for line in ("© 2024 AFP", "Copyright 2024 The Associated Press. All rights reserved.")]
    [True, True]
    >>> is_copyright("© AFP")
    False
    """
    return bool(_COPYRIGHT.fullmatch(line))


def is_credit(words: str) -> bool:
    """Whether what stands in brackets is the credit of a picture or of a text.

    >>> [is_credit(words) for words in ("AFP", "AP Photo/Jo Hill", "River Post and agencies", "Red Cross", "IAEA")]
    [True, True, True, False, False]
    """
    return bool(_CREDIT.fullmatch(words.strip()))
