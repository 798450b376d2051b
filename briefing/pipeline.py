"""The order of the stages, and nothing else.

read     files of a folder            -> articles            ingest
condense each article, or from cache  -> digests             condense, cache
merge    articles and digests         -> draft               merge
verify   draft against the articles   -> brief               verify
render   brief                        -> bytes by file name  render
compare  brief and the one before     -> what changed        changes
publish  bytes                        -> the shared folder   publish
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing import __version__, cache, config, standing
from briefing import publish as shelf
from briefing.cache import Cache
from briefing.changes import compare
from briefing.condense import Condenser, GenerativeCondenser
from briefing.condense.choosing import Substitute, chosen_condenser, substitute
from briefing.config import Settings
from briefing.errors import BriefingError, CheckError, IngestError, ModelError, NothingUsableError
from briefing.ingest import Remembered, inventory
from briefing.ingest import read as read_folder
from briefing.memory import Memory
from briefing.merge import merge
from briefing.publish import Published
from briefing.records import IN_PLACE_OF, Article, Brief, Digest, Input, MadeBy, Reading
from briefing.render import Press, listing, render
from briefing.render import json as brief_json
from briefing.verify import NAME_OF_GATES, Heading, verify

_log = logging.getLogger(__name__)

_MEGABYTE = 1024 * 1024

Report = Callable[[str, int, int], None]
"""Told of progress: stage, articles done, articles in all."""


@dataclass(frozen=True, slots=True)
class Built:
    """A brief and what it cost."""

    brief: Brief
    condensed: int
    """Articles that a model had to read."""
    cached: int
    """Articles that were remembered."""
    content: tuple[tuple[str, str], ...]
    """What it was made of: by path the SHA-256 of each file, or why there is none."""
    instead_of: str | None = None
    """The model that was asked for and could not be used."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a second look at the quotes of a brief found."""

    checked: int
    problems: tuple[str, ...]
    """One line each; empty where every quote stands in its article."""


def read(
    corpus: Path,
    settings: Settings,
    *,
    report: Report = lambda *_: None,
    memory: Memory | None = None,
    on_new: Callable[[], None] = lambda: None,
) -> Reading:
    """Read a folder of articles; files that are remembered are not read again, before others `on_new` is called.

    Raises:
        IngestError: the folder cannot be read.
    """
    known = memory.read if memory else Remembered()
    with _remembered(settings) as store:
        known.begin(store)
        return read_folder(
            corpus,
            max_file_bytes=settings.max_file_mb * _MEGABYTE,
            as_of=settings.as_of,
            topic=settings.topic,
            remembered=known,
            report=lambda done, total: report("read", done, total),
            on_new=on_new,
        )


def build(  # noqa: PLR0913 - what a brief is made of and with
    corpus: Path,
    settings: Settings,
    *,
    report: Report = lambda *_: None,
    condenser: Condenser | None = None,
    memory: Memory | None = None,
    on_condensed: Callable[[], None] = lambda: None,
) -> Built:
    """Make the brief of a folder.

    Args:
        corpus: the folder of articles.
        settings: what the user chose.
        report: is told of progress.
        condenser: what condenses an article; the one that the settings name, if not given.
        memory: what is known from the brief before in this process.
        on_condensed: is called when all articles are condensed and are going to be merged.

    Raises:
        IngestError: the folder cannot be read, or holds nothing that can be used.
        ModelError: a model is missing or broken.
    """
    memory = memory or Memory()
    condenser = condenser or chosen_condenser(settings)
    reading = read(corpus, settings, report=report, memory=memory, on_new=condenser.prepare)
    usable = reading.usable
    if not usable:
        raise NothingUsableError(_nothing_usable(corpus, reading))
    digests, condensed, used = _condensed(usable, condenser, settings, report, memory)
    on_condensed()
    draft = merge(usable, digests, settings, memory.merged)
    made_by = MadeBy(__version__, _called(used), NAME_OF_GATES, config.fingerprint(settings))
    heading = Heading(_title(corpus, settings), settings.topic, "en", settings.as_of, made_by)
    brief = verify(draft, reading, heading)
    return Built(brief, condensed, len(usable) - condensed, reading.content, made_by.instead_of)


@dataclass(frozen=True, slots=True)
class Regenerated:
    """A brief in the shared folder, and what it cost."""

    published: Published
    condensed: int
    """Articles that a model had to read."""
    cached: int
    """Articles that were remembered."""
    rejected: tuple[Input, ...]
    """What could not be read: with any of it, the brief is incomplete."""
    instead_of: str | None = None
    """The model that was asked for and could not be used."""


