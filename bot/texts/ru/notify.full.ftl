### What people want to be told, where and when: full form (docs/reminders.md).

button-notify-kinds = О чём писать
button-notify-way = Когда и куда
button-notify-readings = Показания и счётчик
button-notify-money = Платежи
button-notify-use = Расход и тарифы
button-notify-supply = Работы и новости

notify-stopped = Сейчас сами не пишем: вы попросили не присылать. Вернуть: «снова».
notify-groups = О чём вам писать? Выберите, что посмотреть или изменить.
notify-groups-named = О чём вам писать? Выберите, что посмотреть или изменить.
notify-legal = Если кто-то ещё подключит ваш счёт, сообщим всегда: так требует безопасность.

notify-change = Сейчас так:
notify-switched = Записано. Теперь так:
notify-switched-many = Записано. Теперь так:
notify-on-reading = Когда пора передать показание: напоминаем.
notify-off-reading = Когда пора передать показание: не напоминаем.
notify-on-result = Когда показание учтено или не учтено: сообщаем.
notify-off-result = Когда показание учтено или не учтено: не сообщаем.
notify-on-verification = Когда подходит срок поверки счётчика: сообщаем.
notify-off-verification = Когда подходит срок поверки счётчика: не сообщаем.
notify-on-bill = Когда готова квитанция: сообщаем.
notify-off-bill = Когда готова квитанция: не сообщаем.
notify-on-due = Когда скоро срок оплаты: напоминаем.
notify-off-due = Когда скоро срок оплаты: не напоминаем.
notify-on-debt = Когда оплата просрочена: сообщаем.
notify-off-debt = Когда оплата просрочена: не сообщаем.
notify-on-payment = Когда учтён платёж: сообщаем.
notify-off-payment = Когда учтён платёж: не сообщаем.
notify-on-forecast = Когда ожидаем расход выше вашего предела: предупреждаем.
notify-off-forecast = Когда ожидаем расход выше вашего предела: не предупреждаем.
notify-on-tariff = Когда меняется тариф: сообщаем.
notify-off-tariff = Когда меняется тариф: не сообщаем.
notify-on-outage = Когда из-за плановых работ не будет света: сообщаем.
notify-off-outage = Когда из-за плановых работ не будет света: не сообщаем.
notify-on-news = Новости поставщика: присылаем.
notify-off-news = Новости поставщика: не присылаем.

button-notify-on-reading = Писать: показания
button-notify-off-reading = Не писать: показания
button-notify-on-result = Писать: учёт
button-notify-off-result = Не писать: учёт
button-notify-on-verification = Писать: поверка
button-notify-off-verification = Не писать: поверка
button-notify-on-bill = Писать: квитанции
button-notify-off-bill = Не писать: квитанции
button-notify-on-due = Писать: срок
button-notify-off-due = Не писать: срок
button-notify-on-debt = Писать: просрочка
button-notify-off-debt = Не писать: просрочка
button-notify-on-payment = Писать: платежи
button-notify-off-payment = Не писать: платежи
button-notify-on-forecast = Писать: предел
button-notify-off-forecast = Не писать: предел
button-notify-on-tariff = Писать: тарифы
button-notify-off-tariff = Не писать: тарифы
button-notify-on-outage = Писать: работы
button-notify-off-outage = Не писать: работы
button-notify-on-news = Писать: новости
button-notify-off-news = Не писать: новости

## Where and when

button-notify-hour = Сменить час
button-notify-quiet = Сменить тихие часы
button-notify-days = Сменить день
button-notify-day = За { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[other] { $count } дней
    } до конца
button-notify-day-usual = Как у всех: { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[other] { $count } дней
    }
button-notify-place = Сменить место
button-notify-usual = Как у всех
button-notify-quiet-none = Без тихих часов
button-notify-last = Как обычно
button-notify-chat = В мессенджер
button-notify-phone = SMS на номер *{ $digits }

notify-kept = Записано.
    .spare = last
notify-place-last = Пишем туда, откуда вы писали в последний раз.
notify-place-chat = Пишем в мессенджер.
notify-place-phone = Пишем по SMS на номер *{ $digits }.
notify-place-unheard = Чтобы писать по SMS на номер *{ $digits }, нужно согласие: «разрешить SMS». Пока пишем в мессенджер.
notify-hour-usual = Время обычное: с { $begins } до { $ends }.
notify-hour-usual-at = Время обычное: около { $time }.
notify-hour = Время: около { $time }.
notify-quiet-usual = Тихие часы обычные: с { $begins } до { $ends }.
notify-quiet = Тихие часы: с { $begins } до { $ends }.
notify-quiet-none = Тихих часов нет.
notify-days = О показаниях напоминаем за { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[other] { $count } дней
    } до конца приёма.
notify-differ = Обычное время указано для счёта, который вы подключили первым. По другим счетам оно может отличаться.
    .spare = last
notify-ask-hour = Во сколько присылать? Например: 10 или 18:30.
notify-hour-quiet = В { $time } тихие часы: с { $begins } до { $ends }. Назовите другое время или сначала смените тихие часы.
notify-ask-quiet = Когда не беспокоить? Например: с 21 до 8.
notify-quiet-whole = Так выходят целые сутки. Назовите часы, в которые не беспокоить, например: с 21 до 8. Если не писать совсем: «стоп».
notify-ask-days = За сколько дней до конца приёма напомнить о показаниях?
notify-ask-place = Куда присылать? Обычно пишем туда, откуда вы писали в последний раз.

## Reminders put off

button-remind-later = Напомнить завтра
button-remind-never = Не в этом месяце
remind-later-done = Хорошо, напомним завтра. Показание можно прислать и раньше, просто числом.
remind-later-late = Сегодня последний день приёма: пришлите показание сегодня, просто числом.
remind-never-done = Хорошо, об этом показании в этом месяце больше не напомним.
remind-never-done-many = Хорошо, об этих показаниях в этом месяце больше не напомним.
remind-answered = Показание уже записано, напоминать не будем.
remind-over = Срок этого напоминания прошёл. Показание можно прислать просто числом.
