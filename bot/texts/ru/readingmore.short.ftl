### Readings, what is told beside the receipt, short form.

## Accounts that are not linked
reading-guest-unlinked = Не записано. Пришлите номер счета и показание: 1234567833 15420
reading-guest-days = Показания с { $first } по { $last }.
reading-unlinked = Получено { $shown }. Счет не подключен, сначала проверят.
reading-unlinked-often = Слишком много показаний подряд. Следующее через { $wait }.

## Roubles
reading-used-least = Не меньше { $roubles } руб.
reading-used-ratio-least = Не меньше { $roubles } руб.
reading-total-least = Не меньше { $roubles } руб.
reading-unpriced-open = Сумма будет в квитанции.
reading-unpriced-gap = Сумма будет в квитанции.
reading-unpriced-no-tariff = Сумма будет в квитанции.
reading-unpriced-no-list = Сумма будет в квитанции.

## More digits than the display has
reading-red-digit = Последняя цифра красная? ДА: запишем { $shown }
