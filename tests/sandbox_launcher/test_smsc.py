"""The bot of the sandbox speaks to the emulated SMSC, and is registered there as its configuration says."""

from __future__ import annotations

import pytest

from bot.config import load_config
from sandbox.control.desk import Desk
from sandbox.launcher.folder import Folder
from sandbox.launcher.options import Options
from sandbox.launcher.run import bot_environ, register_callbacks
from sandbox.settings import Settings

WEB_PORT = 18_123


@pytest.fixture
def folder(tmp_path):
    made = Folder(tmp_path)
    made.write_config(Options(tmp_path))
    return made


def registered(folder):
    """The configuration of the bot, and what the emulator was told of it."""
    environ = bot_environ(
        {"ABONENT__SMS__PROVIDER": "none"}, Options(folder.path, port=18_122), folder, WEB_PORT
    )
    config = load_config(folder.config, environ)
    desk = Desk(Settings(data_dir=folder.emulators))
    desk.open()
    register_callbacks(desk, config)
    desk.ledger.close()
    return config, desk


async def test_it_speaks_to_smsc_and_is_called_back(folder):
    config, desk = registered(folder)
    account, smsc = desk.sms_store.account, config.sms.smsc
    assert config.sms.provider == "smsc"
    assert (smsc.base_url, smsc.api_key) == ("http://127.0.0.1:18122/sys/", desk.settings.smsc_api_key)
    assert (
        account.callback_url == f"http://127.0.0.1:{WEB_PORT}{config.web.prefix}/sms/smsc?charset=utf-8&sha1"
    )
    assert account.callback_secret == smsc.callback_secret != ""
    assert config.sms.own_numbers == (f"+{account.own_number}",)
    assert smsc.checksum == "sha1"


async def test_a_folder_with_the_simple_provider_goes_on_with_it(folder):
    text = folder.config.read_text("utf-8").replace('provider = "smsc"', 'provider = "sandbox"')
    folder.config.write_text(text, "utf-8")
    config, desk = registered(folder)
    assert config.sms.sandbox.url == "http://127.0.0.1:18122/sms"
    assert desk.sms_store.account.callback_url == ""
