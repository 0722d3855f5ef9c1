"""The installation of a model: fetched, checked, tried, and only then put in its place."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import tarfile
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import IO, Any
from urllib.parse import urlsplit

from bot.addresses import is_safe_url
from bot.engines import entailment_onnx
from bot.engines.admission import Figures, examined
from bot.engines.entailment_labels import labels_of_config
from bot.engines.entailment_model import engine_in, file_checksum, write_record
from bot.engines.entailment_onnx import MODEL, TOKENIZER
from bot.errors import ConfigurationError, InputError
from rules.contract import EntailmentError

CONFIG = "config.json"
LARGEST_BYTES = 2 << 30
"""Of all files together, unpacked; a download may not be larger either."""

LARGEST_CONFIG = 1 << 20
DOWNLOAD_S = 3_600.0
SOCKET_S = 30.0
CHUNK_BYTES = 1 << 20
CHECKSUM = re.compile(r"[0-9a-fA-F]{64}\Z")

Member = tuple[str, int, Callable[[], IO[bytes] | None]]
"""A regular file of an archive or a folder: its path, its size, and how it is opened."""


def data_folder() -> Path:
    """Where models of this user are kept, by the XDG rules."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "revlint" / "entailment"


def install(
    source: str, labels: Mapping[str, int] | None, sha256: str
) -> tuple[Path, dict[str, int], Figures]:
    """Install the model at a path or an address, if it passes; where, its label map, its figures.

    ``source`` is a folder, an ONNX file with its tokenizer beside it, or a zip or tar archive of
    them. ``sha256`` is that of the archive, or of the ONNX file; empty: not compared. Without
    ``labels`` the model's own ``config.json`` must state them by name. A model that does
    not pass is not installed: the figures say so.

    Raises:
        ConfigurationError: the software is missing, or nobody says what the outputs mean.
        InputError: the source cannot be read, is too large, not what its checksum says, or is no
            model.
    """
    if not entailment_onnx.is_there():
        raise ConfigurationError("ONNX Runtime is not installed: pip install 'revlint[entailment]'")
    if sha256 and not CHECKSUM.match(sha256):
        raise InputError("--sha256: a SHA-256 has 64 hexadecimal digits")
    place = data_folder()
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place, prefix=".new-") as name:
            staged = Path(name) / "model"
            staged.mkdir()
            _fetch(source, staged, sha256.lower(), Path(name) / "download")
            map_ = dict(labels) if labels is not None else _own_labels(staged)
            engine = engine_in(staged, map_, most_pairs=1, timeout_s=DOWNLOAD_S)
            figures = examined(engine)
            final = place / f"{_name(source)}-{file_checksum(staged / MODEL)[:12]}"
            if figures.passed:
                write_record(staged, map_, source, figures)
                if final.exists():
                    shutil.rmtree(final)
                staged.rename(final)
            return final, map_, figures
    except EntailmentError as error:
        raise InputError(f"{source}: the model cannot be used: {error}") from error
    except OSError as error:
        raise InputError(f"{source}: the model was not installed: {error}") from error


def _name(source: str) -> str:
    stem = PurePosixPath(urlsplit(source).path or source).name.split(".")[0] or "model"
    return re.sub(r"[^A-Za-z0-9_-]", "-", stem)[:40]


def _own_labels(folder: Path) -> dict[str, int]:
    config: object = None
    if (folder / CONFIG).is_file():
        try:
            config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        except (ValueError, RecursionError):
            config = None
    found = labels_of_config(config) if isinstance(config, dict) else None
    if found is None:
        raise ConfigurationError(
            "the model does not say which of its outputs means what: give"
            " --labels contradiction=0,entailment=1,neutral=2 with the numbers of its description"
        )
    return found


def _fetch(source: str, target: Path, sha256: str, download: Path) -> None:
    """Put the model's files from the source into a folder under their fixed names."""
    if "://" in source:
        if not is_safe_url(source):
            raise InputError(f"{source}: only https, or http on this machine, is downloaded from")
        _download(source, download)
        _check(download, sha256, source)
        _unpack(download, target, source)
        return
    path = Path(source)
    if path.is_dir():
        _copy(_folder_members(path), target, source)
        _check(target / MODEL, sha256, source)
    elif path.suffix == ".onnx":
        beside = [path, *(path.parent / name for name in (TOKENIZER, CONFIG))]
        beside += sorted(path.parent.glob("*.onnx_data"))
        _copy([_path_member(p, p.name) for p in beside if p.is_file()], target, source)
        _check(target / MODEL, sha256, source)
    elif path.is_file():
        _check(path, sha256, source)
        _unpack(path, target, source)
    else:
        raise InputError(f"{source}: there is no such file or folder")


def _check(path: Path, sha256: str, source: str) -> None:
    found = file_checksum(path)
    if sha256 and found != sha256:
        raise InputError(f"{source}: its SHA-256 is {found}, not {sha256}")


