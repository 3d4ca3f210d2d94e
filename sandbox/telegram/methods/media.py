"""sendPhoto, sendDocument, getFile."""

from __future__ import annotations

from sandbox.jsontext import Json
from sandbox.telegram.api import BotApi, Method
from sandbox.telegram.files import Upload, document, photo_sizes
from sandbox.telegram.methods.sending import SEND, new_message
from sandbox.telegram.methods.targets import writable
from sandbox.telegram.schema import Table, boolean, file, string, structure
from sandbox.telegram.text import caption

CAPTION: Table = {"caption": string, "parse_mode": string, "caption_entities": structure}
ABOVE: Table = {"show_caption_above_media": boolean}


def caption_of(params: Json) -> Json:
    """The caption members of a media message; raises ApiError 400."""
    text = caption(params.get("caption", ""), params.get("parse_mode", ""), params.get("caption_entities"))
    content: Json = {"caption": text.text} if text.text else {}
    if text.entities:
        content["caption_entities"] = text.entities
    if params.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def send_photo(api: BotApi, params: Json, uploads: dict[str, Upload]) -> Json:
    """A picture: upload, attach:// or file_id."""
    words, chat = caption_of(params), writable(api, params)
    photo = api.files.accept("photo", params.get("photo"), uploads)
    return new_message(api, chat, params, {"photo": photo_sizes(photo), **words})


def send_document(api: BotApi, params: Json, uploads: dict[str, Upload]) -> Json:
    """A file of any kind up to 50 MB."""
    words, chat = caption_of(params), writable(api, params)
    kept = api.files.accept("document", params.get("document"), uploads)
    return new_message(api, chat, params, {"document": document(kept), **words})


def get_file(api: BotApi, params: Json, _: dict[str, Upload]) -> Json:
    """Where a file can be downloaded, up to 20 MB."""
    return api.files.info(params.get("file_id", ""))


METHODS = (
    Method("sendPhoto", {**SEND, **CAPTION, **ABOVE, "photo": file, "has_spoiler": boolean}, send_photo),
    Method(
        "sendDocument",
        {**SEND, **CAPTION, "document": file, "thumbnail": file, "disable_content_type_detection": boolean},
        send_document,
    ),
    Method("getFile", {"file_id": string}, get_file),
)
