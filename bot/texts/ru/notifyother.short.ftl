### Notices of planned outages, prices, limits and verification: short form (SMS).

notify-account = {""}
notify-account-named = {""}
notify-account-plain = {""}

## Planned outages

notify-outage-planned = { $account }: не будет света { $day } { $begins }-{ $ends }.
notify-outage-planned-days = { $account }: не будет света { $day } { $begins } - { $ends_on } { $ends }.
notify-outage-moved = { $account }: перенос, не будет света { $day } { $begins }-{ $ends }.
notify-outage-moved-days = { $account }: перенос, не будет света { $day } { $begins } - { $ends_on } { $ends }.
notify-outage-was = {""}
notify-outage-was-days = {""}
notify-outage-off = { $account }: работы { $day } { $begins }-{ $ends } отменили, свет будет.
notify-outage-off-days = { $account }: работы { $day } { $begins } - { $ends_on } { $ends } отменили.
notify-outage-why = { $cause }
notify-outage-work = Плановые работы
notify-outage-else = {""}

emergency-planned = Плановые работы до { $ends_on } { $ends }

## A limit of a month's consumption

button-limit = ПРЕДЕЛ 300
button-limit-other = ПРЕДЕЛ
button-limit-none = БЕЗ ПРЕДЕЛА
button-limit-meant = ПРЕДЕЛ
button-limit-reading = ПОКАЗАНИЕ
limit-which = По какому счету предел?
limit-ask = { $account }: предел за месяц? Число в кВт.ч, например 300
limit-ask-again = { $account }: предел { $energy }. Новое число?
limit-kept = { $account }: записан предел { $energy }
limit-or-reading = { $account }: { $energy } это предел за месяц или показание?
limit-gone = { $account }: предела нет
limit-none = Пределов расхода нет
limit-much = Число в кВт.ч, до { $greatest }. Например 300

notify-forecast = { $account }: за месяц
notify-forecast-named = { $account }: за месяц
notify-forecast-plain = { $account }: за месяц
notify-forecast-sum = примерно { $energy }, предел { $kwh }.
notify-forecast-how = Сменить: ПРЕДЕЛ 350

## New prices

notify-tariff = { $account }: с { $day } новые цены.
notify-tariff-named = { $account }: с { $day } новые цены.
notify-tariff-plain = { $account }: с { $day } новые цены.
notify-tariff-zone = { $zone ->
        [day] День { $prices }
        [night] Ночь { $prices }
        [peak] Пик { $prices }
        [halfpeak] П/пик { $prices }
       *[other] Цена { $prices } руб.
    }
notify-tariff-new = { $zone ->
        [day] День { $prices }
        [night] Ночь { $prices }
        [peak] Пик { $prices }
        [halfpeak] П/пик { $prices }
       *[other] Цена { $prices } руб.
    }
notify-tariff-ranges = {""}
notify-tariff-others = И еще счетов: { $count }

## Verification of a meter

notify-verified = Счетчик { $serial }: поверка до { $until }.
notify-verified-owner = {""}
notify-verified-ask = {""}
notify-verified-then = Показания принимаем
notify-verified-before = До { $until } показания принимаем
