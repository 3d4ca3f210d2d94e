### A sheet of meters («ведомость»), short form.


## Buttons

button-sheet = ВЕДОМОСТЬ
button-sheet-csv = CSV
button-sheet-yes = ВСЁ ВЕРНО
button-sheet-fix = ИСПРАВЛЮ
button-sheet-more = ДАЛЬШЕ
button-sheet-doubts = СОМНЕНИЯ
button-sheet-list = СПИСОК

## The sheet goes out

sheet-file = {""}
sheet-file-csv = {""}
document-sheet-instead = Файл в чате или офисе. Сюда строками: N счетчика и показание
document-sheet-csv-instead = Файл в чате или офисе. Сюда строками: N счетчика и показание
document-sheet-list-instead = Исправленное строками: N счетчика и верное показание
sheet-none = { $account }: счетчиков для ведомости нет
sheet-guest = Сначала подключите счет: ЛС и номер счета

## What became of it

sheet-saved = { $account }: записано { $count } из { $whole } за { $period }.
sheet-saved-none = { $account }: не записано ничего.
sheet-again = { $account }: уже принята, { $count } из { $whole }.
sheet-used = { $energy }.
sheet-used-cost = { $energy }.
sheet-used-least = { $energy }.
sheet-unpriced-first = {""}
sheet-number = N В-{ $sheet_number }
sheet-empty = {""}
sheet-doubts = Сомнений { $count }.
sheet-doubts-none = Сомнений нет
sheet-refused = Не записано { $count }.
sheet-part = { $first }-{ $last } из { $whole }
sheet-row = { $number }. { $tail }: { $seen }, было { $stood }.
sheet-row-first = { $number }. { $tail }: { $seen }.
sheet-row-replaces = Заменит { $shown }.
sheet-row-unknown = { $number }. Стр. { $row }: { $seen }.
sheet-fix = {""}
sheet-list = {""}
sheet-hint = Строками: N счетчика и показание, или N и ДА
sheet-gone = Этой ведомости нет. Пришлите строки еще раз

## A file that is not taken: what was seen, what to do

sheet-trouble-too-big = Файл слишком большой, нужно до 5 МБ
sheet-trouble-too-many-rows = В файле больше 5000 строк
sheet-trouble-broken = Файл не открывается, сохраните его в .xlsx
sheet-trouble-locked = Файл закрыт паролем, снимите его
sheet-trouble-old-format = Старый формат. Сохраните в .xlsx или CSV
sheet-trouble-other-format = Нужна таблица .xlsx или .csv, или строки
sheet-other-file = Этот файл не открываем. Пришлите показание числом
sheet-trouble-macros = В файле макросы. Сохраните в .xlsx без них
sheet-trouble-no-columns = Нужны столбцы: номер счетчика и показание
sheet-trouble-nothing-filled = Новых показаний не нашли
sheet-trouble-other-account = Ведомость не по вашим счетам, не записана
sheet-trouble-other-month = Ведомость за другой месяц, не записана
sheet-trouble-no-meters = Ни один номер счетчика не подошел

## Why a line is doubted or not taken: a heading above such lines, a note in the file

sheet-why-confirm = Проверьте:
sheet-why-no-number = Нет числа:
sheet-why-something-else = Не показание:
sheet-why-unknown-words = Не поняли:
sheet-why-negative = Минус:
sheet-why-spoiled = Лишние знаки:
sheet-why-too-many = Лишние числа:
sheet-why-gap = Пробел в числе:
sheet-why-two-meanings = Непонятно:
sheet-why-total-register = Сумма зон:
sheet-why-zone-twice = Зона дважды:
sheet-why-account-unknown = Счет не тот:
sheet-why-choose-account = Нет счета:
sheet-why-choose-meter = Чей номер:
sheet-why-meter-unknown = Нет такого номера:
sheet-why-no-meters = Нет счетчиков:
sheet-why-zone-missing = Не все зоны:
sheet-why-zone-extra = Лишняя зона:
sheet-why-too-long = Много цифр:
sheet-why-total-left = Без T0:
sheet-why-decimals-dropped = Без дробной:
sheet-why-automatic = Передает сам:
sheet-why-meter-removed = Снят:
sheet-why-account-closed = Счет закрыт:
sheet-why-verification-over = Вышла поверка:
sheet-why-verification-refused = Вышла поверка:
sheet-why-window-closed = Прием закрыт:
sheet-why-next-period = За следующий:
sheet-why-future = Дата впереди:
sheet-why-taken-early = Старая дата:
sheet-why-older = Есть новее:
sheet-why-same-again = Уже записано:
sheet-why-replaces = Вместо прежних:
sheet-why-somebody-else = Передали иначе:
sheet-why-less = Меньше прошлого:
sheet-why-rollover = Табло до нулей:
sheet-why-too-large = Много:
sheet-why-last-digit = Лишняя цифра:
sheet-why-consumption = Это расход:
sheet-why-other-meter = Другой счетчик:
sheet-why-swapped = Зоны не те:
sheet-why-previous-disputed = Прошлое спорно:
sheet-why-below-calculated = Ниже расчета:

## Words of the file itself

sheet-name = {""}
sheet-title = {""}
sheet-how = {""}
sheet-how-csv = {""}
sheet-when = {""}
sheet-marked = {""}
sheet-footer = {""}
sheet-input = {""}
sheet-input-help = {""}
sheet-input-wrong = {""}
sheet-column-number = {""}
sheet-column-place = {""}
sheet-column-serial = {""}
sheet-column-model = {""}
sheet-column-zone = {""}
sheet-column-previous = {""}
sheet-column-day = {""}
sheet-column-source = {""}
sheet-column-state = {""}
sheet-column-digits = {""}
sheet-column-ratio = {""}
sheet-column-value = {""}
sheet-column-note = {""}
sheet-zone-all = {""}
sheet-zone-day = {""}
sheet-zone-night = {""}
sheet-zone-peak = {""}
sheet-zone-halfpeak = {""}
sheet-source-subscriber = {""}
sheet-source-here = {""}
sheet-source-inspector = {""}
sheet-source-billing = {""}
sheet-source-calculated = {""}
sheet-source-automatic = {""}
sheet-state = {""}
sheet-note-automatic = {""}
sheet-note-verification = {""}
sheet-note-taken = {""}
sheet-note-doubted = {""}
sheet-note-refused = {""}
