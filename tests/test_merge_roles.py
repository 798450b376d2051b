"""The role that a sentence gives a person: where it may stand, and what is no role or another's."""

import pytest
from newsroom import passages

from briefing.merge import mentions


def wrong(reason: str) -> pytest.MarkDecorator:
    """Marks what is not read as it should be."""
    return pytest.mark.xfail(strict=True, reason=reason)


def role_of(name: str, text: str) -> str | None:
    """The role that a text gives a person."""
    one = passages(a=text)
    known = mentions.known(one)
    found = [mention for passage in one for mention in mentions.find(passage, known)]
    [role] = {mention.role for mention in found if mention.name == name}
    return role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        pytest.param("Acting Parliament Speaker Elena Marsh resigned.", "Acting Parliament Speaker", id="title"),
        pytest.param("Its director Elena Marsh resigned.", "director", id="title after a pronoun"),
        pytest.param("Secretary of State Elena Marsh resigned.", "Secretary of State", id="title with of"),
        pytest.param("Elena Marsh, head of the mission, resigned.", "head of the mission", id="apposition"),
        pytest.param("Elena Marsh the head of the mission resigned.", "head of the mission", id="without a comma"),
        pytest.param("The chairman of the board, Elena Marsh, resigned.", "chairman of the board", id="before a comma"),
        pytest.param(
            "According to the chairman of the board, Elena Marsh, prices rose.",
            "chairman of the board",
            id="before a comma, where no apposition is seen",
        ),
        pytest.param(
            "According to its vice-chair, Elena Marsh, prices rose.", "vice-chair", id="before a comma, with a hyphen"
        ),
        pytest.param(
            "The director of mines and energy, Elena Marsh, resigned.",
            "director of mines and energy",
            id="and",
            marks=wrong("what is joined by `and` is cut off"),
        ),
        pytest.param("The chairman of the board (Elena Marsh) resigned.", "chairman of the board", id="in brackets"),
        pytest.param("Elena Marsh, a lawyer who defends farmers, resigned.", "lawyer", id="before a clause"),
        pytest.param(
            "Elena Marsh, vice-president of the Law and Order Board, resigned.",
            "vice-president of the Law and Order Board",
            id="hyphens and names of two halves",
        ),
        pytest.param(
            "Elena Marsh, analyst at the firm Marlow & Finch, resigned.",
            "analyst at the firm Marlow & Finch",
            id="ampersand",
        ),
        pytest.param(
            "Elena Marsh, one of the founders of the party, resigned.", "one of the founders of the party", id="one of"
        ),
        pytest.param("Elena Marsh is one of the founders of the party.", "one of the founders of the party", id="is"),
        pytest.param("Elena Marsh became chairwoman of the bank.", "chairwoman of the bank", id="became"),
        pytest.param("Elena Marsh remains the leader of the party.", "leader of the party", id="remains"),
        pytest.param("Elena Marsh is considered the founder of the party.", "founder of the party", id="considered"),
        pytest.param("Elena Marsh was appointed director of the museum.", "director of the museum", id="appointed"),
        pytest.param("Elena Marsh, who is the mayor of Lagos, resigned.", "mayor of Lagos", id="who is"),
        pytest.param("Elena Marsh QC defended the firm.", "QC", id="letters after the name"),
        pytest.param("Elena Marsh, QC, defended the firm.", "QC", id="letters after a comma"),
        pytest.param("Elena Marsh, who heads the agency, resigned.", "who heads the agency", id="clause"),
        pytest.param(
            "Elena Marsh, who was jailed for fraud, left the city.", "who was jailed for fraud", id="passive clause"
        ),
        pytest.param(
            "Elena Marsh, whose son was killed in the attack, left the city.",
            "whose son was killed in the attack",
            id="clause of kin",
        ),
        pytest.param("Elena Marsh of the farmers' union said no.", "of the farmers' union", id="member"),
        pytest.param(
            "Elena Marsh, of the farmers' union, said no.", "of the farmers' union", id="member after a comma"
        ),
        pytest.param(
            "Elena Marsh from the Institute for Peace Studies said no.",
            "from the Institute for Peace Studies",
            id="member of a name",
        ),
    ],
)
def test_role(text: str, role: str) -> None:
    """A role is found before the name, beside it, after a verb of being, and in a clause, in the words of the text."""
    assert role_of("Elena Marsh", text) == role


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Elena Marsh was not the mayor of Lagos.", id="negated"),
        pytest.param("Elena Marsh would become the mayor of Lagos.", id="to come"),
        pytest.param("Elena Marsh called the mayor of Lagos on Monday.", id="active verb of naming"),
        pytest.param("Elena Marsh is a person of few words.", id="person"),
        pytest.param("Elena Marsh, who arrived on Monday, left the city.", id="clause of that day"),
        pytest.param("Elena Marsh, who does not lead the party, left the city.", id="negated clause"),
        pytest.param("Elena Marsh, whose house was sold on Monday, left the city.", id="clause of a thing"),
        pytest.param("Elena Marsh, whom the party expelled, left the city.", id="clause with another subject"),
        pytest.param(
            "Elena Marsh, who led the march of the farmers from the northern valley of Norvia to the gates of the "
            "capital in May, left the city.",
            id="clause as long as a sentence",
        ),
        pytest.param("Elena Marsh of Sweden said no.", id="from a country"),
        pytest.param("Elena Marsh of the farmers' union left the city.", id="member who does not speak"),
        pytest.param("Elena Marsh in the northern valley said no.", id="other preposition"),
        pytest.param("Elena Marsh, a vegetarian since May, left the city.", id="noun that is no role"),
        pytest.param("Elena Marsh and the mayors of Norvia left the city.", id="plural of others"),
        pytest.param("A daughter of Elena Marsh left the city.", id="of the person"),
        pytest.param(
            "Elena Marsh, a doctor of the Red Cross in the northern valley of Norvia with two hospitals near the "
            "harbour, left the city.",
            id="phrase that goes on and on",
        ),
        pytest.param("Elena Marsh, spokesman Tom Becker and others left the city.", id="title of another"),
        pytest.param("Elena Marsh met the mayor of Lagos, the director said.", id="role of another sentence part"),
    ],
)
def test_no_role(text: str) -> None:
    """What is denied, lies ahead, or tells what somebody did that day says nothing of who somebody is."""
    assert role_of("Elena Marsh", text) is None


