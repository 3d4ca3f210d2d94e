### What people want to be told, where and when: short form (SMS).

button-notify-kinds = О ЧЕМ ПИСАТЬ
button-notify-way = КОГДА И КУДА
button-notify-readings = ПОКАЗАНИЯ
button-notify-money = ПЛАТЕЖИ
button-notify-use = РАСХОД
button-notify-supply = НОВОСТИ

notify-stopped = Сами не пишем. Вернуть: СТАРТ.
notify-groups = О чем писать?
notify-legal = {""}

notify-on-reading = Показания: напоминаем
notify-off-reading = Показания: не напоминаем
notify-on-result = Учет: сообщаем
notify-off-result = Учет: не сообщаем
notify-on-verification = Поверка: сообщаем
notify-off-verification = Поверка: нет
notify-on-bill = Квитанция: сообщаем
notify-off-bill = Квитанция: нет
notify-on-due = Срок: напоминаем
notify-off-due = Срок: нет
notify-on-debt = Просрочка: сообщаем
notify-off-debt = Просрочка: нет
notify-on-payment = Платеж: сообщаем
notify-off-payment = Платеж: нет
notify-on-forecast = Предел расхода: да
notify-off-forecast = Предел расхода: нет
notify-on-tariff = Тариф: сообщаем
notify-off-tariff = Тариф: нет
notify-on-outage = Работы: сообщаем
notify-off-outage = Работы: нет
notify-on-news = Новости: да
notify-off-news = Новости: нет

button-notify-on-reading = ПОКАЗАНИЯ
button-notify-off-reading = БЕЗ ПОКАЗАНИЙ
button-notify-on-result = УЧЕТ
button-notify-off-result = БЕЗ УЧЕТА
button-notify-on-verification = ПОВЕРКА
button-notify-off-verification = БЕЗ ПОВЕРКИ
button-notify-on-bill = КВИТАНЦИЯ
button-notify-off-bill = БЕЗ КВИТАНЦИИ
button-notify-on-due = СРОК
button-notify-off-due = БЕЗ СРОКА
button-notify-on-debt = ПРОСРОЧКА
button-notify-off-debt = БЕЗ ПРОСРОЧКИ
button-notify-on-payment = ПЛАТЕЖ
button-notify-off-payment = БЕЗ ПЛАТЕЖА
button-notify-on-forecast = ПРЕДЕЛ
button-notify-off-forecast = БЕЗ ПРЕДЕЛА
button-notify-on-tariff = ТАРИФ
button-notify-off-tariff = БЕЗ ТАРИФА
button-notify-on-outage = РАБОТЫ
button-notify-off-outage = БЕЗ РАБОТ
button-notify-on-news = НОВОСТИ
button-notify-off-news = БЕЗ НОВОСТЕЙ

## Where and when

button-notify-hour = ЧАС
button-notify-quiet = ТИХИЕ ЧАСЫ
button-notify-days = ДЕНЬ
button-notify-day = ЗА { $count }
button-notify-place = МЕСТО
button-notify-usual = КАК У ВСЕХ
button-notify-quiet-none = БЕЗ ТИХИХ
button-notify-last = ПОСЛЕДНЕЕ
button-notify-chat = МЕССЕНДЖЕР
button-notify-phone = НА { $digits }

notify-kept = Записано.
notify-place-last = Пишем, где вы писали
notify-place-chat = Пишем в мессенджер
notify-place-phone = Пишем на *{ $digits }
notify-hour-usual = с утра
notify-hour = в { $time }
notify-quiet-usual = ночью тихо
notify-quiet = тихо { $begins }-{ $ends }
notify-quiet-none = без тихих часов
notify-days-usual = за 3 дня
notify-days = за дней: { $count }
notify-ask-hour = Во сколько писать? Например 10 или 18:30
notify-hour-quiet = В { $time } тихо: { $begins }-{ $ends }. Другое время?
notify-ask-quiet = Когда не писать? Например 21-8
notify-ask-days = За сколько дней до конца приема?
notify-ask-place = Куда писать?

## Reminders put off

button-remind-later = ЗАВТРА
button-remind-never = НЕ НАДО
remind-later-done = Напомним завтра. Показание можно прислать и раньше
remind-later-late = Завтра прием закончится: пришлите показание сегодня
remind-never-done = В этом месяце о показаниях не напомним
remind-over = Напоминание не действует. Показание пришлите числом
