"""Names of people and bodies in a sentence, and the role that the sentence gives."""

from typing import get_args

import pytest
from newsroom import passages

from briefing.language import names
from briefing.merge import mentions
from briefing.merge.kinds import Kinds, Sort, learn
from briefing.merge.mentions import Mention


def wrong(reason: str) -> pytest.MarkDecorator:
    """Marks what is not read as it should be."""
    return pytest.mark.xfail(strict=True, reason=reason)


def found(text: str) -> list[Mention]:
    """All mentions of a text."""
    one = passages(a=text)
    known = mentions.known(one)
    return [mention for passage in one for mention in mentions.find(passage, known)]


def named(text: str, kind: str) -> list[str]:
    """The names of one kind, in order."""
    return [mention.name for mention in found(text) if mention.kind == kind]


def role_of(name: str, text: str) -> str | None:
    """The role that a text gives a person."""
    [role] = {mention.role for mention in found(text) if mention.name == name}
    return role


class TestPeople:
    """Which words are a person's name."""

    @pytest.mark.parametrize(
        ("text", "people"),
        [
            ("Dr Elena Marsh told reporters that the talks failed.", ["Elena Marsh"]),
            ("Sir Tom Becker left the city.", ["Tom Becker"]),
            ("Mayor Elena Marsh's brother was arrested.", ["Elena Marsh"]),
            ("Elena Marsh and Tom Becker opened the museum.", ["Elena Marsh", "Tom Becker"]),
            ("Omar al-Haddad welcomed the decision.", ["Omar al-Haddad"]),
            ("President Mr Carver left the city.", ["Carver"]),
            ("J. R. Miller and John Miller attended.", ["J. R. Miller", "John Miller"]),
            ("Nora Field opened the museum. Field thanked the city.", ["Nora Field"]),
            ("Parliament Speaker Tom Becker closed the session.", ["Tom Becker"]),
            ("Ministers Elena Marsh and Tom Becker resigned.", ["Elena Marsh", "Tom Becker"]),
        ],
    )
    def test_names(self, text: str, people: list[str]) -> None:
        """A name is found without titles, possessive endings and punctuation."""
        assert named(text, "person") == people

    @pytest.mark.parametrize(
        "text",
        [
            "The Elena Marsh Foundation paid for the school.",
            "Farmers blocked Elena Marsh Street on Monday.",
            "The mayor told the farmers that nobody came.",
            "Lagos is a city in Nigeria.",
        ],
    )
    def test_no_people(self, text: str) -> None:
        """Foundations, streets, offices and cities are nobody."""
        assert named(text, "person") == []


class TestRoles:
    """What a sentence says a person is."""

    @pytest.mark.parametrize(
        ("text", "role"),
        [
            pytest.param("Finance Minister Elena Marsh presented the budget.", "Finance Minister", id="title"),
            pytest.param("Norvian Prime Minister Elena Marsh resigned.", "Norvian Prime Minister", id="of a country"),
            pytest.param("Norvia's Prime Minister Elena Marsh resigned.", "Norvia's Prime Minister", id="possessive"),
            pytest.param("On Monday Prime Minister Elena Marsh resigned.", "Prime Minister", id="after a date"),
            pytest.param("Former mayor Elena Marsh left the city.", "Former mayor", id="former"),
            pytest.param("Lieutenant General Elena Marsh left the city.", "Lieutenant General", id="rank"),
            pytest.param("According to analyst Elena Marsh, prices will rise.", "analyst", id="small letters"),
            pytest.param(
                "Elena Marsh, the finance minister of Norvia, resigned.", "finance minister of Norvia", id="apposition"
            ),
            pytest.param("Elena Marsh, 54, a doctor, left the city.", "doctor", id="after the age"),
            pytest.param("Elena Marsh is the mayor of Port Ellis.", "mayor of Port Ellis", id="copula"),
            pytest.param("The head of the union, Elena Marsh, left the city.", "head of the union", id="role first"),
            pytest.param(
                "Elena Marsh, spokeswoman for Prime Minister Anna Holm, denied it.",
                "spokeswoman for Prime Minister Anna Holm",
                id="for somebody",
            ),
            pytest.param(
                "Tom Becker said Elena Marsh is the mayor of Port Ellis.", "mayor of Port Ellis", id="in what is said"
            ),
            pytest.param("Elena Marsh told reporters that the talks failed.", None, id="none"),
            pytest.param("Dr Elena Marsh told reporters that the talks failed.", None, id="honorific"),
            pytest.param("Elena Marsh is tired of the mayor.", None, id="adjective"),
            pytest.param("Elena Marsh of the Progress Party left the city.", None, id="party"),
            pytest.param(
                "Prime Minister Elena Marsh, a former judge, resigned.",
                "Prime Minister",
                id="title and past",
            ),
            pytest.param("Then-mayor Elena Marsh left the city.", "Then-mayor", id="then"),
            pytest.param("Elena Marsh is not the mayor of Port Ellis.", None, id="negated"),
            pytest.param("Elena Marsh will be the mayor of Port Ellis.", None, id="to come"),
        ],
    )
    def test_role(self, text: str, role: str | None) -> None:
        """A role is what stands before the name, beside it, or after "is", in the words of the text."""
        assert role_of("Elena Marsh", text) == role

    @pytest.mark.parametrize(
        "text",
        [
            "Elena Marsh and Tom Becker, the ministers of Norvia, resigned.",
            "Elena Marsh and Tom Becker are ministers.",
        ],
    )
    def test_the_role_of_several_is_nobodys(self, text: str) -> None:
        """A role in the plural is not printed as one person's."""
        assert role_of("Elena Marsh", text) is None
        assert role_of("Tom Becker", text) is None

    @pytest.mark.parametrize(
        ("text", "roles"),
        [
            ("Elena Marsh met Tom Becker, the head of the union, on Monday.", (None, "head of the union")),
            ("Elena Marsh met the mayor, Tom Becker.", (None, "mayor")),
            ("Elena Marsh succeeded Mayor Tom Becker.", (None, "Mayor")),
            ("Doctor Elena Marsh and nurse Tom Becker were arrested.", ("Doctor", "nurse")),
            ("Elena Marsh, wife of Mayor Tom Becker, left the city.", ("wife of Mayor Tom Becker", "Mayor")),
        ],
    )
    def test_the_role_of_another_is_not_taken(self, text: str, roles: tuple[str | None, str | None]) -> None:
        """Of two people in a sentence each has its own role."""
        assert (role_of("Elena Marsh", text), role_of("Tom Becker", text)) == roles


