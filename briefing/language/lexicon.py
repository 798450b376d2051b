"""Closed lists of English words that several rooms consult. General English only: no name of any story."""

import re


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


# What may be dropped from a sentence without changing what it says (Choi et al. 2021, "discourse markers").
# Longest first, so that "and yet" is not left with "yet".
CONNECTIVES = (
    "on the other hand", "at the same time", "in the meantime", "in a related development", "for his part",
    "for her part", "for its part", "for their part", "in other words", "for example", "for instance",
    "in addition", "in contrast", "by contrast", "as a result", "in fact", "and yet", "but then", "even so",
    "however", "meanwhile", "moreover", "furthermore", "nevertheless", "nonetheless", "therefore", "consequently",
    "additionally", "accordingly", "similarly", "likewise", "instead", "elsewhere", "separately", "finally",
    "besides", "thus", "hence", "still", "then", "also", "but", "and", "yet", "so", "too",
)  # fmt: skip
REMOVABLE_INSIDE = words("also too however meanwhile therefore moreover furthermore nevertheless")

THIRD_PERSON = words("he she it they him her them his hers its their theirs himself herself itself themselves")
SINGULAR_PERSON = words("he she him her his hers himself herself")
POSSESSIVE = words("his her its their")
FIRST_SECOND_PERSON = words("i we me us my our mine ours you your yours myself ourselves yourself")
DEMONSTRATIVES = words("this that these those such")

SAYING = words(
    "say tell add state announce declare claim note report warn stress insist argue explain confirm deny reveal "
    "write tweet comment reply respond mention estimate believe think accuse allege admit acknowledge predict "
    "conclude maintain assert describe suggest caution urge vow pledge promise reiterate testify recount "
    "remark observe"
)

HONORIFICS = words(
    "mr mrs ms miss mx dr sir dame lord lady prof rev fr sr jr mr. mrs. ms. dr. prof. rev. st. st m. mme mlle "
    "señor señora senor senora sra doña monsieur madame herr frau signor signora "
    "mpa mna mla grace excellency holiness eminence honour honourable hon hon. sayyid"
)

# Nouns for what a person is or does. With the endings below they tell a role from any other noun before a name.
ROLES = words(
    "president premier chancellor minister secretary speaker chairman chairwoman chairperson chair chief head boss "
    "director governor mayor king queen prince princess duke duchess emperor sultan emir sheikh ayatollah imam pope "
    "archbishop bishop cardinal patriarch rabbi cleric priest pastor general colonel major captain lieutenant sergeant "
    "admiral marshal brigadier "
    "commander commissioner inspector detective constable officer judge justice magistrate attorney lawyer "
    "prosecutor "
    "solicitor advocate senator congressman congresswoman representative deputy lawmaker legislator mp mep "
    "councillor "
    "councilor politician candidate envoy ambassador diplomat consul delegate negotiator mediator spokesman "
    "spokeswoman "
    "spokesperson spokesperon leader founder cofounder co-founder owner executive ceo cfo manager economist analyst "
    "expert scientist researcher professor lecturer scholar historian scholar teacher doctor physician surgeon nurse "
    "engineer author writer journalist reporter editor correspondent columnist actor actress singer soprano "
    "tenor musician "
    "artist designer footballer goalkeeper player coach champion athlete rebel militant fighter soldier warlord "
    "adviser advisor aide counsel coordinator co-ordinator administrator official member activist campaigner "
    "survivor witness victim suspect "
    "bomber gunman attacker defendant convict fugitive widow wife husband father mother son daughter brother sister "
    "resident farmer worker employee student pilot driver owner trader businessman businesswoman investor "
    "counterpart conspirator co-conspirator planner accomplice designer singer banker miner contractor trustee "
    "treasurer registrar rapporteur undersecretary principal rector dean chef poet novelist filmmaker producer "
    "broadcaster figure fellow successor predecessor heir mastermind plotter head mp m.p. gen gen. col col. lt lt. "
    "maj maj. sgt sgt. sen sen. rep rep. gov gov. adm adm."
)
ROLE_ENDINGS = ("man", "woman", "person", "ist", "ologist", "ician")

