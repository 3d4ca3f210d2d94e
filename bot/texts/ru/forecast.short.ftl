### What the month will come to, and whether other zones pay, in one SMS each.

button-forecast = СКОЛЬКО ЗА МЕСЯЦ
button-forecast-chart = {""}
button-zones = {""}
button-which-forecast = ПРОГНОЗ
button-which-zones = ЗОНЫ

forecast-head =
    { $account } прогноз { $at ->
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
    }:
forecast-sum = { $roubles } руб. ({ $lowest }-{ $highest })
forecast-sum-settled = примерно { $roubles } руб.
forecast-energy = { $energy } (от { $low } до { $high })
forecast-energy-too = { $energy }
forecast-energy-settled = { $energy }
forecast-no-tariff = Тариф не сообщен
forecast-no-price = Цен еще нет
forecast-year-ago = {""}
forecast-beside = {""}
forecast-benefit = {""}
forecast-basis-season = {""}
forecast-basis-lately = {""}
forecast-basis-readings = {""}
forecast-basis-settled = {""}
forecast-only-this = {""}

forecast-none-closed = { $account }: счет закрыт, начислений не будет
forecast-none-no-meter = { $account }: начисляется по нормативу, прогноза нет
forecast-none-calculated = { $account }: прогноза нет, месяцы посчитаны без показаний
forecast-none-too-little = { $account }: прогноза пока нет, мало показаний

## Zones of the day

zones-two = { $account }: день/ночь выгодно, если ночью больше { $share }%
zones-never = { $account }: день/ночь не выгоднее одной зоны
zones-always = { $account }: день/ночь не дороже одной зоны
zones-no-two = { $account }: цены зон известны не все
zones-unknown = { $account }: цены зон известны не все. Тел. { $supplier_phone }
zones-no-meter = { $account }: счетчика нет, зоны сравнить не на чем
zones-own-night = (у вас { $share }%)
zones-even = {""}
zones-three = {""}
zones-for-own = {""}
zones-for-typical = {""}
zones-more-one = {""}
zones-less-one = {""}
zones-like-one = {""}
zones-more-two = {""}
zones-less-two = {""}
zones-like-two = {""}
