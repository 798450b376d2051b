"""Key actors: who the articles speak of, under which names, in which role.

Names are resolved within each article first (a surname after the full name), then across articles, by
constrained agglomerative clustering: two full names may join where they are spellings of one
(`language.names.same_person`), and never where one article uses both for two people.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefing.language import lexicon, names
from briefing.merge import mentions
from briefing.merge.mentions import Mention
from briefing.merge.passages import Passage, by_article
from briefing.merge.standalone import stand_alone
from briefing.records import Actor, ActorKind, Claim, Span

Owners = Counter[tuple[str, str] | None]
STATEMENTS = 2  # an actor's row says who it is and what it did; the rest is in the other sections


@dataclass
class Cluster:
    """Mentions of one actor."""

    kind: mentions.Kind
    mentions: list[Mention] = field(default_factory=list)

    @property
    def articles(self) -> list[str]:
        """Ids of the articles that name the actor, in order."""
        return sorted({mention.passage.article.id for mention in self.mentions})

    @property
    def full_names(self) -> list[str]:
        """Distinct names, the fullest first."""
        counts = Counter(mention.name for mention in self.mentions)
        return sorted(counts, key=lambda name: (-len(names.words(name)), -counts[name], name))


def actors(passages: Sequence[Passage], count: int) -> tuple[Actor[Claim], ...]:
    """At most `count` actors, those that matter most first."""
    found = [_all(group) for group in by_article(passages).values()]
    clusters = [*_people(found), *_bodies(found)]
    rows: list[Actor[Claim]] = []
    used: Counter[Span] = Counter()
    for cluster in sorted(filter(_matters, clusters), key=lambda c: (-len(c.articles), -len(c.mentions), _name(c))):
        row = _row(cluster, used) if len(rows) < count else None
        if row is not None:
            used.update(span for claim in row.statements for span in claim.spans)
            rows.append(row)
    return tuple(rows)


def _all(article: Sequence[Passage]) -> list[Mention]:
    known = mentions.known(article)
    return [mention for passage in article for mention in mentions.find(passage, known)]


# --- people ---------------------------------------------------------------------------------------


def _people(found: Sequence[Sequence[Mention]]) -> list[Cluster]:
    """One cluster a person over all articles."""
    clusters: list[Cluster] = []
    loose: list[Mention] = []
    for article in found:
        local, unresolved = _resolve([m for m in article if m.kind == "person"])
        loose.extend(unresolved)
        for cluster in local:
            partner = _partner(cluster, clusters)
            if partner is None:
                clusters.append(cluster)
            else:
                partner.mentions.extend(cluster.mentions)
    return [*clusters, *_surnames(loose, clusters)]


def _resolve(article: Sequence[Mention]) -> tuple[list[Cluster], list[Mention]]:
    """The people of one article; names of one word that fit no full name are left over."""
    clusters: list[Cluster] = []
    full = [m for m in article if len(names.words(m.name)) > 1]
    for mention in sorted(full, key=lambda m: -len(names.words(m.name))):
        home = next((c for c in clusters if any(_same(mention.name, known) for known in c.full_names)), None)
        if home is None:
            home = Cluster("person")
            clusters.append(home)
        home.mentions.append(mention)
    unresolved = []
    for mention in article:
        if len(names.words(mention.name)) > 1:
            continue
        fitting = [c for c in clusters if any(names.is_short_form(mention.name, known) for known in c.full_names)]
        if len(fitting) == 1:
            fitting[0].mentions.append(mention)
        elif fitting:
            # Two people share the surname: the one named last before is meant, as in any text.
            before = [c for c in fitting if any(m.passage.index <= mention.passage.index for m in c.mentions)]
            if before:
                max(
                    before,
                    key=lambda c: max(m.passage.index for m in c.mentions if m.passage.index <= mention.passage.index),
                ).mentions.append(mention)
        else:
            unresolved.append(mention)
    return clusters, unresolved


def _same(a: str, b: str) -> bool:
    """Within one article two full names are one person only if one contains the other, or for a slip of spelling."""
    first, second = sorted((names.words(a), names.words(b)), key=len)
    return set(first) <= set(second) or names.same_spelling(a, b)


def _partner(cluster: Cluster, clusters: Sequence[Cluster]) -> Cluster | None:
    """The cluster of other articles that this person belongs to, None where there is none or more than one."""
    fitting = [
        other for other in clusters if _all_fit(cluster, other) and not set(cluster.articles) & set(other.articles)
    ]
    exact = [
        c for c in fitting if {names.words(n) for n in c.full_names} & {names.words(n) for n in cluster.full_names}
    ]
    chosen = exact or fitting
    return chosen[0] if len(chosen) == 1 else None


def _all_fit(cluster: Cluster, other: Cluster) -> bool:
    """Whether each full name of one may be each of the other: an initial must not join John and Jane."""
    return all(
        names.same_person(a, b)
        for a in cluster.full_names
        for b in other.full_names
        if len(names.words(a)) > 1 and len(names.words(b)) > 1
    )


def _surnames(loose: Sequence[Mention], clusters: Sequence[Cluster]) -> list[Cluster]:
    """Names of one word with no full name in their article join the only person of that surname, else each other."""
    left: dict[str, Cluster] = {}
    for mention in loose:
        fitting = [
            c for c in clusters if any(names.words(mention.name)[-1:] == names.words(n)[-1:] for n in c.full_names)
        ]
        if len(fitting) == 1:
            fitting[0].mentions.append(mention)
        elif not fitting:
            left.setdefault(" ".join(names.words(mention.name)), Cluster("person")).mentions.append(mention)
    return list(left.values())


# --- bodies ---------------------------------------------------------------------------------------


def _bodies(found: Sequence[Sequence[Mention]]) -> list[Cluster]:
    """One cluster an organisation over all articles."""
    bodies = [[m for m in article if m.kind == "organisation"] for article in found]
    everywhere: Owners = Counter(m.key for article in bodies for m in article if m.key and m.key[0])
    fullest = _fullest(m for article in bodies for m in article)
    clusters: dict[object, Cluster] = {}
    for article in bodies:
        here: Owners = Counter(m.key for m in article if m.key and m.key[0])
        for mention in article:
            key = _key(mention, here, everywhere, fullest)
            clusters.setdefault(key, Cluster("organisation")).mentions.append(mention)
    return list(clusters.values())


def _key(mention: Mention, here: Owners, everywhere: Owners, fullest: dict[str, str]) -> object:
    if mention.key is None:
        folded = _fold(mention.name)
        return fullest.get(folded, folded)
    if mention.key[0]:
        return mention.key
    # "the parliament" is the one whose country stands with it most often in the same article, else the one that
    # other articles name, where this article names that country too
    for owners in (here, everywhere):
        same = [
            (count, key)
            for key, count in owners.items()
            if key and key[1] == mention.key[1] and (owners is here or key[0] in mention.places)
        ]
        if same and (owners is here or len(same) == 1):
            return max(same, key=lambda pair: (pair[0], str(pair[1])))[1]
    return mention.key


def _fold(name: str) -> str:
    key = lexicon.country_key(name)
    return key if key in lexicon.COUNTRY_KEYS.values() else " ".join(names.words(name))


def _fullest(found: Iterable[Mention]) -> dict[str, str]:
    """Short name to the one fuller name it stands for: an acronym by its initials, the ends of a long name."""
    named = [m for m in found if m.key is None]
    full: dict[str, set[str]] = {}
    for mention in named:
        folded = _fold(mention.name)
        parts = [w for w in mention.name.replace("-", " ").split() if w.lower() not in lexicon.ACRONYM_STOPWORDS]
        if len(parts) > 1:
            full.setdefault("".join(part[0] for part in parts).lower(), set()).add(folded)
            words = folded.split()
            for length in range(2, len(words)):  # one word is too little: "World" of "World Bank"
                full.setdefault(" ".join(words[:length]), set()).add(folded)
            for length in range(3, len(words)):  # "the London-based Institute for Peace Studies"
                full.setdefault(" ".join(words[-length:]), set()).add(folded)
    return {
        name: max(full[name], key=lambda fuller: (len(fuller), fuller))
        for name in sorted({_fold(m.name) for m in named})
        if name in full and _is_one(full[name])
    }


def _is_one(fuller: Iterable[str]) -> bool:
    """Whether names that a short one may stand for are parts of the longest of them."""
    longest = max(fuller, key=len)
    return all(longest.startswith(name) or longest.endswith(name) for name in fuller)


# --- rows -----------------------------------------------------------------------------------------


PLACES = lexicon.words(
    "road street avenue square area district neighborhood neighbourhood quarter suburb city town village "
    "province region "
    "state county station airport port bridge river valley mountain hill island coast border camp farm farms "
    "site line house"
)


def _matters(cluster: Cluster) -> bool:
    """Whether the cluster is an actor: no place, and more than named in passing."""
    if any(_is_place(mention) for mention in cluster.mentions):
        return False
    return _matters_as_person(cluster) if cluster.kind == "person" else _matters_as_body(cluster)


def _matters_as_person(cluster: Cluster) -> bool:
    """A full name that acts or comes back, or has a role in a sentence that was kept; a surname must do both."""
    acts, repeated = any(m.acts for m in cluster.mentions), len(cluster.mentions) > 1
    if not any(len(names.words(m.name)) > 1 for m in cluster.mentions):
        return acts and repeated
    return acts or repeated or any(m.role and m.passage.is_point for m in cluster.mentions)


def _matters_as_body(cluster: Cluster) -> bool:
    """A proper name that acts or that two articles use, or a country's body that acts or comes back; no outlet."""
    standing = [m for m in cluster.mentions if not _only_qualifies(m)]
    if not standing:
        return False  # "CCTV footage": the name only qualifies something else
    if all(_is_reporting_outlet(m) for m in cluster.mentions):
        return False
    heads = [m.passage.tokens[m.last - 1] for m in standing]
    proper = any(head.pos == "PROPN" and head.text[:1].isupper() for head in heads)
    acts = any(m.acts for m in standing)
    owned = any(m.key and (m.key[0] or m.key[1] == "coalition") for m in cluster.mentions)
    return (proper and (acts or len(cluster.articles) > 1)) or (owned and (acts or len(cluster.mentions) > 1))


