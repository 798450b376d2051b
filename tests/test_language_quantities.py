"""Numbers that count or measure something: how many, of what, under which verb, and what is no figure at all."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import passage

from briefing.language.quantities import QUALIFIERS, Quantity, unit_class


def wrong(reason: str) -> pytest.MarkDecorator:
    """Marks what is not read as it should be."""
    return pytest.mark.xfail(strict=True, reason=reason)


def find(text: str) -> tuple[Quantity, ...]:
    """The quantities of a sentence."""
    return passage(text).quantities


def counts(text: str) -> list[tuple[float, str]]:
    """How many of what, one pair a quantity."""
    return [(quantity.number, quantity.unit) for quantity in find(text)]


def only(text: str) -> Quantity:
    """The one quantity of a sentence."""
    [quantity] = find(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("The flood killed 212 people in the northern valleys.", 212, "people"),
        ("2.5m people live in the city.", 2_500_000, "people"),
        ("Half a million people left their homes.", 500_000, "people"),
        ("Two hundred and five passengers boarded the ferry.", 205, "passengers"),
        ("Twenty-five boats sank.", 25, "boats"),
        ("The book sold 1.5 million copies.", 1_500_000, "copies"),
        ("Four thousand five hundred pilgrims crossed the bridge.", 4500, "pilgrims"),
        ("The team of 12 engineers repaired the dam.", 12, "engineers"),
        ("A total of 75 people were evacuated.", 75, "people"),
        ("The number of soldiers fell to 2,500.", 2500, "soldiers"),
        ("The death toll passed 80,000 on Monday.", 80_000, "toll"),
        ("Some 700 were injured in the fire.", 700, "injured"),
        ("The storm killed two fishermen.", 2, "fishermen"),
        ("The 12 members of the council voted.", 12, "members"),
        ("About one million people fled the flood.", 1e6, "people"),
        ("One hundred and twenty students passed the exam.", 120, "students"),
        ("A million people fled the flood.", 1e6, "people"),
        pytest.param(
            "The council runs twelve two-room schools.", 12, "schools", marks=wrong("twelve and two are added")
        ),
    ],
)
def test_what_is_counted(text: str, number: float, unit: str) -> None:
    """A number is read in full and stands with the noun that it counts."""
    assert counts(text) == [(number, unit)]


@pytest.mark.parametrize(
    ("text", "number", "upper"),
    [
        ("Between 20 and 30 houses burned down.", 20, 30),
        ("The ministry hired 20 to 30 nurses.", 20, 30),
        ("The ministry hired 20-30 nurses.", 20, 30),
        ("A group of 300 to 400 people gathered.", 300, 400),
        ("The fund will spend 2 to 3 million euros on schools.", 2e6, 3e6),
        ("The party took between 40 and 45 percent of the votes.", 40, 45),
    ],
)
def test_range(text: str, number: float, upper: float) -> None:
    """A range is one quantity with a lower and an upper end."""
    assert (only(text).number, only(text).upper) == (number, upper)


def test_change_is_no_range() -> None:
    """What grew from one number to another was first one and then the other, and never in between."""
    assert all(quantity.upper is None for quantity in find("The budget grew from 20 million to 30 million euros."))


@pytest.mark.parametrize(
    ("text", "number", "unit", "words"),
    [
        ("The bank lent $40 million to farmers.", 4e7, "USD", "$40 million"),
        ("The bank lent US$40 million to farmers.", 4e7, "USD", "US$40 million"),
        ("The bank lent 40 million US dollars to farmers.", 4e7, "USD", "40 million"),
        ("The bank lent €1.2bn to farmers.", 1.2e9, "EUR", "€1.2bn"),
        ("The company paid £40m to its former workers.", 4e7, "GBP", "£40m"),
        ("The bank lent 40 billion yen to farmers.", 4e10, "JPY", "40 billion"),
        ("The bank lent 300 million rupees to farmers.", 3e8, "INR", "300 million"),
        ("Unemployment fell to 4.8 percent in the spring.", 4.8, "%", "4.8 percent"),
        ("The party won 62% of the vote.", 62, "%", "62%"),
        ("The party won 62 per cent of the vote.", 62, "%", "62 per cent"),
    ],
)
def test_money_and_percent(text: str, number: float, unit: str, words: str) -> None:
    """Money has the code of its currency, a share has the percent sign, in whatever way they are written."""
    quantity = only(text)

    assert (quantity.number, quantity.unit, text[quantity.start : quantity.end]) == (number, unit, words)


@pytest.mark.parametrize("country", ["Canadian", "Australian", "Hong Kong"])
def test_dollars_of_other_countries(country: str) -> None:
    """The dollars of another country are no US dollars."""
    assert only(f"The bank lent 40 million {country} dollars to farmers.").unit != "USD"


@pytest.mark.parametrize(
    "text",
    [
        "The mayor faces 12 real threats from investors.",
        "The twins weighed 12 pounds at birth.",
    ],
)
def test_words_that_may_be_money(text: str) -> None:
    """A word that is a currency elsewhere is no money where it says how something is or weighs."""
    assert all(quantity.unit not in {"BRL", "GBP"} for quantity in find(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Its members lost 612bn won by the end of May.", [(612e9, "KRW")]),
        ("Workers earn 6,100 won an hour.", [(6100, "KRW")]),
        ("They will earn 6,700 won next year.", [(6700, "KRW")]),
        ("The firm dropped a 4.7 billion-won lawsuit.", [(4.7e9, "KRW")]),
        ("Of the 40 runners, 12 won medals.", [(40, "runners"), (12, "runners")]),
        ("The party won 30 seats.", [(30, "seats")]),
    ],
)
def test_won(text: str, expected: list[tuple[float, str]]) -> None:
    """Won after a number is Korean money, unless something is won."""
    assert counts(text) == expected


@pytest.mark.parametrize("qualifier", [q for q in QUALIFIERS if q != "estimated"])
def test_qualifier(qualifier: str) -> None:
    """The word before a number that makes it vague, or bounds it, is part of it."""
    text = f"{qualifier.capitalize()} 300 houses were flooded."
    quantity = only(text)

    assert quantity.qualifier == qualifier
    assert text[quantity.start : quantity.end] == f"{qualifier.capitalize()} 300"


@pytest.mark.parametrize(
    ("text", "qualifier", "words"),
    [
        ("Exactly 300 children were vaccinated.", None, "300"),
        ("The ministry said that at least 300 children were vaccinated.", "at least", "at least 300"),
        ("More than $40 million was lent to farmers.", "more than", "More than $40 million"),
        ("About 40 percent of the farmers left.", "about", "About 40 percent"),
        ("More than a hundred villagers signed the petition.", "more than", "More than a hundred"),
    ],
)
def test_words_of_a_figure(text: str, qualifier: str | None, words: str) -> None:
    """A figure is printed with its qualifier, its currency sign and its percent, as the text has them."""
    quantity = only(text)

    assert (quantity.qualifier, text[quantity.start : quantity.end]) == (qualifier, words)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The strike began in 2019 and ended in 2021.", id="years"),
        pytest.param("The council employs 2020 people.", id="what may be a year"),
        pytest.param("The second round takes place on 12 May.", id="date"),
        pytest.param("The train leaves at 7:20 a.m. on weekdays.", id="clock"),
        pytest.param("The siege began 40 days ago.", id="ago"),
        pytest.param("The siege ended 40 days later.", id="later"),
        pytest.param("For the past 15 years the bridge was closed.", id="for years"),
        pytest.param("The 34-year-old baker was arrested.", id="age"),
        pytest.param("Maria Santos, 34, was arrested.", id="age in commas"),
        pytest.param("The 21st century began badly.", id="ordinal"),
        pytest.param("It was the third attack on the port.", id="ordinal in words"),
        pytest.param("The team won 4-3 on Sunday.", id="score"),
        pytest.param("Call 0800 123456 for help.", id="phone"),
        pytest.param("Call +44 20 7946 0018 for tickets.", id="phone abroad"),
        pytest.param("Three in ten households own a boat.", id="ratio"),
        pytest.param("The temperature reached 35°C in the valley.", id="degrees"),
        pytest.param("Resolution 1441 was adopted in the winter.", id="resolution"),
        pytest.param("Article 140 of the constitution protects the press.", id="article"),
        pytest.param("Chapter 7 of the treaty was changed.", id="chapter"),
        pytest.param("Flight 370 landed safely in the desert.", id="flight"),
        pytest.param("Highway 61 was closed for 3 hours.", id="highway"),
        pytest.param("He lives in Room 101 of the hotel.", id="room"),
        pytest.param("Boeing 737 planes were grounded.", id="type of aircraft"),
        pytest.param("The Group of 20 met in the capital.", id="group"),
        pytest.param("One man was killed.", id="one"),
        pytest.param("Dozens of people were arrested.", id="dozens"),
        pytest.param("Nearly half of the voters stayed at home.", id="half"),
        pytest.param("Bus No. 18 stopped near the market.", id="No."),
        pytest.param("See pages 12 to 14 of the report.", id="pages"),
        pytest.param("10 Downing Street was closed.", id="address"),
        pytest.param("The Five Star Movement opposed the law.", id="name"),
        pytest.param("Two thirds of the ministers resigned.", id="fraction"),
    ],
)
def test_no_figure(text: str) -> None:
    """A number that names, dates, times, orders or rates something counts nothing."""
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("The siege lasted 40 days.", 40, "days"),
        ("The judge sentenced him to 15 years in prison.", 15, "years"),
        ("The mayors agreed to a truce of 90 days.", 90, "days"),
        ("The mayors agreed to a 90-day truce.", 90, "day"),
        ("The army will leave the valley within 60 days.", 60, "days"),
    ],
)
def test_duration(text: str, number: float, unit: str) -> None:
    """How long something lasts, or until when it must be done, is a figure; when it was is none."""
    assert counts(text) == [(number, unit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police detained 75 protesters, 30 of them students.", [(75, "protesters"), (30, "protesters")]),
        ("The storm killed 12 sailors and wounded about 40 more.", [(12, "sailors"), (40, "sailors")]),
        ("At least 900 people were killed and some 6,000 have fled their homes.", [(900, "people"), (6000, "people")]),
        ("The storm left 64 dead.", [(64, "dead")]),
        ("Norvia has 17 confirmed dead.", [(17, "dead")]),
        ("The bank has a workforce of 12,400.", [(12_400, "workforce")]),
        ("The club said departures will be no more than 2,300.", [(2300, "departures")]),
        ("Exports to Norvia dropped to $9.1 billion in 2018.", [(9.1e9, "USD")]),
        ("The council voted 9-6 to close the port.", [(9, "voted")]),
        ("A three-million-euro grant pays for the port.", [(3e6, "EUR")]),
        ("He won the 100m race.", [(100, "m")]),
        ("The five were arrested in May.", []),
        ("He commands several hundred fighters.", []),
    ],
)
def test_numbers_without_their_noun(text: str, expected: list[tuple[float, str]]) -> None:
    """A number that leans on another, on a noun before it or on a verb is read with what it counts."""
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "converted"),
    [
        ("The firm paid $20bn (£10bn) to the state.", [False, True]),
        ("The port lies 30 km (19 miles) to the north.", [False, True]),
        ("The storm killed 30 sailors (12 officers among them).", [False, False]),
    ],
)
def test_converted(text: str, converted: list[bool]) -> None:
    """An amount that brackets give in another unit is known for the one before it."""
    assert [quantity.converts for quantity in find(text)] == converted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The blast killed 14 soldiers.", "14 soldiers died in the blast."),
        ("The blast killed 14 people.", "14 deaths were confirmed."),
        ("The blast killed 14 people.", "The death toll rose to 14."),
        ("The raid wounded 14 people.", "14 people were injured in the raid."),
        ("Police arrested 14 people.", "14 people were detained."),
        ("The fund pledged $14 million.", "The fund promised $14 million."),
        ("The bill was backed by 14 lawmakers.", "14 deputies signed the bill."),
        ("About 14 troops remain in the north.", "There are 14 soldiers in the north."),
        ("14 people were injured in the raid.", "Some 14 were injured in the raid."),
        ("The blast killed 14 people.", "The blast left 14 people dead."),
    ],
)
def test_same_outcome(one: str, other: str) -> None:
    """Words that news uses by turns for what happened are one outcome."""
    assert only(one).outcome == only(other).outcome != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The blast killed 14 soldiers.", "The blast wounded 14 soldiers."),
        ("The party won 14 seats.", "The party lost 14 seats."),
        ("The blast killed 14 people.", "The party lost 14 seats."),
        ("Police arrested 14 people.", "Police evacuated 14 people."),
        ("Police arrested 14 rioters.", "The harbour holds 14 boats."),
    ],
)
def test_other_outcome(one: str, other: str) -> None:
    """What happened to the counted differs where the verbs differ."""
    assert only(one).outcome != only(other).outcome


@pytest.mark.parametrize(
    ("text", "predicates"),
    [
        ("The storm killed three fishermen and injured 30 others.", ["kill", "injure"]),
        ("75 rebels killed in the raid, the ministry said.", ["kill"]),
        ("The deaths of three soldiers were confirmed.", ["kill"]),
        ("Ten people were killed and 24 wounded in the attack.", ["kill", "wound"]),
        ("Ten people were killed and 24 were wounded in the attack.", ["kill", "wound"]),
    ],
)
def test_predicate(text: str, predicates: list[str]) -> None:
    """Each number stands under the verb that tells what became of the counted."""
    assert [quantity.predicate for quantity in find(text)] == predicates


def test_others_are_of_the_kind_before() -> None:
    """Others are counted as what was counted just before."""
    killed, injured = find("The storm killed three fishermen and injured 30 others.")

    assert injured.unit == "others"
    assert injured.unit_class == killed.unit_class


def test_pronoun_is_no_unit() -> None:
    """What is counted is a noun, also where the text only points back to it."""
    assert all(quantity.unit != "them" for quantity in find("Police detained 75 protesters, 30 of them students."))


@pytest.mark.parametrize(
    "text", ["The 329-seat parliament voted.", "The 329-member parliament voted.", "The bridge is 40 metres long."]
)
def test_size(text: str) -> None:
    """How big something is, is counted with nothing else."""
    assert only(text).unit_class == "size"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("soldier", "troop"),
        ("lawmaker", "deputy"),
        ("person", "civilian"),
        ("militant", "rebel"),
        ("house", "home"),
        ("Soldier", "troop"),
    ],
)
def test_same_unit(one: str, other: str) -> None:
    """Words for people of one office or service are one unit, in capitals or not."""
    assert unit_class(one) == unit_class(other)


@pytest.mark.parametrize(("one", "other"), [("soldier", "civilian"), ("lawmaker", "soldier"), ("car", "bus")])
def test_other_unit(one: str, other: str) -> None:
    """Other things are other units."""
    assert unit_class(one) != unit_class(other)


def test_service_members_are_troops() -> None:
    """A service member is a soldier; a member without more is of a parliament."""
    assert only("The army lost 300 service members.").unit_class == unit_class("soldier")
    assert only("The army expelled 300 members.").unit_class == unit_class("lawmaker")


def test_offsets_refer_to_the_article() -> None:
    """A quantity in a later sentence stands at its place in the whole text."""
    last = passage("Snow fell in the valley. About 2,500 troops remain in the country.")
    [quantity] = last.quantities

    assert last.article.text[quantity.start : quantity.end] == "About 2,500"
    assert last.tokens[quantity.token].text == "2,500"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "12",
                "2,500",
                "two",
                "thirds",
                "of",
                "people",
                "were",
                "killed",
                "and",
                "$",
                "%",
                "to",
                "between",
                "half",
                "a",
                "million",
                "No.",
                "at",
                "7",
                ":",
                "20",
                "May",
            ]
        ),
        min_size=2,
        max_size=12,
    )
)
def test_any_words(words: list[str]) -> None:
    """Whatever the words, each quantity lies in the text, in order, and has a unit."""
    text = " ".join(["The", *words, "left."])
    found = find(text)

    assert [q.start for q in found] == sorted(q.start for q in found)
    assert all(0 <= q.start < q.end <= len(text) and q.unit for q in found)
