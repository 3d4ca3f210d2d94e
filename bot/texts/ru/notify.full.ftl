### What people want to be told, where and when: full form (docs/reminders.md).

button-notify-kinds = О чём писать
button-notify-way = Когда и куда
button-notify-readings = Показания и счётчик
button-notify-money = Платежи
button-notify-use = Расход и тарифы
button-notify-supply = Работы и новости

notify-stopped = Сейчас сами не пишем: вы попросили не присылать. Вернуть: «снова».
notify-groups = О чём вам писать? Выберите, что посмотреть или изменить.
notify-legal = Если кто-то ещё подключит ваш счёт, сообщим всегда: так требует безопасность.

notify-change = Сейчас так:
notify-switched = Записано. Теперь так:
notify-on-reading = Ждём показание: напоминаем.
notify-off-reading = Ждём показание: не напоминаем.
notify-on-result = Показание учтено или не учтено: сообщаем.
notify-off-result = Показание учтено или не учтено: не сообщаем.
notify-on-verification = Подходит срок поверки счётчика: сообщаем.
notify-off-verification = Подходит срок поверки счётчика: не сообщаем.
notify-on-bill = Готова квитанция: сообщаем.
notify-off-bill = Готова квитанция: не сообщаем.
notify-on-due = Скоро срок оплаты: напоминаем.
notify-off-due = Скоро срок оплаты: не напоминаем.
notify-on-debt = Просрочено, возможны пени: сообщаем.
notify-off-debt = Просрочено, возможны пени: не сообщаем.
notify-on-payment = Поступил платёж: сообщаем.
notify-off-payment = Поступил платёж: не сообщаем.
notify-on-forecast = Расход выше вашего предела: предупреждаем.
notify-off-forecast = Расход выше вашего предела: не предупреждаем.
notify-on-tariff = Меняется тариф: сообщаем.
notify-off-tariff = Меняется тариф: не сообщаем.
notify-on-outage = Плановые работы, света не будет: сообщаем.
notify-off-outage = Плановые работы, света не будет: не сообщаем.
notify-on-news = Новости поставщика: присылаем.
notify-off-news = Новости поставщика: не присылаем.

button-notify-on-reading = Включить показания
button-notify-off-reading = Выключить показания
button-notify-on-result = Включить учёт
button-notify-off-result = Выключить учёт
button-notify-on-verification = Включить поверку
button-notify-off-verification = Выключить поверку
button-notify-on-bill = Включить квитанции
button-notify-off-bill = Выключить квитанции
button-notify-on-due = Включить срок
button-notify-off-due = Выключить срок
button-notify-on-debt = Включить просрочку
button-notify-off-debt = Выключить просрочку
button-notify-on-payment = Включить платежи
button-notify-off-payment = Выключить платежи
button-notify-on-forecast = Включить предел
button-notify-off-forecast = Выключить предел
button-notify-on-tariff = Включить тарифы
button-notify-off-tariff = Выключить тарифы
button-notify-on-outage = Включить работы
button-notify-off-outage = Выключить работы
button-notify-on-news = Включить новости
button-notify-off-news = Выключить новости

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
notify-place-last = Пишем туда, откуда вы писали последним.
notify-place-chat = Пишем в мессенджер.
notify-place-phone = Пишем по SMS на номер *{ $digits }.
notify-place-unheard = Чтобы писать по SMS на номер *{ $digits }, нужно согласие: «разрешить SMS». Пока пишем в мессенджер.
notify-hour-usual = Время обычное: с { $begins } до { $ends }.
notify-hour-usual-at = Время обычное: около { $time }.
notify-hour = Время: около { $time }.
notify-quiet-usual = Тихие часы обычные: с { $begins } до { $ends }.
notify-quiet = Тихие часы: с { $begins } до { $ends }.
notify-quiet-none = Тихих часов нет.
notify-days = О показаниях напоминаем до конца приёма за { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[other] { $count } дней
    }.
notify-differ = Обычное время указано для счёта, который вы подключили первым. По другим счетам оно может отличаться.
    .spare = last
notify-ask-hour = Во сколько присылать? Например: 10 или 18:30.
notify-hour-quiet = В { $time } тихие часы: с { $begins } до { $ends }. Назовите другое время или сначала смените тихие часы.
notify-ask-quiet = Когда не беспокоить? Например: с 21 до 8.
notify-quiet-whole = Так выходят целые сутки. Назовите часы, в которые не беспокоить, например: с 21 до 8. Если не писать совсем: «стоп».
notify-ask-days = За сколько дней до конца приёма напомнить о показаниях?
notify-ask-place = Куда присылать? Обычно пишем туда, откуда вы писали последним.

## Reminders put off

button-remind-later = Напомнить завтра
button-remind-never = Не в этом месяце
remind-later-done = Хорошо, напомним завтра. Показание можно прислать и раньше, просто числом.
remind-later-late = Завтра приём уже закончится: пришлите показание сегодня, просто числом.
remind-never-done = Хорошо, в этом месяце о показаниях больше не напомним. Прислать их можно в любой день приёма.
remind-answered = Показание уже записано, напоминать не будем.
remind-over = Это напоминание уже не действует. Прислать показание: просто числом.