class TestBodies:
    """Organisations, by their name and by what they are."""

    @pytest.mark.parametrize(
        ("text", "body"),
        [
            ("The World Health Organization sent doctors.", "World Health Organization"),
            ("The Red Cross delivered food.", "Red Cross"),
            ("The Ministry of Health closed two wards.", "Ministry of Health"),
            ("The University of Port Ellis hired 300 teachers.", "University of Port Ellis"),
            ("The US-led coalition left.", "US-led coalition"),
            ("Norvia's parliament passed the law.", "Norvia's parliament"),
            ("The attack was blamed on the Northern Liberation Front.", "Northern Liberation Front"),
            pytest.param(
                "The Association of Farmers of Norvia blocked the road.",
                "Association of Farmers of Norvia",
                marks=wrong("the name is cut at the country, behind `of`"),
            ),
        ],
    )
    def test_name(self, text: str, body: str) -> None:
        """A body is found under the words that name it."""
        assert named(text, "organisation") == [body]

    @pytest.mark.parametrize(
        "text",
        [
            "Reuters reported that the bridge collapsed.",
            "Twitter closed the account of Tom Becker.",
            "Parliament Speaker Tom Becker closed the session.",
            "Lagos is a city in Nigeria.",
            "Troops entered the North Hill district on Sunday.",
            "Three parties boycotted the vote.",
        ],
    )
    def test_no_bodies(self, text: str) -> None:
        """Agencies that report, networks, titles, places and several at once are no actors."""
        assert named(text, "organisation") == []

    def test_country_and_adjective_are_one_owner(self) -> None:
        """A parliament named by its country's adjective, and by the country, is one."""
        adjective, possessive = found("The Swedish parliament passed the law. Sweden's parliament will meet again.")

        assert adjective.key == possessive.key == ("sweden", "parliament")

    def test_other_countries_are_other_owners(self) -> None:
        """The parliaments of two countries are two."""
        one, other = found("The Swedish parliament passed the law. The Norwegian parliament passed it, too.")

        assert one.key != other.key

    def test_owner_after_of(self) -> None:
        """A country after "of" names the body as one before it does."""
        [one] = found("The government of Sweden said nothing.")

        assert one.key == ("sweden", "government")


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Elena Marsh opened the bridge.", True),
        ("The bridge was opened by Elena Marsh.", True),
        ("The attack was blamed on the Northern Front.", True),
        ("Farmers met Elena Marsh.", False),
        ("The friends of Elena Marsh left the city.", False),
    ],
)
def test_acts(text: str, acts: bool) -> None:  # noqa: FBT001 - a column of the table
    """Somebody acts as the subject, after "by", and where something is blamed on them."""
    [mention] = [m for m in found(text) if m.name in {"Elena Marsh", "Northern Front"}]

    assert mention.acts is acts


class TestKept:
    """The mentions of an article are kept while all articles tell the same of its names."""

    TEXT = "Velden rejected the plan. The talks in Velden failed, Elena Marsh said."

    def test_as_they_are(self) -> None:
        """Where other names mean something else, nothing is looked for again."""
        one = passages(a=self.TEXT)
        kinds = learn(one)
        more = Kinds({**kinds.sorts, ("Harbour", "Board"): "organisation"}, kinds.surnames)

        assert mentions.of_article(one, more) is mentions.of_article(one, kinds)

    @pytest.mark.parametrize("sort", ["place", "organisation", "person"])
    def test_not_where_a_name_means_another(self, sort: Sort) -> None:
        """They are those that an article would have that nobody has looked at."""
        one, untouched = passages(a=self.TEXT), passages(a=self.TEXT)
        told = {other: Kinds({names.words("Velden"): other}, {}) for other in get_args(Sort)}
        for kinds in told.values():
            mentions.of_article(one, kinds)

        kept, fresh = (
            [(m.name, m.kind, m.first, m.last) for m in mentions.of_article(each, told[sort])]
            for each in (one, untouched)
        )

        assert kept == fresh


def test_each_word_is_in_one_mention() -> None:
    """No word belongs to two mentions."""
    text = "The Norvian Ministry of Health in Port Ellis and the Swedish parliament's speaker, Tom Becker, met the WHO."
    words = [(m.passage.index, i) for m in found(text) for i in range(m.first, m.last)]

    assert len(words) == len(set(words))
