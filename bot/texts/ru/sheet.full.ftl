### A sheet of meters («ведомость»), full form: sent out, taken back, its doubts.


## Buttons

button-sheet = Ведомость файлом
button-sheet-csv = То же в CSV
button-sheet-yes = Всё верно
button-sheet-fix = Исправлю
button-sheet-more = Показать ещё
button-sheet-doubts = Показать сомнения
button-sheet-list = Список файлом

## The sheet goes out

sheet-file =
    Ведомость счёта { $account }, строк: { $count }.
    Впишите новые показания в жёлтые клетки и пришлите файл сюда. Можно вписать не всё.
    Принимаем и строками: номер счётчика, пробел, показание.
    .sensitivity = account
sheet-file-csv =
    Ведомость счёта { $account } в CSV, строк: { $count }.
    Впишите новые показания в столбец «Новое показание» и пришлите файл сюда. Можно вписать не всё.
    .sensitivity = account
document-sheet-instead =
    Файл ведомости сюда не отправляем: его выдадут в офисе.
    Показания пришлите строками: номер счётчика, пробел, показание. Каждый счётчик с новой строки.
document-sheet-csv-instead =
    Файл ведомости сюда не отправляем: его выдадут в офисе.
    Показания пришлите строками: номер счётчика, пробел, показание. Каждый счётчик с новой строки.
document-sheet-list-instead =
    Файл со списком сюда не отправляем.
    Исправленное пришлите строками: номер счётчика, пробел, верное показание.
sheet-none = По счёту { $account } счётчиков, которые нужно передавать, нет. Ведомость не нужна.
    .sensitivity = account
sheet-guest = Файл не записан. Чтобы передавать показания, подключите счёт: нужны квитанция и телефон.

## What became of it

sheet-saved = ✅ Ведомость записана: { $count } из { $whole }, счёт { $account }, за { $period }
    .sensitivity = account
sheet-saved-none = По ведомости пока ничего не записано, счёт { $account }.
    .sensitivity = account
sheet-again = Эта ведомость уже принята, изменений нет: { $count } из { $whole }, счёт { $account }, за { $period }
    .sensitivity = account
sheet-used = Расход всего { $energy }.
sheet-used-cost = Расход всего { $energy }, примерно { $roubles } руб.
    .sensitivity = money
    .instead = sheet-used
sheet-used-least = Расход всего { $energy }, по оценке не меньше { $roubles } руб.
    .sensitivity = money
    .instead = sheet-used
sheet-unpriced-first = Сумма будет в квитанции: у части счётчиков расход пока не посчитать.
    .spare = first
sheet-number = Номер ведомости В-{ $sheet_number }. Исправить: пришлите её ещё раз или строки с номером счётчика и числом.
sheet-empty = Без новых показаний в файле: { $count }.
sheet-doubts = Сомнений: { $count }. Эти числа сохранены и ждут ответа.
sheet-doubts-none = Сомнений больше нет.
sheet-refused = Не записано: { $count }. Причины ниже.
sheet-part = Показаны с { $first } по { $last } из { $whole }.
sheet-row =
    { $number }. { $tail }: { $seen }, было { $stood } ({ $day }, { $source ->
        [subscriber] абонент
        [here] передано здесь
        [inspector] контролёр
        [billing] при расчёте
        [automatic] сам счётчик
       *[other] расчётное
    }, { $state ->
        [disputed] под вопросом
        [unconfirmed] не подтверждено
        [refused] не учтено
        [accepted] записано
        [exported] в расчёте
        [unknown] уточняем
       *[other] учтено
    })
    .sensitivity = account
sheet-row-first = { $number }. { $tail }: { $seen }
    .sensitivity = account
sheet-row-replaces = За { $period } уже есть { $shown }: если подтвердите, заменим.
    .spare = last
sheet-row-unknown = { $number }. Строка { $row }, «{ $named }»: { $seen }
    .sensitivity = own
sheet-fix =
    Сомнительные и не записанные строки отмечены в файле. Исправьте их и пришлите файл сюда.
    Или пришлите строками: номер счётчика, пробел, верное показание.
sheet-list = Список по ведомости В-{ $sheet_number }: что записано и что нет.
sheet-hint = Сейчас можно прислать строки: номер счётчика и показание, или номер и «да». Или выберите кнопку.
sheet-gone = Этой ведомости уже нет. Пришлите файл или строки ещё раз.

## A file that is not taken: what was seen, what to do

sheet-trouble-too-big = Файл слишком большой для ведомости. Нужен файл до 5 МБ: одна таблица, без картинок.
sheet-trouble-too-many-rows = В файле больше 5 000 строк. Оставьте только строки счётчиков и пришлите его ещё раз.
sheet-trouble-broken = Файл не открывается. Откройте его у себя, сохраните как «Книга Excel (.xlsx)» и пришлите ещё раз.
sheet-trouble-locked = Файл закрыт паролем, и мы его не видим. Снимите пароль, сохраните и пришлите ещё раз.
sheet-trouble-old-format = Это старый формат Excel. Сохраните файл как «Книга Excel (.xlsx)» или CSV и пришлите ещё раз.
sheet-trouble-other-format = Ведомость принимаем таблицей: .xlsx или .csv. Этот файл другой. Если таблицы нет, пришлите строки: номер счётчика, пробел, показание.
sheet-other-file =
    Этот файл не открываем. Пришлите фото счётчика или число с табло.
    Например: 15420.
