"""Whether a name is a person's, a body's or a place's: how the sentences of all articles vote."""

import pytest
from newsroom import passages

from briefing.merge.kinds import Kinds, learn, spans


def learned(text: str) -> Kinds:
    """What a text tells of its names."""
    return learn(passages(a=text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Oxley", "Mr Oxley left the city.", id="Mr"),
        pytest.param("Oxley", "Oxley, who lives in Leeds, left the city.", id="who"),
        pytest.param("Becker", "Mayor Becker left the city.", id="title"),
        pytest.param("Tom Becker", "Tom Becker, the mayor, left.", id="apposition"),
        pytest.param("Tom Becker", "CEO Tom Becker left.", id="letters that are a title"),
    ],
)
def test_people(name: str, text: str) -> None:
    """A person is who has a title, does what "who" does, or is explained by a role."""
    assert learned(text).of(name) == "person"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Oxley", "The Oxley, which has 300 members, met on Monday.", id="the, which"),
        pytest.param("Oxley", "Oxley, which makes steel, closed a mill.", id="which"),
        pytest.param("Oxley Steel", "Oxley Steel closed a mill.", id="noun of firms"),
        pytest.param("Oxley Resources", "Oxley Resources closed a mill.", id="last word of firms"),
        pytest.param("Health Foundation", "Farmers met Health Foundation officials.", id="noun of bodies"),
        pytest.param("Oxley", "The oil firm Oxley closed a mill.", id="firm"),
        pytest.param("Oxley", "Oxley, the Lisbon firm, cut 300 jobs.", id="apposition"),
        pytest.param("Carver", "The lender Carver cut 300 jobs.", id="lender"),
        pytest.param("FNB", "The FNB cut 300 jobs.", id="acronym"),
    ],
)
def test_bodies(name: str, text: str) -> None:
    """A body is what does what "which" does, is called one, has its noun in the name, or is an acronym."""
    assert learned(text).of(name) == "organisation"


@pytest.mark.parametrize("name", ["Lagos", "Nigeria"])
def test_places(name: str) -> None:
    """Cities and countries are places."""
    assert learned("Lagos is a city in Nigeria.").of(name) == "place"


@pytest.mark.parametrize("name", ["GMT", "CEO", "March", "nobody", "Elena Marsh"])
def test_no_names(name: str) -> None:
    """Times, offices, dates and what no sentence has are nothing."""
    assert learned("The CEO met nobody on 5 March at 10 GMT.").of(name) is None


def test_grammar_outvotes_a_label() -> None:
    """What two sentences say by their grammar counts for all sentences that have the name."""
    text = "Carver met farmers. Carver left. The firm Carver cut 300 jobs. Carver, which makes steel, closed a mill."

    assert learned(text).of("Carver") == "organisation"


class TestSurnames:
    """Names of one word."""

    @pytest.mark.parametrize("name", ["Field", "Nora Field"])
    def test_a_surname_is_that_person(self, name: str) -> None:
        """The surname is the person whose full name another sentence gives."""
        assert learned("Nora Field opened the museum. Field thanked the city.").of(name) == "person"

    @pytest.mark.parametrize("name", ["Ferrer", "Puig"])
    def test_either_of_two_surnames(self, name: str) -> None:
        """Who has two surnames is called by either."""
        assert learned("Carmen Ferrer Puig opened the museum.").of(name) == "person"

    def test_a_given_name(self) -> None:
        """Who is known by a full name may be called by its first word."""
        assert learned("Nora Field opened the museum.").of("Nora") == "person"

    def test_a_place_stays_a_place(self) -> None:
        """A city does not become a person by a surname."""
        text = "Nora Paris opened the museum. Troops entered Paris. Paris was flooded."

        assert learned(text).of("Paris") == "place"

    def test_a_body_stays_a_body(self) -> None:
        """Nor does a firm that sentences call a firm."""
        text = "Nora Field opened the museum. The firm Field cut 300 jobs. The firm Field, which makes steel, closed."

        assert learned(text).of("Field") == "organisation"


def test_spans() -> None:
    """Names stand in the sentence with the model's label, and capitalised words that it passed over without one."""
    [one] = passages(a="On Monday the strike of the FROB in Sweden began in 30 schools.")
    found = [(one.article.text[one.tokens[a].start : one.tokens[b - 1].end], label) for a, b, label in spans(one)]

    assert found == [("Sweden", "GPE"), ("FROB", "")]
