"""What is too old, by retention rule: the rows of each table, found by a read and deleted by their keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows of `table` that `where` holds for, at `:before_ms`. `action` stands for a DELETE, at `:now_ms`."""

    table: str
    where: str
    key: str = "id"
    action: str = ""

    @property
    def find(self) -> str:
        """Keys of a chunk."""
        return f"SELECT {self.key} FROM {self.table} WHERE {self.where} ORDER BY {self.key} LIMIT :most"

    @property
    def act(self) -> str:
        """The same for one key: what changed since it was found stays."""
        keys = " AND ".join(f"{name} = :key{n}" for n, name in enumerate(self.key.split(", ")))
        return f"{self.action or f'DELETE FROM {self.table}'} WHERE {keys} AND {self.where}"


_NO_LINK = """NOT EXISTS (SELECT 1 FROM link
    WHERE link.subscriber_id = {0} AND (link.active = 1 OR link.suspended_ms > 0))"""
_ADDRESS = f"""since_ms < :before_ms AND muted = 0
    AND NOT EXISTS (SELECT 1 FROM session WHERE session.address = address.address)
    AND (subscriber_id = 0 OR {_NO_LINK.format("address.subscriber_id")})"""
_LAPSED = f"""revoked_ms = 0 AND given_ms < :before_ms AND {_NO_LINK.format("consent.subscriber_id")}
    AND NOT EXISTS (SELECT 1 FROM address WHERE address.subscriber_id = consent.subscriber_id
        AND address.subscriber_id <> 0)"""
_UNUSED = """created_ms < :before_ms
    AND NOT EXISTS (SELECT 1 FROM consent WHERE consent.subscriber_id = subscriber.id)
    AND NOT EXISTS (SELECT 1 FROM link WHERE link.subscriber_id = subscriber.id)
    AND NOT EXISTS (SELECT 1 FROM invitation WHERE invitation.inviter_id = subscriber.id)
    AND NOT EXISTS (SELECT 1 FROM address WHERE address.subscriber_id = subscriber.id
        AND address.subscriber_id <> 0)"""
_REPLACED_WAY = """EXISTS (SELECT 1 FROM ebill_change AS later
    WHERE later.account_id = ebill_change.account_id AND later.id > ebill_change.id)"""
# Those that nobody ever started, or that rest for ever, go with their recipients, too.
_BROADCAST = """((ended_ms > 0 AND ended_ms < :before_ms)
    OR (ended_ms = 0 AND state <> 'running' AND made_ms < :before_ms))"""
_BROADCAST_OF = _BROADCAST.replace("ended_ms", "broadcast.ended_ms").replace("state", "broadcast.state")

