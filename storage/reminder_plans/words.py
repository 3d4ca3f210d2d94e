"""Pieces of SQL that statements of plans have in common: who may be told, and when."""

from __future__ import annotations

from storage.visible import snapshot

FROM = f"""
FROM link JOIN account_card AS card ON card.account_id = link.account_id
    AND card.generation = {snapshot("accounts")}
LEFT JOIN notify_way AS way ON way.subscriber_id = link.subscriber_id
LEFT JOIN notify_choice AS choice ON choice.subscriber_id = link.subscriber_id AND choice.kind = :kind
"""
"""Links with the card that is in force, and what their person wishes; aliases link, card, way, choice."""

OPEN = """
link.id > :after AND link.id <= :upto AND link.active = 1 AND card.status <> 'closed'
    AND coalesce(choice.wanted, 1) = 1
    AND EXISTS (SELECT 1 FROM address AS place WHERE place.subscriber_id = link.subscriber_id
        AND place.subscriber_id <> 0 AND place.state = 'active' AND place.muted = 0)
"""
"""Links of the chunk: in force, of an open account, of somebody who wants this kind and may be written to.

For a kind that comes only to who chose it, add `choice.wanted = 1`; for money, `MONEY`.
"""

MONEY = "link.role <> 'reader'"
"""Links whose person may see sums."""

SPREAD = "((link.subscriber_id % 1000003) * 48271 % 65537) * :spread_ms / 65537"
"""A part of the spread by the person: all that one person is told of one moment falls together."""

DUE = f"""CASE WHEN coalesce(way.minute, -1) >= 0 THEN :midnight_ms + way.minute * 60000
    ELSE :due_ms + {SPREAD} END"""
"""When: at the minute of the day that the person chose, else spread by the person."""

BY_SMS = """NOT EXISTS (SELECT 1 FROM address AS place WHERE place.subscriber_id = link.subscriber_id
    AND place.subscriber_id <> 0 AND place.state = 'active' AND place.muted = 0
    AND place.address NOT LIKE 'tel:%')"""
"""Links whose person can only be told by SMS."""
