"""The private page put together: what opens it and what takes an answer from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot.channels.page_capabilities import PAGE
from bot.channels.private_view import Field, field_of
from bot.dialogs.codec import decode_reply
from bot.dialogs.model import Press
from bot.dialogs.pay_news import LEFT
from bot.handlers.private_page import Outcome, Shown
from bot.handlers.private_page_answers import SOURCE, PageAnswer, encode_answer
from bot.private_rest import accounts_in
from core.clock import from_ms
from core.database import StorageUnavailable, Unit
from core.errors import NotStored
from core.private_pages import new_token, still_theirs
from core.records import RawEvent
from core.values import Money

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.assembly import Texts
    from bot.channels.documents import Document, Documents
    from bot.dialogs.model import Reply
    from core.database import Database, Tx
    from core.ports import Store
    from core.private_pages import Page
    from core.usecases.phone_codes import ChoosePhone
    from core.usecases.private_pages import OpenPages

T = TypeVar("T")
_LINKING = frozenset({"link", "bill-token", "invitation"})
"""Dialogs whose questions are about an account that is not linked yet."""


class PageService:
    """`bot.handlers.private_page.Pages` over the storage and the intake."""

    def __init__(
        self,
        database: Database,
        open_store: Callable[[Tx], Store],
        pages: OpenPages,
        texts: Texts,
        accept: Callable[[Sequence[RawEvent]], Awaitable[None]],
        phones: ChoosePhone,
        *,
        files: Documents | None = None,
    ) -> None:
        """`accept` stores events and plays them, as for any channel; `phones` reads what people type.

        `files` makes what a page offers to be saved.
        """
        self._database, self._open, self._pages, self._texts = database, open_store, pages, texts
        self._accept, self._phones, self._files = accept, phones, files

    async def waiting(self, token: str) -> str | None:
        """Until when the link may be opened."""
        page = await self._look(lambda store, now_ms: self._pages.waiting(store, token, now_ms))
        return None if page is None else self._until(page)

    async def open(self, token: str) -> str | None:
        """Spend the link; the token of the opening."""
        if await self.waiting(token) is None:
            return None
        view, now_ms = new_token(), self._texts.clock.now_ms()
        try:
            opened = await self._database.write(
                Unit(lambda tx: self._pages.open(self._open(tx), token, view, now_ms))
            )
        except StorageUnavailable as error:
            raise NotStored(str(error)) from error
        return None if opened is None else view

    async def seen(self, token: str) -> Shown | None:
        """The page of an opening, as it is drawn now."""
        page = await self._look(lambda store, now_ms: self._pages.seen(store, token, now_ms))
        if page is None:
            return None
        return Shown(self._texts.view(page.content, PAGE), self._until(page))

    async def answer(self, token: str, choice: str, text: str) -> Outcome:
        """Hand an answer to the conversation."""
        page = await self._look(lambda store, now_ms: self._pages.seen(store, token, now_ms))
        reply = decode_reply(page.content) if page is not None else None
        if page is None or reply is None or not await self._asks(page, reply):
            return Outcome.GONE
        given = self._given(page, reply, choice, text)
        if isinstance(given, Outcome):
            return given
        event = RawEvent(SOURCE, str(page.id), page.address, encode_answer(given), self._texts.clock.now_ms())
        await self._accept((event,))
        await self.close(token)
        return Outcome.TAKEN

    async def file(self, token: str) -> Document | None:
        """Make the file of a page anew, with nothing hidden that the page may show."""
        page = await self._look(lambda store, now_ms: self._pages.seen(store, token, now_ms))
        name = decode_reply(page.content).document if page is not None else ""
        if page is None or not name or self._files is None:
            return None
        try:
            return await self._files.make(name, page.address, PAGE.allowed)
        except StorageUnavailable as error:
            raise NotStored(str(error)) from error

    async def close(self, token: str) -> bool:
        """Forget the page of an opening."""
        now_ms = self._texts.clock.now_ms()
        try:
            return await self._database.write(
                Unit(lambda tx: self._pages.close(self._open(tx), token, now_ms))
            )
        except StorageUnavailable as error:
            raise NotStored(str(error)) from error

    def _given(self, page: Page, reply: Reply, choice: str, text: str) -> PageAnswer | Outcome:
        options = {c.id for c in reply.choices if c.press is Press.STEP}
        if choice:
            return PageAnswer(page.address, reply.prompt, choice) if choice in options else Outcome.GONE
        field = field_of(reply)
        if field is Field.PHONE:
            phone = self._phones.read(text)
            return PageAnswer(page.address, reply.prompt, phone=phone) if phone else Outcome.WRONG
        known = field is Field.TEXT and text.strip()
        return PageAnswer(page.address, reply.prompt, text=text.strip()) if known else Outcome.GONE

    async def _asks(self, page: Page, reply: Reply) -> bool:
        """Whether the question of the page is still open in its conversation."""
        session = await self._read(lambda store: store.sessions.load(page.address)[0])
        return bool(reply.prompt) and session.prompt == reply.prompt

    async def _look(self, find: Callable[[Store, int], Page | None]) -> Page | None:
        """Find a page that its person may still see."""
        now_ms = self._texts.clock.now_ms()

        def work(store: Store) -> Page | None:
            page = find(store, now_ms)
            return page if page is not None and _theirs(store, page) else None

        return await self._read(work)

    async def _read(self, work: Callable[[Store], T]) -> T:
        try:
            return await self._database.read(lambda tx: work(self._open(tx)))
        except StorageUnavailable as error:
            raise NotStored(str(error)) from error

    def _until(self, page: Page) -> str:
        return f"{from_ms(page.expires_ms).astimezone(self._texts.time_zone):%H:%M}"


def _theirs(store: Store, page: Page) -> bool:
    """Accounts that the page names are still linked, and where it shows sums, their person still sees them.

    Only a question of a linking that is still open may be about an account that is not linked yet.
    """
    reply = decode_reply(page.content)
    session = store.sessions.load(page.address)[0]
    if session.subscriber_id != page.subscriber_id:
        return False
    if reply.document:
        return True  # it is made of what is theirs at that moment
    if reply.prompt and reply.prompt == session.prompt and session.dialog in _LINKING:
        return True
    if {phrase.key for phrase in reply.phrases} <= LEFT:
        return True  # of money they paid, and of no account
    sums = _shows_sums(reply)
    links = [link for link in store.links.of(page.subscriber_id) if link.role.sees_money or not sums]
    return bool(links) and still_theirs(accounts_in(reply), [link.account.number for link in links])


def _shows_sums(reply: Reply) -> bool:
    return any(isinstance(value, Money) for phrase in reply.phrases for value in phrase.values.values())
