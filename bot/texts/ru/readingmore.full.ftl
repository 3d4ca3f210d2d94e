### Readings, what is told beside the receipt, full form: accounts that are not linked, replies, reasons.

## Accounts that are not linked
reading-guest-unlinked = Число не записано: лицевой счёт не подключён. Подключите его или пришлите номер счёта и показание: 1234567833 15420.
reading-guest-days = Показания принимаем с { $first } по { $last } число каждого месяца.
    .spare = first
reading-unlinked = Получено: { $shown }. Счёт у вас не подключён, поэтому показание сначала проверят: если номер счёта верный и число подходит счётчику, его учтут. Ответа об этом не будет.
reading-unlinked-often = Показаний по неподключённым счетам пришло слишком много. Следующее примем через { $wait }. Подключённый счёт так не ограничен.

## Roubles: the least they can be, or why there are none
reading-used-least = Было { $was }, расход { $energy }, по оценке не меньше { $roubles } руб.
    .spare = first
    .sensitivity = money
    .instead = reading-used
reading-used-ratio-least = Было { $was }. С коэффициентом { $ratio } расход { $energy }, по оценке не меньше { $roubles } руб.
    .spare = first
    .sensitivity = money
    .instead = reading-used-ratio
reading-total-least = Всего { $energy }, по оценке не меньше { $roubles } руб.
    .spare = first
    .sensitivity = money
    .instead = reading-total
reading-unpriced-open = Сумма будет в квитанции: цена зависит от всего расхода за месяц.
    .spare = first
reading-unpriced-gap = Сумма будет в квитанции: за месяцы без показаний что-то уже начислено.
    .spare = first
reading-unpriced-no-tariff = Сумма будет в квитанции: тариф этого счёта здесь не указан.
    .spare = first
reading-unpriced-no-list = Сумма будет в квитанции: цены на эти дни здесь ещё нет.
    .spare = first

## More digits than the display has
reading-red-digit = На табло цифр до запятой: { $digits }, а прислано больше. Последняя цифра красная или после запятой? Тогда запишем { $shown }.
