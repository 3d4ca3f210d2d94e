"""A simulated attacker: a month of 1,000 chats and 1,000 phones against 10,000 accounts."""
