"""`briefing.pipeline`: from a folder to a brief, with a condenser that counts."""

import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import mixed
import pytest
from fakes import CountingCondenser, Scripted

from briefing import models, pipeline
from briefing.changes import is_empty
from briefing.condense import GenerativeCondenser, Prompt, Reader, choosing, generative
from briefing.config import Settings
from briefing.errors import CheckError, IngestError, ModelError, NothingUsableError
from briefing.memory import Memory
from briefing.records import Brief, Input, MadeBy
from briefing.render import json as brief_json
from briefing.render import render

BRIDGE = """The river bridge at Pell reopens

March 4, 2023

Engineers reopened the river bridge at Pell on Saturday after repairs of nine months. \
Drivers had used a ferry since June.

Mayor Lena Hartog said that the repairs cost 12 million euros. Toll collection starts in April.
"""
FERRY = """Ferry operator at Pell asks for damages

March 5, 2023

Operators asked the city of Pell on Sunday for damages of 2 million euros. \
Passengers left the ferry when the bridge reopened.

Owners of the ferry run two ships. Nobody at city hall would comment on the claim.
"""
TOLL = """Council of Pell postpones the bridge toll

March 9, 2023

Councillors postponed the toll on the river bridge on Thursday. Members asked for a study of the traffic first.

Traffic rose by a third in the first week. Shops in the old town counted fewer customers than before.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two articles and a broken file."""
    folder = tmp_path / "pell bridge"
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "broken.txt").write_bytes(b"\0" * 200)
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a cache of the test's own."""
    return Settings(cache_dir=tmp_path / "cache")


def build(corpus: Path, settings: Settings, condenser: CountingCondenser | None = None) -> Brief:
    """The brief of a folder, condensed by rules."""
    return pipeline.build(corpus, settings, condenser=condenser or CountingCondenser()).brief


def fates(brief: Brief) -> dict[str, str]:
    """Why each unused file of a brief has nothing to do with it."""
    return {row.path: row.reason or "" for row in brief.inputs if "nothing to do" in (row.reason or "")}


