"""Statements that begin with what people chose, not with links: few set a limit or switch a kind on."""

from __future__ import annotations

from storage.reminder_plans.words import BY_SMS
from storage.visible import snapshot

_CARD = f"""JOIN account_card AS card ON card.account_id = link.account_id
    AND card.generation = {snapshot("accounts")}
LEFT JOIN notify_way AS way ON way.subscriber_id = link.subscriber_id"""
_OPEN = f"""link.active = 1 AND card.status <> 'closed' AND (:sms = 1 OR NOT {BY_SMS})
    AND EXISTS (SELECT 1 FROM address AS place WHERE place.subscriber_id = link.subscriber_id
        AND place.subscriber_id <> 0 AND place.state = 'active' AND place.muted = 0)"""

LIMITED = f"""
FROM notify_limit AS lim
JOIN link ON link.subscriber_id = lim.subscriber_id AND link.account_id = lim.account_id
{_CARD}
LEFT JOIN notify_choice AS choice ON choice.subscriber_id = link.subscriber_id AND choice.kind = :kind
WHERE lim.id > :after AND lim.id <= :upto AND coalesce(choice.wanted, 1) = 1 AND {_OPEN}
"""
"""Links with a limit (alias lim) whose person may be told; the table is `notify_limit`."""

WISHED = f"""
FROM notify_choice AS choice
JOIN link ON link.subscriber_id = choice.subscriber_id
{_CARD}
WHERE choice.id > :after AND choice.id <= :upto AND choice.kind = :kind AND choice.wanted = 1 AND {_OPEN}
"""
"""Links of people who switched a kind on that is off for the rest; the table is `notify_choice`."""
