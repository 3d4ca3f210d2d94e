"""Broadcasts beside people's turns: recipients are gathered, messages handed to the outbox a little ahead."""
