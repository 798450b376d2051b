"""The language of a text, and what of an English one is in another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.ingest.cleaning.tongues import in_another_language, language_of

ENGLISH = (
    "The harbour master told the council that the crane would be taken down before winter, because two of its feet had "
    "rusted through and nobody could say how long it would stand."
)
OTHERS = {
    "cs": "Přístavní správce řekl radě, že jeřáb bude do zimy rozebrán, protože dvě jeho nohy "
    "prorezavěly a nikdo neví, jak dlouho ještě vydrží stát.",
    "da": "Havnefogeden fortalte rådet, at kranen skal tages ned inden vinteren, fordi to af "
    "dens ben er rustet igennem, og ingen kan sige, hvor længe den bliver stående.",
    "de": "Der Hafenmeister sagte dem Rat, der Kran müsse vor dem Winter abgebaut werden, weil "
    "zwei seiner Füße durchgerostet seien und niemand wisse, wie lange er noch stehe.",
    "es": "El jefe del puerto dijo al consejo que la grúa se desmontará antes del invierno, "
    "porque dos de sus patas están podridas de óxido y nadie sabe cuánto aguantará.",
    "fr": "Le capitaine du port a dit au conseil que la grue serait démontée avant l’hiver, "
    "car deux de ses pieds sont rongés par la rouille et personne ne sait combien de "
    "temps elle tiendra.",
    "it": "Il comandante del porto ha detto al consiglio che la gru sarà smontata prima "
    "dell’inverno, perché due dei suoi piedi sono arrugginiti e nessuno sa quanto "
    "resisterà.",
    "nl": "De havenmeester zei tegen de raad dat de kraan voor de winter wordt afgebroken, "
    "omdat twee van de poten zijn doorgeroest en niemand weet hoe lang hij nog blijft "
    "staan.",
    "pl": "Kapitan portu powiedział radzie, że dźwig zostanie rozebrany przed zimą, bo dwie "
    "jego nogi przerdzewiały i nikt nie wie, jak długo jeszcze postoi.",
    "ru": "Начальник порта сказал совету, что кран разберут до зимы, потому что две его опоры "  # noqa: RUF001
    "проржавели насквозь и никто не знает, сколько он ещё простоит.",
    "zh": "港务长告诉议会，起重机将在冬天之前拆除，因为它的两只脚已经锈穿，没有人知道它还能站多久。",  # noqa: RUF001
}


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages(code: str) -> None:
    """A sentence or two are enough to know a language, and a page that says "en" does not change it."""
    assert language_of(OTHERS[code]) == code
    assert language_of(OTHERS[code], "en") == code


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        "Mieczysław Brzoza, Zdzisława Wójcik and Bogusław Jędrzejczyk of Szczebrzeszyn said they had not been asked.",
        "Sheikh Hamad bin Jassim al-Mansouri and Ali bin Saeed al-Kaabi were met by Omar bin Zayed at the gate.",
        "The gram panchayat sarpanch said the tehsildar had not come, and that 40 lakh for the anganwadi was gone.",
        "The auld wifie wis no for flittin, and she tellt the cooncil that the hoose had been her faither’s.",
        "Okada riders at Oshodi told newsmen that the LGA chairman had promised to settle the matter with the union.",
    ],
    ids=["plain", "capitals", "Polish names", "Arabic names", "Indian", "Scots", "Nigerian"],
)
def test_english(text: str) -> None:
    """English is English in capitals, in all its lands, and full of foreign names; a wrong page does not change it."""
    assert language_of(text) == "en"
    assert language_of(text, "de") == "en"


def test_transliterated() -> None:
    """What is surely no English is never given out as unknown, which would be tried."""
    text = (
        "Bandargah ke adhikari ne parishad ko bataya ki sardiyon se pehle kren ko hata diya jayega, kyonki uske do "
        "pair zang kha chuke hain aur koi nahin jaanta ki woh kab tak khada rahega."
    )

    assert language_of(text) not in ("en", "und")


def test_whole_text() -> None:
    """The longer part decides, wherever it stands."""
    head = "\n".join([ENGLISH] * 14)
    body = "\n".join([OTHERS["de"]] * 40)

    assert len(head) > 2_000
    assert language_of(f"{head}\n{body}") == language_of(f"{body}\n{head}") == "de"
    assert language_of(f"{head}\n{head}\n{OTHERS['de']}") == "en"


def test_one_long_line() -> None:
    """A text without line breaks is looked at as a whole too."""
    assert language_of(" ".join([ENGLISH] * 14 + [OTHERS["fr"]] * 40)) == "fr"


def test_very_long_text() -> None:
    """Of a very long text enough is looked at to tell."""
    assert language_of("\n".join([ENGLISH] * 300 + [OTHERS["nl"]] * 2_000)) == "nl"


def test_stated() -> None:
    """What a page says settles what the text leaves open, and nothing else."""
    assert (language_of("Crane down."), language_of("Crane down.", "en")) == ("und", "en")
    assert language_of("Ruiz Ibáñez, Łódź", "zh") == "und"
    assert language_of("Kranen er væk.", "da") == "da"
    assert language_of("Kranen er væk.", "no") == "no"


@pytest.mark.parametrize("text", ["", "12 34 56", "…", "\n\n"])
def test_nothing_to_tell_by(text: str) -> None:
    """Without words there is no language."""
    assert language_of(text) == language_of(text, "en") == "und"


def test_foreign_paragraphs() -> None:
    """Paragraphs in other languages and scripts are found between English ones."""
    lines = [ENGLISH, *OTHERS.values(), ENGLISH]

    assert in_another_language(lines) == set(range(1, len(lines) - 1))


@pytest.mark.parametrize(
    "line",
    [
        "Crane to go",
        "José María Ruiz, Łukasz Wójcik, Nguyễn Văn An, Siobhán Ní Bhriain",
        "“C’est la vie,” said Ada Holm, who had come to watch.",
        "She sang “Du, du liegst mir im Herzen” and bowed.",
        "He wrote ужас in the dust, and (кран) beneath it.",
        "Société Générale, Crédit Agricole and Banca Monte dei Paschi di Siena fell.",
        "The habeas petition was dismissed sua sponte as res judicata.",
        "KRAN KOMMT WEG, SAGT DER HAFENMEISTER",
        "¡Viva!",
        "Да.",
        "12.5%",
        "",
    ],
)
def test_stays(line: str) -> None:
    """Names, titles, headings, borrowed terms and short quotations stay."""
    assert in_another_language([ENGLISH, line, ENGLISH]) == set()


def test_short_sentence_goes_with_its_neighbours() -> None:
    """A sentence too short to be judged is foreign between foreign ones, and stays beside English."""
    short = "Verletzt wurde niemand."

    assert in_another_language([ENGLISH, OTHERS["de"], short, OTHERS["de"], ENGLISH]) == {1, 2, 3}
    assert in_another_language([ENGLISH, OTHERS["de"], short, ENGLISH]) == {1}
    assert in_another_language([short]) == set()


@settings(deadline=None)  # the first call loads the library's model
@given(st.text(), st.none() | st.sampled_from(["en", "de", "xx"]))
def test_any_text(text: str, stated: str | None) -> None:
    """Any text has an answer: a code of two or three letters."""
    assert len(language_of(text, stated)) in (2, 3)


@settings(deadline=None)
@given(st.lists(st.text()))
def test_any_pieces(pieces: list[str]) -> None:
    """Any pieces can be asked about, and those named are among them."""
    assert in_another_language(pieces) <= set(range(len(pieces)))
