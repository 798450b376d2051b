"""Settings: defaults, the places values come from, what is refused, and the fingerprint."""

import dataclasses
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import config
from briefing.config import Settings, fingerprint, load, options
from briefing.errors import ConfigError


def write(folder: Path, text: str) -> Path:
    """A settings file in that folder."""
    file = folder / "briefing.toml"
    file.write_text(text, encoding="utf-8")
    return file


class TestLoad:
    """Where values come from, and which place is stronger."""

    def test_defaults(self) -> None:
        """Without any source, every option has its default."""
        assert load(None, {}, {}) == Settings()

    def test_order(self, tmp_path: Path) -> None:
        """The command line is stronger than the environment, and the environment than the file."""
        file = write(tmp_path, "points = 3\nactors = 3\nfigures = 3")

        settings = load(file, {"BRIEFING_POINTS": "4", "BRIEFING_ACTORS": "4"}, {"points": "5"})

        assert (settings.points, settings.actors, settings.figures) == (5, 4, 3)

    def test_file_in_working_folder(self) -> None:
        """A `briefing.toml` in the working folder counts without being named."""
        write(Path.cwd(), "threads = 1")

        assert load(None, {}, {}).threads == 1

    def test_types(self, tmp_path: Path) -> None:
        """A file uses the types of TOML: dates, lists, numbers, text."""
        file = write(tmp_path, 'as_of = 2024-02-11\nformats = ["md"]\ntopic = "Troops"')

        settings = load(file, {}, {})

        assert (settings.as_of, settings.formats, settings.topic) == (date(2024, 2, 11), ("md",), "Troops")

    def test_text_is_read(self) -> None:
        """In the environment and on the command line everything is text: a date, a number, a list with commas."""
        settings = load(None, {"BRIEFING_AS_OF": "2024-02-11"}, {"formats": "md, json", "max_file_mb": "1"})

        assert (settings.as_of, settings.formats, settings.max_file_mb) == (date(2024, 2, 11), ("md", "json"), 1)

    def test_typed_overrides(self) -> None:
        """A caller in Python may pass values of the option's own type."""
        settings = load(None, {}, {"formats": ("md",), "points": 2, "cache_dir": Path("/tmp/x")})  # noqa: S108 - never touched

        assert (settings.formats, settings.points, settings.cache_dir) == (("md",), 2, Path("/tmp/x"))  # noqa: S108

    def test_folders_are_relative_to_the_file(self, tmp_path: Path) -> None:
        """A folder named in the file is found from wherever the program is started."""
        file = write(tmp_path, 'templates_dir = "mine"\ncache_dir = "/var/cache/briefing"')

        settings = load(file, {}, {})

        assert (settings.templates_dir, settings.cache_dir) == (tmp_path / "mine", Path("/var/cache/briefing"))

    def test_home_is_expanded(self) -> None:
        """A tilde is the home folder."""
        assert load(None, {"BRIEFING_MODEL_DIR": "~/models"}, {}).model_dir == Path.home() / "models"

    def test_empty_variable(self) -> None:
        """An empty variable counts as not set, as shells have no other way to say so."""
        assert load(None, {"BRIEFING_POINTS": ""}, {}) == Settings()


class TestRefused:
    """One line says where, what and what instead."""

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("points = 0", ": points: 0 is not allowed; use a whole number of sentences from 1 to 50"),
            ("points = 51", ": points: 51 is not allowed; use a whole number of sentences from 1 to 50"),
            ('points = "8"', ': points: "8" is not allowed; use a whole number of sentences from 1 to 50'),
            ("points = true", ": points: true is not allowed; use a whole number of sentences from 1 to 50"),
            ("points = 8.5", ": points: 8.5 is not allowed; use a whole number of sentences from 1 to 50"),
            (
                'formats = ["docx"]',
                ': formats: ["docx"] is not allowed; use one or more of md, pdf, html, json, each once',
            ),
            ("formats = []", ": formats: [] is not allowed; use one or more of md, pdf, html, json, each once"),
            ('condenser = "oracle"', ': condenser: "oracle" is not allowed; use salience'),
            ('as_of = "soon"', ': as_of: "soon" is not allowed; use a date such as 2024-02-11'),
            ('topic = ""', ': topic: "" is not allowed; use text of 1 to 200 characters'),
            ('cache_dir = "~no-such-person/x"', ': cache_dir: "~no-such-person/x" is not allowed; use a folder'),
            ("cache_dir = 7", ": cache_dir: 7 is not allowed; use a folder"),
            ("pionts = 8", ": pionts: is no setting; did you mean points?"),
        ],
    )
    def test_value_in_file(self, tmp_path: Path, text: str, message: str) -> None:
        """A wrong value or name in the file is named with what is allowed."""
        file = write(tmp_path, text)

        with pytest.raises(ConfigError) as caught:
            load(file, {}, {})

        assert str(caught.value) == f"{file}{message}"

    def test_variable(self) -> None:
        """A wrong variable is named as it stands in the environment."""
        with pytest.raises(ConfigError, match=r"^environment: BRIEFING_THREADS: \"many\" is not allowed; use a whole"):
            load(None, {"BRIEFING_THREADS": "many"}, {})

    def test_unknown_variable(self) -> None:
        """A variable with the program's prefix that is no setting is taken for a mistake."""
        with pytest.raises(ConfigError, match=r"^environment: BRIEFING_TOPICS: is no setting; did you mean topic\?$"):
            load(None, {"BRIEFING_TOPICS": "x"}, {})

    def test_option(self) -> None:
        """A wrong option is named as it is typed."""
        with pytest.raises(ConfigError, match=r"^command line: --format: \"md,md\" is not allowed; .*each once$"):
            load(None, {}, {"formats": "md,md"})

    def test_nothing_like_it(self) -> None:
        """A name that resembles no setting gets the list of them."""
        with pytest.raises(ConfigError, match=r"^command line: zzz: is no setting; there are topic, title, as_of, "):
            load(None, {}, {"zzz": 1})

    def test_missing_file(self, tmp_path: Path) -> None:
        """A file that is named has to be there."""
        with pytest.raises(ConfigError, match=r"none\.toml: cannot be read: No such file"):
            load(tmp_path / "none.toml", {}, {})

    @pytest.mark.parametrize("content", [b"points = ", b"\xff\xfe"])
    def test_broken_file(self, tmp_path: Path, content: bytes) -> None:
        """A file that is no TOML, or no text, is refused on one line."""
        file = tmp_path / "briefing.toml"
        file.write_bytes(content)

        with pytest.raises(ConfigError, match=r"^\S+: is not TOML: [^\n]+$"):
            load(file, {}, {})


