### Notices of planned outages, prices, limits and verification: full form (docs/reminders.md).

notify-account =
    Счёт { $home ->
        [flat] «Квартира» { $account }
        [house] «Дом» { $account }
        [garage] «Гараж» { $account }
        [garden] «Дача» { $account }
        [office] «Помещение» { $account }
        [firm] «Организация» { $account }
       *[other] { $account }
    }.
    .sensitivity = account
notify-account-named = Счёт «{ $label }» { $account }.
    .sensitivity = own
    .instead = notify-account-plain
notify-account-plain = Счёт { $account }.
    .sensitivity = account

## Planned outages

notify-outage-planned = { $day } с { $begins } до { $ends } не будет света: плановые работы.
    .sensitivity = account
notify-outage-planned-days = С { $begins } { $day } до { $ends } { $ends_on } не будет света: плановые работы.
    .sensitivity = account
notify-outage-moved = Работы перенесли: света не будет { $day } с { $begins } до { $ends }.
    .sensitivity = account
notify-outage-moved-days = Работы перенесли: света не будет с { $begins } { $day } до { $ends } { $ends_on }.
    .sensitivity = account
notify-outage-was = Раньше сообщали: { $day } с { $begins } до { $ends }.
    .sensitivity = account
notify-outage-was-days = Раньше сообщали: с { $begins } { $day } до { $ends } { $ends_on }.
    .sensitivity = account
notify-outage-off = Работы { $day } с { $begins } до { $ends } отменили: свет отключать не будут.
    .sensitivity = account
notify-outage-off-days = Работы с { $begins } { $day } до { $ends } { $ends_on } отменили: свет отключать не будут.
    .sensitivity = account
notify-outage-why = Причина: { $cause }.
notify-outage-work = Плановые работы.
notify-outage-else = Если работы перенесут или отменят, сообщим. Нет света в другое время: диспетчер { $dispatcher_phone }.

emergency-planned = По адресу счёта { $account } идут плановые работы, до { $ends } { $ends_on }.
    .sensitivity = account

## A limit of a month's consumption

button-limit = Задать предел
button-limit-other = Сменить предел
button-limit-none = Без предела
button-limit-meant = Это предел
button-limit-reading = Это показание
limit-which = По какому счёту предел?
limit-ask = Какой предел расхода за месяц по счёту { $account }? Пришлите число в кВт·ч, например 300. Если прогноз на месяц выше, напишем: раз в месяц.
    .sensitivity = account
limit-ask-again = Предел по счёту { $account } сейчас { $energy } за месяц. Пришлите новое число в кВт·ч.
    .sensitivity = account
limit-kept = Записано: предел { $energy } за месяц, счёт { $account }. Если прогноз на месяц выше, напишем: раз в месяц.
    .sensitivity = account
limit-or-reading = { $energy } за месяц: это предел по счёту { $account } или показание счётчика?
    .sensitivity = account
limit-gone = Записано: по счёту { $account } предела нет.
    .sensitivity = account
limit-none = Записано: пределов расхода нет.
limit-much = Нужно число в кВт·ч за месяц, не больше { $greatest }. Например: 300.

notify-forecast =
    Прогноз на { $period } выше вашего предела: счёт { $home ->
        [flat] «Квартира» { $account }
        [house] «Дом» { $account }
        [garage] «Гараж» { $account }
        [garden] «Дача» { $account }
        [office] «Помещение» { $account }
        [firm] «Организация» { $account }
       *[other] { $account }
    }.
    .sensitivity = account
notify-forecast-named = Прогноз на { $period } выше вашего предела: счёт «{ $label }» { $account }.
    .sensitivity = own
    .instead = notify-forecast-plain
notify-forecast-plain = Прогноз на { $period } выше вашего предела: счёт { $account }.
    .sensitivity = account
notify-forecast-sum = Выйдет примерно { $energy }, предел { $bound }.
    .sensitivity = account
notify-forecast-how = О пределе в этом месяце больше не напишем. Сменить: «предел 350», убрать: «без предела».

## New prices

notify-tariff =
    С { $day } новые цены на электроэнергию: счёт { $home ->
        [flat] «Квартира» { $account }
        [house] «Дом» { $account }
        [garage] «Гараж» { $account }
        [garden] «Дача» { $account }
        [office] «Помещение» { $account }
        [firm] «Организация» { $account }
       *[other] { $account }
    }.
    .sensitivity = account
notify-tariff-named = С { $day } новые цены на электроэнергию: счёт «{ $label }» { $account }.
    .sensitivity = own
    .instead = notify-tariff-plain
notify-tariff-plain = С { $day } новые цены на электроэнергию: счёт { $account }.
    .sensitivity = account
notify-tariff-zone = { $zone ->
        [day] День
        [night] Ночь
        [peak] Пик
        [halfpeak] Полупик
       *[other] За кВт·ч
    }: было { $was_prices }, будет { $prices } руб.
notify-tariff-new = { $zone ->
        [day] День
        [night] Ночь
        [peak] Пик
        [halfpeak] Полупик
       *[other] За кВт·ч
    }: будет { $prices } руб.
notify-tariff-ranges = Через дробь цены диапазонов: чем больше расход за месяц, тем выше.
notify-tariff-others = Те же цены ещё по вашим счетам, всего: { $count }.

## Verification of a meter

notify-verified = Поверка счётчика { $serial } действует до { $until }.
    .sensitivity = account
notify-verified-owner = { $owner }
notify-verified-ask = Кто меняет счётчик и на каких условиях, подскажет контактный центр: { $supplier_phone }.
notify-verified-then = Показания по-прежнему принимаем.
notify-verified-before = До { $until } показания принимаем как обычно.
