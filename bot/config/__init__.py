"""The configuration: one TOML file, every key overridable by the environment, every mistake named exactly."""

from __future__ import annotations

from bot.config.checks import check
from bot.config.checks.dated import RuleEnd
from bot.config.domain import keyring_of, limits_of, readings_of
from bot.config.findings import Problem
from bot.config.read import ConfigError, load_config
from bot.config.tree import Config, secrets_of

__all__ = [
    "Config",
    "ConfigError",
    "Problem",
    "RuleEnd",
    "check",
    "keyring_of",
    "limits_of",
    "load_config",
    "readings_of",
    "secrets_of",
]