def regenerate(  # noqa: PLR0913 - what a brief is made of and with
    corpus: Path,
    out: Path,
    settings: Settings,
    *,
    report: Report = lambda *_: None,
    condenser: Condenser | None = None,
    memory: Memory | None = None,
) -> Regenerated:
    """Make the brief of a folder and publish it; nothing at all is done where it stands already.

    Args:
        corpus: the folder of articles.
        out: the shared folder.
        settings: what the user chose.
        report: is told of progress.
        condenser: what condenses an article; the one that the settings name, if not given.
        memory: what is known from the brief before in this process.

    Raises:
        BriefingError: as `build` and `publish`.
    """
    condenser, memory = condenser or chosen_condenser(settings), memory or Memory()
    folder = out / slug_of(corpus, settings)
    before = _stamp(corpus, folder, condenser, settings)
    if before and (known := _standing(before, folder, settings)):
        names = tuple(name for name, _ in known.files)
        return Regenerated(Published(folder, changed=False, names=names), 0, known.articles, known.rejected)
    prepare = memory.press.prepare if "pdf" in settings.formats else lambda: None
    built = build(corpus, settings, report=report, condenser=condenser, memory=memory, on_condensed=prepare)
    made_of = standing.stamp(built.content, corpus, folder, _called(condenser), settings)
    with _remembered(settings) as store:
        store.note(made_of, "")  # whatever was noted of this content is of a set that is not there any more
    with shelf.held(folder):  # What is noted is this set, and not one that another writer puts in its place.
        published = publish(built.brief, out, corpus, settings, memory.press)
        made = standing.made(folder, published.names, built.condensed + built.cached, built.brief.rejected)
    if built.instead_of is None:  # One of a substitute is made again: the model may be there next time.
        with _remembered(settings) as store:
            store.note(made_of, standing.dumps(made))
    return Regenerated(published, built.condensed, built.cached, made.rejected, built.instead_of)


def _called(condenser: Condenser) -> str:
    """How a brief names its condenser: with the model that it stands in for, if it does."""
    instead = f"{IN_PLACE_OF}{condenser.missing}" if isinstance(condenser, Substitute) else ""
    return f"{condenser.name} {condenser.revision}{instead}"


def slug_of(corpus: Path, settings: Settings) -> str:
    """The name of a brief's own folder: the topic's, else that of the folder of articles."""
    return shelf.slug(settings.topic or corpus.resolve().name)


def _stamp(corpus: Path, folder: Path, condenser: Condenser, settings: Settings) -> str | None:
    """What the brief of a folder is made of; None for a folder that cannot be read, which `build` will say."""
    try:
        content = inventory(corpus, max_file_bytes=settings.max_file_mb * _MEGABYTE)
    except IngestError:
        return None
    return standing.stamp(content, corpus, folder, _called(condenser), settings)


def _standing(stamp: str, folder: Path, settings: Settings) -> standing.Made | None:
    with _remembered(settings) as memory:
        noted = memory.recall(stamp)
    known = standing.loads(noted) if noted else None
    listed = all((folder.parent / name).is_file() for name in ("index.html", "feed.xml"))
    return known if known and listed and standing.stands(known, folder) else None


def _remembered(settings: Settings) -> Cache:
    return Cache(config.cache_folder(settings), limit=settings.cache_mb * _MEGABYTE)


def publish(brief: Brief, out: Path, corpus: Path, settings: Settings, press: Press | None = None) -> Published:
    """Render a brief and put it into the shared folder, with the pages that list all briefs there.

    It is compared with the newest one of the same name there; where nothing but that is different, the one there stays.

    Raises:
        RenderError: a template is broken, or the PDF library cannot start.
        PublishError: the folder cannot be written.
    """
    slug = slug_of(corpus, settings)
    with shelf.held(out / slug):  # Else another brief could come between the one that is compared and this one.
        brief = _compared(brief, out / slug / "brief.json")
        files = render(brief, settings.formats, settings.templates_dir, press)
        done = shelf.publish(files, out, slug, as_of=brief.as_of, keep=settings.history)
    with shelf.held(out):  # Else a list that was read before another brief came could replace one that names it.
        entries = _entries(out)
        pages = {
            "index.html": listing.index(entries, settings.templates_dir),
            "feed.xml": listing.feed(entries, settings.templates_dir),
        }
        shelf.publish_listing(out, pages)
    return done


def _compared(brief: Brief, earlier: Path) -> Brief:
    """The brief with what changed since the earlier one; with the changes that stand there where it is that one again.

    What would be written is compared, not the brief in memory: that one may hold half a surrogate pair.
    """
    if not earlier.is_file():
        return brief
    try:
        before = load(earlier)
        written = brief_json.loads(brief_json.dumps(brief))
        if replace(before, changes=None) == replace(written, changes=None):
            return replace(brief, changes=before.changes)
        return replace(brief, changes=compare(before, written))
    except (BriefingError, KeyError) as error:  # a source that it does not list
        _log.warning("%s: cannot be compared with: %s; the new brief does not say what changed", earlier, error)
        return replace(brief, changes=None)