RULES: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    {
        "inbox": (
            Rule("inbox", "state = 'done' AND received_ms < :before_ms"),
            Rule("sms_heard", "heard_ms < :before_ms"),
            Rule("payment_notice", "done_ms > 0 AND received_ms < :before_ms"),
        ),
        "dead_letters": (Rule("inbox", "state = 'dead' AND received_ms < :before_ms"),),
        "outbox": (Rule("outbox", "state IN ('sent', 'failed') AND created_ms < :before_ms"),),
        "sms": (Rule("sms_sent", "sent_ms < :before_ms"),),
        "sessions": (Rule("session", "updated_ms < :before_ms", "address"),),
        "tallies": (Rule("tally", "last_ms < :before_ms", "scope, subject, bucket"),),
        "verifications": (Rule("verification", "created_ms < :before_ms"),),
        "office_codes": (Rule("office_code", "expires_ms < :before_ms"),),
        "invitations": (Rule("invitation", "expires_ms < :before_ms"),),
        # Codes of an issue that was replaced, or of bills too old to prove anything.
        "bill_codes": (
            Rule(
                "bill_code",
                "issue IN (SELECT id FROM bill_issue WHERE state = 'void' OR begun_ms < :before_ms)",
                "issue, account_id",
            ),
        ),
        "charts": (Rule("chart_file", "used_ms < :before_ms", "digest"),),
        "private_pages": (Rule("private_page", "expires_ms < :before_ms"),),
        "loose_files": (Rule("stored_file", "used = 0 AND created_ms < :before_ms"),),
        "photos": (Rule("stored_file", "purpose = 'photo' AND created_ms < :before_ms"),),
        "documents": (
            Rule("stored_file", "purpose <> 'photo' AND created_ms < :before_ms"),
            Rule("sheet", "created_ms < :before_ms"),
        ),
        "audit": (Rule("audit_event", "at_ms < :before_ms"),),
        # A suspended link is not over: it waits for the staff.
        "links": (
            Rule("link", "active = 0 AND suspended_ms = 0 AND ended_ms > 0 AND ended_ms < :before_ms"),
        ),
        # Who has nothing linked and wrote no more is forgotten, and what they agreed to ends with it. STOP is
        # not forgotten.
        "addresses": (
            Rule("address", _ADDRESS, "address"),
            Rule("consent", _LAPSED, action="UPDATE consent SET revoked_ms = :now_ms"),
        ),
        "consents": (
            Rule("consent", "revoked_ms <> 0 AND revoked_ms < :before_ms"),
            # What is in force, and what billing was not told of, is not too old.
            Rule("ebill_change", f"at_ms < :before_ms AND due = 0 AND {_REPLACED_WAY}"),
        ),
        # Of people who have nothing linked any more.
        "wishes": tuple(
            Rule(table, f"changed_ms < :before_ms AND {_NO_LINK.format(f'{table}.subscriber_id')}")
            for table in ("notify_choice", "notify_way", "notify_limit")
        ),
        # A row is what makes a reminder come once: it outlives what it reminds of.
        "reminders": (
            Rule("reminder", "state <> 'planned' AND state <> 'queued' AND ended_ms < :before_ms"),
            Rule(
                "broadcast_recipient",
                f"""EXISTS (SELECT 1 FROM broadcast WHERE broadcast.id = broadcast_recipient.broadcast_id
                    AND {_BROADCAST_OF})""",
            ),
            Rule(
                "broadcast",
                f"""{_BROADCAST} AND NOT EXISTS (SELECT 1 FROM broadcast_recipient
                    WHERE broadcast_recipient.broadcast_id = broadcast.id)""",
            ),
            Rule("reminder_plan", "state <> 'open' AND ended_ms < :before_ms"),
        ),
        "subscribers": (Rule("subscriber", _UNUSED),),
        # With its changes and its lines of exports. What billing was not told of yet is not too old.
        "readings": (
            Rule("reading_entry", "created_ms < :before_ms AND due = 0 AND state <> 'draft'"),
            Rule("ebill_sent", "told_ms < :before_ms"),
        ),
        # What billing was not told of, or does not know yet, is not too old; nor what nobody has decided.
        "payments": (
            Rule("payment_ledger", "at_ms < :before_ms AND due = 0 AND acknowledged_ms > 0"),
            Rule("payment_held", "seen_ms < :before_ms AND closed_ms > 0"),
            Rule("payment_notice", "received_ms < :before_ms"),
            Rule(
                "payment_intent",
                """settled_ms > 0 AND settled_ms < :before_ms AND NOT EXISTS (SELECT 1 FROM payment_ledger
                    WHERE payment_ledger.intent_id = payment_intent.id)""",
            ),
        ),
        "requests": (Rule("data_request", "done_ms <> 0 AND done_ms < :before_ms"),),
    }
)
"""In the order in which they are carried out: a person's number goes after everything that names it."""

HISTORIES: Mapping[str, str] = MappingProxyType(
    {
        "charges": "charge",
        "charge_lines": "charge_line",
        "payments": "payment",
        "readings": "reading",
        "receipt_codes": "receipt_code",
    }
)
"""Datasets of billing that are kept by months, with their tables: the retention rule `history`."""
