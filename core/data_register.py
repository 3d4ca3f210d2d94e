"""Every table and column of the schema: what it tells about people, what for, by which right, how long.

A test reads the schema and fails for a column that is not here. Whoever adds a column decides here, not
later, whether it is personal.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from core.personal_data import Fate, Owner, Purpose, Right, Table, What

NEVER = "for ever: nothing personal"
REPLACED = "replaced by the next import"
WITH_ACCOUNT = "as long as billing names the account"
IN_WORDS = frozenset({NEVER, REPLACED, WITH_ACCOUNT})
"""What is kept by no rule with days, and why."""


def _system(columns: str, keep: str = NEVER) -> Table:
    return Table(Purpose.SYSTEM, Right.NONE, keep, {What.NOTHING: columns}, exported=False)


def _billing(dataset: str, columns: Mapping[What, str], *, history: bool = False) -> Table:
    columns = {
        **columns,
        What.ACCOUNT: f"account_id {columns.get(What.ACCOUNT, '')}",
        What.NOTHING: f"generation {'period' if history else ''} {columns.get(What.NOTHING, '')}",
    }
    return Table(
        Purpose.BILLING,
        Right.CONTRACT,
        "history" if history else REPLACED,
        columns,
        Owner.LINKED,
        Fate.BILLING,
        dataset,
        history=history,
    )


_TALK: dict[str, Table] = {
    "inbox": Table(
        Purpose.TALK, Right.CONSENT, "inbox, dead_letters",
        {What.NOTHING: "id state attempts crashes next_try_ms error", What.CHANNEL: "address",
         What.ACT: "source source_id received_ms", What.WORDS: "body"},
        Owner.ADDRESS, Fate.DELETE, exported=False,
    ),
    "outbox": Table(
        Purpose.TALK, Right.CONSENT, "outbox",
        {What.NOTHING: "id event_id step kind topic priority not_before_ms deadline_ms replaces state"
                       " attempts lease_ms reference error",
         What.ACCOUNT: "about", What.CHANNEL: "address notify", What.ACT: "created_ms",
         What.WORDS: "payload"},
        Owner.ADDRESS, Fate.DELETE, exported=False,
    ),
    # What an SMS cost and whether it came; what it says is nowhere but in the outbox.
    "sms_sent": Table(
        Purpose.TALK, Right.CONSENT, "sms",
        {What.NOTHING: "id own_id outbox_id mark reason code final asked_ms", What.CHANNEL: "address notify",
         What.ACT: "kind parts kopecks state sent_ms updated_ms"},
        Owner.ADDRESS, Fate.DELETE, exported=False,
    ),
    # Against messages told twice and callbacks sent again: identities and keyed digests, no words, no phones.
    "sms_heard": Table(
        Purpose.SAFETY, Right.INTEREST, "inbox",
        {What.NOTHING: "id provider provider_id route mark pair", What.ACT: "at_ms heard_ms"},
        Owner.NOBODY, Fate.EXPIRES, exported=False,
    ),
    # The row only: the file itself is outside the database, and gone soon after its row.
    "stored_file": Table(
        Purpose.TALK, Right.CONSENT, "loose_files, photos, documents",
        {What.NOTHING: "id name sha256 event_id told_entry target used fault", What.CHANNEL: "address",
         What.PERSON: "subscriber_id", What.ACT: "purpose state content bytes created_ms"},
        Owner.ADDRESS, Fate.DELETE,
    ),
    "session": Table(
        Purpose.TALK, Right.CONSENT, "sessions",
        {What.NOTHING: "version prompt expires_ms waits_for tail paced_ms", What.CHANNEL: "address",
         What.ACT: "dialog step updated_ms", What.WORDS: "data memo"},
        # Not in a copy: an unfinished linking may know the phone of an account that is not theirs.
        Owner.ADDRESS, Fate.DELETE, exported=False,
    ),
    "address": Table(
        Purpose.TALK, Right.CONSENT, "addresses",
        {What.CHANNEL: "address", What.PERSON: "subscriber_id", What.NOTHING: "paced_ms",
         What.ACT: "state muted muted_until_ms since_ms"},
        Owner.SUBSCRIBER, Fate.DELETE,
    ),
}  # fmt: skip

_PEOPLE: dict[str, Table] = {
    "subscriber": Table(
        Purpose.PROOF, Right.DUTY, "subscribers", {What.PERSON: "id", What.ACT: "created_ms"},
        Owner.NOBODY, Fate.EXPIRES, exported=False,
    ),
    "link": Table(
        Purpose.ACCESS, Right.CONSENT, "links",
        # What billing said of the account when it was linked is seen as a digest.
        {What.NOTHING: "id holder_seen closed_seen", What.PERSON: "subscriber_id",
         What.ACCOUNT: "account_id number_seen", What.PHONE: "phone",
         What.CHANNEL: "address", What.WORDS: "label",
         What.ACT: "role active since_ms ended_ms suspended_ms suspended_why"},
        Owner.SUBSCRIBER, Fate.DELETE,
    ),
    "invitation": Table(
        Purpose.ACCESS, Right.CONSENT, "invitations",
        {What.NOTHING: "id token code", What.PERSON: "inviter_id used_by", What.ACCOUNT: "account_id",
         What.ACT: "role state created_ms expires_ms"},
        Owner.INVITER, Fate.DELETE,
    ),
    "verification": Table(
        Purpose.SAFETY, Right.CONSENT, "verifications",
        {What.NOTHING: "id key_id counter tries state expires_ms invitation_id", What.CHANNEL: "address",
         What.PERSON: "subscriber_id", What.ACCOUNT: "account_id number", What.PHONE: "phone",
         What.ACT: "created_ms"},
        Owner.ADDRESS, Fate.DELETE,
    ),
    "private_page": Table(
        Purpose.TALK, Right.CONSENT, "private_pages",
        {What.NOTHING: "id digest view_digest", What.CHANNEL: "address", What.PERSON: "subscriber_id",
         What.WORDS: "content", What.ACT: "created_ms expires_ms opened_ms"},
        Owner.ADDRESS, Fate.EXPIRES, exported=False,
    ),
    "office_code": Table(
        Purpose.SAFETY, Right.INTEREST, "office_codes",
        {What.NOTHING: "id key_id digest", What.ACCOUNT: "account_id", What.CHANNEL: "used_by",
         What.ACT: "issued_ms expires_ms used_ms"},
        Owner.NOBODY, Fate.EXPIRES, exported=False,
    ),
    "tally": Table(
        Purpose.SAFETY, Right.INTEREST, "tallies",
        {What.NOTHING: "scope bucket times last_ms", What.CHANNEL: "subject"},
        Owner.SUBJECT, Fate.EXPIRES, exported=False,
    ),
    "audit_event": Table(
        Purpose.SAFETY, Right.DUTY, "audit",
        {What.NOTHING: "id", What.CHANNEL: "address", What.PERSON: "subscriber_id",
         What.ACCOUNT: "account_id", What.ACT: "at_ms kind detail"},
        Owner.SUBSCRIBER, Fate.ALIAS,
    ),
    "consent": Table(
        Purpose.PROOF, Right.DUTY, "consents",
        {What.NOTHING: "id event_id text_sha256", What.PERSON: "subscriber_id", What.CHANNEL: "address",
         What.WORDS: "said", What.ACT: "purpose version basis origin given_ms revoked_ms"},
        Owner.SUBSCRIBER, Fate.ALIAS,
    ),
    "data_request": Table(
        Purpose.PROOF, Right.DUTY, "requests",
        {What.NOTHING: "id event_id", What.PERSON: "subscriber_id", What.CHANNEL: "address addresses",
         What.ACT: "kind asked_ms done_ms"},
        Owner.ADDRESS, Fate.ALIAS,
    ),
}  # fmt: skip

_READINGS: dict[str, Table] = {
    # The value stays for billing; whose message it was goes when the person asks to be forgotten.
    "reading_entry": Table(
        Purpose.READINGS, Right.CONTRACT, "readings",
        {What.ACT: "created_ms taken_ms period state channel flag reason unconfirmed",
         What.ACCOUNT: "account_id", What.METER: "serial decimals", What.USE: "t1 t2 t3 previous",
         What.CHANNEL: "address", What.PERSON: "subscriber_id",
         What.NOTHING: "id came event_id message doubts replaces photo nudged_ms due told base batch"},
        Owner.SUBSCRIBER, Fate.ALIAS,
    ),
    "reading_change": Table(
        Purpose.READINGS, Right.CONTRACT, "readings",
        {What.ACT: "at_ms state detail", What.CHANNEL: "address", What.NOTHING: "id entry_id"},
        Owner.ADDRESS, Fate.ALIAS,
    ),
    # A sheet that came back filled: the readings themselves are entries, this is what was said of them.
    "sheet": Table(
        Purpose.READINGS, Right.CONTRACT, "documents",
        {What.ACT: "created_ms taken_ms period total empty", What.ACCOUNT: "account_id", What.USE: "content",
         What.CHANNEL: "address", What.PERSON: "subscriber_id", What.NOTHING: "id source"},
        Owner.SUBSCRIBER, Fate.DELETE, exported=False,
    ),
    "reading_export": Table(
        Purpose.READINGS, Right.CONTRACT, "readings",
        {What.NOTHING: "batch line entry_id replaces", What.ACCOUNT: "account",
         What.ACT: "action mark photo"},
        Owner.NOBODY, Fate.BILLING, exported=False,
    ),
    "reading_result": Table(
        Purpose.READINGS, Right.CONTRACT, REPLACED,
        {What.NOTHING: "generation entry_id", What.ACT: "result reason"},
        Owner.NOBODY, Fate.BILLING, exported=False,
    ),
}  # fmt: skip

_PAYMENTS: dict[str, Table] = {
    # Money stays as the law of accounting says; who paid it goes when the person asks to be forgotten.
    "payment_intent": Table(
        Purpose.PAYMENTS, Right.DUTY, "payments",
        {What.ACT: "created_ms settled_ms superseded reason method title debt_as_of",
         What.ACCOUNT: "account_id", What.MONEY: "amount debt", What.EMAIL: "email", What.CHANNEL: "address",
         What.PERSON: "subscriber_id",
         What.NOTHING: "id key state provider_id url expires_ms party look_ms looks", What.WORDS: "body"},
        Owner.SUBSCRIBER, Fate.ALIAS,
    ),
    "payment_ledger": Table(
        Purpose.PAYMENTS, Right.DUTY, "payments",
        {What.ACT: "at_ms kind acknowledged_ms", What.ACCOUNT: "account_id account_told",
         What.MONEY: "amount",
         What.NOTHING: "id provider external_id payment_id intent_id income booked_ms late due batch line"
                       " answer answer_reason answered acknowledged_how"},
        Owner.LINKED, Fate.BILLING,
    ),
    "payment_held": Table(
        Purpose.PAYMENTS, Right.DUTY, "payments",
        {What.NOTHING: "id provider kind external_id payment_id intent_id why currency seen_ms closed_ms"
                       " closed_how",
         What.MONEY: "amount", What.ACT: "at_ms"},
        Owner.NOBODY, Fate.BILLING, exported=False,
    ),
    # The words are gone as soon as the payment itself was read: they hold the end of a card's number.
    "payment_notice": Table(
        Purpose.PAYMENTS, Right.DUTY, "inbox, payments",
        {What.NOTHING: "id remote done_ms result tries next_ms", What.ACT: "received_ms event object_id",
         What.WORDS: "body"},
        Owner.NOBODY, Fate.EXPIRES, exported=False,
    ),
    "payment_result": Table(
        Purpose.PAYMENTS, Right.CONTRACT, REPLACED,
        {What.NOTHING: "generation ledger_id", What.ACT: "result reason"},
        Owner.NOBODY, Fate.BILLING, exported=False,
    ),
}  # fmt: skip

_EBILLS: dict[str, Table] = {
    # How the bill comes is the supplier's: it outlives who asked for it, and goes back to paper without them.
    "ebill": Table(
        Purpose.BILLING, Right.CONTRACT, WITH_ACCOUNT,
        {What.NOTHING: "id waits_ms", What.ACCOUNT: "account_id", What.PERSON: "subscriber_id",
         What.ACT: "way since_ms first_period channel"},
        Owner.LINKED, Fate.BILLING,
    ),
    "ebill_change": Table(
        Purpose.PROOF, Right.DUTY, "consents",
        {What.ACT: "at_ms way why first_period channel version confirmed",
         What.ACCOUNT: "account_id account_told", What.CHANNEL: "address", What.PERSON: "subscriber_id",
         What.NOTHING: "id event_id due batch line"},
        Owner.SUBSCRIBER, Fate.ALIAS,
    ),
    "ebill_sent": Table(
        Purpose.BILLING, Right.CONTRACT, "readings",
        {What.NOTHING: "id figures", What.ACCOUNT: "account_id", What.ACT: "period told_ms corrections"},
        Owner.LINKED, Fate.BILLING,
    ),
}  # fmt: skip

_NOTIFICATIONS: dict[str, Table] = {
    "notify_choice": Table(
        Purpose.TALK, Right.CONSENT, "wishes",
        {What.NOTHING: "id", What.PERSON: "subscriber_id", What.ACT: "kind wanted changed_ms"},
        Owner.SUBSCRIBER, Fate.DELETE,
    ),
    "notify_way": Table(
        Purpose.TALK, Right.CONSENT, "wishes",
        {What.NOTHING: "id", What.PERSON: "subscriber_id", What.CHANNEL: "address",
         What.ACT: "minute quiet_from quiet_to days_before changed_ms"},
        Owner.SUBSCRIBER, Fate.DELETE,
    ),
    "notify_limit": Table(
        Purpose.TALK, Right.CONSENT, "wishes",
        {What.NOTHING: "id", What.PERSON: "subscriber_id", What.ACCOUNT: "account_id",
         What.USE: "watt_hours", What.ACT: "changed_ms"},
        Owner.SUBSCRIBER, Fate.DELETE,
    ),
    "broadcast_recipient": Table(
        Purpose.TALK, Right.CONSENT, "reminders",
        {What.NOTHING: "id broadcast_id outbox_id", What.PERSON: "subscriber_id", What.CHANNEL: "address",
         What.ACT: "state why ended_ms"},
        Owner.SUBSCRIBER, Fate.DELETE,
    ),
    "reminder": Table(
        Purpose.TALK, Right.CONSENT, "reminders",
        {What.NOTHING: "id link_id outbox_id fact", What.PERSON: "subscriber_id", What.ACCOUNT: "account_id",
         What.ACT: "kind stage period due_ms until_ms state why planned_ms ended_ms"},
        Owner.SUBSCRIBER, Fate.DELETE,
    ),
}  # fmt: skip

_BILLING: dict[str, Table] = {
    "account": Table(
        Purpose.BILLING, Right.CONTRACT, WITH_ACCOUNT, {What.ACCOUNT: "id number"},
        Owner.NOBODY, Fate.BILLING, exported=False,
    ),
    "account_alias": Table(
        Purpose.BILLING, Right.CONTRACT, WITH_ACCOUNT, {What.ACCOUNT: "number account_id"},
        Owner.LINKED, Fate.BILLING,
    ),
    "account_card": _billing("accounts", {
        What.ACCOUNT: "number old_account", What.NAME: "holder", What.POSTAL: "address", What.PHONE: "phone",
        What.EMAIL: "email", What.TAX: "inn", What.METER: "kind tariff grp status"}),
    "balance": _billing("balances", {
        What.MONEY: "debt advance overdue penalty", What.ACT: "as_of overdue_since due_on payments_until"}),
    "due": _billing("dues", {What.NOTHING: "period stage", What.ACT: "due_on", What.MONEY: "amount"}),
    "meter": _billing("meters", {
        What.METER: "serial model zones zone_order digits decimals ratio installed_on removed_on"
                    " verified_until place automatic"}),
    "reading": _billing("readings", {
        What.METER: "serial", What.ACT: "taken_on source state", What.USE: "t1 t2 t3"}, history=True),
    "charge": _billing("charges", {
        What.USE: "kwh_t1 kwh_t2 kwh_t3",
        What.MONEY: "opening charged paid recalculated penalty closing"}, history=True),
    "charge_line": _billing("charge_lines", {
        What.NOTHING: "line", What.USE: "kwh", What.MONEY: "price amount", What.ACT: "kind title reason"},
        history=True),
    "payment": _billing("payments", {
        What.NOTHING: "line", What.ACT: "paid_on agent document external_id", What.MONEY: "amount"},
        history=True),
    "receipt_code": Table(
        Purpose.SAFETY, Right.CONTRACT, "history",
        {What.NOTHING: "period generation digest key_id", What.ACCOUNT: "account_id"},
        Owner.NOBODY, Fate.BILLING, exported=False,
    ),
    "bill_code": Table(
        Purpose.SAFETY, Right.CONTRACT, "bill_codes",
        {What.NOTHING: "issue code token", What.ACCOUNT: "account_id"},
        Owner.NOBODY, Fate.EXPIRES, exported=False,
    ),
}  # fmt: skip

_SYSTEM: dict[str, Table] = {
    "consent_text": _system("sha256 purpose version words first_ms"),
    "export_batch": _system("id kind period zone state begun_ms touched_ms written_ms rows_total sha256"),
    "ebill_batch": _system("id zone state begun_ms touched_ms written_ms rows_total sha256"),
    "payment_batch": _system("id zone state begun_ms touched_ms written_ms rows_total kopecks sha256"),
    "bill_issue": _system("id period state key_id begun_ms touched_ms cards accounts"),
    "broadcast": _system(
        "id words words_short audience channels legal made_by state after_link made_ms started_ms ended_ms",
        "reminders",
    ),
    "reminder_plan": _system(
        "id kind stage period grp due_ms spread_ms until_ms fact after_link planned state begun_ms ended_ms"
    ),
    "send_pace": _system("scope next_ms rest_from_ms rest_until_ms flood_id flood_ms"),
    "setting": _system("name value"),
    # A picture shows months and no account: two households that used the same have the same one.
    "chart_file": Table(
        Purpose.SYSTEM, Right.NONE, "charts", {What.NOTHING: "digest file_id used_ms"}, exported=False
    ),
    "schema_version": _system("version name applied_at_ms checksum compatible_from"),
    "import_run": _system("generation started_ms touched_ms state files note"),
    "dataset_file": _system("dataset sha256 generation"),
    "dataset_generation": _system("dataset period generation rows_total"),
    "stale_generation": _system("dataset period generation"),
    "tariff": _system("generation tariff valid_from valid_to zone range_upto_kwh price title hours"),
    "rate": _system("generation valid_from valid_to rate"),
    # Places where work is planned; whose account lies there is only found when they are told.
    "outage": _system("generation outage_id places begins_at ends_at reason cancelled"),
    "grp": _system(
        "generation name reading_window norm_kwh network_company dispatcher_phone meter_owner_text"
    ),
}

REGISTER: Mapping[str, Table] = MappingProxyType(
    {**_TALK, **_PEOPLE, **_READINGS, **_PAYMENTS, **_EBILLS, **_NOTIFICATIONS, **_BILLING, **_SYSTEM}
)
"""Tables by name."""
