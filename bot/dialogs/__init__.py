"""The channel-neutral part of a conversation and the engine that runs a turn."""
