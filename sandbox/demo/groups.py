"""Account groups: windows for readings, norms, network companies and their (fictional) dispatchers."""

from __future__ import annotations

_NETWORK = ("Пример Сети", "8-800-000-00-01")
_NORTH = ("Северные Примерные Сети", "8-800-000-00-02")
_CITY = "Счётчик в квартире меняет поставщик, бесплатно: закажите замену по телефону контакт-центра."
_HOUSE = "Счётчик на опоре или фасаде меняет сетевая компания, бесплатно: позвоните её диспетчеру."
_OWN = "Счётчик принадлежит потребителю: о замене договоритесь с сетевой компанией заранее."

# code, window, norm kWh a month, network company, dispatcher, who replaces the meter
_GROUPS = (
    ("city", "15-25", 130, *_NETWORK, _CITY),
    ("city-north", "15-25", 140, *_NORTH, _CITY),
    ("executors", "23-25/26", 0, *_NETWORK, _OWN),
    ("houses", "23-25/26", 210, *_NETWORK, _HOUSE),
    ("organisations", "23-25/26", 0, *_NETWORK, _OWN),
    ("villages", "28-3", 190, *_NORTH, _HOUSE),
)
WINDOWS = {code: window for code, window, *_ in _GROUPS}
NORM_KWH = {code: norm for code, _, norm, *_ in _GROUPS}
# Day of the month around which people of a group send their readings.
READING_DAYS = {
    "city": (15, 25),
    "city-north": (15, 25),
    "executors": (23, 25),
    "houses": (23, 25),
    "organisations": (23, 25),
    "villages": (28, 31),
}


def group_rows() -> list[tuple[str, ...]]:
    """Rows of groups.csv."""
    return [(code, window, str(norm or ""), *rest) for code, window, norm, *rest in _GROUPS]
