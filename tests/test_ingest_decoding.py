"""Bytes become text: every encoding that newsrooms save in, and nothing invisible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.decoding import decode, visible

ENGLISH = "“The bridge’s last pillar – the third – stood,” she said; it cost £3."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_english_in_any_encoding(encoding: str) -> None:
    """English with typographic marks comes through as written, whatever it was saved in."""
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Der Rat erklärte, dass die Brücke über den Fluss schließen müsse.", "cp1252"),
        ("Рада заявила в понедельник, что мост закрыт до весны.", "cp1251"),
        ("أعلن المجلس يوم الاثنين إغلاق الجسر حتى الربيع", "cp1256"),
        ("Rada ogłosiła w poniedziałek, że most będzie zamknięty do wiosny.", "cp1250"),
    ],
)
def test_other_languages(text: str, encoding: str) -> None:
    """Undeclared encodings of other languages are told apart."""
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_bytes_without_mark(encoding: str) -> None:
    """UTF-16 is known without its mark, in either order, also where no byte of a letter is zero."""
    arabic = "أعلن المجلس يوم الاثنين إغلاق الجسر حتى الربيع بعد أن سقط العمود الثالث"

    assert decode(ENGLISH.encode(encoding)) == ENGLISH
    assert decode(arabic.encode(encoding)) == arabic


def test_scattered_nul_bytes() -> None:
    """A few NUL bytes in a text are left out."""
    assert decode(ENGLISH.encode() * 9 + b"\x00\x00") == ENGLISH * 9


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (ENGLISH, "cp1252", "iso-8859-1"),  # as the web means it
        (ENGLISH, "cp1252", "us-ascii"),
        (ENGLISH, "cp1252", "utf-8"),
        (ENGLISH, "utf-8", "iso-8859-1"),
        ("أعلن المجلس يوم الاثنين إغلاق الجسر حتى الربيع", "cp1256", "iso-8859-1"),
        ("Совет города закрыл старый мост до весны и просит жителей ждать", "cp1251", "windows-1252"),
        ("Совет города закрыл старый мост до весны и просит жителей ждать", "cp1251", "windows-1256"),
    ],
)
def test_wrong_declarations(text: str, encoding: str, declared: str) -> None:
    """A charset that is declared and does not fit the bytes is not believed."""
    head = f'<meta charset="{declared}">'

    assert decode((head + text).encode(encoding)) == head + text


def test_charset_stated_elsewhere() -> None:
    """What the head of a mail says of its text is tried, too."""
    assert decode("Γέφυρα".encode("iso-8859-7"), "iso-8859-7") == "Γέφυρα"


def test_declared_charset() -> None:
    """The charset that a page declares is used where the bytes are no UTF-8."""
    page = '<meta charset="iso-8859-7"><p>Γέφυρα</p>'

    assert decode(page.encode("iso-8859-7")) == page


@pytest.mark.parametrize("name", ["rot13", "no-such-charset", "zlib_codec"])
def test_declared_nonsense(name: str) -> None:
    """A declaration that names no text encoding is passed over."""
    page = f'<meta charset="{name}"><p>a café</p>'

    assert decode(page.encode("cp1252")) == page


def test_damaged_utf8_stays_utf8() -> None:
    """A file cut off in the middle of a character loses that character and no other."""
    text = decode("Die Brücke über die Flüsse für alle Bürger müßte größer sein, hieß es – ü".encode()[:-1])

    assert text is not None
    assert text.startswith("Die Brücke über die Flüsse für alle Bürger müßte größer")


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00\x08", b"\x01\x02\x03\x04text", "\ufffd".encode() * 9 + b"text"])
def test_binary(data: bytes) -> None:
    """NUL bytes, control characters and what is mostly undecodable are no text."""
    assert decode(data) is None


def test_line_breaks_and_invisible_characters() -> None:
    """One kind of line break remains; soft hyphens, overrides and zero-width marks go; quotes and blanks stay."""
    assert visible("a\r\nb\rc\u2028d\x0be") == "a\nb\nc\nd\ne"
    assert visible("so\u00adft \u202etxet\u202c \u200bx\ufeff \u00a0‘q’") == "soft txet x \u00a0‘q’"


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Any bytes are text without controls, or no text."""
    text = decode(data)

    assert text is None or not set(text) & set("\r\x00\x08\u202e\u00ad")
