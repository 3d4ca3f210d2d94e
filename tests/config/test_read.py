"""Every mistake is one exact line: where, what was found, what is needed, an example; never a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import Config, ConfigError, load_config, secrets_of
from bot.config.read import variable
from bot.config.section import walk
from bot.config.values import toml
from tests.config.good import KEY, TOKEN


def read(tmp_path: Path, text: str | bytes, **environ: str) -> Config:
    path = tmp_path / "config.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_config(path, environ)


def mistakes(tmp_path: Path, text: str | bytes, **environ: str) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text, **environ)
    assert str(caught.value) == "\n".join(caught.value.messages)
    return caught.value.messages


def test_values_of_the_file(tmp_path: Path) -> None:
    config = read(
        tmp_path, "[web]\nport = 9000\n[linking]\naccount_digits = [10]\n[import]\nmax_rejected_percent = 0\n"
    )
    assert config.web.port == 9000
    assert config.linking.account_digits == (10,)
    assert config.import_.max_rejected_percent == 0
    assert config.web.host == Config().web.host


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbf[web]\r\nport = 9000\r\n").web.port == 9000


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            '[telegram]\ntokn = "x"',
            "config.toml: unknown key telegram.tokn; did you mean telegram.token?",
        ),
        ("[zzz]\nx = 1", "config.toml: unknown key zzz; config.example.toml lists all keys"),
        (
            '[telegram]\nmode = "poling"',
            (
                'config.toml: telegram.mode: "poling" does not fit; needed: one of "polling", "webhook", '
                'for example telegram.mode = "polling"'
            ),
        ),
        (
            "[web]\nport = 70000",
            (
                "config.toml: web.port: 70000 does not fit; needed: a whole number from 1 to 65535, "
                "for example web.port = 8080"
            ),
        ),
        (
            '[web]\nport = "8080"',
            (
                'config.toml: web.port: "8080" does not fit; needed: a whole number from 1 to 65535, '
                "for example web.port = 8080"
            ),
        ),
        (
            "[supplier]\nphones = 112",
            (
                "config.toml: supplier.phones: 112 does not fit; needed: a list, each a text in quotes, "
                'for example supplier.phones = ["8 800 555-00-00"]'
            ),
        ),
        (
            "[telegram]\ntoken = 712345678",
            (
                "config.toml: telegram.token: the value (a secret, not shown) does not fit; "
                "needed: a text in quotes, "
                'for example telegram.token = "123456789:AAF-the-rest-of-what-BotFather-gave-you"'
            ),
        ),
        (
            "[reminders.groups.North]\nhour = 24",
            (
                "config.toml: reminders.groups.North.hour: 24 does not fit; needed: a whole number from 0 "
                "to 23, for example reminders.groups.North.hour = 11"
            ),
        ),
        (
            '[reminders.groups."Юг 2"]\nhuor = 9',
            (
                'config.toml: unknown key reminders.groups."Юг 2".huor; '
                'did you mean reminders.groups."Юг 2".hour?'
            ),
        ),
        (
            "[reminders.groups]\nNorth = 9",
            "config.toml: reminders.groups.North is a value; needed: a table, [reminders.groups.North]",
        ),
        (
            "[reminders]\ngroups = 9",
            "config.toml: reminders.groups is a value; needed: tables, [reminders.groups.<name>]",
        ),
        ('telegram = "x"', "config.toml: telegram is a value; needed: a table, [telegram]"),
        (
            "[web]\nport = 2026-11-22",
            (
                "config.toml: web.port: 2026-11-22 does not fit; needed: a whole number from 1 "
                "to 65535, for example web.port = 8080"
            ),
        ),
        (
            "[web]\nport =",
            'config.toml: not TOML: Invalid value (at end of document); texts stand in quotes: key = "text"',
        ),
        (
            'x = 1\n[web]\nhost = "\u043f"'.encode("cp1251"),
            "config.toml: line 3 is not UTF-8; save the file as UTF-8",
        ),
        (b"#" * 2_000_000, "config.toml: over 1048576 bytes; this is not a configuration file"),
    ],
)
def test_each_mistake_is_one_exact_line(tmp_path: Path, text: str | bytes, line: str) -> None:
    assert mistakes(tmp_path, text) == (line,)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    found = mistakes(tmp_path, '[web]\nport = 0\nhots = "x"\n[log]\nlevel = "loud"', ABONENT__WEB__PREFX="/x")
    assert len(found) == 4
    assert found[0] == "environment: unknown key ABONENT__WEB__PREFX; did you mean ABONENT__WEB__PREFIX?"


def test_a_long_or_many_lined_value_is_cut(tmp_path: Path) -> None:
    (line,) = mistakes(tmp_path, f'[log]\nlevel = """{"x" * 500}\n\ny"""')
    assert "\n" not in line
    assert len(line) < 300


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"No such file or directory; copy config\.example\.toml there"):
        load_config(tmp_path / "none.toml", {})
    with pytest.raises(ConfigError, match="Is a directory"):
        load_config(tmp_path, {})


def test_environment_wins(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        '[telegram]\ntoken = "file"\n[web]\nport = 1',
        ABONENT__TELEGRAM__TOKEN=TOKEN,
        ABONENT__WEB__PORT="9001",
        ABONENT__IMPORT__MAX_REJECTED_PERCENT="7",
        ABONENT__TELEGRAM__WEBHOOK__URL="https://x",
        ABONENT__SUPPLIER__PHONES="8 800 555-00-00, +7 800 555-00-01",
        ABONENT__LINKING__ACCOUNT_DIGITS="[10, 12]",
        ABONENT__SECURITY__PREVIOUS_KEYS='{ k0 = "old" }',
        ABONENT="ignored",
        PATH="/bin",
    )
    assert config.telegram.token == TOKEN
    assert (config.web.port, config.import_.max_rejected_percent) == (9001, 7)
    assert config.telegram.webhook.url == "https://x"
    assert config.supplier.phones == ("8 800 555-00-00", "+7 800 555-00-01")
    assert config.linking.account_digits == (10, 12)
    assert config.security.previous_keys == {"k0": "old"}


def test_a_mistake_in_the_environment_names_the_variable(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "", ABONENT__WEB__PORT="many") == (
        (
            'environment ABONENT__WEB__PORT: web.port: "many" does not fit; '
            "needed: a whole number from 1 to 65535, for example web.port = 8080"
        ),
    )
    assert "hunter2" not in str(mistakes(tmp_path, "", ABONENT__SECURITY__PREVIOUS_KEYS="hunter2"))


@pytest.mark.parametrize("path", [path for path, _ in walk(Config)])
def test_every_key_can_be_set_by_the_environment(tmp_path: Path, path: str) -> None:
    name = variable(path)
    assert name == "ABONENT__" + path.upper().replace(".", "__")
    from_example = dict(walk(Config))[path].example
    text = from_example if isinstance(from_example, str) else toml(from_example)
    if not isinstance(from_example, dict) and path != "supplier.offices":
        read(tmp_path, "", **{name: text})


def test_an_unknown_key_does_not_echo_its_value(tmp_path: Path) -> None:
    assert TOKEN not in str(mistakes(tmp_path, f'[telegram]\ntokn = "{TOKEN}"'))
    assert TOKEN not in str(mistakes(tmp_path, f'telegram = "{TOKEN}"'))
    assert TOKEN not in str(mistakes(tmp_path, f'[telegram]\ntoken = "{TOKEN}"\ntoken = "{TOKEN}"'))
    assert TOKEN not in str(mistakes(tmp_path, f"[telegram]\ntoken = {TOKEN}"))


def test_repr_hides_every_secret(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        f'[telegram]\ntoken = "{TOKEN}"\n'
        f'[security]\nsecret_key = "{KEY}"\nprevious_keys = {{ k0 = "older-key" }}\n'
        '[database]\nurl = "postgresql://abonent:pass-word@h/abonent"',
    )
    assert not [part for part in (TOKEN, KEY, "older-key", "pass-word") if part in f"{config!r} {config}"]
    assert set(secrets_of(config)) == {TOKEN, KEY, "older-key", "pass-word"}


def test_it_never_changes() -> None:
    with pytest.raises(AttributeError):
        Config().web.port = 1  # type: ignore[misc]
