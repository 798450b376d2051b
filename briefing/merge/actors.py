"""Key actors: who the articles speak of, under which names, in which role.

Names are resolved within each article first (a surname after the full name), then across articles, by
constrained agglomerative clustering: two full names may join where they are spellings of one
(`language.names.same_person`), and never where one article uses both for two people.
"""

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from briefing.language import lexicon, names, syntax
from briefing.merge import bodies, mentions, roles
from briefing.merge.kinds import learn
from briefing.merge.mentions import Mention
from briefing.merge.passages import Passage, by_article
from briefing.merge.standalone import in_context, stand_alone
from briefing.records import Actor, ActorKind, Claim, Span, Token

Owners = Counter[tuple[str, str] | None]
STATEMENTS = 2  # an actor's row says who it is and what it did; the rest is in the other sections


@dataclass
class Cluster:
    """Mentions of one actor."""

    kind: mentions.Kind
    mentions: list[Mention] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    """How often it goes by each name."""
    articles: set[str] = field(default_factory=set)
    """Ids of the articles that name the actor."""
    _sorted: list[str] = field(default_factory=list)

    def add(self, mention: Mention) -> None:
        """Count one more mention."""
        self.mentions.append(mention)
        self.counts[mention.name] += 1
        self.articles.add(mention.passage.article.id)
        self._sorted.clear()

    @property
    def full_names(self) -> list[str]:
        """Distinct names, the fullest first."""
        if not self._sorted:
            self._sorted.extend(sorted(self.counts, key=lambda n: (-len(names.words(n)), -self.counts[n], n)))
        return self._sorted


def actors(passages: Sequence[Passage], count: int) -> tuple[Actor[Claim], ...]:
    """At most `count` actors, those that matter most first."""
    kinds = learn(passages)
    found = [mentions.of_article(group, kinds) for group in by_article(passages).values()]
    clusters = [*_people(found), *_bodies(found)]
    rows: list[Actor[Claim]] = []
    used: Counter[Span] = Counter()
    for cluster in sorted(filter(_matters, clusters), key=lambda c: (-len(c.articles), -len(c.mentions), _name(c))):
        row = _row(cluster, used) if len(rows) < count else None
        if row is not None:
            used.update(span for claim in row.statements for span in claim.spans)
            rows.append(row)
    return tuple(rows)


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
                for mention in cluster.mentions:
                    partner.add(mention)
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
        home.add(mention)
    unresolved = []
    for mention in article:
        if len(names.words(mention.name)) > 1:
            continue
        fitting = [c for c in clusters if any(names.is_short_form(mention.name, known) for known in c.full_names)]
        fitting = fitting or [c for c in clusters if any(_is_middle(mention.name, known) for known in c.full_names)]
        if len(fitting) == 1:
            fitting[0].add(mention)
        elif fitting:
            # Two people share the surname: the one named last before is meant, as in any text.
            before = [c for c in fitting if any(m.passage.index <= mention.passage.index for m in c.mentions)]
            if before:
                max(
                    before,
                    key=lambda c: max(m.passage.index for m in c.mentions if m.passage.index <= mention.passage.index),
                ).add(mention)
        else:
            unresolved.append(mention)
    return clusters, unresolved


def _is_middle(short: str, full: str) -> bool:
    """Whether a name is the first of two surnames: "Ferrer" of "Carmen Ferrer Puig"."""
    return names.words(short) in {(word,) for word in names.words(full)[1:-1]}


def _same(a: str, b: str) -> bool:
    """Within one article two full names are one person only if one contains the other, or for a slip of spelling."""
    first, second = sorted((names.words(a), names.words(b)), key=len)
    return set(first) <= set(second) or names.same_spelling(a, b)


def _partner(cluster: Cluster, clusters: Sequence[Cluster]) -> Cluster | None:
    """The cluster of other articles that this person belongs to, None where there is none or more than one."""
    fitting = [other for other in clusters if not cluster.articles & other.articles and _all_fit(cluster, other)]
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
            fitting[0].add(mention)
        elif not fitting:
            left.setdefault(" ".join(names.words(mention.name)), Cluster("person")).add(mention)
    return list(left.values())


# --- bodies ---------------------------------------------------------------------------------------


def _bodies(found: Sequence[Sequence[Mention]]) -> list[Cluster]:
    """One cluster an organisation over all articles."""
    per_article = [[m for m in article if m.kind == "organisation"] for article in found]
    everywhere = {m.key for article in per_article for m in article if m.key and m.key[0]}
    full_names = bodies.full_names(m for article in per_article for m in article if m.key is None)
    clusters: dict[object, Cluster] = {}
    for article in per_article:
        here: Owners = Counter(m.key for m in article if m.key and m.key[0])
        for mention in article:
            folded = bodies.fold(mention.name)
            key = _key(mention, here, everywhere) if mention.key else full_names.get(folded, folded)
            clusters.setdefault(key, Cluster("organisation")).add(mention)
    return list(clusters.values())