OUTLETS = lexicon.words(
    "news times post journal herald tribune gazette newspaper tv television radio broadcaster agency daily"
)


def _is_reporting_outlet(mention: Mention) -> bool:
    """Whether a news outlet is named as the source of a report."""
    tokens = mention.passage.tokens
    head = tokens[mention.last - 1]
    reports = tokens[head.head].lemma.lower() in lexicon.SAYING or tokens[head.head].text.lower() in {"to", "by"}
    return mention.name.split()[-1].lower() in OUTLETS and reports


def _only_qualifies(mention: Mention) -> bool:
    """Whether the name stands before another noun; "the X group" names X itself."""
    tokens = mention.passage.tokens
    head = tokens[mention.last - 1]
    return head.dep in {"compound", "nmod", "amod"} and tokens[head.head].lemma.lower() not in lexicon.ORGANISATIONS


MAX_PLACE_WORDS = 3  # "at X" with a longer name is a firm or an institute


def _is_place(mention: Mention) -> bool:
    """Whether the sentence uses the name for a place: "the North district", "the district of North", "at North"."""
    tokens = mention.passage.tokens
    head = tokens[mention.last - 1]
    if head.lemma.lower() in PLACES and mention.last - mention.first > 1 and mention.kind == "person":
        return True
    if head.dep in {"compound", "nmod"} and tokens[head.head].lemma.lower() in PLACES:
        return True
    governor = tokens[head.head]
    if head.dep == "pobj" and governor.text.lower() == "of" and tokens[governor.head].lemma.lower() in PLACES:
        return True
    return (
        head.dep == "pobj"
        and governor.text.lower() in {"at", "in", "near"}
        and mention.kind == "person"
        and len(mention.name.split()) <= MAX_PLACE_WORDS
    )


