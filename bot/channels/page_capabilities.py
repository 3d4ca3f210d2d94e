"""What the private page can carry: it is our own, so everything, once."""

from __future__ import annotations

from bot.channels.base import Capabilities, Form, Markup
from core.privacy import Sensitivity

PAGE = Capabilities(
    name="page",
    form=Form.FULL,
    markup=Markup.HTML,
    characters=100_000,
    buttons=60,
    button_title=200,
    button_data=64,
    edit=False,
    pictures=False,
    menu=False,
    contact=True,
    price=0,
    allowed=Sensitivity.PERSONAL,
)
