"""Files: what was uploaded, its identifiers, and its bytes on disk."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from sandbox.jsontext import Json
from sandbox.ledger import Ledger
from sandbox.telegram.errors import ApiError, bad
from sandbox.telegram.images import dimensions

MAX_PHOTO = 10 * 1024 * 1024
MAX_DOCUMENT = 50 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
LINK_MS = 3_600_000
"""«It is guaranteed that the link will be valid for at least 1 hour»; here it is exactly that."""
MAX_SIDES = 10_000
MAX_RATIO = 20
SHOWN_SIDE = 1280
_FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice", "sticker": "stickers"}


@dataclass(frozen=True, slots=True)
class Upload:
    """One file part of a multipart request."""

    name: str
    content_type: str
    data: bytes


class FileStore:
    """Facts: file.stored. The bytes lie in `folder`; a file_id stays valid over restarts."""

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        self._ledger = ledger
        self._folder = folder
        self._files: dict[str, Json] = {}
        self._paths: dict[str, Json] = {}
        self._count = 0
        self._links: dict[str, int] = {}
        ledger.on("file.stored", self._stored)

    def _stored(self, fact: Json) -> None:
        file = fact["file"]
        self._count = max(self._count, file["number"])
        self._files[file["file_id"]] = self._paths[file["file_path"]] = file

    def accept(self, kind: str, source: Any, uploads: dict[str, Upload]) -> Json:
        """A file out of an upload, attach://name or a file_id; raises ApiError 400."""
        if isinstance(source, Upload):
            return self._keep(kind, source)
        if not isinstance(source, str) or not source:
            raise bad(f"there is no {kind} in the request")
        if source.startswith("attach://"):
            upload = uploads.get(source.removeprefix("attach://"))
            if upload is None:
                raise bad(f"there is no {kind} in the request")
            return self._keep(kind, upload)
        if source.startswith(("http://", "https://")):
            raise bad("failed to get HTTP URL content")
        return self._known(kind, source)

    def _known(self, kind: str, file_id: str) -> Json:
        file = self._files.get(file_id)
        if file is None:
            raise bad("wrong file identifier/HTTP URL specified")
        if file["kind"] != kind:
            raise bad(f"can't use file of type {str(file['kind']).title()} as {kind.title()}")
        return file

    def _keep(self, kind: str, upload: Upload) -> Json:
        if not upload.data:
            raise bad("file must be non-empty")
        size = (0, 0)
        if kind == "photo":
            size = _photo_size(upload.data)
        elif len(upload.data) > MAX_DOCUMENT:
            raise _too_large()
        return self.store(kind, upload, size)

    def store(
        self, kind: str, upload: Upload, size: tuple[int, int] = (0, 0), claimed: int | None = None
    ) -> Json:
        """Write the bytes and record the file; returns its description (file_id, size, name ...).

        `claimed` is the size to tell instead of the true one: a file too big to keep here.
        """
        number = self._count + 1
        digest = hashlib.sha256(upload.data).hexdigest()
        suffix = PurePath(upload.name).suffix[:10] or mimetypes.guess_extension(upload.content_type) or ""
        path = f"{_FOLDERS.get(kind, 'files')}/file_{number}{suffix}"
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(upload.data)
        self._ledger.record(
            "file.stored",
            file={
                "number": number,
                "kind": kind,
                "file_id": f"{kind[0].upper()}gACAgI{digest[:40]}{number:08x}",
                "file_unique_id": f"AQAD{digest[:12]}",
                "file_path": path,
                "size": len(upload.data) if claimed is None else claimed,
                "sha256": digest,
                "name": PurePath(upload.name).name,
                "mime": mimetypes.guess_type(upload.name)[0] or upload.content_type,
                "width": size[0],
                "height": size[1],
            },
        )
        return self._paths[path]

    def path_of(self, file_id: str) -> str:
        """Where the page finds a file, however large it is."""
        return str(self._files[file_id]["file_path"])

    def info(self, file_id: str) -> Json:
        """The answer of getFile; its path is good for an hour. Raises ApiError 400."""
        file = self._files.get(file_id)
        if file is None:
            raise bad(
                "wrong file_id or the file is temporarily unavailable" if file_id else "file_id not specified"
            )
        if file["size"] > MAX_DOWNLOAD:
            raise bad("file is too big")
        self._links[file["file_path"]] = self._ledger.clock.now_ms() + LINK_MS
        names = ("file_id", "file_unique_id", "file_path")
        return {**{name: file[name] for name in names}, "file_size": file["size"]}

    def linked(self, file_path: str) -> bool:
        """Whether getFile gave this path within the hour; a restart of the server forgets it."""
        return self._ledger.clock.now_ms() <= self._links.get(file_path, 0)

    def locate(self, file_path: str) -> tuple[Path, Json] | None:
        """Where the bytes of a stored file lie; None for anything that was not stored here."""
        file = self._paths.get(file_path)
        return None if file is None else (self._folder / file["file_path"], file)


def _too_large() -> ApiError:
    return ApiError(413, "Request Entity Too Large")


def _photo_size(data: bytes) -> tuple[int, int]:
    if len(data) > MAX_PHOTO:
        raise bad("file is too big for a photo; the maximum size is 10485760 bytes")
    size = dimensions(data)
    if size is None:
        raise bad("IMAGE_PROCESS_FAILED")
    width, height = size
    if width < 1 or height < 1 or width + height > MAX_SIDES or max(size) > MAX_RATIO * min(size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return size


def photo_sizes(file: Json) -> list[Json]:
    """The PhotoSize array of a photo: a thumbnail and the picture as shown (longest side 1280 at most)."""
    sizes = []
    for side in (90, SHOWN_SIDE):
        scale = min(1.0, side / max(file["width"], file["height"], 1))
        sizes.append(
            {
                "file_id": file["file_id"],
                "file_unique_id": file["file_unique_id"],
                "file_size": file["size"],
                "width": max(1, round(file["width"] * scale)),
                "height": max(1, round(file["height"] * scale)),
            }
        )
    return sizes if sizes[0]["width"] != sizes[1]["width"] else sizes[1:]


def document(file: Json) -> Json:
    """The Document object of a stored file."""
    return {
        "file_name": file["name"],
        "mime_type": file["mime"],
        "file_id": file["file_id"],
        "file_unique_id": file["file_unique_id"],
        "file_size": file["size"],
    }
