"""Random walks of several people through all dialogs, against a small model of what they may know."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.dialogs import hush
from bot.dialogs.model import Contact, Kind, Press
from bot.payments.settling import told
from core.bill_codes import token_digest
from core.files.model import Incoming
from core.payments.model import PaymentStatus
from core.people import Role
from core.usecases.people_invitations import invitation_code
from core.values import Masked, Money, Sealed
from tests.dialogs.memory import World, codes_in, replies_to
from tests.dialogs.metered import metered_walk as metered
from tests.dialogs.paying import SETTLE, facts, paying_desk
from tests.dialogs.supplier import ACCOUNTS, KEYS, put

PEOPLE = st.sampled_from(["telegram:1", "telegram:2", "tel:+79161234567"])
NUMBERS = [account[1] for account in ACCOUNTS]
WORDS = [
    *[
        "подключить",
        "баланс",
        "счета",
        "настройки",
        "стоп",
        "снова",
        "пауза на неделю",
        "мои данные",
        "прислать файл",
        "согласия",
        "разрешить sms",
        "отозвать согласие",
        "отозвать",
        "удалить мои данные",
        "продолжить",
        "удалить",
        "помощь",
        "контакты",
        "отмена",
        "меню",
        "назад",
        "да",
        "нет",
        "согласен",
        "1",
        "2",
        "3",
    ],
    *("почему столько", "строки", "история", "2025", "платежи", "тариф", "счётчик", "пени"),
    *("через неделю", "раньше", "позже", "офисы"),
    *(
        "искрит щиток",
        "нет света",
        "нет квитанции",
        "отправить код",
        "ещё раз",
        "номер не мой",
        "что?",
        "...",
    ),
    *("кто подключен", "пригласить", "плательщик", "для показаний", "это не я", "убрать", "назвать Дача"),
    *("000000", "482133", "482 133", "12345", "89021112233", "+44 7911 123456", "\u202e\u0000", "9" * 900),
    *("без квитанции", "квитанции нет", "счетчик", "офис", "квитанция", "дальше", "продолжить", "заново"),
    *("код", "12345 700,00", "АБ0012345", "700 руб.", "48213395"),
    *("15420", "15 420", "15420 8077", "12345", "день 15420 ночь 8077", "-5", "показания", "показания 15430"),
    *("100", "154200", "99999", "исправить", "отозвать показание", "последнее показание", "оставить"),
    *("3001 15500", "15600, спасибо", "ведомость", "список", "154207", f"{NUMBERS[0]} 15420"),
    *(
        "скока я должен",
        "почему так много",
        "когда платить",
        "сколько стоит ночь",
        "долг за свет",
        "как дела",
    ),
    *("старт", "спасибо", "кто это", "код 482133", "баланс 7833", "баланс *7841", "история 2025", "02"),
    *("оплатить", "оплата 1500", "другая сумма", "оплатить все счета", "оплатить снова", "1 500,50"),
    *("о чем писать", "когда и куда", "18:30", "с 22 до 8"),
    *NUMBERS,
    *(f"ЛС {number} 482133" for number in NUMBERS),
    "ЛС 9999999999 482133",
]
BILLS = {f"b_{account_id:022d}": account_id for account_id, *_ in ACCOUNTS}
"""Tokens of the bills of October, and whose they are."""


def prints_bills(tx):
    issue = {"period": "2026-10", "state": "active", "key_id": KEYS.current, "begun_ms": 1, "touched_ms": 1}
    put(tx, "bill_issue", id=1, cards=1, **issue)
    for token, account_id in BILLS.items():
        put(tx, "bill_code", issue=1, account_id=account_id, code="", token=token_digest(KEYS, token))


SILENT = ("notice-",)
"""An identical hint within a minute is not repeated."""
HUSHED = {hush.ECHO, hush.ROBOT, hush.HUSHED}
"""Other than that only robots and endless gibberish by SMS get no answer."""


class Walk(RuleBasedStateMachine):
    """What the model knows: who was asked for which code, what was said, how many codes went where."""

    @initialize()
    def begin(self):
        self.world = World(datetime(2026, 11, 18, 9, tzinfo=UTC))
        self.world.restart(paying_desk())
        self.world.tx.run("DELETE FROM meter WHERE account_id IN (1, 3)")
        metered(self.world.tx)
        prints_bills(self.world.tx)
        self.readings = {}
        self.history = defaultdict(list)
        self.codes = {}
        self.sent = defaultdict(list)

    @rule(person=PEOPLE, text=st.sampled_from(WORDS) | st.text(max_size=30))
    def writes(self, person, text):
        self.event(person, Kind.TEXT, text=text)

    @rule(person=PEOPLE, token=st.sampled_from([*BILLS, "b_" + "x" * 22, "b_", "inv_1"]))
    def opens_the_link_of_a_bill(self, person, token):
        self.event(person, Kind.COMMAND, command="start", text=token)

    @rule(person=PEOPLE)
    def writes_the_code(self, person):
        if person in self.codes:
            self.event(person, Kind.TEXT, text=self.codes[person])

    @rule(person=PEOPLE, back=st.integers(0, 5), index=st.integers(0, 9))
    def presses(self, person, back, index):
        """Any button of the last messages: most of them are stale."""
        offered = [(r.prompt, c) for r in self.history[person][-1 - back :] for c in r.choices]
        if not offered:
            return
        prompt, choice = offered[index % len(offered)]
        if choice.press is Press.ENTRY:
            self.event(person, Kind.CHOICE, choice=choice.id, text=choice.target)
        elif choice.press is Press.STEP:
            self.event(person, Kind.CHOICE, choice=choice.id, prompt=prompt)

    @rule(
        person=PEOPLE,
        entry=st.sampled_from(
            [
                "account",
                "unlink",
                "balance",
                "people",
                "invite",
                "remove-person",
                "not-me",
                "why",
                "charges",
                "meters",
                "penalty",
                "readings",
                "reading-yes",
                "reading-fix",
                "reading-drop",
                "reading-wrong",
                "reading-as",
                "reading-leave",
                "last-reading",
                "reading-photo",
                "photo",
                "document",
                "past",
                "sheet",
                "sheet-csv",
                "sheet-yes",
                "sheet-fix",
                "sheet-doubts",
            ]
        ),
        account=st.sampled_from(["1", "2", "3", "x", "a1", "a3", "a3.2026-10", "1.18f", "1.2.18f", "1.s21"]),
    )
    def forges_a_button(self, person, entry, account):
        self.event(person, Kind.CHOICE, choice=entry, text=account)

    @rule(person=PEOPLE, words=st.sampled_from(["", "15420", "спасибо"]), pictured=st.booleans())
    def sends_a_file(self, person, words, pictured):
        """A photo or a sheet; nothing has to be said before it is fetched."""
        name, mime = ("", "image/jpeg") if pictured else ("a.csv", "text/csv")
        file, kind = Incoming("AgAC", 1000, name, mime), Kind.PHOTO if pictured else Kind.DOCUMENT
        self.event(person, kind, file=file, text=words)

    @rule(person=PEOPLE, number=st.sampled_from(NUMBERS), guess=st.booleans())
    def goes_the_whole_way(self, person, number, guess):
        for text in ("подключить", "согласен", number, "482133", "89021112233", "отправить код"):
            self.event(person, Kind.TEXT, text=text)
        self.effect_ends(person, "ok")
        if guess:
            self.event(person, Kind.TEXT, text="000000")
        self.writes_the_code(person)

    @rule(person=PEOPLE, guest=PEOPLE, role=st.sampled_from(["плательщик", "для показаний"]))
    def invites(self, person, guest, role):
        for text in ("пригласить", "1", role):
            self.event(person, Kind.TEXT, text=text)
        sealed = [
            value
            for reply in self.history[person][-2:]
            for phrase in reply.phrases
            for value in phrase.values.values()
            if isinstance(value, Sealed)
        ]
        if not sealed:
            return
        code = invitation_code(KEYS, sealed[0].seed, sealed[0].key_id)
        for text in (f"приглашение {code}", "согласен", "89021112233"):
            self.event(guest, Kind.TEXT, text=text)
        self.effect_ends(guest, "ok")
        self.writes_the_code(guest)

    @rule(person=PEOPLE, own=st.booleans())
    def shares_a_contact(self, person, own):
        self.event(person, Kind.CONTACT, contact=Contact("+79021112233", own))

    @rule(person=PEOPLE, result=st.sampled_from(["ok", "refused", "gave_up"]))
    def effect_ends(self, person, result):
        waits = self.world.session(person).waits_for
        if waits:
            values = {"id": str(waits), "kind": "code", "result": result, "reason": ""}
            self.event(person, Kind.SYSTEM, command="effect", values=values)

    @rule(seconds=st.sampled_from([1, 61, 301, 700, 3700, 90_000]))
    def time_passes(self, seconds):
        self.world.later(seconds)

    @rule()
    def restarts(self):
        self.world.restart(paying_desk())

    @rule(status=st.sampled_from(PaymentStatus), back=st.integers(0, 2), kopecks=st.sampled_from([0, 1]))
    def the_shop_answers(self, status, back, kopecks):
        """Of any wish anything: late, twice, with another sum."""
        rows = self.world.tx.all("SELECT id FROM payment_intent ORDER BY id DESC LIMIT 3")
        if back >= len(rows):
            return
        store, now_ms = self.world.store, int(self.world.now.timestamp() * 1000)
        intent = store.intents.get(rows[back][0])
        amount = Money(intent.wish.amount.kopecks + kopecks)
        settled = SETTLE(store, facts(intent, status, now_ms, amount=amount), now_ms)
        for one in told(settled, now_ms):
            self.event(one.address, Kind.SYSTEM, command="entry", values=json.loads(one.body))

    def event(self, person, kind, **fields):
        before, paying = self.world.links(person), self.paying(person)
        rows = self.world.happens(person, kind, **fields)
        replies = replies_to(person, rows)
        after = self.world.links(person)
        self.readings = self.read_what_is_theirs(person, before | after, self.readings)
        for other in {to for to, *_ in rows}:
            self.history[other] += replies_to(other, rows)
        fetched = any(what == "fetch-file" for _, what, _ in rows)
        coded = any((to, what) == (person, "code") for to, what, _ in rows)
        assert replies or coded or fetched or kind is Kind.SYSTEM or self.said_just_now(person), "no answer"
        if after - before:
            assert fields["text"] == self.codes.get(person), "linked without the code"
        self.shown_only_what_is_theirs(replies, before | after, paying | self.paying(person))
        for phone, code in codes_in(rows):
            self.codes[person] = code
            self.sent[phone].append(self.world.now.timestamp())

    def said_just_now(self, person):
        keys = {phrase.key for reply in self.history[person] for phrase in reply.phrases}
        return any(key.startswith(SILENT) for key in keys) or not HUSHED.isdisjoint(self.world.played.path)

    def paying(self, person):
        """Accounts whose sums this person may see."""
        mine = self.world.store.links.of(self.world.session(person).subscriber_id)
        return {link.account.id for link in mine if link.role is not Role.READER}

    def shown_only_what_is_theirs(self, replies, mine, sums):
        numbers = {number for id_, number, *_ in ACCOUNTS if id_ in mine}
        for phrase in (phrase for reply in replies for phrase in reply.phrases):
            if phrase.key.startswith(
                ("card-", "pay-", "bill-", "charges-", "payments-", "penalty-", "meter", "reading")
            ):
                shown = {value.number for value in phrase.values.values() if isinstance(value, Masked)}
                assert shown <= numbers, "somebody else's card"
            assert sums or not any(isinstance(value, Money) for value in phrase.values.values())

    def read_what_is_theirs(self, person, before, known):
        """A turn writes readings of accounts that its person has linked, and leaves the others alone."""
        tx = self.world.tx
        rows = tx.all("SELECT id, account_id, state, address FROM reading_entry")
        for id_, account, state, address in rows:
            if known.get(id_) != state:
                assert account in before, f"{person} touched a reading of account {account}"
                assert id_ in known or address == person
        return {id_: state for id_, _, state, _ in rows}

    @invariant()
    def one_reading_counts(self):
        """Of a meter and month at most one accepted reading lives, and each event wrote it once."""
        if not hasattr(self, "world"):
            return
        doubled = self.world.tx.all(
            "SELECT account_id, serial, period FROM reading_entry WHERE state = 'accepted'"
            " GROUP BY account_id, serial, period HAVING count(*) > 1"
        )
        assert not doubled

    @invariant()
    def a_wish_is_paid_once(self):
        """One live wish for a person and an account; what was booked is what was wished for."""
        if not hasattr(self, "world"):
            return
        tx = self.world.tx
        assert not tx.all(
            "SELECT 1 FROM payment_intent WHERE superseded = 0 AND state IN ('new', 'unknown', 'pending')"
            " GROUP BY subscriber_id, account_id HAVING count(*) > 1"
        )
        assert not tx.all(
            "SELECT 1 FROM payment_ledger AS l JOIN payment_intent AS i ON i.id = l.intent_id"
            " WHERE l.amount <> i.amount OR l.account_id <> i.account_id"
        )

    @invariant()
    def codes_keep_the_limits(self):
        for times in getattr(self, "sent", {}).values():
            for end in times:
                assert sum(end - 3600 < one <= end for one in times) <= 3
                assert sum(end - 86_400 < one <= end for one in times) <= 5


TestWalk = Walk.TestCase
TestWalk.settings = settings(
    max_examples=30,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(
        Phase.explicit,
        Phase.reuse,
        Phase.generate,
    ),  # shrinking takes minutes, the steps read well as they are
)
