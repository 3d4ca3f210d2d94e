### Readings, what is told beside the receipt, full form: accounts that are not linked, replies, reasons.

## Accounts that are not linked
reading-guest-unlinked = Число не записано: лицевой счёт не подключён. Подключите его или пришлите номер счёта и показание: 1234567833 15420.
reading-unlinked = Получено: { $shown }. Счёт у вас не подключён, поэтому показание сначала проверят: если номер счёта верный и число подходит счётчику, его учтут. Ответа об этом не будет.
reading-unlinked-often = Показаний по неподключённым счетам пришло слишком много. Следующее примем через { $wait }. Подключённый счёт так не ограничен.
