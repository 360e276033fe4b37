"""The file that a backup is: a ZIP with a manifest and the parts whose checksums stand in it."""

import hashlib
import os
import zipfile
import zlib
from pathlib import Path

import msgspec

from mittendrin.core.refusal import Refused

MANIFEST = "manifest.json"


# A flipped bit shows in many ways: as another method, a cipher, a length.
_UNREADABLE = (
    OSError,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
    msgspec.MsgspecError,
)


class BackupRefused(Refused):
    """Its sentence is for the operator."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`version` is the last migration. SQLite's file itself knows its `columns` and `sequences`."""

    engine: str
    version: str
    made_at: str
    rows: dict[str, int]
    columns: dict[str, list[str]] = {}
    sequences: dict[str, int] = {}
    sha256: dict[str, str] = {}


def pack(folder: Path, manifest: Manifest, target: Path) -> Manifest:
    """All or nothing: the target gets its name when everything is on the disk."""
    parts = sorted(folder.iterdir())
    manifest = msgspec.structs.replace(manifest, sha256={part.name: checksum(part) for part in parts})
    unfinished = target.with_name(f"{target.name}.unfinished")
    with unfinished.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
            for part in parts:
                archive.write(part, part.name)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(target)
    return manifest


def unpack(source: Path, folder: Path) -> Manifest:
    """Refuses what is damaged. The names of the parts come from our own list, never from the archive's."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
            for name in manifest.sha256:
                archive.extract(_plain(name), folder)
    except _UNREADABLE as error:
        raise BackupRefused(f"{source} cannot be read as a backup: {error}") from error
    for name, expected in manifest.sha256.items():
        if checksum(folder / name) != expected:
            raise BackupRefused(f"{source} is damaged: {name} does not match its checksum.")
    return manifest


def checksum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _plain(name: str) -> str:
    if Path(name).name != name:
        raise BackupRefused(f"The backup names a part outside of itself: {name}")
    return name
