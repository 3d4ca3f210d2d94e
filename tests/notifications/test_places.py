"""Where a notification goes, over every mixture of chats, wishes, kinds, consent and caps."""

from __future__ import annotations

from itertools import combinations, permutations, product
from types import SimpleNamespace

from bot.notifications.places import place
from bot.notifications.sms_terms import SmsTerms
from core.notifications.kinds import TRAITS, Kind

CHAT, SECOND, PHONE = "telegram:1", "telegram:2", "tel:+79161234567"
ALL = (CHAT, SECOND, PHONE)
KNOWN = [order for size in range(4) for some in combinations(ALL, size) for order in permutations(some)]
KINDS = [
    (Kind.READING,),
    (Kind.BILL,),
    (Kind.LINK,),
    (Kind.READING, Kind.BILL),
    (Kind.BILL, Kind.LINK),
    tuple(Kind),
]
WORTH = [frozenset(), frozenset({Kind.READING}), frozenset(Kind)]
TERMS = [SmsTerms(lambda _: 1, kinds) for kinds in WORTH]


def goes(known, preferred, kinds, terms, *, agreed, left):
    """`known` as the person used them, the last one first; `left`: whether the caps allow an SMS."""
    store = SimpleNamespace(
        wishes=SimpleNamespace(way=lambda _: SimpleNamespace(address=preferred)),
        ebills=SimpleNamespace(places=lambda _: known),
    )
    rules = SimpleNamespace(
        may_start=lambda _, session: agreed or not session.address.startswith("tel:"), carries=terms.carries
    )
    return place(store, rules, 1, kinds, lambda address: left or not address.startswith("tel:"))


CASES = list(product(KNOWN, ("", *ALL), KINDS, TERMS, (True, False), (True, False)))


def worth(kinds, terms):
    """How many of these go by SMS: those that are worth it, and those the law asks for."""
    return sum(kind in terms.kinds or kind is Kind.NEWS or TRAITS[kind].legal for kind in kinds)


def test_every_mixture():
    for known, preferred, kinds, terms, agreed, left in CASES:
        chosen = goes(known, preferred, kinds, terms, agreed=agreed, left=left)
        case = (known, preferred, kinds, sorted(terms.kinds), agreed, left, chosen)
        chats, by_sms = [one for one in known if one != PHONE], worth(kinds, terms)
        texted = PHONE in known and agreed and left and by_sms > 0
        if preferred in chats:
            assert chosen == preferred, case
        elif texted and preferred == PHONE and (by_sms == len(kinds) or not chats):
            assert chosen == PHONE, case
        elif chats:
            assert chosen == chats[0], f"where they wrote last, and no SMS where a chat carries more: {case}"
        else:
            assert chosen == (PHONE if texted else ""), case


def test_a_chat_that_is_gone_is_chosen_by_nobody():
    """`places` leaves out who blocked us and who said STOP; a wish for such a one is no place."""
    for known, preferred, kinds, terms, agreed, left in CASES:
        assert goes(known, preferred, kinds, terms, agreed=agreed, left=left) in {"", *known}


def test_the_cases_are_all():
    assert len(CASES) == len(KNOWN) * 4 * len(KINDS) * 3 * 4 == 4608
