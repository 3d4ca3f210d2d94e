"""The people whose phones the sandbox starts with; more are added on the page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """`phone` is on record for a named account where it ends like its number."""

    first_name: str
    last_name: str
    phone: str


PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson("Анна", "Примерова", "+79000001111"),
    DemoPerson("Сергей", "Образцов", "+79000002222"),
    DemoPerson("Мария", "Новосёлова", "+79161234567"),
)