def _download(url: str, path: Path) -> None:
    class SafeRedirects(urllib.request.HTTPRedirectHandler):
        def redirect_request(
            self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
        ) -> urllib.request.Request | None:
            if not is_safe_url(newurl):
                raise OSError(f"it redirects to {newurl}, which is not https")
            return super().redirect_request(req, fp, code, msg, headers, newurl)

    ends = time.monotonic() + DOWNLOAD_S
    opener = urllib.request.build_opener(SafeRedirects())
    size = 0
    with opener.open(url, timeout=SOCKET_S) as response, path.open("wb") as file:
        while piece := response.read1(CHUNK_BYTES):
            size += len(piece)
            if size > LARGEST_BYTES:
                raise InputError(f"{url}: larger than {LARGEST_BYTES:,} bytes")
            if time.monotonic() > ends:
                raise InputError(f"{url}: not downloaded within {DOWNLOAD_S:.0f} s")
            file.write(piece)


def _path_member(path: Path, name: str) -> Member:
    return name, path.stat().st_size, lambda: path.open("rb")


def _folder_members(folder: Path) -> list[Member]:
    """The files of a folder and of its folder ``onnx``, where exporters put the model."""
    return [
        _path_member(path, path.relative_to(folder).as_posix())
        for part in (folder, folder / "onnx")
        if part.is_dir()
        for path in sorted(part.iterdir())
        if path.is_file()
    ]


def _unpack(archive: Path, target: Path, source: str) -> None:
    """Copy what is wanted out of a zip or tar archive.

    Nothing is extracted under a name that the archive chooses, so that none can lead out of the
    folder; links and devices are passed over.
    """
    try:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as packed:
                _copy(_zip_members(packed), target, source)
        elif tarfile.is_tarfile(archive):
            with tarfile.open(archive) as packed_tar:
                _copy(_tar_members(packed_tar), target, source)
        else:
            raise InputError(f"{source}: neither a zip nor a tar archive")
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, NotImplementedError) as error:
        raise InputError(f"{source}: the archive cannot be read: {error}") from error


def _zip_members(packed: zipfile.ZipFile) -> list[Member]:
    members: list[Member] = []
    for info in packed.infolist():
        kind = stat.S_IFMT(info.external_attr >> 16)
        if info.is_dir() or kind not in (0, stat.S_IFREG):
            continue

        def opened(info: zipfile.ZipInfo = info) -> IO[bytes]:
            if info.flag_bits & 1:
                raise InputError("the archive is encrypted")
            return packed.open(info)

        members.append((info.filename, info.file_size, opened))
    return members


def _tar_members(packed: tarfile.TarFile) -> list[Member]:
    members: list[Member] = []
    for info in packed:
        if info.isreg():

            def opened(info: tarfile.TarInfo = info) -> IO[bytes] | None:
                return packed.extractfile(info)

            members.append((info.name, info.size, opened))
    return members


def _copy(members: Sequence[Member], target: Path, source: str) -> None:
    left = LARGEST_BYTES
    for name, member in _chosen(members, source).items():
        stream = member[2]()
        if stream is None:
            raise InputError(f"{source}: {member[0]} cannot be read")
        with stream, (target / name).open("wb") as file:
            # The size an archive states may be a lie: what comes out is counted.
            while piece := stream.read(CHUNK_BYTES):
                left -= len(piece)
                if left < 0:
                    raise InputError(f"{source}: more than {LARGEST_BYTES:,} bytes")
                file.write(piece)


def _chosen(members: Sequence[Member], source: str) -> dict[str, Member]:
    """The members that make up the model, by the name they get: the least deeply nested ones."""
    found: dict[str, Member] = {}
    ordered = sorted(members, key=lambda m: (m[0].count("/"), m[0]))
    models = [m for m in ordered if m[0].endswith(".onnx")]
    named = [m for m in models if PurePosixPath(m[0]).name == MODEL]
    if not models or (len(models) > 1 and not named):
        names = ", ".join(m[0] for m in models[:5]) or "none"
        raise InputError(f"{source}: one {MODEL} is wanted; ONNX files there: {names}")
    found[MODEL] = (named or models)[0]
    for name in (TOKENIZER, CONFIG):
        here = [m for m in ordered if PurePosixPath(m[0]).name == name]
        if here:
            if name == CONFIG and here[0][1] > LARGEST_CONFIG:
                continue
            found[name] = here[0]
    if TOKENIZER not in found:
        raise InputError(f"{source}: there is no {TOKENIZER} beside the model")
    folder = PurePosixPath(found[MODEL][0]).parent
    for member in ordered:
        path = PurePosixPath(member[0])
        if path.parent == folder and re.fullmatch(r"[\w.-]+\.onnx_data", path.name):
            found[path.name] = member
    return found