class TestBuild:
    """`build`."""

    def test_accounts_for_every_file(self, corpus: Path, settings: Settings) -> None:
        """Every file is used or has a reason, and a rejected one makes the brief incomplete."""
        brief = build(corpus, settings)

        assert {row.path: row.fate for row in brief.inputs} == {
            "bridge.txt": "used",
            "ferry.txt": "used",
            "broken.txt": "rejected",
        }
        assert brief.incomplete

    def test_quotes_stand_in_the_articles(self, corpus: Path, settings: Settings) -> None:
        """Each quote is what stands at its offsets."""
        texts = {article.path: article.text for article in pipeline.read(corpus, settings).articles}
        brief = build(corpus, settings)
        paths = {source.id: source.path for source in brief.sources}
        evidence = [evidence for statement in brief.statements() for evidence in statement.evidence]

        assert evidence
        assert all(texts[paths[e.source]][e.start : e.end] == e.quote for e in evidence)

    def test_condenses_only_what_is_new(self, corpus: Path, settings: Settings) -> None:
        """An unchanged corpus condenses nothing, one more article exactly one, a changed one exactly itself."""
        first, second, third, fourth = (CountingCondenser() for _ in range(4))
        pipeline.build(corpus, settings, condenser=first)
        pipeline.build(corpus, settings, condenser=second)
        (corpus / "toll.txt").write_text(TOLL, encoding="utf-8")
        built = pipeline.build(corpus, settings, condenser=third)
        (corpus / "ferry.txt").write_text(FERRY.replace("two ships", "three ships"), encoding="utf-8")
        pipeline.build(corpus, settings, condenser=fourth)

        assert first.asked == ["bridge.txt", "ferry.txt"]
        assert second.asked == []
        assert third.asked == ["toll.txt"]
        assert (built.condensed, built.cached) == (1, 2)
        assert fourth.asked == ["ferry.txt"]

    def test_a_moved_article_is_still_known(self, corpus: Path, settings: Settings) -> None:
        """Moving a file costs no condensation, and the brief names the new place."""
        build(corpus, settings)
        (corpus / "bridge.txt").rename(corpus / "moved.txt")
        again = CountingCondenser()
        brief = build(corpus, settings, again)

        assert again.asked == []
        assert {source.path for source in brief.sources} == {"moved.txt", "ferry.txt"}

    def test_as_of_is_the_newest_article(self, corpus: Path, settings: Settings) -> None:
        """The brief speaks of the newest publication date, not of today, unless it is told a date."""
        assert build(corpus, settings).as_of == "2023-03-05"
        assert build(corpus, replace(settings, as_of=date(2023, 3, 31))).as_of == "2023-03-31"

    def test_title(self, corpus: Path, settings: Settings) -> None:
        """The title is the one given, else the topic, else the folder's name."""
        assert build(corpus, settings).title == "Pell bridge"
        assert build(corpus, replace(settings, topic="Roads")).title == "Roads"
        assert build(corpus, replace(settings, topic="Roads", title="The bridge")).title == "The bridge"

    def test_progress(self, corpus: Path, settings: Settings) -> None:
        """Progress is told from nothing done to all done."""
        told: list[tuple[str, int, int]] = []
        pipeline.build(corpus, settings, condenser=CountingCondenser(), report=lambda *row: told.append(row))

        assert told == [
            *(("read", n, 3) for n in (1, 2, 3)),
            ("condense", 0, 2),
            ("condense", 1, 2),
            ("condense", 2, 2),
        ]

    def test_nothing_usable(self, tmp_path: Path, settings: Settings) -> None:
        """A folder without a usable article is an error of its own kind, with the first reason."""
        empty, broken = tmp_path / "empty", tmp_path / "broken"
        empty.mkdir()
        broken.mkdir()
        (broken / "a.txt").write_bytes(b"\0\0\0")

        with pytest.raises(NothingUsableError, match="put articles into it"):
            build(empty, settings)
        with pytest.raises(NothingUsableError, match=r"a\.txt"):
            build(broken, settings)

    def test_no_folder(self, tmp_path: Path, settings: Settings) -> None:
        """A folder that is not there is one clear line."""
        with pytest.raises(IngestError, match="no-such"):
            build(tmp_path / "no-such", settings)

    def test_other_languages_are_left_out(self, corpus: Path, settings: Settings) -> None:
        """An article that the models do not read is listed with the reason and takes no part."""
        (corpus / "pont.txt").write_text(
            "Le pont de Pell rouvre\n\nLes ingénieurs ont rouvert le pont samedi après neuf mois de travaux. "
            "La maire a déclaré que les travaux avaient coûté douze millions d'euros. Le péage commencera en avril.\n",
            encoding="utf-8",
        )
        brief = build(corpus, settings)
        row = next(row for row in brief.inputs if row.path == "pont.txt")

        assert row.fate == "unused"
        assert "fr" in (row.reason or "")

    def test_off_topic_articles_are_left_out(self, tmp_path: Path, settings: Settings) -> None:
        """What has nothing to do with the rest, or with the topic, is listed with the reason and takes no part."""
        corpus = tmp_path / "ayr"
        corpus.mkdir()
        for seed in range(4):
            (corpus / f"bridge-{seed}.txt").write_text("\n\n".join(mixed.report(seed)), encoding="utf-8")
        (corpus / "beetle.txt").write_text(mixed.ELSEWHERE, encoding="utf-8")

        without = fates(build(corpus, settings))
        about_bridge = fates(build(corpus, replace(settings, topic="The bridge of Ayr")))
        about_beetle = fates(build(corpus, replace(settings, topic="A beetle at the Polar Institute")))

        assert without["beetle.txt"].startswith("nothing to do with the other articles, which speak of ")
        assert about_bridge["beetle.txt"] == "nothing to do with the topic “The bridge of Ayr”"
        assert about_beetle["bridge-0.txt"] == "nothing to do with the topic “A beetle at the Polar Institute”"
        assert "beetle.txt" not in about_beetle


