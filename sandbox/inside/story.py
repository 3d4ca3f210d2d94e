"""The ledger and the database side by side: what became of each thing a person did."""

from __future__ import annotations

import asyncio
from typing import Any

from sandbox.inside.database import BotDatabase, Row
from sandbox.inside.tracks import Track, Tracks
from sandbox.jsontext import Json

SHOWN = 12


class Inside:
    """Without a database only the half that the ledger knows is shown."""

    def __init__(self, tracks: Tracks, database: BotDatabase | None) -> None:
        self._tracks = tracks
        self._database = database

    async def of_chat(self, chat_id: int) -> Json:
        """{"database", "session", "links", "entries"}; entries newest first, at most twelve."""
        self._tracks.catch_up()
        seen = await self._look(f"telegram:{chat_id}")
        events = seen["events"] if seen else []
        stored = {_update_id(event): event for event in events if event["source"].startswith("telegram:")}
        tracks = self._tracks.of_chat(chat_id, SHOWN)
        entries = [self._entry(chat_id, track, stored.get(track.update_id)) for track in tracks]
        others = [event for event in events if not event["source"].startswith("telegram:")]
        entries += [self._entry(chat_id, None, event) for event in others]
        entries.sort(key=_moment, reverse=True)
        return {
            "database": seen is not None,
            "session": seen["session"] if seen else None,
            "links": seen["links"] if seen else 0,
            "entries": entries[:SHOWN],
        }

    async def _look(self, address: str) -> Row | None:
        if self._database is None:
            return None
        return await asyncio.to_thread(self._database.look, address, SHOWN * 2)

    def _entry(self, chat_id: int, track: Track | None, event: Row | None) -> Json:
        entry: Json = {"update": _shown(track) if track else None, "event": None, "effects": []}
        if event is not None:
            entry["event"] = {name: event[name] for name in event if name != "effects"}
            entry["effects"] = [self._effect(chat_id, effect) for effect in event["effects"]]
        return entry

    def _effect(self, chat_id: int, effect: Row) -> Row:
        reference = effect["reference"] or ""
        sent_ms = 0
        if effect["address"] == f"telegram:{chat_id}" and reference.isdigit():
            sent_ms = self._tracks.sent.get((chat_id, int(reference)), 0)
        return {**effect, "sent_ms": sent_ms}


def _shown(track: Track) -> Json:
    return {name: getattr(track, name) for name in Track.__slots__}


def _update_id(event: Row) -> int:
    number = str(event["source_id"])
    return int(number) if number.isdigit() else 0


def _moment(entry: Json) -> Any:
    """By when it began; a stored event without an update has only the bot's own instant."""
    if entry["update"]:
        return entry["update"]["queued_ms"]
    return entry["event"]["received_ms"]
