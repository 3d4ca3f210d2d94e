"""What the rivals say: four lines and three buttons, as long as our own answer about the balance."""

from __future__ import annotations

BUTTONS = (("Оплатить", "pay"), ("Почему столько", "why"), ("Показания", "readings"))

SECTIONS = (
    ("readings", "Показания"),
    ("pay", "Оплатить"),
    ("history", "История"),
    ("tariff", "Тариф"),
    ("settings", "Настройки"),
    ("help", "Помощь"),
)


def echo(message_id: int, text: str) -> str:
    """Repeat the message and its number, which the benchmark looks for."""
    return (
        f"Сообщение № {message_id} получено\n"
        f"Вы написали: {text}\n"
        "Это ответ на ваше сообщение, он повторяет его слово в слово.\n"
        "Можно прислать ещё одно."
    )


def balance(debt_kopecks: int, account: str) -> str:
    """The answer about the balance."""
    rubles, kopecks = divmod(debt_kopecks, 100)
    return (
        f"Квартира, счёт *{account[-4:]}, на 8 ноября\n"
        f"К оплате до 15 ноября: {rubles},{kopecks:02d} руб.\n"
        "Последнее начисление за октябрь, последний платёж 6 ноября.\n"
        "Учтены платежи по 6 ноября."
    )