class TestFingerprint:
    """What the content of a brief depends on."""

    def test_same_settings(self) -> None:
        """The same settings have the same fingerprint, in hexadecimal."""
        assert fingerprint(Settings()) == fingerprint(load(None, {}, {}))
        assert len(bytes.fromhex(fingerprint(Settings()))) == 32

    @pytest.mark.parametrize(
        "change", [{"points": 9}, {"topic": "Troops"}, {"as_of": date(2024, 2, 11)}, {"actors": 1}]
    )
    def test_content(self, change: dict[str, object]) -> None:
        """It changes with each setting that shapes the content."""
        assert fingerprint(dataclasses.replace(Settings(), **change)) != fingerprint(Settings())  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "change", [{"cache_dir": Path("a")}, {"threads": 8}, {"formats": ("md",)}, {"model_dir": Path("b")}]
    )
    def test_circumstance(self, change: dict[str, object]) -> None:
        """It does not change with folders, speed or the forms in which the brief is written."""
        assert fingerprint(dataclasses.replace(Settings(), **change)) == fingerprint(Settings())  # type: ignore[arg-type]

    def test_digest(self) -> None:
        """A digest depends on fewer settings, so a new title does not make articles be condensed again."""
        titled, shorter = Settings(title="New"), Settings(points=3)

        assert fingerprint(titled, of="digest") == fingerprint(Settings(), of="digest")
        assert fingerprint(shorter, of="digest") != fingerprint(Settings(), of="digest")


class TestDescribed:
    """What people read about the settings comes from `Settings`."""

    def test_every_option(self) -> None:
        """Each field has a meaning that ends in a full stop, and a word for its value."""
        for option in options().values():
            assert option.doc.endswith(".")
            assert option.metavar
            assert option.allowed

    def test_starter(self, tmp_path: Path) -> None:
        """The starter file is valid, and changes nothing until a line is made active."""
        assert load(write(tmp_path, config.starter()), {}, {}) == Settings()

    def test_starter_uncommented(self) -> None:
        """Each line of the starter file is valid TOML once its mark is removed."""
        names = set(options())
        lines = [line.removeprefix("# ") for line in config.starter().splitlines()]
        table = tomllib.loads("\n".join(line for line in lines if line.split(" = ")[0] in names))

        assert set(table) == names

    def test_starter_active(self, tmp_path: Path) -> None:
        """Settings can be made active from the start."""
        text = config.starter(active={"points": "5"})

        assert load(write(tmp_path, text), {}, {}) == Settings(points=5)

    def test_reference(self) -> None:
        """The reference has a heading for each setting."""
        assert [line for line in config.reference().splitlines() if line.startswith("### ")] == [
            f"### `{name}`" for name in options()
        ]


def test_folders_in_the_home() -> None:
    """Without a setting, both folders are in the user's cache folder; with one, they are where it says."""
    assert config.cache_folder(Settings()).is_relative_to(Path.home())
    assert config.model_folder(Settings()) != config.cache_folder(Settings())
    assert config.model_folder(Settings(model_dir=Path("m"))) == Path("m")
    assert config.cache_folder(Settings(cache_dir=Path("c"))) == Path("c")


@given(st.dictionaries(st.sampled_from(list(options())), st.text(), max_size=3))
def test_any_text(values: dict[str, str]) -> None:
    """Whatever is typed, the answer is settings or one line."""
    try:
        load(None, {}, values)
    except ConfigError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either way is right


class TestServer:
    """The address of a server, and the key for it."""

    @pytest.mark.parametrize(
        "value", ["localhost:8080", "ftp://host/", "http://", "http://me:secret@host/v1", "http://["]
    )
    def test_no_address(self, value: str) -> None:
        """What is no web address, or has a password in it, is refused."""
        with pytest.raises(ConfigError, match="is not allowed; use an address that begins with http:// or https://"):
            load(None, {}, {"base_url": value})

    def test_key_is_no_setting(self) -> None:
        """The key stands in the environment beside the settings, and is none: it gets into no fingerprint."""
        assert load(None, {"BRIEFING_API_KEY": "secret"}, {}) == load(None, {}, {})

    def test_fingerprint(self) -> None:
        """Another server may have another model of the same name, so the address counts; how it is asked does not."""
        plain, other = (load(None, {}, {"base_url": f"http://{host}/v1"}) for host in ("a", "b"))

        assert fingerprint(plain, of="digest") != fingerprint(other, of="digest")
        assert fingerprint(plain) == fingerprint(
            load(None, {"BRIEFING_SERVER_TIMEOUT": "9"}, {"base_url": "http://a/v1"})
        )