def _key(mention: Mention, here: Owners, everywhere: AbstractSet[tuple[str, str] | None]) -> tuple[str, str] | None:
    """Whose body "the parliament" is: the one that its article names, unless the article is about another country."""
    assert mention.key is not None  # noqa: S101 - only bodies named by what they are come here
    owner, what = mention.key
    if owner or what == "coalition":
        return mention.key
    places = mention.countries
    main = min(places, key=lambda place: (-places[place], place), default="")
    named = {key: count for key, count in here.items() if key and key[1] == what}
    if named:
        likely = max(named, key=lambda key: (named[key], str(key)))
        foreign = places.get(main, 0) >= MAINLY * places.get(likely[0], 0)
        return (main, what) if foreign else likely
    known = [key for key in everywhere if key and key[1] == what and places.get(key[0])]
    return known[0] if len(known) == 1 else (main, what)


MAINLY = 3  # times as often as its neighbour, and an article's own country is meant


# --- rows -----------------------------------------------------------------------------------------


# Last words of proper names that act in a sentence and are nobody: laws, treaties, prizes, events.
NO_BODIES = lexicon.words(
    "act bill law treaty convention agreement accord pact code constitution resolution amendment charter award prize "
    "cup games olympics war revolution day report plan project festival championship "
    "crisis"
)


def _matters(cluster: Cluster) -> bool:
    """Whether the cluster is an actor: no place, and more than named in passing."""
    if sum(map(_is_place, cluster.mentions)) >= MOSTLY * len(cluster.mentions) or _is_outlet(cluster):
        return False
    if any(map(_writes, cluster.mentions)):
        return False
    if any(NO_BODIES & set(re.findall("[a-z]+", name.lower())[-1:]) for name in cluster.full_names):
        return False
    return _matters_as_person(cluster) if cluster.kind == "person" else _matters_as_body(cluster)


def _matters_as_person(cluster: Cluster) -> bool:
    """A full name that acts, comes back or has a role; a surname must do both of the first."""
    acts, repeated = any(m.acts for m in cluster.mentions), len(cluster.mentions) > 1
    if not any(len(names.words(m.name)) > 1 for m in cluster.mentions):
        return acts and repeated
    return acts or repeated or any(m.role for m in cluster.mentions)


def _matters_as_body(cluster: Cluster) -> bool:
    """A proper name that acts or that two articles use, or a country's body that acts or comes back; no outlet."""
    standing = [m for m in cluster.mentions if not _only_qualifies(m)]
    if not standing:
        return False  # "CCTV footage": the name only qualifies something else
    heads = [m.passage.tokens[m.last - 1] for m in standing]
    proper = any(head.pos == "PROPN" and head.text[:1].isupper() for head in heads)
    acts = any(m.acts for m in standing)
    owned = any(m.key and (m.key[0] or m.key[1] == "coalition") for m in cluster.mentions)
    if owned:
        return acts or len(cluster.mentions) > 1
    if not proper:
        return any(m.acts and m.passage.is_point and _is_particular(m) for m in standing)
    return acts or len(cluster.articles) > 1


def _is_particular(mention: Mention) -> bool:
    """Whether a body without a proper name is one that there is one of: "the commerce ministry", "China's navy"."""
    tokens = mention.passage.tokens
    head = tokens[mention.last - 1]
    definite = any(
        tokens[i].text.lower() == "the" or tokens[i].dep == "poss" for i in syntax.children(tokens, mention.last - 1)
    )
    return definite and head.lemma.lower() in lexicon.STATE_BODIES and " " in mention.name


OUTLETS = lexicon.words(
    "news times post journal herald tribune gazette newspaper tv television radio broadcaster agency daily"
)
REPORTED_TO = lexicon.words(
    "tell obtain see verify confirm interview contact describe report quote publish air broadcast"
)
NEWS = lexicon.words(
    "weekly daily newspaper paper magazine website site broadcaster channel station blog portal outlet"
)
MOSTLY = 0.5


def _is_outlet(cluster: Cluster) -> bool:
    """Whether a body is named as who reports: told, shown and asked, and mostly nothing else."""
    reporting = [_is_reporting_outlet(m) for m in cluster.mentions]
    return sum(reporting) >= MOSTLY * len(reporting) or any(map(_checks, cluster.mentions))


def _is_reporting_outlet(mention: Mention) -> bool:
    """Whether a mention is that of the source of a report: "told X", "seen by X", "X Times said"."""
    tokens = mention.passage.tokens
    head = tokens[syntax.top(tokens, mention.first, mention.last)]
    above = tokens[head.head]
    if mention.first and tokens[mention.first - 1].lemma.lower() in NEWS:
        return True
    if head.dep in {"dobj", "dative"} and above.lemma.lower() == "tell":
        return True
    if above.dep == "agent" and tokens[above.head].lemma.lower() in REPORTED_TO:
        return True
    if head.dep == "pobj" and above.text.lower() == "to" and tokens[above.head].lemma.lower() in {"speak", "talk"}:
        return True
    if head.dep == "poss" and is_reporter(above):
        return True
    reports = above.lemma.lower() in lexicon.SAYING or above.text.lower() in {"to", "by"}
    return mention.name.split()[-1].lower() in OUTLETS and reports


