### Readings, what is told beside the receipt, short form.

## Accounts that are not linked
reading-guest-unlinked = Не записано. Пришлите номер счета и показание: 1234567833 15420
reading-unlinked = Получено { $shown }. Счет не подключен, сначала проверят.
reading-unlinked-often = Слишком много показаний подряд. Следующее через { $wait }.
