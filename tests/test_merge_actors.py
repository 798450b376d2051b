"""Key actors: who is one person, who is not, in which role, and which places are none."""

import pytest
from newsroom import article, passages, passages_from

from briefing.merge.actors import STATEMENTS, actors
from briefing.records import Actor, Claim


def wrong(reason: str) -> pytest.MarkDecorator:
    """Marks what is not told apart as it should be."""
    return pytest.mark.xfail(strict=True, reason=reason)


def rows(count: int = 24, /, **texts: str) -> dict[str, Actor[Claim]]:
    """The actors of some texts by name."""
    return {row.name: row for row in actors(passages(**texts), count)}


class TestPeople:
    """One row a person, over all articles."""

    def test_names_of_one_person_join(self) -> None:
        """Full name, other spelling and surname are one person; the other names are its aliases."""
        [person] = rows(
            a="Omar al-Haddad welcomed the decision on Monday. Al-Haddad said the vote was fair.",
            b="Omar Al Haddad denied the report. Mr Haddad left the city.",
        ).values()

        assert person.name in {"Omar al-Haddad", "Omar Al Haddad"}
        assert {"Al-Haddad", "Haddad"} <= set(person.aliases)
        assert person.name not in person.aliases
        assert (person.kind, person.sources, person.mentions) == ("person", ("a", "b"), 4)

    def test_two_people_of_one_surname_stay_two(self) -> None:
        """Within an article and between articles, another given name is another person."""
        assert set(rows(a="Nora Field and Sam Field opened the museum. Sam Field thanked the city.")) == {
            "Nora Field",
            "Sam Field",
        }
        assert set(rows(a="Nora Field opened the museum.", b="Sam Field closed the theatre.")) == {
            "Nora Field",
            "Sam Field",
        }

    @pytest.mark.parametrize(
        "texts",
        [
            pytest.param(
                {"a": "Paul Roy and Paula Roy opened a bakery. Paul Roy bakes. Paula Roy sells."}, id="siblings"
            ),
            pytest.param(
                {"a": "Ali Hassan was elected mayor of Port Ellis.", "b": "Ali Hussein was arrested on Monday."},
                id="surnames that sound alike",
            ),
        ],
    )
    def test_two_people_of_similar_names_stay_two(self, texts: dict[str, str]) -> None:
        """Two people are never merged because their names look alike."""
        assert len(rows(**texts)) == 2

    def test_a_surname_between_two_is_nobodys(self) -> None:
        """A surname in an article of its own, that two people bear, joins neither."""
        found = rows(
            a="Nora Field opened the museum on Monday.",
            b="Sam Field closed the theatre on Monday.",
            c="Mr Field said that the city was poor. Mr Field left the city.",
        )

        assert (found["Nora Field"].mentions, found["Sam Field"].mentions) == (1, 1)

    def test_a_surname_joins_the_only_one(self) -> None:
        """A surname in an article of its own joins the only person who bears it."""
        found = rows(a="Elena Marsh opened the museum.", b="Ms Marsh said that the city was poor.")

        assert found["Elena Marsh"].sources == ("a", "b")

    def test_within_an_article_the_last_named_is_meant(self) -> None:
        """Of two people of one surname, the surname alone means the one named last before."""
        found = rows(
            a="Waheed Mahmood was arrested in Leeds. Shujah Mahmood was arrested in London. Mahmood denied the charge."
        )

        assert (found["Waheed Mahmood"].mentions, found["Shujah Mahmood"].mentions) == (1, 2)

    @pytest.mark.parametrize("order", ["abc", "cba", "bca"])
    def test_a_second_surname_may_be_left_out(self, order: str) -> None:
        """Who has two surnames is one person under the first alone, in any article."""
        texts = ("Ana Ruiz opened the museum on Monday.", "Ana Ruiz Vidal closed the theatre.", "Ruiz said no.")
        [person] = rows(**dict(zip(order, texts, strict=True))).values()

        assert (person.name, person.sources) == ("Ana Ruiz Vidal", ("a", "b", "c"))

    @pytest.mark.parametrize("surname", ["Ferrer", "Puig"])
    def test_either_surname_within_an_article(self, surname: str) -> None:
        """After the full name a text calls somebody by either of two surnames."""
        found = rows(a=f"Carmen Ferrer Puig opened the museum. {surname} thanked the city.")

        assert found["Carmen Ferrer Puig"].aliases == (surname,)

    def test_an_initial_between_two_is_nobodys(self) -> None:
        """An initial that fits two people of an article joins neither of them."""
        found = rows(a="Jane Miller left the city. John Miller stayed.", b="J. Miller wrote the report.")

        assert set(found) == {"Jane Miller", "John Miller", "J. Miller"}

    @wrong("a person joins where any name of the other fits, not all")
    def test_an_initial_is_no_bridge(self) -> None:
        """Two people are not one because a third article has an initial that fits both."""
        found = rows(a="J. Miller wrote the report.", b="Jane Miller left the city.", c="John Miller stayed.")

        assert {"Jane Miller", "John Miller"} <= set(found)


