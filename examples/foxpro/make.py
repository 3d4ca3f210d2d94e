"""Makes the tables of this folder: `python examples/foxpro/make.py`. All people are invented.

A small town as a FoxPro billing of the nineties keeps it: numbers for streets, one column for debt and
overpayment, a wide table of charges, a row for each zone of a reading.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from dbf_writer import write

STREETS = [(1, "Лесная", "г. Примерск"), (2, "Ёлочная", "г. Примерск"), (3, "Заводская", "пос. Дальний")]
# LS, FIO, KOD_UL, DOM, KV, TEL, TIP, INN, TARIF, UCH, SOST, LS_OLD, KODKV
PEOPLE = [
    (1234567801, "Ёжикова Анна Петровна", 1, "5", "7", "8(916)111-22-01", "Ф", "", 1, 10, 1, "", "482133"),
    (1234567802, "Пробный Иван Олегович", 1, "5", "8", "9161112202", "Ф", "", 2, 10, 1, "40017", "771111"),
    (1234567803, "Тестова Мария Ильинична", 2, "12а", "", "8-916-111-22-03", "Ф", "", 1, 10, 1, "", "661111"),
    (77804, "Образцов Пётр Кузьмич", 2, "14", "3", "нет", "Ф", "", 1, 10, 1, "", ""),
    (1234567805, "Прежний Семён Семёнович", 3, "1", "1", "", "Ф", "", 1, 20, 9, "", ""),
    (1234567806, 'ООО "Ромашка"', 3, "20", "", "+7 495 000-00-06", "Ю", "7707083893", 3, 20, 1, "", "550066"),
    (1234567807, "Стёртый Глеб Ильич", 3, "2", "", "", "Ф", "", 1, 20, 1, "", ""),
]
DELETED_PERSON = 6
# LS, NOM, TIP, ZON, ZNACH, ZNPZ, KTR, D_UST, D_SN, D_POV, MESTO
METERS = [
    (1234567801, "011873", "СЭТ-1", 1, 5, 0, 1, "2015-04-01", "", "2031-04-01", "подъезд"),
    (1234567802, "24-555", "Меркурий 200.02", 2, 5, 1, 1, "2019-06-15", "", "2035-06-15", "квартира"),
    (1234567803, "009912", "СО-505", 1, 4, 0, 1, "2008-02-20", "2024-03-01", "2024-02-20", "сени"),
    (1234567803, "312001", "Меркурий 201", 1, 5, 1, 1, "2024-03-01", "", "2040-03-01", "сени"),
    (77804, "500204", "СЭТ-1", 1, 5, 0, 1, "2012-01-10", "", "2028-01-10", ""),
    (1234567806, "A-9000", "ПСЧ-4ТМ", 1, 6, 2, 40, "2020-09-01", "", "2030-09-01", "щитовая"),
]
# LS, NOM, DATA, ZONA (0 single, 1 day, 2 night), POKAZ, IST (А subscriber, К inspector, Р calculated)
READINGS = [
    (1234567801, "011873", "2026-09-20", 0, "15282.0", "А"),
    (1234567801, "011873", "2026-10-21", 0, "15420.0", "А"),
    (1234567802, "24-555", "2026-09-22", 1, "8120.4", "А"),
    (1234567802, "24-555", "2026-09-22", 2, "3310.0", "А"),
    (1234567802, "24-555", "2026-10-22", 1, "8203.9", "А"),
    (1234567802, "24-555", "2026-10-22", 2, "3342.5", "А"),
    (1234567803, "312001", "2026-10-19", 0, "4410.7", "К"),
    (77804, "500204", "2026-10-25", 0, "20011.0", "Р"),
    (1234567806, "A-9000", "2026-10-25", 0, "1204.35", "А"),
]
# LS, K_DEN, K_NOCH, S_DEN, S_NOCH, S_ODN, LGOTA, PERER, WHY, OPL, PENI, SN (above zero: owed)
CHARGES = {
    "0926": [
        (1234567801, 120, 0, 59160, 0, 2100, 0, 0, "", 0, 0, 63780),
        (1234567802, 80, 30, 39440, 8880, 2100, 0, 0, "", 100000, 0, -12000),
        (1234567806, 15200, 0, 12464000, 0, 0, 0, 0, "", 9000000, 0, 1000000),
    ],
    "1026": [
        (1234567801, 138, 0, 68034, 0, 2100, 0, 0, "", 0, 316, 125040),
        (
            1234567802,
            84,
            33,
            41412,
            9768,
            2100,
            0,
            -5000,
            "Возврат за перерыв 3 октября 2026 г.",
            0,
            0,
            -61580,
        ),
        (1234567803, 101, 0, 49793, 0, 2100, 24896, 0, "", 27000, 0, 27000),
        (77804, 90, 0, 44370, 0, 2100, 0, 0, "", 0, 0, 0),
        (1234567806, 14800, 0, 12136000, 0, 0, 0, 0, "", 4464000, 0, 4464000),
    ],
}
# LS, DATA as text with a year of two digits, SUMMA, KASSA, NDOC
PAYMENTS = [
    (1234567803, "09.10.26", "270.00", "Сбербанк", "000117"),
    (1234567806, "10.10.26", "44640.00", "Платёжное поручение", "451"),
    (1234567801, "05.11.26", "100.00", "Касса 1", "000118"),
]
# KOD, NAIM, D_S, C_DEN, C_NOCH
TARIFFS = [
    (1, "Население, одноставочный", "2026-07-01", "4.93", "0"),
    (2, "Население, день и ночь", "2026-07-01", "4.93", "2.96"),
    (3, "Прочие потребители", "2026-07-01", "8.20", "0"),
]
BALANCE_DAY, PAY_BY = "2026-10-31", "2026-11-15"


def roubles(kopecks: int) -> str:
    """Kopecks as the table holds them."""
    whole, rest = divmod(abs(kopecks), 100)
    return f"{'-' if kopecks < 0 else ''}{whole}.{rest:02d}"


def closing(row: tuple) -> int:
    """What is owed at the end of the month, kopecks."""
    _, _, _, day, night, common, benefit, again, _, paid, penalty, opening = row
    return opening + day + night + common - benefit + again - paid + penalty


def make(folder: Path) -> None:
    """Write all tables."""
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "ULICA.DBF", "KOD N4, NAIM C30, GOROD C20", STREETS)
    people = (
        "LS N10, FIO C40, KOD_UL N4, DOM C8, KV C6, TEL C20, TIP C1, INN C12, TARIF N3, UCH N3, SOST N1, "
        "LS_OLD C10, KODKV C6"
    )
    write(folder / "ABON.DBF", people, PEOPLE, deleted=[DELETED_PERSON])
    meters = (
        "LS N10, NOM C16, TIP C20, ZON N1, ZNACH N1, ZNPZ N1, KTR N5, D_UST D, D_SN D, D_POV D, MESTO C20"
    )
    write(folder / "SCHET.DBF", meters, METERS)
    write(folder / "POK.DBF", "LS N10, NOM C16, DATA D, ZONA N1, POKAZ N12.2, IST C1", READINGS)
    for month, rows in CHARGES.items():
        _charges(folder / f"NACH_{month}.DBF", rows)
    last = {row[0]: row for row in CHARGES["1026"]}
    saldo = [(ls, roubles(closing(row)), roubles(row[10]), BALANCE_DAY, PAY_BY) for ls, row in last.items()]
    write(folder / "SALDO.DBF", "LS N10, SALDO N12.2, PENI N10.2, NA_DATU D, SROK D", saldo)
    write(folder / "OPL_1026.DBF", "LS N10, DATA C8, SUMMA N12.2, KASSA C20, NDOC C10", PAYMENTS[:2])
    write(folder / "TARIF.DBF", "KOD N3, NAIM C40, D_S D, C_DEN N9.5, C_NOCH N9.5", TARIFFS)


def _charges(path: Path, rows: list[tuple]) -> None:
    declared = (
        "LS N10, K_DEN N9, K_NOCH N9, S_DEN N12.2, S_NOCH N12.2, S_ODN N12.2, LGOTA N12.2, PERER N12.2, "
        "PRICH M, OPL N12.2, PENI N10.2, SN N12.2, SK N12.2"
    )
    out = []
    for row in rows:
        ls, k_day, k_night, *sums, why, paid, penalty, opening = row
        money = [roubles(amount) for amount in sums]
        tail = [roubles(amount) for amount in (paid, penalty, opening, closing(row))]
        out.append((ls, k_day, k_night, *money, why, *tail))
    write(path, declared, out)


if __name__ == "__main__":
    make(Path(__file__).parent / "files" if len(sys.argv) == 1 else Path(sys.argv[1]))