def diff(old: Path, new: Path) -> Brief:
    """The newer brief, with what changed in it since the older one.

    Raises:
        BriefingError: one of them cannot be read or is no brief.
    """
    before, after = load(old), load(new)
    try:
        return replace(after, changes=compare(before, after))
    except KeyError as error:
        raise CheckError(f"{old}, {new}: a quotation names {error}, which is no source; build it again") from error


def _entries(out: Path) -> list[listing.Entry]:
    """The briefs of the shared folder; one that cannot be read, perhaps of a newer version, is left out of the list."""
    entries = []
    for slug, names in shelf.published(out).items():
        try:
            entries.append(listing.Entry(slug, load(out / slug / "brief.json"), names))
        except BriefingError as error:
            _log.warning("%s; it is left out of the list of briefs", error)
    return entries


def load(path: Path) -> Brief:
    """Read a finished `brief.json`.

    Raises:
        BriefingError: it cannot be read or is no brief.
    """
    try:
        return brief_json.loads(path.read_bytes())
    except OSError as error:
        raise CheckError(f"{path}: cannot be read: {error.strerror}; name a brief.json or its folder") from error


def check(path: Path, corpus: Path, settings: Settings) -> Checked:
    """Look up every quote of a finished brief in its article again.

    Raises:
        BriefingError: the brief or the folder cannot be read.
    """
    brief = load(path)
    texts = {article.path: article for article in read(corpus, settings).articles}
    paths = {source.id: source.path for source in brief.sources}
    checked, problems = 0, []
    for statement in brief.statements():
        for evidence in statement.evidence:
            checked += 1
            article = texts.get(paths.get(evidence.source, ""))
            if article is None:
                problems.append(f"{statement.id}: {evidence.source}: its article is no longer in {corpus}")
            elif article.text[evidence.start : evidence.end] != evidence.quote:
                problems.append(f"{statement.id}: {article.path}: these words do not stand there: {evidence.quote}")
    return Checked(checked, tuple(problems))


def _condensed(
    articles: Sequence[Article], condenser: Condenser, settings: Settings, report: Report, memory: Memory
) -> tuple[dict[str, Digest], int, Condenser]:
    """The digest of each article, how many a model had to read, and what condensed them in the end.

    Where the model dies on the way, salience condenses all articles: a brief has one condenser, which it names.
    """
    try:
        return *_digests(articles, condenser, settings, report, memory), condenser
    except ModelError as error:
        if not isinstance(condenser, GenerativeCondenser):
            raise
        instead = substitute(settings, error)
    return *_digests(articles, instead, settings, report, memory), instead


def _digests(
    articles: Sequence[Article], condenser: Condenser, settings: Settings, report: Report, memory: Memory
) -> tuple[dict[str, Digest], int]:
    """The digest of each article, and how many a model had to read; each is remembered as soon as it is made."""
    # The name of the model is part of the key as the name and revision of what really condenses.
    shaping = config.fingerprint(replace(settings, model="salience"), of="digest")
    digests: dict[str, Digest] = {}
    with _remembered(settings) as remembered:
        waiting: dict[str, list[Article]] = {}  # Copies wait together, for one digest is enough for them.
        for article in articles:
            key = cache.key(article.text, condenser.name, condenser.revision, condenser.prompt, shaping)
            digest = memory.digest(article, key)
            if digest is not None:
                remembered.use(key)
            else:
                digest = remembered.get(key, article.id)
            if digest is None:
                waiting.setdefault(key, []).append(article)
            else:
                digests[article.id] = digest
        report("condense", len(digests), len(articles))
        made = condenser([(first, key) for key, (first, *_) in waiting.items()])
        # While a condenser works in a process of its own, the sentences of what is there are looked at.
        for article in articles if waiting else ():
            if article.id in digests:
                memory.merged.look_at(article, digests[article.id])
        for digest in made:
            remembered.put(digest)
            for article in waiting[digest.key]:
                digests[article.id] = cache.of_article(digest, article.id)
                memory.merged.look_at(article, digests[article.id])
            report("condense", len(digests), len(articles))
    for article in articles:
        if left_out := digests[article.id].left_out:
            _log.warning("%s: %s", article.path, left_out)
    memory.keep(list(digests.values()))
    return digests, len(waiting)


def _nothing_usable(corpus: Path, reading: Reading) -> str:
    read, refused = len(reading.articles), len(reading.rejected)
    if not read and not refused:
        return f"{corpus}: it holds no files; put articles into it"
    first = f", the first: {reading.rejected[0].path}: {reading.rejected[0].reason}" if refused else ""
    return f"{corpus}: nothing usable among {read + refused} files{first}; see `briefing sources {corpus}`"


def _title(corpus: Path, settings: Settings) -> str:
    """What the user said, else the folder's name in words."""
    name = corpus.resolve().name.replace("_", " ").replace("-", " ").strip()
    return settings.title or settings.topic or name[:1].upper() + name[1:] or "Brief"