class TestSameBytes:
    """The same articles give the same bytes."""

    def test_any_order(self, corpus: Path, settings: Settings, tmp_path: Path) -> None:
        """The order in which files were put into the folder does not matter."""
        other = tmp_path / "other" / corpus.name
        other.mkdir(parents=True)
        for file in sorted(corpus.iterdir(), reverse=True):
            shutil.copy(file, other / file.name)
            os.utime(other / file.name, (1, 1))

        formats = ["md", "html", "json"]
        assert render(build(corpus, settings), formats) == render(build(other, settings), formats)

    def test_with_and_without_memory(self, corpus: Path, settings: Settings, tmp_path: Path) -> None:
        """A brief from remembered digests is the one that is made from nothing."""
        build(corpus, settings)
        (corpus / "toll.txt").write_text(TOLL, encoding="utf-8")
        grown = build(corpus, settings)
        scratch = build(corpus, replace(settings, cache_dir=tmp_path / "another cache"))

        assert brief_json.dumps(grown) == brief_json.dumps(scratch)


class TestPublish:
    """`publish`."""

    def test_folder_of_the_topic(self, corpus: Path, settings: Settings, tmp_path: Path) -> None:
        """The brief stands in a folder named after the topic, and in the list of briefs; again is no change."""
        settings = replace(settings, formats=("md", "json"))
        brief = build(corpus, settings)
        first = pipeline.publish(brief, tmp_path / "out", corpus, settings)
        second = pipeline.publish(brief, tmp_path / "out", corpus, settings)

        assert first.folder == tmp_path / "out" / "pell-bridge"
        assert (first.changed, second.changed) == (True, False)
        assert pipeline.load(first.folder / "brief.json") == brief
        assert "Pell bridge" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
        assert "Pell bridge" in (tmp_path / "out" / "feed.xml").read_text(encoding="utf-8")

    def test_earlier_briefs_are_kept(self, corpus: Path, settings: Settings, tmp_path: Path) -> None:
        """The brief before goes to history when there is a new one."""
        settings = replace(settings, formats=("json",))
        pipeline.publish(build(corpus, settings), tmp_path / "out", corpus, settings)
        (corpus / "toll.txt").write_text(TOLL, encoding="utf-8")
        done = pipeline.publish(build(corpus, settings), tmp_path / "out", corpus, settings)
        kept = sorted((done.folder / "history").iterdir())

        assert len(kept) == 2
        assert pipeline.load(kept[0] / "brief.json").as_of == "2023-03-05"
        assert pipeline.load(done.folder / "brief.json").as_of == "2023-03-09"