class TestRoles:
    """Which role is printed."""

    def test_newest_first(self) -> None:
        """Of two roles, that of the newest article counts."""
        texts = {
            "a": "2024-03-09: Prime Minister Elena Marsh presented the budget.",
            "b": "2024-03-01: Finance Minister Elena Marsh presented the budget.",
        }
        [person] = rows(**texts).values()

        assert person.role == "Prime Minister"
        assert person.statements[0].text == texts["a"][12:]

    def test_the_first_statement_shows_it(self) -> None:
        """The sentence that gives the role comes first, wherever it stands."""
        [person] = rows(a="Elena Marsh opened the bridge. Farmers met Mayor Elena Marsh.").values()

        assert person.role == "Mayor"
        assert person.statements[0].text == "Farmers met Mayor Elena Marsh."

    def test_affiliation(self) -> None:
        """A body that somebody speaks for tells who that is."""
        found = rows(a="Elena Marsh of the Oxley Institute said prices rose. Elena Marsh left.")

        assert found["Elena Marsh"].role == "of the Oxley Institute"

    def test_only_from_a_sentence_that_can_be_printed(self) -> None:
        """A newer role in a sentence that cannot stand alone gives way to an older one that can be shown."""
        [person] = rows(
            a="2024-03-01: Mayor Nora Field left Paris.", b="2024-03-02: His friend, Minister Nora Field, left Paris."
        ).values()

        assert person.role == "Mayor"

    def test_no_role(self) -> None:
        """A person of whom no sentence says what she is has none."""
        [person] = rows(a="Elena Marsh opened the bridge on Monday.").values()

        assert person.role is None


class TestBodies:
    """One row a body."""

    def test_adjective_and_possessive(self) -> None:
        """A country's parliament is one, named by the adjective, by the country, or by neither."""
        [body] = rows(
            a="The Norvian parliament passed the law. Norvia's parliament will meet again on Monday.",
            b="The Norvian parliament met. The parliament rejected the budget.",
        ).values()

        assert (body.kind, body.mentions, body.sources) == ("organisation", 4, ("a", "b"))
        assert {body.name, *body.aliases} == {"Norvian parliament", "Norvia's parliament", "parliament"}

    def test_a_body_without_country_joins_none_where_two_are_named_elsewhere(self) -> None:
        """A bare "government" in an article that names another country is not the one of the first article."""
        found = rows(
            a="Sweden closed the border. The Swedish government recalled its ambassador. The government was silent.",
            b="Norway opened the border. The government thanked the army.",
        )

        assert found["Swedish government"].sources == ("a",)

    def test_whose_body_it_is(self) -> None:
        """A bare "parliament" is the one that its article names, unless the article is about another country."""
        one = rows(
            a="The Swedish government recalled its ambassador. The parliament of Sweden met. The parliament sat."
        )
        other = rows(
            a="Sweden left. Sweden met. Sweden was silent. Norway's parliament met. The parliament sat. Sweden."
        )

        assert one["parliament of Sweden"].aliases == ("parliament",)
        assert other["Norway's parliament"].mentions == 1

    def test_whose_body_another_article_names(self) -> None:
        """Where its own article names none, it is the one of a country that its article speaks of."""
        found = rows(
            a="Sweden closed the border. The parliament rejected the law. The parliament met again.",
            b="Sweden left. The Swedish parliament voted. The Swedish parliament met.",
        )

        assert found["Swedish parliament"].mentions == 4

    def test_a_coalition_has_many_owners(self) -> None:
        """A coalition goes by its noun, whoever is said to lead it."""
        [body] = rows(
            a="The US-led coalition left. The coalition returned.", b="The international coalition left."
        ).values()

        assert body.mentions == 3

    def test_owner_after_of(self) -> None:
        """The government of one country is not counted as that of another."""
        found = rows(
            a="The French government closed the border. The French government recalled its ambassador. "
            "The government of Sweden said nothing on Monday."
        )

        assert found["French government"].mentions == 2

    @pytest.mark.parametrize(
        "texts",
        [
            {"a": "The World Health Organization sent doctors. The WHO sent medicine."},
            {"a": "The World Health Organization sent doctors.", "b": "The WHO sent medicine."},
            {"a": "The World Health Organization (WHO) sent doctors.", "b": "The WHO sent medicine."},
        ],
    )
    def test_acronym(self, texts: dict[str, str]) -> None:
        """An acronym is the body whose initials it has; the full name is printed."""
        [body] = rows(**texts).values()

        assert (body.name, body.aliases) == ("World Health Organization", ("WHO",))

    def test_one_country_under_two_names(self) -> None:
        """A body that stands for all countries is one under its name and its acronym."""
        [body] = rows(a="The United Nations sent doctors. The UN sent food.").values()

        assert {body.name, *body.aliases} == {"United Nations", "UN"}

    @pytest.mark.parametrize(
        "text",
        [
            "The South Korean government closed the border. The South African government recalled its ambassador.",
            "South Korea's government closed the border. South Africa's government recalled its ambassador.",
            "The government of South Korea closed the border. The government of South Africa recalled its ambassador.",
        ],
    )
    def test_countries_that_begin_alike(self, text: str) -> None:
        """The bodies of two countries whose names begin with one word are two."""
        assert len(rows(a=text)) == 2

    def test_first_word_is_not_enough(self) -> None:
        """Two bodies that begin alike are two, and the acronym goes to the one it fits."""
        found = rows(a="The World Bank lent 3 million euros. The World Food Programme sent rice. The WFP sent flour.")

        assert found["World Food Programme"].aliases == ("WFP",)
        assert found["World Bank"].mentions == 1

    @pytest.mark.parametrize(
        "text",
        [
            "Lagos grew fast. Nigeria closed its border. Troops entered the North Hill district on Sunday.",
            "Reuters reported that the bridge collapsed. The Daily Herald reported that the bridge collapsed.",
            "A copy of the letter was seen by Oxley News. Oxley News reported the letter.",
            "The Northern Herald could not independently verify the report. The Northern Herald left.",
            "He spoke to the Northern Herald on Monday. He spoke to the Northern Herald on Sunday.",
            "Farmers told the Oxley Herald that it was late. Farmers told the Oxley Herald that prices rose.",
            "Anna Holm contributed to this report. Anna Holm contributed to this report.",
            "Anna Holm, reporting from Lagos, said prices rose. Anna Holm left.",
            "The CCTV footage shows the car. The CCTV footage was lost.",
            "A bus stopped on Tom Becker Street. Tom Becker Street was closed.",
            "Troops attacked the district of Carver. Carver was flooded.",
            "Farmers live near John Holm. John Holm was flooded.",
        ],
        ids=[
            "places",
            "outlets",
            "seen by",
            "checks",
            "spoken to",
            "told",
            "writers",
            "reporters",
            "names that only qualify",
            "streets",
            "districts",
            "villages",
        ],
    )
    def test_no_actors(self, text: str) -> None:
        """Places, papers that report, and names that only qualify something are no actors."""
        assert rows(a=text) == {}


