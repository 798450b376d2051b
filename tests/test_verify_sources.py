"""Source ids, the list of sources, the fate of each input, and the period."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import article

from briefing.records import Article, Aside, Input, Period, Reading, Rejected
from briefing.verify import sources

NEW, OLD = article("new", "2024-03-09: Snow fell."), article("old", "2024-03-01: Snow fell.")
UNDATED = article("undated", "undated: Snow fell.")
COPY = replace(article("copy", "2024-03-10: Snow fell."), duplicate_of="old")


class TestNumbered:
    """Ids of sources."""

    def test_by_date_undated_last(self) -> None:
        """The oldest article is S1, and articles without a date come last."""
        assert sources.numbered([UNDATED, NEW, OLD]) == {"old": "S1", "new": "S2", "undated": "S3"}

    def test_by_path_on_one_day(self) -> None:
        """Articles of one day are numbered by their path."""
        one, other = article("b", "Snow fell."), article("a", "Snow fell.")

        assert sources.numbered([one, other]) == {"a": "S1", "b": "S2"}

    @given(st.permutations([NEW, OLD, UNDATED, COPY]))
    def test_any_order(self, several: list[Article]) -> None:
        """The ids do not depend on the order in which files were found."""
        assert sources.numbered(several) == {"old": "S1", "new": "S2", "copy": "S3", "undated": "S4"}


class TestListed:
    """The list of sources."""

    def test_order_of_ids(self) -> None:
        """Sources are listed by number, also from the tenth on."""
        several = [article(f"{n:02}", f"2024-03-{n:02}: Snow fell.") for n in range(1, 13)]
        ids = sources.numbered(several)

        assert [row.id for row in sources.listed(several[::-1], ids)] == [f"S{n}" for n in range(1, 13)]

    def test_what_is_listed(self) -> None:
        """A source is listed with its path, version, title, origin and day."""
        [row] = sources.listed([OLD], {"old": "S1"})

        assert (row.path, row.sha256, row.title, row.origin) == ("old", OLD.sha256, "News", "old")
        assert (row.published, row.dated_by, row.duplicate_of) == ("2024-03-01", "stated", None)

    def test_unknown_day(self) -> None:
        """A day that cannot be known stays unknown."""
        [row] = sources.listed([UNDATED], {"undated": "S1"})

        assert (row.published, row.dated_by) == (None, "unknown")

    def test_a_copy_names_its_original(self) -> None:
        """A duplicate is listed with the source that it copies."""
        rows = sources.listed([OLD, COPY], {"old": "S1", "copy": "S2"})

        assert [row.duplicate_of for row in rows] == [None, "S1"]


class TestFates:
    """What became of each file."""

    @staticmethod
    def fates(cited: frozenset[str] = frozenset(), /, **left_out: str) -> dict[str, Input]:
        """The fate of each file of a folder with all kinds of files."""
        several = (replace(one, left_out=left_out.get(one.id)) for one in (COPY, NEW, OLD, UNDATED))
        rejected = (Rejected("broken.pdf", "it is no text"),)
        reading = Reading(tuple(several), rejected, (Aside("old.meta.toml", "what is known of old"),))
        rows = sources.fates(reading, sources.numbered(reading.articles), cited)
        assert [row.path for row in rows] == sorted(row.path for row in rows)
        return {row.path: row for row in rows}

    def test_every_file_is_accounted_for(self) -> None:
        """Each file has one row, by path."""
        assert list(self.fates()) == ["broken.pdf", "copy", "new", "old", "old.meta.toml", "undated"]

    def test_used(self) -> None:
        """An article that a printed statement rests on was used."""
        assert self.fates(frozenset({"old"}))["old"] == Input("old", "used", None)

    def test_duplicate(self) -> None:
        """A copy says of which source."""
        row = self.fates(frozenset({"copy"}))["copy"]

        assert (row.fate, row.reason) == ("duplicate", "copy of S1 (old)")

    def test_rejected(self) -> None:
        """A file that could not be read says why."""
        assert self.fates()["broken.pdf"] == Input("broken.pdf", "rejected", "it is no text")

    @pytest.mark.parametrize("left_out", [{}, {"new": "its language (xx) is not one that the models read"}])
    def test_unused(self, left_out: dict[str, str]) -> None:
        """An article that is not cited says why: it was left out, or nothing of it ranked."""
        row = self.fates(**left_out)["new"]

        assert row.fate == "unused"
        assert row.reason == left_out.get("new", row.reason)
        assert row.reason

    def test_what_goes_with_another_file(self) -> None:
        """A sidecar is not used, and no fault."""
        assert self.fates()["old.meta.toml"] == Input("old.meta.toml", "unused", "what is known of old")

    def test_an_earlier_version(self) -> None:
        """An article that a newer version replaces is no copy, but as little used."""
        reading = Reading((OLD, replace(COPY, superseded=True)), ())
        rows = sources.fates(reading, sources.numbered(reading.articles), frozenset())

        assert rows[0].reason == "an earlier version of S1 (old)"

    def test_a_file_of_several_articles(self) -> None:
        """A file that holds several has a row of its own beside theirs, and is used if one of them is."""
        parts = tuple(article(f"feed/{n}", f"2024-03-0{n}: Snow fell.") for n in (1, 2, 3))
        reading = Reading(parts, (Rejected("feed/4", "too short"),), (), ("feed",))
        rows = sources.fates(reading, sources.numbered(parts), frozenset({"feed/2"}))

        assert [(row.path, row.fate) for row in rows] == [
            ("feed", "used"),
            ("feed/1", "unused"),
            ("feed/2", "used"),
            ("feed/3", "unused"),
            ("feed/4", "rejected"),
        ]
        assert rows[0].reason == "holds 4: 1 used, 2 unused, 1 rejected"

    def test_a_mail_with_an_attachment(self) -> None:
        """A mail whose own text is one of the articles counts that, too."""
        reading = Reading((article("a.eml", "Snow fell."), article("a.eml/b.pdf", "It rained.")), (), (), ("a.eml",))
        rows = sources.fates(reading, sources.numbered(reading.articles), frozenset({"a.eml"}))

        assert rows[0] == Input("a.eml", "used", "holds 2: 1 used, 1 unused")


class TestPeriod:
    """First and last day."""

    def test_first_and_last(self) -> None:
        """The period reaches from the oldest article to the newest, whatever is undated."""
        assert sources.period([NEW, UNDATED, OLD]) == Period("2024-03-01", "2024-03-09")

    def test_one_day(self) -> None:
        """One article makes a period of one day."""
        assert sources.period([OLD]) == Period("2024-03-01", "2024-03-01")

    @pytest.mark.parametrize("several", [[], [UNDATED]])
    def test_unknown(self, several: list[Article]) -> None:
        """Without a dated article there is no period."""
        assert sources.period(several) == Period(None, None)

    @given(st.lists(st.dates(date(1990, 1, 1), date(2030, 1, 1)), min_size=1, max_size=6))
    def test_first_is_not_after_last(self, days: list[date]) -> None:
        """The period contains every day."""
        period = sources.period([replace(OLD, published=day) for day in days])

        assert all((period.first or "") <= day.isoformat() <= (period.last or "") for day in days)
