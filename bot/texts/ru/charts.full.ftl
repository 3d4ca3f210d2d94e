### The consumption in a picture: what stands under it says the same in words, for those who do not see it.
### The first two lines, of the newest month, are used-* (smsdialogs).

chart-no-picture = Картинка сейчас не получилась, попробуйте чуть позже. Числа выше верны.

## Months

chart-months = На графике { $older } – { $newer }, в среднем { $average } в месяц.
    .sensitivity = account
chart-years = На графике каждый месяц рядом с тем же месяцем других лет. За последний год в среднем { $average } в месяц.
    .sensitivity = account
chart-mean = В среднем { $average } в месяц.
    .sensitivity = account
chart-most = Больше всего: { $month }, { $greatest }. Меньше всего: { $period }, { $least }.
    .sensitivity = account
chart-total = Всего { $energy }.
    .sensitivity = account
chart-total-less = Всего { $energy }, на { $share } % меньше, чем за те же месяцы год назад.
    .sensitivity = account
chart-total-more = Всего { $energy }, на { $share } % больше, чем за те же месяцы год назад.
    .sensitivity = account
chart-total-same = Всего { $energy }, столько же, сколько за те же месяцы год назад.
    .sensitivity = account
chart-calculated = Рассчитано без показаний: { $count } мес., на графике они заштрихованы.
    .sensitivity = account
chart-spread = Показания были не каждый месяц: { $count } мес. разложены по дням.
    .sensitivity = account
chart-missing = Данных нет: { $count } мес.
    .sensitivity = account
chart-prices = Новые цены: { $month }.
chart-outlook = Прогноз на { $month }: примерно { $energy }, от { $low } до { $high }.
    .sensitivity = account
chart-outlook-settled = За { $month } уже известно: { $energy }.
    .sensitivity = account
chart-one = Пока известен один месяц. С каждым показанием график станет полнее.
chart-short = Счётчиков много, поэтому на графике последние { $count } мес.

## A year, a meter, all meters

chart-year-head = Расход по счёту { $account } за { $year } год:
    .sensitivity = account
chart-year-all = { $energy }.
    .sensitivity = account
chart-year-less = { $energy }, на { $share } % меньше, чем годом раньше.
    .sensitivity = account
chart-year-more = { $energy }, на { $share } % больше, чем годом раньше.
    .sensitivity = account
chart-year-same = { $energy }, столько же, сколько годом раньше.
    .sensitivity = account
chart-meter-head = Расход по счётчику { $tail }, счёт { $account }, за { $period }:
    .sensitivity = account
chart-meters-head = Расход по счётчикам, счёт { $account }, { $older } – { $newer }: всего { $energy }.
    .sensitivity = account
chart-meters-row = { $tail }: { $energy }.
    .sensitivity = account
chart-meters-more = Ещё счётчиков: { $count }, вместе { $energy }.
    .sensitivity = account

## Money

chart-money-head = Начислено по счёту { $account } за { $period }: { $charged }
    .sensitivity = money
chart-money-less = Это на { $share } % меньше, чем год назад.
    .sensitivity = money
chart-money-more = Это на { $share } % больше, чем год назад.
    .sensitivity = money
chart-money-same = Это столько же, сколько год назад.
    .sensitivity = money
chart-money-months = На графике { $older } – { $newer }, в среднем { $mean } в месяц.
    .sensitivity = money
chart-money-most = Больше всего: { $month }, { $top } Меньше всего: { $period }, { $bottom }
    .sensitivity = money
chart-money-total = Всего { $total }
    .sensitivity = money

## Nothing to show

chart-none-automatic = По счёту { $account } расход по месяцам пока не виден. Счётчик передаёт показания сам: график появится, когда они поступят.
    .sensitivity = account
chart-none-closed = Счёт { $account } закрыт, расхода по месяцам по нему не сохранилось.
    .sensitivity = account
chart-none-months = По счёту { $account } за { $older } – { $newer } данных нет.
    .sensitivity = account
chart-none-money = По счёту { $account } за эти месяцы счетов нет, рубли показать не из чего.
    .sensitivity = account

## Buttons

button-chart = График
button-chart-12 = За 12 месяцев
button-chart-24 = За 2 года
button-chart-36 = За 3 года
button-chart-0 = За всё время
button-chart-energy = В кВт·ч
button-chart-money = В рублях
button-chart-years = Год к году
button-chart-meters = По счётчикам
button-chart-meter = { $tail }