class TestChanges:
    """What changed since the brief before."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        """Two formats, quick to make."""
        return replace(settings, formats=("md", "json"))

    def published(self, corpus: Path, settings: Settings, **more: object) -> Brief:
        """The brief as it stands in the shared folder after a run."""
        brief = replace(build(corpus, settings), **more)  # type: ignore[arg-type]
        return pipeline.load(pipeline.publish(brief, corpus.parent / "out", corpus, settings).folder / "brief.json")

    def test_first_new_removed(self, corpus: Path, settings: Settings) -> None:
        """The first brief has no changes; an article more is told of, and so is one that was taken away."""
        first = self.published(corpus, settings)
        (corpus / "toll.txt").write_text(TOLL, encoding="utf-8")
        grown = self.published(corpus, settings)
        (corpus / "toll.txt").unlink()
        shrunk = self.published(corpus, settings)

        assert first.changes is None
        assert grown.changes is not None
        assert any("postponed the toll" in row.text for row in grown.changes.added)
        assert grown.changes.since == "2023-03-05"
        assert shrunk.changes is not None
        assert {e.source for row in shrunk.changes.withdrawn for e in row.evidence} == {"toll.txt"}
        assert "no longer supported" in (corpus.parent / "out" / "feed.xml").read_text(encoding="utf-8")

    def test_unchanged_stays(self, corpus: Path, settings: Settings) -> None:
        """A run without news keeps the brief with the changes that it had, also with a path that is no Unicode."""
        odd = (Input("odd\udcff.txt", "unused", None),)
        self.published(corpus, settings, inputs=odd)
        (corpus / "toll.txt").write_text(TOLL, encoding="utf-8")
        second = self.published(corpus, settings, inputs=odd)
        third = self.published(corpus, settings, inputs=odd)

        assert third == second
        assert third.changes is not None
        assert len(list((corpus.parent / "out" / "pell-bridge" / "history").iterdir())) == 2

    def test_other_settings_are_compared(self, corpus: Path, settings: Settings) -> None:
        """A brief that something else made is compared all the same."""
        self.published(corpus, settings)

        again = self.published(corpus, settings, made_by=MadeBy("9", "x", "y", "z"))

        assert again.changes is not None
        assert is_empty(again.changes)

    @pytest.mark.parametrize("broken", [b"{", b'{"schema": "briefing/0"}'])
    def test_a_broken_brief(
        self, corpus: Path, settings: Settings, broken: bytes, caplog: pytest.LogCaptureFixture
    ) -> None:
        """A brief there that cannot be read is one line of warning, and the new one has no changes."""
        self.published(corpus, settings)
        (corpus.parent / "out" / "pell-bridge" / "brief.json").write_bytes(broken)

        assert self.published(corpus, settings).changes is None
        assert [record.getMessage().count("\n") for record in caplog.records] == [0]


class TestCheck:
    """`check`."""

    def written(self, corpus: Path, settings: Settings, folder: Path) -> Path:
        """A brief.json."""
        path = folder / "brief.json"
        path.write_bytes(brief_json.dumps(build(corpus, settings)))
        return path

    def test_all_is_well(self, corpus: Path, settings: Settings, tmp_path: Path) -> None:
        """A fresh brief has no problem, and every quote is looked at."""
        path = self.written(corpus, settings, tmp_path)
        checked = pipeline.check(path, corpus, settings)

        assert checked.problems == ()
        assert checked.checked == sum(len(s.evidence) for s in pipeline.load(path).statements())

    def test_an_edited_article(self, corpus: Path, settings: Settings, tmp_path: Path) -> None:
        """Words that no longer stand in the article are found, and named with the sentence that rests on them."""
        path = self.written(corpus, settings, tmp_path)
        (corpus / "ferry.txt").write_text(FERRY.replace("2 million", "3 million"), encoding="utf-8")
        problems = pipeline.check(path, corpus, settings).problems

        assert problems
        assert all("ferry.txt" in problem for problem in problems)

    def test_a_forged_quote(self, corpus: Path, settings: Settings, tmp_path: Path) -> None:
        """A quote that was changed in the brief is found."""
        path = self.written(corpus, settings, tmp_path)
        path.write_bytes(path.read_bytes().replace(b'"quote": "Operators', b'"quote": "Opponents'))

        assert pipeline.check(path, corpus, settings).problems

    def test_a_missing_article(self, corpus: Path, settings: Settings, tmp_path: Path) -> None:
        """A source that is gone is said to be gone."""
        path = self.written(corpus, settings, tmp_path)
        (corpus / "ferry.txt").unlink()

        assert any("no longer" in problem for problem in pipeline.check(path, corpus, settings).problems)

    def test_no_brief(self, corpus: Path, settings: Settings, tmp_path: Path) -> None:
        """A brief that is not there is one clear line."""
        with pytest.raises(CheckError, match="none\\.json"):
            pipeline.check(tmp_path / "none.json", corpus, settings)


class TestModel:
    """The model that the settings name, and what is done without it."""

    def test_one_that_is_not_there(self, settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
        """One line says so, and salience takes its place under its own name, marked."""
        chosen = choosing.chosen_condenser(replace(settings, model="nobody/nothing"))

        assert isinstance(chosen, choosing.Substitute)
        assert (chosen.name, chosen.missing) == ("salience", "nobody/nothing")
        [line] = caplog.messages
        assert line.startswith("model nobody/nothing: ")
        assert line.endswith("; the brief is made with salience instead")

    def test_without_fallback(self, settings: Settings) -> None:
        """Where nothing may take its place, that is an error."""
        with pytest.raises(ModelError, match="nobody/nothing"):
            choosing.chosen_condenser(replace(settings, model="nobody/nothing", fallback=False))

    def test_a_substitute_is_told(self, corpus: Path, settings: Settings) -> None:
        """The brief names what condensed it and what should have, in its text too."""
        stand_in = choosing.Substitute(CountingCondenser(), "big-model")
        built = pipeline.build(corpus, settings, condenser=stand_in)

        assert built.instead_of == built.brief.made_by.instead_of == "big-model"
        assert built.brief.made_by.condenser == "fake 1 in place of big-model"
        told = render(built.brief, ("md", "html"))
        assert all("The model big-model could not be used" in page.decode() for page in told.values())

    def test_a_brief_of_a_substitute_does_not_stand(self, corpus: Path, settings: Settings) -> None:
        """It is made again the next time, for the model may be there then; the articles are remembered."""
        for condensed in (len(pipeline.read(corpus, settings).usable), 0):
            stand_in = choosing.Substitute(CountingCondenser(), "big-model")
            done = pipeline.regenerate(corpus, corpus.parent / "out", settings, condenser=stand_in)
            assert (done.condensed, done.instead_of) == (condensed, "big-model")


REOPENED = "Engineers reopened the river bridge on Saturday after repairs of nine months."
OWNERS = "Owners of the Pell ferry run two ships."
INVENTED = "Mayor Lena Hartog said that the repairs cost 15 million euros."


@pytest.fixture(scope="module")
def reader(model_dir: Path) -> Reader:
    """The real parser and encoder, loaded once."""
    return Reader(lambda: models.locate(models.ENCODER, model_dir), threads=1)


@pytest.mark.model
class TestWritten:
    """Briefs in a writer's words, through all stages, with the real parser and encoder."""

    @staticmethod
    def condenser(reader: Reader, writer: Scripted) -> GenerativeCondenser:
        """What condenses with that writer."""
        return GenerativeCondenser(reader, writer, Prompt(None), points=8)

    def test_words_are_printed_on_the_evidence_of_their_source(
        self, corpus: Path, settings: Settings, reader: Reader
    ) -> None:
        """A finding stands in the writer's words; its quotation is what stands in the article, and is looked up."""
        writer = Scripted([f"{REOPENED}\n{INVENTED}", "Nothing."])
        done = pipeline.regenerate(corpus, corpus.parent / "out", settings, condenser=self.condenser(reader, writer))
        path = done.published.folder / "brief.json"
        brief = pipeline.load(path)

        [written] = [statement for statement in brief.statements() if statement.kind == "merged"]
        assert written.text == REOPENED
        assert [evidence.quote for evidence in written.evidence] == [
            "Engineers reopened the river bridge at Pell on Saturday after repairs of nine months."
        ]
        assert pipeline.check(path, corpus, settings).problems == ()
        assert REOPENED in (done.published.folder / "brief.md").read_text("utf-8")
        assert brief.made_by.condenser.startswith(f"scripted {generative.REVISION}+1+gates-")

    def test_what_is_refused_is_nowhere(self, corpus: Path, settings: Settings, reader: Reader) -> None:
        """An invented number is in no part of the brief; the sentence of the article stands in its place."""
        writer = Scripted([INVENTED, "Nothing."])
        brief = pipeline.build(corpus, settings, condenser=self.condenser(reader, writer)).brief

        assert "15 million" not in brief_json.dumps(brief).decode()
        assert "Mayor Lena Hartog said that the repairs cost 12 million euros." in {s.text for s in brief.statements()}

    def test_remembered(self, corpus: Path, settings: Settings, reader: Reader) -> None:
        """The writer is asked once for an article, and not at all where the brief stands; another prompt is new."""
        first, second, third = (Scripted([REOPENED, OWNERS]) for _ in range(3))
        out = corpus.parent / "out"
        pipeline.regenerate(corpus, out, settings, condenser=self.condenser(reader, first))
        (corpus / "toll.txt").write_text(TOLL, encoding="utf-8")
        pipeline.regenerate(corpus, out, settings, condenser=self.condenser(reader, second))
        pipeline.regenerate(corpus, out, settings, condenser=self.condenser(reader, third))

        assert [len(writer.asked) for writer in (first, second, third)] == [2, 1, 0]

    def test_a_writer_that_dies(
        self, corpus: Path, settings: Settings, reader: Reader, model_dir: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Salience takes its place for all articles, in one line, marked; when it lives again, its brief is made."""
        settings = replace(settings, model="scripted", model_dir=model_dir)
        dying, living = Scripted([REOPENED], lives=1), Scripted([REOPENED, "Nothing."])
        out = corpus.parent / "out"
        done = pipeline.regenerate(corpus, out, settings, condenser=self.condenser(reader, dying))
        brief = pipeline.load(done.published.folder / "brief.json")

        assert (done.instead_of, done.condensed, done.cached) == ("scripted", 2, 0)
        [line] = [line for line in caplog.messages if "scripted" in line]
        assert line.startswith("model scripted: gives up while it writes: no memory; use another --model; ")
        assert line.endswith("the brief is made with salience instead")
        assert brief.made_by.instead_of == "scripted"
        assert brief.made_by.condenser.startswith("salience ")
        assert "The model scripted could not be used" in (done.published.folder / "brief.md").read_text("utf-8")
        assert not any(statement.kind == "merged" for statement in brief.statements())

        again = pipeline.regenerate(corpus, out, settings, condenser=self.condenser(reader, living))
        assert again.instead_of is None
        assert again.published.changed
        assert len(living.asked) == 1  # the other article was answered before the writer died

    def test_a_writer_that_dies_without_fallback(self, corpus: Path, settings: Settings, reader: Reader) -> None:
        """Where nothing may take its place, its own line is the error, and nothing is published."""
        settings = replace(settings, model="scripted", fallback=False)
        out = corpus.parent / "out"

        with pytest.raises(ModelError, match="model scripted: gives up while it writes"):
            pipeline.regenerate(corpus, out, settings, condenser=self.condenser(reader, Scripted([REOPENED], lives=1)))
        assert not out.exists()


def test_copies_that_are_condensed_together(corpus: Path, settings: Settings) -> None:
    """Of articles with the same text one is condensed, and each has the digest as its own."""
    article = pipeline.read(corpus, settings).usable[0]
    copy = pipeline.read(shutil.copytree(corpus, corpus.parent / "copy"), settings).usable[0]
    both = (article, replace(copy, id="copy.txt"))
    asked = CountingCondenser()
    digests, condensed = pipeline._digests(both, asked, settings, lambda *_: None, Memory())  # noqa: SLF001 - `read` hides copies

    assert (condensed, asked.asked) == (1, [article.id])
    assert {key: digest.article for key, digest in digests.items()} == {one.id: one.id for one in both}
    assert {span.article for point in digests["copy.txt"].points for span in point.spans} == {"copy.txt"}
