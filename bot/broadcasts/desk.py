"""What staff do with broadcasts, on the database of this process: make, look, try, start, pause, stop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.broadcasts.gather import places_of
from bot.broadcasts.trials import tried, why_no_trial
from bot.broadcasts.turns import CHANGED, TURNS, Typed, aged, key_of, unready, why_not
from core.address_ranges import within
from core.broadcasts.model import Audience, Draft, State, confirmation
from core.database import Unit
from core.linking import AuditEvent
from core.masking import Masker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.broadcasts.words import Press
    from core.broadcasts.model import Broadcast, Progress
    from core.database import Database, Tx
    from core.ports import Store

LAST = 20
PAGE = 1000
NONE = "there is no such broadcast: see `broadcast list`"
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """A broadcast as staff see it: recipients by state, channel and reason, what its SMS cost, its number.

    `words` and `words_short` as people read them; `sms_parts` of one SMS; `kopecks` of all of them at the
    price of a part; times are UTC milliseconds; `waits`: why nothing of it is handed over now, in a word;
    `aged`: it was made so long ago that it goes on by its number only.
    """

    id: int
    state: str
    words: str
    words_short: str
    audience: Audience
    channels: str
    legal: bool
    made_by: str
    made_ms: int
    started_ms: int
    ended_ms: int
    after_link: int
    states: Mapping[str, int]
    by_channel: Mapping[str, int]
    reasons: Mapping[str, int]
    sms_parts: int
    kopecks: int
    number: str
    waits: str = ""
    aged: bool = False


class BroadcastDesk:
    """`part_kopecks` is the price of one part of an SMS; `waits` asks why a running one rests just now."""

    def __init__(
        self,
        database: Database,
        open_store: Callable[[Tx], Store],
        now_ms: Callable[[], int],
        part_kopecks: int,
        press: Press,
        *,
        waits: Callable[[Store, Broadcast], str] = lambda _store, _one: "",
    ) -> None:
        self._database, self._open, self._now_ms = database, open_store, now_ms
        self._part_kopecks, self._press, self._waits = part_kopecks, press, waits

    async def unknown(self, audience: Audience, usual_window: str) -> str:
        """What of an audience billing does not know; "" when it knows all of it."""

        def read(tx: Tx) -> str:
            gateway = self._open(tx).broadcasts
            tariffs, windows = gateway.tariffs(), sorted({*gateway.windows(), usual_window})
            for tariff in audience.tariffs:
                if tariff not in tariffs and not gateway.has_tariff(tariff):
                    return f"no account has the tariff {tariff!r}; billing has: {_some(tariffs)}"
            for window in audience.windows:
                if window not in windows:
                    return f"no account has the window {window!r}; there are: {_some(windows)}"
            return ""

        return await self._database.read(read)

    async def nobody_in(self, places: Sequence[str], after_link: int) -> tuple[Sequence[str], int]:
        """Of some places those where no account of the next links lies, and the last link, 0 at the end.

        Whoever asks on, of those that are left, hears of what is misspelled: else it drops out silently.
        """

        def read(tx: Tx) -> tuple[Sequence[str], int]:
            page = self._open(tx).broadcasts.addresses(after_link, PAGE)
            ranges = [(one, places_of(one)) for one in places]
            left = [one for one, range_ in ranges if not any(within(range_, at) for _, at in page)]
            return left, page[-1][0] if page else 0

        return await self._database.read(read)

    async def make(self, draft: Draft) -> int:
        """A new broadcast; its recipients are gathered by the bot. Its id."""

        def work(tx: Tx) -> int:
            store = self._open(tx)
            made = store.broadcasts.make(draft, self._now_ms())
            self._note(store, "made", made, draft.made_by)
            return made

        return await self._database.write(Unit(work))

    async def look(self, broadcast_id: int) -> Seen | None:
        """One, with its figures; None where there is none."""

        def read(tx: Tx) -> Seen | None:
            store = self._open(tx)
            one = store.broadcasts.get(broadcast_id)
            return None if one is None else self._seen(store, one)

        return await self._database.read(read)

    async def last(self) -> Sequence[Seen]:
        """The newest ones, the newest first."""

        def read(tx: Tx) -> list[Seen]:
            store = self._open(tx)
            return [self._seen(store, one) for one in store.broadcasts.last(LAST)]

        return await self._database.read(read)

    async def turn(
        self, broadcast_id: int, what: str, number: str = "", by: str = "", *, again: bool = False
    ) -> str:
        """Start, pause, resume or stop (`TURNS`); "" when it is done, else why not (`unready`).

        `again`: start it, though the same was said to the same people some days ago.
        """

        def work(tx: Tx) -> str:
            store = self._open(tx)
            one, now_ms = store.broadcasts.get(broadcast_id), self._now_ms()
            if one is None:
                return NONE
            state, since = TURNS[what]
            why = why_not(one, what) or unready(store, one, what, Typed(number, again), now_ms)
            if why:
                return why
            if not store.broadcasts.turn(broadcast_id, state, now_ms, since=since):
                return CHANGED.format(id=broadcast_id)
            self._note(store, what, broadcast_id, by)
            return ""

        return await self._database.write(Unit(work, key=key_of(broadcast_id)))

    async def attempt(self, broadcast_id: int, address: str, by: str = "") -> tuple[str, int]:
        """Send it to one chat or phone; why not, or "" and the message that is on its way.

        `telegram:+79161234567` is the chat that linked an account by this phone last.
        """
        phone, to = address.removeprefix("telegram:"), address
        if phone.startswith("+"):
            to = await self._database.read(lambda tx: self._open(tx).broadcasts.chat_of(phone))
        if not to:
            return f"no chat has linked an account by {phone}: link one, or give the Telegram id", 0

        def work(tx: Tx) -> tuple[str, int]:
            store = self._open(tx)
            one = store.broadcasts.get(broadcast_id)
            why = NONE if one is None else why_no_trial(store, one, to)
            if one is None or why:
                return why, 0
            self._note(store, "tried", broadcast_id, f"{by} {Masker().text(to)}")
            return "", tried(store, one, to, self._now_ms())

        return await self._database.write(Unit(work))

    async def message(self, outbox_id: int) -> tuple[str, str] | None:
        """State and error of a message that was tried."""
        return await self._database.read(lambda tx: self._open(tx).broadcasts.message(outbox_id))

    async def report(self, broadcast_id: int, after: int) -> Sequence[tuple[int, str, str, str, int]]:
        """A page of recipients after a row: row, address, state, why, when."""
        return await self._database.read(
            lambda tx: self._open(tx).broadcasts.report(broadcast_id, after, PAGE)
        )

    def _note(self, store: Store, what: str, broadcast_id: int, by: str) -> None:
        store.audit.note(
            AuditEvent(f"broadcast-{what}", "staff", detail=f"{broadcast_id} {by}"), self._now_ms()
        )

    def _seen(self, store: Store, one: Broadcast) -> Seen:
        draft, written = one.draft, self._press(one.draft)
        progress: Progress = store.broadcasts.progress(one.id)
        texted = progress.channels.get("sms", 0)
        waits = self._waits(store, one) if one.state is State.RUNNING else ""
        return Seen(
            one.id, str(one.state), written.full, written.short, draft.audience, str(draft.channels),
            draft.legal, draft.made_by, one.made_ms, one.started_ms, one.ended_ms, one.after_link,
            progress.states, progress.channels, progress.reasons, written.parts,
            texted * written.parts * self._part_kopecks,
            confirmation(one, progress.states.get("planned", 0)), waits, aged(one, self._now_ms()),
        )  # fmt: skip


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "") if names else "none"
