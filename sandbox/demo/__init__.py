"""Demo data: a fictional supplier, «Пример Энергосбыт», in the files of exchange format v1."""
