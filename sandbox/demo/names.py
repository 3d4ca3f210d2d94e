"""Names, streets and phones nobody has: people are called after electricity, the town is Примерск.

Phones lie in +7 900 000-00-00 … 099-99-99. Named accounts use +7 900 000-XX-XX only. The demo never reaches a
real network: the sandbox has its own SMS centre.
"""

from __future__ import annotations

from random import Random

_SURNAMES = (
    "Амперов", "Вольтов", "Омов", "Ваттов", "Лампочкин", "Розеткин", "Проводов", "Искрин", "Фонарёв",
    "Светлов-Пример", "Киловаттов", "Фазин", "Нулёв", "Щитков", "Предохранителев", "Выключателев",
    "Счётчиков", "Кабелев", "Тумблеров", "Удлинителев", "Торшеров", "Люстрин", "Гирляндов", "Аккумуляторов",
)  # fmt: skip
_INITIALS = "АБВГДЕИКЛМНОПРСТЭЮЯ"
_STREETS = (
    "ул. Лампочная", "ул. Проводная", "пр. Счётчиков", "ул. Розеточная", "пер. Фазный",
    "ул. Светлая Примерная",
    "наб. Киловаттная", "ул. Трансформаторная", "бул. Гирлянд", "ул. Вторая Образцовая",
)  # fmt: skip
_VILLAGES = ("д. Образцово", "с. Примерное", "п. Тестовый", "д. Малые Вольты", "с. Верхние Амперы")
_GARDENS = ("СНТ «Киловатт»", "СНТ «Образец»", "СНТ «Лампочка»")
_TRADES = ("Булочная", "Мастерская", "Аптека", "Школа танцев", "Магазин", "Прачечная", "Кафе", "Типография")


def holder(rng: Random) -> str:
    """Surname and initials."""
    surname = _SURNAMES[rng.randrange(len(_SURNAMES))]
    female = "а" if rng.randrange(2) else ""
    return f"{surname}{female} {rng.choice(_INITIALS)}. {rng.choice(_INITIALS)}."


def flat(rng: Random) -> str:
    """Address of a flat."""
    street = _STREETS[rng.randrange(len(_STREETS))]
    return f"г. Примерск, {street}, д. {rng.randint(1, 90)}, кв. {rng.randint(1, 240)}"


def house(rng: Random) -> str:
    """Address of a house in a village."""
    return f"{_VILLAGES[rng.randrange(len(_VILLAGES))]}, ул. Садовая Примерная, д. {rng.randint(1, 120)}"


def garden(rng: Random) -> str:
    """Address of a dacha."""
    return f"{_GARDENS[rng.randrange(len(_GARDENS))]}, уч. {rng.randint(1, 300)}"


def business(rng: Random, number: int) -> str:
    """Name of an organisation."""
    return f"ООО «{_TRADES[rng.randrange(len(_TRADES))]} Пример-{number}»"


def executor(number: int) -> str:
    """Name of a managing company."""
    return f"УК «Образцовый дом {number}»"


def phone(number: int) -> str:
    """Phone of the n-th regular account."""
    return f"+79000{100_000 + number % 900_000:06d}"


def inn(number: int) -> str:
    """A taxpayer number of ten digits with a right check digit; region 99 is nobody's."""
    digits = f"99{number % 10**7:07d}"
    factors = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    total = sum(int(digit) * factor for digit, factor in zip(digits, factors, strict=True))
    return f"{digits}{total % 11 % 10}"
