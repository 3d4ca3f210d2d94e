### The consumption in one SMS: no pictures here, one line says what matters.

chart-no-picture = {""}

chart-months = {""}
chart-years = {""}
chart-mean = {""}
chart-most = {""}
chart-total = {""}
chart-total-less = {""}
chart-total-more = {""}
chart-total-same = {""}
chart-calculated = {""}
chart-spread = {""}
chart-missing = {""}
chart-prices = {""}
chart-outlook = {""}
chart-outlook-settled = {""}
chart-one = {""}
chart-short = {""}

chart-year-head = { $account } { $year }:
chart-year-all = { $energy }
chart-year-less = { $energy }, на { $share }% меньше, чем годом раньше
chart-year-more = { $energy }, на { $share }% больше, чем годом раньше
chart-year-same = { $energy }, столько же, сколько годом раньше
chart-meter-head = { $account } { $tail } { $period }
chart-meters-head = { $account } { $older }-{ $newer } всего { $energy }
chart-meters-row = {""}
chart-meters-more = {""}

chart-money-head = { $account } { $period }: начислено { $charged }
chart-money-less = На { $share }% меньше, чем год назад
chart-money-more = На { $share }% больше, чем год назад
chart-money-same = Столько же год назад
chart-money-months = {""}
chart-money-most = {""}
chart-money-total = {""}

chart-none-automatic = { $account }: расход пока не виден, счетчик передает показания сам
chart-none-closed = { $account }: счет закрыт, расхода по месяцам нет
chart-none-months = { $account }: за эти месяцы данных нет
chart-none-money = { $account }: за эти месяцы счетов нет

button-chart = {""}
button-chart-12 = {""}
button-chart-24 = {""}
button-chart-36 = {""}
button-chart-0 = {""}
button-chart-energy = {""}
button-chart-money = {""}
button-chart-years = {""}
button-chart-meters = {""}
button-chart-meter = {""}
