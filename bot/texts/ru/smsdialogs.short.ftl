### The consumption of a month in one SMS.

button-used-past = ИСТОРИЯ ПОКАЗАНИЙ

used-none = { $account }: расход пока не виден. Передать показание: ПОКАЗАНИЯ
used-head =
    { $account } { $at ->
        [1] янв
        [2] фев
        [3] мар
        [4] апр
        [5] май
        [6] июн
        [7] июл
        [8] авг
        [9] сен
        [10] окт
        [11] ноя
       *[other] дек
    }
used-head-long-ago = { $account } { $period }
used-less = { $energy }, на { $share }% меньше, чем год назад
used-more = { $energy }, на { $share }% больше, чем год назад
used-far = { $energy }, больше чем в 10 раз против прошлого года
used-same = { $energy }, столько же, сколько год назад
used-from-nothing = { $energy }, год назад расхода не было
used-unknown = { $energy }, за прошлый год данных нет
used-calculated = { $energy }, начислено без показаний, по расчету
used-once-calculated = { $energy }, год назад начислено без показаний
used-before = {""}
used-replaced = {""}
