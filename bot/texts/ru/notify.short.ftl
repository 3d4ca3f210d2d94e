### What people want to be told, where and when: short form (SMS).

button-notify-kinds = О ЧЕМ ПИСАТЬ
button-notify-way = КОГДА И КУДА
button-notify-readings = О ПОКАЗАНИЯХ
button-notify-money = О ПЛАТЕЖАХ
button-notify-use = О РАСХОДЕ
button-notify-supply = О РАБОТАХ

notify-stopped = Сами не пишем. Вернуть: СТАРТ.
notify-groups = О чем писать?
notify-groups-named = О чем писать: О ПОКАЗАНИЯХ, О ПЛАТЕЖАХ, О РАСХОДЕ, О РАБОТАХ?
notify-legal = {""}

notify-change = Можно:
notify-switched = Записано. Можно:
notify-switched-many = Да. Можно:
notify-on-reading = {""}
notify-off-reading = {""}
notify-on-result = {""}
notify-off-result = {""}
notify-on-verification = {""}
notify-off-verification = {""}
notify-on-bill = {""}
notify-off-bill = {""}
notify-on-due = {""}
notify-off-due = {""}
notify-on-debt = {""}
notify-off-debt = {""}
notify-on-payment = {""}
notify-off-payment = {""}
notify-on-forecast = {""}
notify-off-forecast = {""}
notify-on-tariff = {""}
notify-off-tariff = {""}
notify-on-outage = {""}
notify-off-outage = {""}
notify-on-news = {""}
notify-off-news = {""}

button-notify-on-reading = С ПОКАЗАНИЯМИ
button-notify-off-reading = БЕЗ ПОКАЗАНИЙ
button-notify-on-result = С УЧЕТОМ
button-notify-off-result = БЕЗ УЧЕТА
button-notify-on-verification = С ПОВЕРКОЙ
button-notify-off-verification = БЕЗ ПОВЕРКИ
button-notify-on-bill = С КВИТАНЦИЯМИ
button-notify-off-bill = БЕЗ КВИТАНЦИЙ
button-notify-on-due = СО СРОКОМ
button-notify-off-due = БЕЗ СРОКА
button-notify-on-debt = С ПРОСРОЧКОЙ
button-notify-off-debt = БЕЗ ПРОСРОЧКИ
button-notify-on-payment = С ОПЛАТАМИ
button-notify-off-payment = БЕЗ ОПЛАТ
button-notify-on-forecast = С РАСХОДОМ
button-notify-off-forecast = БЕЗ РАСХОДА
button-notify-on-tariff = С ТАРИФОМ
button-notify-off-tariff = БЕЗ ТАРИФА
button-notify-on-outage = С РАБОТАМИ
button-notify-off-outage = БЕЗ РАБОТ
button-notify-on-news = С НОВОСТЯМИ
button-notify-off-news = БЕЗ НОВОСТЕЙ

## Where and when

button-notify-hour = ЧАС
button-notify-quiet = ТИХО
button-notify-days = ДЕНЬ
button-notify-day = ЗА { $count }
button-notify-day-usual = ЗА { $count }
button-notify-place = КУДА
button-notify-usual = КАК У ВСЕХ
button-notify-quiet-none = БЕЗ ТИХИХ
button-notify-last = КАК ОБЫЧНО
button-notify-chat = МЕССЕНДЖЕР
button-notify-phone = SMS { $digits }

notify-kept = Записано.
notify-place-last = 1-КУДА как обычно,
notify-place-chat = 1-КУДА мессенджер,
notify-place-phone = 1-КУДА SMS *{ $digits },
notify-place-unheard = Для SMS на *{ $digits } нужно согласие: РАЗРЕШИТЬ SMS. 1-КУДА,
notify-hour-usual = 2-ЧАС { $begins }-{ $ends },
notify-hour-usual-at = 2-ЧАС { $time },
notify-hour = 2-ЧАС { $time },
notify-quiet-usual = 3-ТИХО { $begins }-{ $ends },
notify-quiet = 3-ТИХО { $begins }-{ $ends },
notify-quiet-none = 3-ТИХО нет,
notify-days = 4-ДЕНЬ за { $count }
notify-differ = (у других счетов иначе)
notify-ask-hour = Во сколько писать? Например 10 или 18:30
notify-hour-quiet = В { $time } тихо: { $begins }-{ $ends }. Другое время?
notify-ask-quiet = Когда не писать? Например 21-8
notify-quiet-whole = Это целые сутки. Ночью, например 21-8? Не писать совсем: СТОП
notify-ask-days = За сколько дней до конца приема? От 1 до 5
notify-ask-place = Куда писать?

## Reminders put off

button-remind-later = ЗАВТРА
button-remind-never = НЕ НАПОМИНАТЬ
remind-later-done = Напомним завтра. Показание можно прислать и раньше
remind-later-late = Последний день приема: пришлите показание сегодня
remind-never-done = В этом месяце об этом показании не напомним
remind-never-done-many = В этом месяце об этих показаниях не напомним
remind-answered = Показание уже записано, напоминать не будем
remind-over = Срок напоминания прошел. Показание пришлите числом
