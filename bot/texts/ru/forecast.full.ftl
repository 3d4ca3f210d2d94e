### What the month will come to, and whether other zones of the day pay.

button-forecast = Сколько за месяц
button-forecast-chart = Расход на графике
button-zones = Одна зона или две
button-which-forecast = Сколько за месяц
button-which-zones = Одна зона или две

forecast-head = Прогноз по счёту { $account } на { $period }:
    .sensitivity = account
forecast-sum = Выйдет примерно { $roubles } руб., скорее всего от { $lowest } до { $highest }.
    .sensitivity = money
forecast-sum-settled = Выйдет примерно { $roubles } руб.
    .sensitivity = money
forecast-energy = Расход примерно { $energy }, скорее всего от { $low } до { $high }.
    .sensitivity = account
forecast-energy-too = Расход примерно { $energy }, скорее всего от { $low } до { $high }.
    .sensitivity = account
    .spare = last
forecast-energy-settled = Расход { $energy }.
    .sensitivity = account
    .spare = last
forecast-no-tariff = В рублях не посчитаем: поставщик не сообщил, какой у счёта тариф.
    .sensitivity = account
forecast-no-price = В рублях не посчитаем: цены на этот месяц ещё не загружены.
forecast-year-ago = Год назад за этот месяц было { $ago }.
    .sensitivity = account
forecast-beside = Вместе с прочими строками счёта, как в прошлый раз: { $roubles } руб.
    .sensitivity = money
forecast-basis-season = Считаем по тем же месяцам прошлых лет и последнему полугодию. В эти границы попадают четыре месяца из пяти.
forecast-basis-lately = Истории меньше года, считаем по последним трём месяцам, поэтому границы широкие.
forecast-basis-readings = Начало месяца взято из показаний, остальные дни посчитаны по сезону.
forecast-basis-settled = Это по показаниям, которые уже есть за этот месяц. Точную сумму покажет счёт.
forecast-only-this = Прогноз считаем только на идущий месяц.

forecast-none-closed = Счёт { $account } закрыт, новых начислений не будет.
    .sensitivity = account
forecast-none-no-meter = По счёту { $account } нет счётчика, начисляется по нормативу. Прогноз здесь не поможет: сумма почти не меняется.
    .sensitivity = account
forecast-none-calculated = Прогноза по счёту { $account } нет: последние месяцы посчитаны без показаний. Передайте показание, и через три месяца прогноз появится.
    .sensitivity = account
forecast-none-too-little = Прогноза по счёту { $account } пока нет: мало месяцев с показаниями, нужно хотя бы три за полгода.
    .sensitivity = account

## Zones of the day

zones-two = Счёт { $account }: день и ночь выгоднее одной зоны, если ночью уходит больше { $share } % расхода.
    .sensitivity = account
zones-never = Счёт { $account }: при нынешних ценах день и ночь не выгоднее одной зоны, сколько бы ни уходило ночью.
    .sensitivity = account
zones-always = Счёт { $account }: при нынешних ценах день и ночь не дороже одной зоны при любом расходе.
    .sensitivity = account
zones-no-two = Счёт { $account }: цен сразу для одной зоны и для дня и ночи поставщик не сообщил, порог не посчитаем.
    .sensitivity = account
zones-unknown = Сравнить зоны по счёту { $account } не можем: цены по вашему тарифу известны не все. Подскажут по телефону { $supplier_phone }.
    .sensitivity = account
zones-own-night = У вас ночью { $share } %, это по { $count } мес. с показаниями.
    .sensitivity = account
zones-even = Если тратить поровну весь день, на ночь приходится { $share } %. Сколько у вас, счётчик с одной зоной не показывает.
zones-three = Три зоны выгоднее одной, если ночью больше { $share } %, а в часы пик не больше { $percent } % остального.
zones-for-own = Порог посчитан по ценам на сегодня для вашего среднего месяца: { $energy }.
    .sensitivity = account
zones-for-typical = Порог посчитан по ценам на сегодня для месяца в { $energy }: вашего расхода пока не знаем.
    .sensitivity = account
zones-more-one = С одной зоной эти { $count } мес. стоили бы примерно на { $roubles } руб. дороже.
    .sensitivity = money
zones-less-one = С одной зоной эти { $count } мес. стоили бы примерно на { $roubles } руб. дешевле.
    .sensitivity = money
zones-like-one = С одной зоной эти { $count } мес. стоили бы столько же.
    .sensitivity = money
zones-more-two = С двумя зонами эти { $count } мес. стоили бы примерно на { $roubles } руб. дороже.
    .sensitivity = money
zones-less-two = С двумя зонами эти { $count } мес. стоили бы примерно на { $roubles } руб. дешевле.
    .sensitivity = money
zones-like-two = С двумя зонами эти { $count } мес. стоили бы столько же.
    .sensitivity = money