def _checks(mention: Mention) -> bool:
    """Whether the name is who "could not independently verify" something."""
    tokens = mention.passage.tokens
    words = {token.lemma.lower() for token in tokens}
    top = syntax.top(tokens, mention.first, mention.last)
    return "verify" in words and "independently" in words and tokens[top].dep == "nsubj"


def is_reporter(token: Token) -> bool:
    """Whether a word names somebody who reports the news."""
    return token.lemma.lower() in {"reporter", "correspondent", "journalist", "writer", "editor", "photographer"}


def _writes(mention: Mention) -> bool:
    """Whether a person is named as who made the report: "X's Ann Field, reporting from", "Ann Field contributed"."""
    tokens = mention.passage.tokens
    top = syntax.top(tokens, mention.first, mention.last)
    below = [tokens[i] for i in syntax.children(tokens, top)]
    if any(token.dep in {"acl", "advcl", "relcl"} and token.lemma.lower() == "report" for token in below):
        return True
    verb = tokens[top].head
    told = {"dobj", "ccomp", "xcomp", "dative"}
    has_object = any(tokens[i].dep in told for i in syntax.children(tokens, verb))
    return tokens[top].dep == "nsubj" and tokens[verb].lemma.lower() in {"contribute", "report"} and not has_object


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
    if head.lemma.lower() in lexicon.PLACES and mention.last - mention.first > 1 and mention.kind == "person":
        return True
    if head.dep in {"compound", "nmod"} and tokens[head.head].lemma.lower() in lexicon.PLACES:
        return True
    governor = tokens[head.head]
    if head.dep == "pobj" and governor.text.lower() == "of" and tokens[governor.head].lemma.lower() in lexicon.PLACES:
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
    shown = role_mention if role_mention and any(_shows(c, role_mention) for c in claims) else None
    name = _name(cluster)
    aliases = _aliases(cluster, name)
    kind: ActorKind = cluster.kind
    return Actor(
        name,
        kind,
        aliases,
        shown.role if shown else None,
        tuple(sorted(cluster.articles)),
        len(cluster.mentions),
        claims,
    )


def _shows(claim: Claim, mention: Mention) -> bool:
    """Whether the sentence of a mention is among the words that a claim rests on."""
    span = mention.passage.span
    return any(s.article == span.article and s.start <= span.start and span.end <= s.end for s in claim.spans)


def _aliases(cluster: Cluster, name: str) -> tuple[str, ...]:
    """The other names; of two that differ in capitals only, the more frequent."""
    counts = {alias: count for alias, count in cluster.counts.items() if alias.casefold() != name.casefold()}
    kept = {alias.casefold(): alias for alias in sorted(counts, key=lambda alias: (counts[alias], alias))}
    return tuple(sorted(kept.values()))


def _name(cluster: Cluster) -> str:
    """The name to print: the fullest, then the most frequent; for bodies the most frequent capitalised."""
    counts = cluster.counts
    if cluster.kind == "person":
        return cluster.full_names[0]
    return min(counts, key=lambda name: (not name[:1].isupper(), " " not in name, -counts[name], name))


def _role_mention(cluster: Cluster) -> Mention | None:
    """The mention that tells the role: newest article first, then the first in it; one that stands alone before others.

    What somebody was before counts only where that article tells no other office.
    """
    with_role = [m for m in cluster.mentions if m.role]
    for printable in (
        [m for m in with_role if stand_alone(m.passage) is not None],
        [m for m in with_role if in_context(m.passage) is not None],
    ):
        if printable:
            newest = max(m.passage.order[0] for m in printable)
            told = [m for m in printable if m.passage.order[0] == newest]
            return min(told, key=lambda m: (str(m.role).lower().startswith(roles.FORMER), m.passage.order))
    return None


def _claims(cluster: Cluster, role_mention: Mention | None, used: Counter[Span]) -> tuple[Claim, ...]:
    """The sentence with the role, then what the actor said or did: first what no other actor's row has told.

    A sentence that needs those around it is printed only for the role, or where no other is left.
    """
    ranked = sorted(
        cluster.mentions,
        key=lambda m: (m is not role_mention, not m.acts, used[m.passage.span], -m.passage.salience, m.passage.order),
    )
    chosen: dict[str, Claim] = {}
    for mention in ranked:
        claim = stand_alone(mention.passage)
        if claim is None and mention is role_mention:
            claim = in_context(mention.passage)
        if claim is not None and len(chosen) < STATEMENTS:
            chosen.setdefault(claim.text, claim)
    if not chosen:
        wider = (claim for m in ranked if (claim := in_context(m.passage)) is not None)
        chosen = {claim.text: claim for claim in [next(wider, None)] if claim is not None}
    return tuple(chosen.values())
