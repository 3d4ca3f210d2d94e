"""What Telegram can carry. Imports no library, so that texts can be reviewed without one."""

from __future__ import annotations

from bot.channels.base import Capabilities, Form, Markup
from core.privacy import Sensitivity

TELEGRAM = Capabilities(
    name="telegram",
    form=Form.FULL,
    markup=Markup.HTML,
    characters=4096,  # UTF-16 units after parsing the markup
    buttons=60,  # 100 is commonly cited, nowhere documented
    button_title=40,
    button_data=64,
    edit=True,
    pictures=True,
    documents=True,
    menu=True,
    contact=True,
    price=0,
    allowed=Sensitivity.MONEY,
)
"""The open data policy; under another one replace `allowed` (`bot.channels.policy.ceiling`)."""
