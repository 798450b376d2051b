"""Names of one body: short forms, acronyms, spellings and translations, and what stands for neither of two."""

from collections.abc import Mapping

import pytest
from newsroom import passages

from briefing.merge import bodies, mentions
from briefing.merge.bodies import fold


def full_names(*texts: str) -> Mapping[str, str]:
    """What the names of bodies stand for that some texts have."""
    several = passages(**{f"t{number}": text for number, text in enumerate(texts)})
    known = mentions.known(several)
    found = [mention for passage in several for mention in mentions.find(passage, known)]
    return bodies.full_names(m for m in found if m.kind == "organisation" and m.key is None)


def named(*names: str) -> Mapping[str, str]:
    """What some names stand for, each of which is found in a sentence of its own."""
    [one] = passages(a="The Oxley Group closed a mill.")
    return bodies.full_names(mentions.Mention(one, 1, 3, name, "organisation", None) for name in names)


class TestFold:
    """One form for one name."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("OXLEY Group", "Oxley group"),
            ("Fundación Oxley", "Foundation Oxley"),
            ("Banco Menor", "Bank Menor"),
            ("Partido Menor", "Party Menor"),
            ("the U.S.", "American"),
            ("Oxley's", "Oxley"),
        ],
    )
    def test_equal(self, one: str, other: str) -> None:
        """Case, accents, the language of general words, and the forms of a country make no difference."""
        assert fold(one) == fold(other)

    @pytest.mark.parametrize(("one", "other"), [("Oxley Group", "Oxley Bank"), ("Northern Front", "Southern Front")])
    def test_other(self, one: str, other: str) -> None:
        """Other words are another name."""
        assert fold(one) != fold(other)


class TestIntroduced:
    """Short forms that a text gives right after the name."""

    @pytest.mark.parametrize(
        ("text", "short"),
        [
            ("The National Front (NFP) blocked the road. The NFP left.", "nfp"),
            ("The National Front (the NFP) blocked the road. The NFP left.", "nfp"),
            ("The National Front (“NFP”) blocked the road. The NFP left.", "nfp"),
            ("The National Front, or NFP, blocked the road. The NFP left.", "nfp"),
            ("The National Front, known by its acronym NFP, blocked the road. The NFP left.", "nfp"),
            ("The National Front, known as the Frontiers, blocked the road. The Frontiers left.", "frontiers"),
        ],
    )
    def test_short_form(self, text: str, short: str) -> None:
        """What stands in brackets, after "or" or after "known as" stands for the name before it."""
        assert full_names(text)[short] == "national front"

    def test_a_place_in_brackets_is_no_short_form(self) -> None:
        """A word in brackets that begins like no word of the name, and is no acronym, says something else."""
        assert "geneva" not in full_names("The World Health Organization (Geneva) sent doctors. Geneva was quiet.")


class TestParts:
    """Short forms that are part of the name."""

    @pytest.mark.parametrize(
        ("short", "full"),
        [
            pytest.param("NLF", "Northern Liberation Front", id="initials"),
            pytest.param("WHO", "World Health Organization", id="initials of a body of the world"),
            pytest.param("Northern Liberation", "Northern Liberation Front", id="first words"),
            pytest.param("Institute for Peace Studies", "London Institute for Peace Studies", id="last words"),
            pytest.param("Security Council", "UN Security Council", id="without the country"),
            pytest.param("Oxley", "Oxley International", id="without general words"),
            pytest.param("Oxley", "Oxley Group", id="without the noun"),
            pytest.param("Rosvelnefte", "Rosvelneft", id="spelling"),
        ],
    )
    def test_stands_for_the_name(self, short: str, full: str) -> None:
        """Initials, the words without the last or the first, and the core of a name stand for it."""
        assert named(short, full)[fold(short)] == fold(full)

    def test_order_and_language_of_general_words(self) -> None:
        """A name is one with its translation in which the noun stands first."""
        found = named("Grupo Menor", "Menor Group")
        one, other = fold("Grupo Menor"), fold("Menor Group")

        assert found.get(one, one) == found.get(other, other)

    @pytest.mark.parametrize(
        ("short", "full"),
        [
            pytest.param("World", "World Bank Group of Norvia", id="one word of many"),
            pytest.param("NLF", "Northern Front", id="other initials"),
            pytest.param("Oxley", "Oxlea", id="short names that look alike"),
            pytest.param("Karveltrans", "Rosvelneft", id="long names that do not"),
        ],
    )
    def test_stands_for_nothing(self, short: str, full: str) -> None:
        """One word of a longer name, other initials and short names that look alike are other bodies."""
        assert fold(short) not in named(short, full)

    @pytest.mark.parametrize(
        ("short", "first", "second"),
        [
            ("NFU", "Northern Farmers Union", "National Farmers Union"),
            ("Oxley", "Oxley Group", "Oxley Bank"),
        ],
    )
    def test_what_fits_two_stands_for_neither(self, short: str, first: str, second: str) -> None:
        """A short form that two names have is left alone, unless one of them is part of the other."""
        assert fold(short) not in named(short, first, second)

    def test_chains_end_at_the_fullest(self) -> None:
        """What stands for a short form stands for what that stands for."""
        found = named("NLF", "Northern Liberation Front", "Northern Liberation Front People Guard")

        assert found["nlf"] == fold("Northern Liberation Front People Guard")
