"""Several people around one account: helpers for the conversations of this folder."""

from __future__ import annotations

import re

from bot.channels.telegram_capabilities import TELEGRAM
from tests.dialogs.conversation import Conversation

FLAT = "1234567833"
_CODE = re.compile(r"\d{4} ?\d{4} ?\d{4}")


def another(chat, number, can=TELEGRAM, address=""):
    """Somebody else at the same moment."""
    return Conversation(chat.database, can, address or f"telegram:{number}", now=chat.now)


def hears(chat, speaker):
    """What `speaker` just did reached `chat`: its messages are there to be read and pressed."""
    chat.replies = [reply for address, reply in speaker.others if address == chat.address]
    return chat.text


async def invites(owner, role="reader"):
    """The code that an owner passes on."""
    await owner.says("пригласить")
    if role not in owner.offered:
        await owner.presses("invite:1")
    text = await owner.answers(role)
    found = _CODE.search(text)
    assert found, text
    return found[0]


async def accepts(guest, code, phone="89021112233"):
    """The whole way of somebody invited."""
    await guest.says(f"приглашение {code}")
    if "yes" in guest.offered:
        await guest.answers("yes")
    await guest.says(phone)
    await guest.effect_ends("ok")
    return await guest.says(guest.code())


async def member(owner, number, role="reader", can=TELEGRAM):
    """A new person who took an invitation of the owner; says what they saw at the end in `.text`."""
    guest = another(owner, number, can)
    await accepts(guest, await invites(owner, role), f"8902111{number:04d}")
    return guest
