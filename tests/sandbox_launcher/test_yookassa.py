"""The bot of the sandbox pays at the emulated YooKassa, whatever its configuration says of the address."""

from __future__ import annotations

from bot.config import load_config
from sandbox.control.desk import Desk
from sandbox.launcher.folder import Folder
from sandbox.launcher.options import Options
from sandbox.launcher.run import bot_environ, register_callbacks
from sandbox.settings import Settings


def started(tmp_path, **changes):
    folder = Folder(tmp_path)
    folder.write_config(Options(tmp_path))
    text = folder.config.read_text("utf-8")
    for old, new in changes.items():
        text = text.replace(old, new)
    folder.config.write_text(text, "utf-8")
    config = load_config(folder.config, bot_environ({}, Options(tmp_path, port=18_122), folder, 18_123))
    desk = Desk(Settings(data_dir=folder.emulators))
    desk.open()
    register_callbacks(desk, config)
    desk.ledger.close()
    return config, desk


def test_the_shop_is_the_emulators_and_is_told_of_payments(tmp_path):
    config, desk = started(tmp_path)
    shop, own = config.payments.yookassa, desk.yookassa.store.shops["100500"]
    assert shop.api_url == "http://127.0.0.1:18122/v3"
    assert (shop.shop_id, shop.secret_key) == (own.id, own.secret_key)
    assert own.notify_url == f"http://127.0.0.1:18123{config.web.prefix}/payments/yookassa"


def test_another_shop_is_not_ours_to_tell_but_never_leaves_this_machine(tmp_path):
    config, desk = started(tmp_path, **{'"100500"': '"654321"', "test_sandbox": "live_something"})
    assert config.payments.yookassa.api_url == "http://127.0.0.1:18122/v3"
    assert desk.yookassa.store.shops["100500"].notify_url == ""