# Head nouns of organisations, common or proper.
ORGANISATIONS = words(
    "parliament government legislature assembly congress senate cabinet administration presidency ministry "
    "department "
    "committee commission council court tribunal judiciary coalition alliance bloc party front movement "
    "union federation league "
    "army navy police military guard guards brigade command forces corps militia militias agency authority "
    "bureau office service "
    "observatory organisation organization association foundation institute institution university college "
    "school center centre "
    "bank fund exchange company corporation firm group network society federation chamber board panel "
    "embassy mission secretariat hospital charity newspaper regime junta taskforce"
)
# Last words of the names of companies.
COMPANIES = words(
    "resources holdings holding energy oil gas coal petroleum steel mining minerals industries motors airlines airways "
    "aviation media capital partners systems technologies pharmaceuticals foods stores railways telecom electric "
    "plc inc ltd llc corp co gmbh ag sa spa nv oao tv wire"
)
# What places are, after their names or before them: "the North district", "the district of North".
PLACES = words(
    "road street avenue square area district neighborhood neighbourhood quarter suburb city town village "
    "province region "
    "state county station airport port bridge river valley mountain hill island coast border camp farm farms "
    "site line house"
)

# Of the organisations, the ones that name one particular body when a country or an adjective of one stands before them.
STATE_BODIES = words(
    "parliament government legislature assembly congress senate cabinet administration ministry army navy "
    "police military court "
    "coalition council commission regime judiciary presidency committee"
)

ACRONYM_STOPWORDS = words("of the for and in on to against de la al")

# Countries whose adjective or short form does not begin like their name; the rest are matched by their first letters.
COUNTRY_FORMS = tuple(
    frozenset(forms)
    for forms in (
        ("us", "u.s.", "u.s", "usa", "united states", "united states of america", "america", "american", "americans"),
        ("uk", "u.k.", "united kingdom", "britain", "great britain", "british", "briton", "britons"),
        ("france", "french"),
        ("germany", "german", "germans"),
        ("netherlands", "holland", "dutch"),
        ("spain", "spanish", "spaniard"),
        ("greece", "greek"),
        ("switzerland", "swiss"),
        ("wales", "welsh"),
        ("turkey", "turkish", "turkiye", "türkiye"),
        ("poland", "polish"),
        ("sweden", "swedish"),
        ("denmark", "danish"),
        ("finland", "finnish"),
        ("ireland", "irish"),
        ("scotland", "scottish"),
        ("england", "english"),
        ("eu", "e.u.", "european union"),
        ("un", "u.n.", "united nations"),
        ("uae", "u.a.e.", "united arab emirates", "emirati", "emirates"),
        ("north korea", "north korean", "dprk"),
        ("south korea", "south korean"),
        ("saudi arabia", "saudi"),
        ("philippines", "filipino", "philippine"),
        ("thailand", "thai"),
        ("norway", "norwegian"),
        ("cyprus", "cypriot"),
        ("lebanon", "lebanese"),
        ("china", "chinese"),
        ("myanmar", "burma", "burmese"),
        ("niger", "nigerien"),
        ("nigeria", "nigerian"),
        ("slovakia", "slovak"),
        ("slovenia", "slovene", "slovenian"),
        ("kurdistan", "kurdish"),
        ("afghanistan", "afghan"),
        ("uzbekistan", "uzbek"),
        ("kazakhstan", "kazakh"),
        ("pakistan", "pakistani"),
        ("peru", "peruvian"),
        ("congo", "congolese"),
    )
)  # fmt: skip
DEMONYM = re.compile(r"(\w{3,}?)(?:ium|ians?|eans?|ans?|ese|ish|is?|ia|ea|a|e|o|y)$")
COUNTRY_KEYS = {form: min(forms) for forms in COUNTRY_FORMS for form in forms}


def country_key(name: str) -> str:
    """The same string for a country, its adjective and its people.

    >>> country_key("Iraqi") == country_key("Iraq"), country_key("U.S.") == country_key("American")
    (True, True)
    >>> country_key("Syrian") == country_key("Syria"), country_key("Russian") == country_key("Russia")
    (True, True)
    """
    folded = re.sub(r"^the |['’]s?$", "", name.lower()).strip()
    if folded in COUNTRY_KEYS:
        return COUNTRY_KEYS[folded]
    while match := DEMONYM.match(folded):  # twice for "Jordanian", once for "Jordan"
        folded = match[1]
    return folded