class TestLists:
    """Roles and clauses of several people."""

    @pytest.mark.parametrize(
        ("text", "role"),
        [
            ("The fashion designers Elena Marsh and Tom Becker opened a shop.", "fashion designer"),
            ("Ministers Elena Marsh and Tom Becker resigned.", "Minister"),
            ("The ministers, Elena Marsh and Tom Becker, resigned.", "minister"),
            ("Three of the bombers, Elena Marsh, Tom Becker and Omar Haddad, were arrested.", "bomber"),
            (
                "Elena Marsh, Tom Becker and Omar Haddad, who are charged with fraud, left.",
                "who are charged with fraud",
            ),
            ("Elena Marsh and Tom Becker, who were jailed for fraud, left the city.", "who were jailed for fraud"),
        ],
    )
    def test_every_name_has_it(self, text: str, role: str) -> None:
        """A plural before a list is the role of each of them in the singular, and so is a clause in the plural."""
        assert role_of("Elena Marsh", text) == role
        assert role_of("Tom Becker", text) == role

    def test_one_of_them(self) -> None:
        """One of several is what all of them are."""
        assert role_of("Tom Becker", "One of the bombers, Tom Becker, was arrested.") == "bomber"

    def test_other_is_no_part_of_a_role(self) -> None:
        """Who is "the other bomber" among some is a bomber."""
        assert role_of("Tom Becker", "The other bomber, Tom Becker, was arrested.") == "bomber"

    @pytest.mark.parametrize(
        "text",
        [
            "Elena Marsh and Tom Becker, who heads the agency, left the city.",
            "Elena Marsh, Omar Haddad and Tom Becker, who heads the agency, left the city.",
        ],
    )
    def test_a_clause_in_the_singular_is_of_the_nearest(self, text: str) -> None:
        """Of a list that ends with "X, who heads", only X heads."""
        assert role_of("Elena Marsh", text) is None
        assert role_of("Tom Becker", text) == "who heads the agency"

    @pytest.mark.parametrize(
        "text",
        [
            "The spokesmen Elena Marsh and Tom Becker left the city.",
            "Three women, Elena Marsh, Nora Field and Anna Holm, left the city.",
            "Elena Marsh and Nora Field, women of the valley, left the city.",
            "Two farms, Elena Marsh and Nora Field, were sold.",
        ],
    )
    def test_other_plurals_are_no_roles(self, text: str) -> None:
        """A plural that cannot be cut to its singular, or is no role, is none."""
        assert role_of("Elena Marsh", text) is None


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Elena Marsh, Tom Becker's lawyer, left the city.", ("Tom Becker's lawyer", None)),
        ("Elena Marsh, the sister of Tom Becker, left the city.", ("sister of Tom Becker", None)),
        ("Elena Marsh met a spokesman of party leader Tom Becker.", (None, "party leader")),
        ("Elena Marsh thanked the mayor, and Tom Becker, the judge, left.", (None, "judge")),
        ("Elena Marsh told the mayor, Tom Becker, that prices rose.", (None, "mayor")),
    ],
)
def test_the_role_of_another(text: str, roles: tuple[str | None, str | None]) -> None:
    """Of two people in a sentence each has its own role."""
    assert (role_of("Elena Marsh", text), role_of("Tom Becker", text)) == roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Former mayor Elena Marsh, chairwoman of the bank, resigned.", "chairwoman of the bank"),
        ("Elena Marsh, a former mayor, is the chairwoman of the bank.", "chairwoman of the bank"),
        ("Former mayor Elena Marsh, who heads the bank, resigned.", "who heads the bank"),
        ("Ex-mayor Elena Marsh, a former judge, resigned.", "former judge"),
    ],
)
def test_a_former_office_comes_last(text: str, role: str) -> None:
    """What somebody was is told only where the sentence does not say what he or she is."""
    assert role_of("Elena Marsh", text) == role
