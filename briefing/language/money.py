"""Amounts of money: which currency a number is in."""

from collections.abc import Sequence

from briefing.language import syntax
from briefing.records import Token

CURRENCIES = {
    "$": "USD", "us$": "USD", "dollar": "USD", "usd": "USD", "€": "EUR", "euro": "EUR", "eur": "EUR", "£": "GBP",
    "pound": "GBP", "gbp": "GBP", "¥": "JPY", "yen": "JPY", "yuan": "CNY", "rmb": "CNY", "renminbi": "CNY",
    "rupee": "INR", "₹": "INR", "ruble": "RUB", "rouble": "RUB", "riyal": "SAR", "dinar": "dinar", "lira": "TRY",
    "peso": "peso", "franc": "franc", "krona": "SEK", "krone": "krone", "lei": "RON", "zloty": "PLN", "forint": "HUF",
    "hryvnia": "UAH", "tenge": "KZT", "shekel": "ILS", "dirham": "dirham", "rand": "ZAR", "naira": "NGN",
    "shilling": "shilling", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "taka": "BDT", "won": "KRW",
    "reais": "BRL", "koruna": "CZK", "kronor": "SEK", "birr": "ETB", "cedi": "GHS", "kwacha": "kwacha", "lari": "GEL",
}  # fmt: skip
# A franc, a dinar or a peso is of many countries, and the text seldom says of which.
CODES = frozenset(code.lower() for code in CURRENCIES.values())
DOLLARS = {
    "us": "USD", "u.s.": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "kong": "HKD",
    "zealand": "NZD", "singapore": "SGD", "taiwan": "TWD",
}  # fmt: skip
WEIGHING = frozenset({"weigh", "lose", "gain"})


def currency(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """The code of the currency of the number tokens[first:last], None where it is no money."""
    if sign := _sign_before(tokens, first):
        return sign
    whose = ""
    for index, token in enumerate(tokens[last : last + 4], last):
        word, lemma = token.text.lower(), token.lemma.lower()
        if word == "won" and not _is_korean(tokens, index, last):
            return None
        if lemma in CURRENCIES or word in CURRENCIES:
            return None if _is_weight(tokens, index) else _code(CURRENCIES.get(lemma) or CURRENCIES[word], whose)
        if word == "-":  # "a 2-billion-euro bridge"
            continue
        if token.pos not in {"ADJ", "PROPN"}:
            return None
        whose = word
    return None


def _is_korean(tokens: Sequence[Token], won: int, last: int) -> bool:
    """Whether "won" is money and no victory: right after the number, and nothing follows that can be won."""
    following = tokens[won + 1] if won + 1 < len(tokens) else None
    hyphenated = won == last + 1 and tokens[last].text == "-"  # "a 2-billion-won bridge"
    if won != last or hyphenated:
        return hyphenated
    if following is None or following.pos in {"PUNCT", "ADP", "PART", "CCONJ", "SCONJ", "SYM", "AUX"}:
        return True
    after = tokens[won + 2].lemma.lower() if won + 2 < len(tokens) else ""
    return following.text.lower() in {"next", "last", "this", "each"} or after in {
        "hour",
        "day",
        "week",
        "month",
        "year",
    }


def start(tokens: Sequence[Token], first: int) -> int:
    """Index of the first token of an amount, the currency sign before the number included."""
    return first - 1 if _sign_before(tokens, first) else first


def _sign_before(tokens: Sequence[Token], first: int) -> str | None:
    before = tokens[first - 1].text.lower() if first else ""
    return None if before.isalpha() else CURRENCIES.get(before)


def _code(code: str, whose: str) -> str:
    match code, whose:
        case _, "":
            return code
        case "USD", _:
            return DOLLARS.get(whose, f"{whose} dollar")
        case "franc", "swiss":
            return "CHF"
        case _:
            return code


def _is_weight(tokens: Sequence[Token], index: int) -> bool:
    """Whether pounds weigh: "weighed 12 pounds", "12 pounds of flour"."""
    if tokens[index].lemma.lower() != "pound":
        return False
    verb = syntax.governing_verb(tokens, index)
    followed = index + 1 < len(tokens) and tokens[index + 1].text == "of"
    return followed or (verb is not None and tokens[index].head == verb and tokens[verb].lemma in WEIGHING)
