"""What a running process keeps from one brief to the next saves time and changes nothing."""

from dataclasses import replace
from pathlib import Path

import mixed
import newsroom
from fakes import CountingCondenser

from briefing import pipeline
from briefing.config import Settings
from briefing.memory import Memory
from briefing.merge import Known, merge
from briefing.render import render


def drop(corpus: Path, number: int) -> None:
    """Put an article into the folder."""
    corpus.mkdir(exist_ok=True)
    (corpus / f"{number}.txt").write_text(mixed.text(number), encoding="utf-8")


def test_same_brief(tmp_path: Path) -> None:
    """The brief of a folder that grew, was edited and shrank is the one that another process makes."""
    corpus, memory = tmp_path / "ayr", Memory()
    settings = Settings(cache_dir=tmp_path / "cache")
    for step in range(4):
        drop(corpus, step)
        if step == 2:
            (corpus / "0.txt").write_text(mixed.text(8), encoding="utf-8")
        if step == 3:
            (corpus / "1.txt").unlink()
        asked = CountingCondenser()
        here = pipeline.build(corpus, settings, condenser=asked, memory=memory)
        alone = replace(settings, cache_dir=tmp_path / f"cache-{step}")
        there = pipeline.build(corpus, alone, condenser=CountingCondenser())

        assert render(here.brief, ("md", "json"), None) == render(there.brief, ("md", "json"), None)
        assert here.content == there.content
        assert here.condensed == len(asked.asked) == (2 if step == 2 else 1)


def test_memory_without_a_cache(tmp_path: Path) -> None:
    """What is in memory is known though the cache was cleared."""
    corpus, memory = tmp_path / "ayr", Memory()
    drop(corpus, 1)
    pipeline.build(corpus, Settings(cache_dir=tmp_path / "a"), condenser=CountingCondenser(), memory=memory)
    asked = CountingCondenser()
    pipeline.build(corpus, Settings(cache_dir=tmp_path / "b"), condenser=asked, memory=memory)

    assert asked.asked == []


def test_passages_are_kept_for_the_same_article_only() -> None:
    """A passage stays for an article that is the same, and no longer than it is merged."""
    several = newsroom.articles(a="The mayor spoke. He left.", b="The bridge fell.")
    digests = {one.id: newsroom.digest(one) for one in several}
    known = Known()
    first = known.passages([(one, digests[one.id]) for one in several])
    moved = replace(several[0], origin="somebody else")
    second = known.passages([(moved, digests["a"]), (several[1], digests["b"])])
    third = known.passages([(several[0], digests["a"])])

    assert first[2] is second[2]
    assert first[0] is not second[0]
    assert third[0] is not first[0]
    assert [p.previous for p in first] == [None, first[0], None]


def test_another_digest() -> None:
    """An article that was condensed otherwise has other passages."""
    (one,) = newsroom.articles(a="The mayor spoke. He left.")
    known, digest = Known(), newsroom.digest(one)
    first = known.passages([(one, digest)])
    second = known.passages([(one, replace(digest, key="another"))])

    assert second[0].digest.key == "another"
    assert first[0] is not second[0]
    assert merge([one], {"a": digest}, Settings(), known) == merge([one], {"a": digest}, Settings())
