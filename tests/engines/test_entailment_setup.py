"""``revlint setup entailment`` and the settings: what is installed, what is refused, and why."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from bot import app
from bot.__main__ import main
from bot.config import load_settings
from bot.engines import entailment_onnx, entailment_setup
from bot.engines.entailment_model import RECORD, file_checksum
from bot.engines.entailment_onnx import MODEL, TOKENIZER
from bot.errors import ConfigurationError
from rules.contract import Entailment
from tests.engines.tiny_model import write_model
from tests.linting import ENTRIES

LABELS = "contradiction=0,entailment=1,neutral=2"
TOML_LABELS = "labels = { contradiction = 0, entailment = 1, neutral = 2 }\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder for data."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "revlint" / "entailment"


def setup(source: str | Path, *options: str) -> int:
    return main(["setup", "entailment", "--from", str(source), "--labels", LABELS, *options])


def installed(home: Path) -> list[Path]:
    return sorted(home.iterdir()) if home.exists() else []


def engine(text: str, tmp_path: Path) -> Entailment | None:
    file = tmp_path / "own.toml"
    file.write_text(text)
    settings = load_settings(known_codes=ENTRIES, config_file=str(file))
    return app.linter(settings, ENTRIES).entailment


def zipped(folder: Path, target: Path, prefix: str = "") -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in folder.iterdir():
            archive.write(path, prefix + path.name)
    return target


def test_a_model_that_passes_is_installed_and_used(
    tiny_model: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert setup(tiny_model) == 0
    printed = capsys.readouterr().out
    assert "AUROC 0." in printed
    [folder] = installed(home)
    assert sorted(path.name for path in folder.iterdir()) == [RECORD, MODEL, TOKENIZER]
    configured = printed[printed.index("[entailment]") :]
    found = engine(configured, tmp_path)
    assert found is not None
    assert found.name.startswith(folder.name)
    [judgement] = found.score([("It is not a town.", "It is a town.")], 60)
    assert judgement is not None
    assert judgement.contradict > 0.5


def test_installing_it_again_is_no_error(tiny_model: Path, home: Path) -> None:
    assert (setup(tiny_model), setup(tiny_model)) == (0, 0)
    assert len(installed(home)) == 1


@pytest.mark.parametrize("labels", ["contradiction=1,entailment=0,neutral=2", ""])
def test_a_model_that_fails_is_not_installed(
    tiny_model: Path, tmp_path: Path, home: Path, labels: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if labels:
        source = tiny_model
    else:
        source, labels = write_model(tmp_path / "blind", sees_differences=False), LABELS
    assert main(["setup", "entailment", "--from", str(source), "--labels", labels]) == 2
    captured = capsys.readouterr()
    assert "did not pass the admission test" in captured.err
    assert captured.out.count("AUROC") == 2
    assert installed(home) == []


def test_the_label_map_comes_from_the_models_own_words_or_must_be_given(
    tiny_model: Path, tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["setup", "entailment", "--from", str(tiny_model)]) == 2
    assert "give --labels" in capsys.readouterr().err
    named = write_model(tmp_path / "named", config=True)
    assert main(["setup", "entailment", "--from", str(named)]) == 0
    assert "contradiction = 0" in capsys.readouterr().out
    assert len(installed(home)) == 1


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_an_archive_is_unpacked(tiny_model: Path, tmp_path: Path, home: Path, kind: str) -> None:
    archive = tmp_path / f"model.{kind}"
    if kind == "zip":
        zipped(tiny_model, archive, "model-main/onnx/")
    else:
        with tarfile.open(archive, "w:gz") as packed:
            packed.add(tiny_model, "model")
    assert setup(archive, "--sha256", file_checksum(archive).upper()) == 0
    assert len(installed(home)) == 1


def test_an_onnx_file_brings_the_tokenizer_beside_it(tiny_model: Path, home: Path) -> None:
    model = tiny_model / MODEL
    assert setup(model, "--sha256", file_checksum(model)) == 0
    assert len(installed(home)) == 1


@pytest.mark.parametrize("checksum", ["0" * 64, "abc"])
def test_a_wrong_checksum_stops_it(
    tiny_model: Path, home: Path, checksum: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert setup(tiny_model, "--sha256", checksum) == 2
    assert "SHA-256" in capsys.readouterr().err
    assert installed(home) == []


def test_no_archive_writes_outside(tiny_model: Path, tmp_path: Path, home: Path) -> None:
    archive = tmp_path / "evil.tar"
    with tarfile.open(archive, "w") as packed:
        packed.add(tiny_model / MODEL, "../../evil/model.onnx")
        packed.add(tiny_model / TOKENIZER, "/tmp/../tokenizer.json")
        for name, kind in (("x/config.json", tarfile.SYMTYPE), ("y", tarfile.LNKTYPE)):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = kind, "/etc/passwd"
            packed.addfile(link)
        more = tarfile.TarInfo("../../evil/..onnx_data")
        more.size = 4
        packed.addfile(more, io.BytesIO(b"more"))
    before = {path for path in tmp_path.rglob("*") if home not in path.parents}
    assert setup(archive) == 0
    after = {path for path in tmp_path.rglob("*") if home not in path.parents}
    assert after - before <= {home, *home.parents}
    [folder] = installed(home)
    assert {path.name for path in folder.iterdir()} == {RECORD, MODEL, TOKENIZER, "..onnx_data"}
    assert all(path.is_file() and not path.is_symlink() for path in folder.iterdir())


def test_an_archive_that_swells_is_stopped(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(entailment_setup, "LARGEST_BYTES", 1 << 20)
    archive = tmp_path / "bomb.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(MODEL, b"\0" * (4 << 20))
        packed.writestr(TOKENIZER, "{}")
    assert setup(archive) == 2
    assert "more than 1,048,576 bytes" in capsys.readouterr().err
    assert installed(home) == []


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        ([TOKENIZER], "ONNX files there: none"),
        ([MODEL], "no tokenizer.json"),
        (["a.onnx", "b.onnx", TOKENIZER], r"a.onnx, b.onnx"),
        ([MODEL, TOKENIZER], "the model cannot be used"),
    ],
)
def test_what_is_no_model_is_refused(
    tmp_path: Path, home: Path, names: list[str], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in names:
        (folder / name).write_text("{}")
    assert setup(folder) == 2
    assert problem in capsys.readouterr().err
    assert installed(home) == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("/nowhere/model.zip", "no such file"),
        ("http://models.example.org/model.zip", "only https"),
        ("file:///etc/passwd", "only https"),
        ("https://127.0.0.1:1/model.zip", "was not installed"),
    ],
)
def test_a_source_that_cannot_be_read(
    source: str, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert setup(source) == 2
    assert problem in capsys.readouterr().err


@pytest.fixture
def files() -> Iterator[tuple[str, dict[str, tuple[int, bytes]]]]:
    """An address on this machine, and what it serves: by path, a status and a body or a place."""
    served: dict[str, tuple[int, bytes]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = served[self.path]
            self.send_response(status)
            if status == 302:
                self.send_header("Location", body.decode())
            self.end_headers()
            if status == 200:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", served
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_download_is_checked_and_installed(
    tiny_model: Path, tmp_path: Path, home: Path, files: tuple[str, dict[str, tuple[int, bytes]]],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    url, served = files
    archive = zipped(tiny_model, tmp_path / "model.zip")
    served["/model.zip"] = (200, archive.read_bytes())
    served["/near"] = (302, f"{url}/model.zip".encode())
    served["/far"] = (302, b"http://models.example.org/model.zip")
    assert setup(f"{url}/model.zip", "--sha256", "0" * 64) == 2
    assert setup(f"{url}/far") == 2
    assert "which is not https" in capsys.readouterr().err
    assert installed(home) == []
    assert setup(f"{url}/near", "--sha256", file_checksum(archive)) == 0
    assert len(installed(home)) == 1


def onnx_settings(folder: Path, labels: str = TOML_LABELS) -> str:
    return f'[entailment]\nkind = "onnx"\npath = "{folder}"\n{labels}'


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("unlink model", r"entailment\.path: there is no model\.onnx .*revlint setup entailment"),
        ("unlink record", r"entailment\.path: .*not passed .*revlint setup entailment"),
        ("spoil record", r"entailment\.path: .*cannot be read"),
        ("forge figures", r"entailment\.path: .*did not pass"),
        ("other set", r"entailment\.path: .*another set of pairs"),
        ("change tokenizer", r"entailment\.path: .*not those that were tried"),
        ("other labels", r"entailment\.labels: are not those"),
        ("part of labels", r"entailment\.labels: must name"),
    ],
)
def test_a_model_that_was_not_admitted_stops_the_start(
    tiny_model: Path, home: Path, tmp_path: Path, change: str, problem: str
) -> None:
    setup(tiny_model)
    [folder] = installed(home)
    labels = TOML_LABELS
    record = json.loads((folder / RECORD).read_text())
    match change:
        case "unlink model":
            (folder / MODEL).unlink()
        case "unlink record":
            (folder / RECORD).unlink()
        case "spoil record":
            (folder / RECORD).write_text("{}")
        case "forge figures":
            record["figures"]["auroc"] = 0.7
        case "other set":
            record["figures"]["pairs"] = "0"
        case "change tokenizer":
            with (folder / TOKENIZER).open("a") as file:
                file.write("\n")
        case "other labels":
            labels = "labels = { contradiction = 1, entailment = 0, neutral = 2 }\n"
        case "part of labels":
            labels = "labels = { contradiction = 0 }\n"
    if change in ("forge figures", "other set"):
        (folder / RECORD).write_text(json.dumps(record))
    with pytest.raises(ConfigurationError, match=problem):
        engine(onnx_settings(folder, labels), tmp_path)


def test_missing_software_stops_the_start_with_the_remedy(
    tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entailment_onnx, "find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match=r"pip install 'revlint\[entailment\]'"):
        engine(onnx_settings(tiny_model), tmp_path)
    assert setup(tiny_model) == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('kind = "onnx"\n', r"own\.toml, line 2: entailment\.kind: needs entailment\.path"),
        ('kind = "onnx"\npath = "x"\n', r"own\.toml, line 2: .*entailment\.labels"),
        ('kind = "endpoint"\n', r"entailment\.url"),
        ('kind = "endpoint"\nurl = "https://x.org/v1"\n', r"entailment\.model"),
        ('kind = "endpoint"\nmodel = "m"\nurl = "http://x.org/v1"\n', r"line 4: entailment\.url"),
        ('kind = "endpoint"\nmodel = "m"\nurl = "ftp://x.org"\n', r"line 4: entailment\.url"),
        ('kind = "both"\n', r"line 2: entailment\.kind"),
        ("most_pairs = 0\n", r"line 2: entailment\.most_pairs"),
        ('key_env = "A B"\n', r"line 2: entailment\.key_env"),
        ('key = "sk-1"\n', r"line 2: entailment\.key: unknown key"),
    ],
)
def test_settings_that_make_no_sense(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ConfigurationError, match=problem):
        engine(f"[entailment]\n{text}", tmp_path)


def test_the_key_comes_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        '[entailment]\nkind = "endpoint"\nurl = "https://x.org/v1"\nmodel = "small"\n'
        'key_env = "REVLINT_TEST_KEY"\n'
    )
    monkeypatch.delenv("REVLINT_TEST_KEY", raising=False)
    with pytest.raises(ConfigurationError, match=r"entailment\.key_env: .*REVLINT_TEST_KEY"):
        engine(text, tmp_path)
    monkeypatch.setenv("REVLINT_TEST_KEY", "bad\nkey")
    with pytest.raises(ConfigurationError, match="no key can hold"):
        engine(text, tmp_path)
    monkeypatch.setenv("REVLINT_TEST_KEY", "sk-1")
    found = engine(text, tmp_path)
    assert found is not None
    assert (found.name, found.most_pairs) == ("small at x.org", 48)


def test_there_is_none_by_default(tmp_path: Path) -> None:
    assert engine("", tmp_path) is None
    with pytest.raises(ConfigurationError, match=r'CLM020 .* entailment\.kind is "none"'):
        engine('[lint]\nselect = ["CLM020"]\n', tmp_path)


def test_options_of_one_setup_do_not_go_with_the_other(
    tiny_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["setup", "languagetool", "--from", str(tiny_model)]) == 2
    assert main(["setup", "entailment"]) == 2
    assert setup(tiny_model, "--zip", "x.zip") == 2
    assert main(["setup", "entailment", "--from", "x", "--labels", "zero"]) == 2
    assert capsys.readouterr().err.count("revlint: ") == 4


def test_nothing_is_left_behind_when_the_model_breaks(
    tiny_model: Path, home: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(tiny_model, broken)
    (broken / MODEL).write_bytes((tiny_model / MODEL).read_bytes()[:500])
    assert setup(broken) == 2
    assert installed(home) == []


def test_a_model_runs_within_the_workers_limits(
    tiny_model: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    setup(tiny_model)
    [folder] = installed(home)
    (tmp_path / "own.toml").write_text(onnx_settings(folder))
    page = tmp_path / "page.txt"
    page.write_text("The old bridge is made of stone.\n\nThe old bridge is not made of stone.")
    capsys.readouterr()
    main(["lint", "--new", str(page), "--format", "json", "--config", str(tmp_path / "own.toml")])
    report = json.loads(capsys.readouterr().out)
    assert (report["status"], report["failures"]) == ("linted", [])
    assert folder.name in report["engine"]
    assert "CLM020" in {finding["code"] for finding in report["findings"]}