sheet-trouble-macros = В файле макросы, такой не открываем. Сохраните его как «Книга Excel (.xlsx)» без макросов и пришлите ещё раз.
sheet-trouble-no-columns = Не нашли в таблице столбцов с номером счётчика и новым показанием. Проще всего заполнить нашу ведомость.
sheet-trouble-nothing-filled = В ведомости нет новых показаний. Впишите их в столбец «Новое показание», сохраните файл и пришлите ещё раз.
sheet-trouble-other-account = Эта ведомость не по вашим счетам, поэтому из неё ничего не записали. Возьмите свою: «Ведомость».
sheet-trouble-other-month = Эта ведомость за другой месяц, поэтому из неё ничего не записали. Возьмите новую и перенесите в неё числа.
sheet-trouble-no-meters = Ни одна строка не подошла к счётчикам ваших счетов. Проверьте номера счётчиков в таблице.

## Why a line is doubted or not taken: a heading above such lines, a note in the file

sheet-why-confirm = Проверьте числа
sheet-why-no-number = Нет числа
sheet-why-something-else = Дата, телефон или сумма вместо показания
sheet-why-unknown-words = Не поняли, показание ли это
sheet-why-negative = Число со знаком минус
sheet-why-spoiled = Среди цифр другие знаки
sheet-why-too-many = Чисел больше, чем зон у счётчика
sheet-why-gap = Пробел внутри числа
sheet-why-two-meanings = Можно понять по-разному
sheet-why-total-register = Сумма зон (T0): она не нужна
sheet-why-zone-twice = Одна зона указана дважды с разными числами
sheet-why-account-unknown = Такого счёта здесь нет
sheet-why-choose-account = Не указан счёт
sheet-why-choose-meter = Подходит не один счётчик
sheet-why-meter-unknown = Такого номера счётчика по счёту нет
sheet-why-no-meters = По счёту счётчиков нет
sheet-why-zone-missing = Не хватает показания одной из зон
sheet-why-zone-extra = Такой зоны у счётчика нет
sheet-why-too-long = Цифр больше, чем на табло
sheet-why-total-left = Сумма зон не нужна, записаны зоны
sheet-why-decimals-dropped = Цифры после запятой не нужны, записано целое
sheet-why-automatic = Счётчик передаёт показания сам
sheet-why-meter-removed = Счётчик снят
sheet-why-account-closed = Счёт закрыт
sheet-why-verification-over = Вышел срок поверки
sheet-why-verification-refused = Вышел срок поверки, показание не принимаем
sheet-why-window-closed = Сейчас показания не принимаем
sheet-why-next-period = Пойдёт за следующий месяц
sheet-why-future = Дата ещё не наступила
sheet-why-taken-early = Показание на прошлую дату
sheet-why-older = Уже есть более новое показание
sheet-why-same-again = Уже было записано
sheet-why-replaces = Записано вместо прежнего
sheet-why-somebody-else = Другой человек передал другое число
sheet-why-less = Меньше прошлого показания
sheet-why-rollover = Меньше прошлого: возможно, табло дошло до нулей
sheet-why-too-large = Расход намного больше обычного
sheet-why-last-digit = Лишняя последняя цифра: красная или после запятой
sheet-why-consumption = Похоже на расход за месяц, а нужно число с табло
sheet-why-other-meter = Больше подходит другому счётчику
sheet-why-swapped = Похоже, зоны поменялись местами
sheet-why-previous-disputed = Прошлое число под вопросом
sheet-why-below-calculated = Меньше рассчитанного ранее, это обычно

## Words of the file itself: no SMS says them

sheet-name = Ведомость
sheet-title = Показания счётчиков за { $month }, счёт { $account }
    .sensitivity = account
sheet-how = Впишите новые показания в жёлтые клетки. Строки и столбцы можно переставлять, пустые клетки не помешают.
sheet-how-csv = Впишите новые показания в столбец «Новое показание». Строки и столбцы можно переставлять, пустое не помешает.
sheet-when = Пришлите файл в тот же чат с { $first_day } по { $last_day }. Ведомость № { $mark }
sheet-marked = Отмечено цветом то, что нужно проверить. Исправьте новое показание и пришлите файл в тот же чат.
sheet-footer = { $supplier }, { $supplier_phone }
sheet-input = Новое показание
sheet-input-help = Число с табло. Не расход и не дата.
sheet-input-wrong = Нужно число с табло, например 15420.
sheet-column-number = №
sheet-column-place = Объект, место
sheet-column-serial = Номер счётчика
sheet-column-model = Модель
sheet-column-zone = Зона
sheet-column-previous = Прошлое показание
sheet-column-day = Дата
sheet-column-source = Кто снял
sheet-column-state = Состояние
sheet-column-digits = Цифр на табло
sheet-column-ratio = Коэффициент
sheet-column-value = Новое показание
sheet-column-note = Примечание
sheet-zone-all = круглосуточно
sheet-zone-day = { $register }, день
sheet-zone-night = { $register }, ночь
sheet-zone-peak = { $register }, пик
sheet-zone-halfpeak = { $register }, полупик
sheet-source-subscriber = абонент
sheet-source-here = передано здесь
sheet-source-inspector = контролёр
sheet-source-billing = при расчёте
sheet-source-calculated = расчётное
sheet-source-automatic = сам счётчик
sheet-state =
    { $state ->
        [disputed] под вопросом
        [unconfirmed] не подтверждено
        [refused] не учтено
        [accepted] записано
        [exported] в расчёте
        [unknown] уточняем
       *[other] учтено
    }
sheet-note-automatic = Передаёт сам, вписывать не нужно
sheet-note-verification = Поверка закончилась { $day }
sheet-note-taken = Записано
sheet-note-doubted = Проверьте: { $why }
sheet-note-refused = Не записано: { $why }