def test_a_reporter_is_somebody_who_writes() -> None:
    """Who contributes money, and the paper's reporter whom others quote, are people like others."""
    found = rows(a="Anna Holm contributed 300 euros to the school. Northern News reporter Tom Becker was arrested.")

    assert set(found) == {"Anna Holm", "Tom Becker"}


class TestRows:
    """What is printed of an actor."""

    def test_the_most_named_come_first(self) -> None:
        """Who is in more articles comes first, then who is named more often."""
        found = rows(
            a="Nora Field opened the museum. Tom Becker left. Elena Marsh closed the bridge. Elena Marsh left.",
            b="Tom Becker closed the theatre on Monday.",
        )

        assert list(found) == ["Tom Becker", "Elena Marsh", "Nora Field"]

    def test_no_more_than_asked_for(self) -> None:
        """The settings limit the rows."""
        assert list(rows(1, a="Nora Field opened the museum. Tom Becker left. Tom Becker returned.")) == ["Tom Becker"]

    def test_passing_names_are_left_out(self) -> None:
        """Who is named once, and does nothing, is no actor."""
        assert rows(a="Farmers met Nora Field in the city on Monday.") == {}

    def test_statements_of_a_row(self) -> None:
        """A row has two statements at most, no two the same, each of which names the actor."""
        [person] = rows(
            a="Elena Marsh opened the bridge. Elena Marsh left the city. Elena Marsh returned in May.",
            b="Elena Marsh left the city.",
        ).values()

        assert len(person.statements) == STATEMENTS
        assert len({claim.text for claim in person.statements}) == STATEMENTS
        assert all("Elena Marsh" in claim.text for claim in person.statements)

    def test_nobody_without_a_sentence_that_stands_alone(self) -> None:
        """Of whom nothing can be printed is not listed."""
        assert rows(a="Will Elena Marsh open the bridge? Why did Elena Marsh leave?") == {}

    def test_any_order_of_articles(self) -> None:
        """The same actors come from the articles in any order."""
        texts = {
            "a": "2024-03-01: Mayor Nora Field opened the museum. Field thanked the WHO.",
            "b": "2024-03-02: Sam Field met Omar al-Haddad. The World Health Organization sent doctors.",
            "c": "2024-03-02: Omar Al Haddad, leader of the Progress Party, denied it. Mr Field left.",
        }
        several = [article(key, text) for key, text in texts.items()]
        expected = actors(passages_from(tuple(several)), 24)

        assert actors(passages_from(tuple(reversed(several))), 24) == expected
        assert len(expected) >= 4