def _row(cluster: Cluster, used: Counter[Span]) -> Actor[Claim] | None:
    """The printed row, None where no sentence about the actor stands alone."""
    role_mention = _role_mention(cluster)
    claims = _claims(cluster, role_mention, used)
    if not claims:
        return None
    shown = role_mention if role_mention and any(role_mention.passage.span in c.spans for c in claims) else None
    name = _name(cluster)
    aliases = _aliases(cluster, name)
    kind: ActorKind = cluster.kind
    return Actor(
        name, kind, aliases, shown.role if shown else None, tuple(cluster.articles), len(cluster.mentions), claims
    )


def _aliases(cluster: Cluster, name: str) -> tuple[str, ...]:
    """The other names; of two that differ in capitals only, the more frequent."""
    counts = Counter(mention.name for mention in cluster.mentions if mention.name.casefold() != name.casefold())
    kept = {alias.casefold(): alias for alias in sorted(counts, key=lambda alias: (counts[alias], alias))}
    return tuple(sorted(kept.values()))


def _name(cluster: Cluster) -> str:
    """The name to print: the fullest, then the most frequent; for bodies the most frequent capitalised."""
    counts = Counter(mention.name for mention in cluster.mentions)
    if cluster.kind == "person":
        return cluster.full_names[0]
    return min(counts, key=lambda name: (not name[:1].isupper(), " " not in name, -counts[name], name))


def _role_mention(cluster: Cluster) -> Mention | None:
    """The mention that tells the role: newest article first, then the first in it."""
    with_role = [m for m in cluster.mentions if m.role]
    if not with_role:
        return None
    printable = [m for m in with_role if stand_alone(m.passage) is not None] or with_role
    newest = max(m.passage.order[0] for m in printable)
    return min((m for m in printable if m.passage.order[0] == newest), key=lambda m: m.passage.order)


def _claims(cluster: Cluster, role_mention: Mention | None, used: Counter[Span]) -> tuple[Claim, ...]:
    """The sentence with the role, then what the actor said or did: first what no other actor's row has told."""
    ranked = sorted(
        cluster.mentions,
        key=lambda m: (m is not role_mention, not m.acts, used[m.passage.span], -m.passage.salience, m.passage.order),
    )
    chosen: dict[str, Claim] = {}
    for mention in ranked:
        claim = stand_alone(mention.passage)
        if claim is not None:
            chosen.setdefault(claim.text, claim)
        if len(chosen) == STATEMENTS:
            break
    return tuple(chosen.values())
