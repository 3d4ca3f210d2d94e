### The consumption of a month in words, until there is a picture.

button-used-past = Показания по месяцам

used-none =
    По счёту { $account } расход по месяцам пока не виден: нет ни счетов с расходом, ни показаний за два месяца подряд.
    Передавайте показания каждый месяц, и здесь будет сравнение с прошлым годом.
    .sensitivity = account
used-head = Расход по счёту { $account } за { $period }:
    .sensitivity = account
used-head-long-ago = Расход по счёту { $account } за { $period }, позже данных нет:
    .sensitivity = account
used-less = { $energy }, на { $share } % меньше, чем год назад.
    .sensitivity = account
used-more = { $energy }, на { $share } % больше, чем год назад.
    .sensitivity = account
used-far = { $energy }, больше чем в 10 раз против того же месяца год назад.
    .sensitivity = account
used-same = { $energy }, столько же, сколько год назад.
    .sensitivity = account
used-from-nothing = { $energy }, год назад расхода не было.
    .sensitivity = account
used-unknown = { $energy }. Данных за тот же месяц прошлого года нет.
    .sensitivity = account
used-calculated =
    { $energy }, начислено по среднему или по нормативу: показаний не было. С прошлым годом такой месяц не сравниваем.
    .sensitivity = account
used-once-calculated =
    { $energy }. Год назад показаний не было, начислили по среднему или по нормативу: сравнивать не с чем.
    .sensitivity = account
used-before = Год назад было { $ago }.
    .sensitivity = account
used-replaced = В этом месяце счётчик заменили, расход сложен по обоим.
