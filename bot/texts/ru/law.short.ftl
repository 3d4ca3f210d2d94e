### Consents, pauses, one's own data: short form (SMS).

## Buttons: the words a person may type

button-consents = СОГЛАСИЯ
button-agree-new = НОВОЕ СОГЛАСИЕ
button-sms-allow = РАЗРЕШИТЬ SMS
button-sms-forbid = ЗАПРЕТИТЬ SMS
button-pause-week = НЕДЕЛЯ
button-pause-month = МЕСЯЦ
button-leave = ОТКЛЮЧИТЬСЯ
button-my-data = МОИ ДАННЫЕ
button-manage = СЧЕТА И ЛЮДИ
button-notices = СООБЩЕНИЯ
button-data-file = ФАЙЛ
button-erase = УДАЛИТЬ ДАННЫЕ
button-erase-on = ПРОДОЛЖИТЬ
button-erase-yes = УДАЛИТЬ
button-erase-no = ОСТАВИТЬ

## Consents

consent-policy = {""}
consent-done = Согласие записано
consent-outdated = Новый текст согласия: НОВОЕ СОГЛАСИЕ
consent-declined-linking = Хорошо, не записано. Прежнее согласие действует
consent-declined-sms-notices = Хорошо, сами SMS не присылаем. Коды по вашей просьбе придут
consents-linking-given = Счет: согласие { $day }
consents-linking-none = Счет: согласия нет
consents-linking-contract = Счет: по договору
consents-sms-notices-given = SMS: согласие { $day }
consents-sms-notices-none = SMS: согласия нет
consents-sms-notices-contract = SMS: по договору
sms-offered = SMS о показаниях и оплате включит слово НАПОМИНАТЬ.
sms-forbidden = Сами SMS больше не пришлем. Коды по вашей просьбе придут

## STOP, pauses, ways out

stop-done = Сами не пишем, на вопросы ответим. Пауза: НЕДЕЛЯ, МЕСЯЦ. Назад: СТАРТ
stop-resumed = Снова присылаем сообщения. Остановить: СТОП
stop-resumed-unheard = Отказ снят. SMS о показаниях и оплате включит слово НАПОМИНАТЬ
pause-how-long = Пауза: НЕДЕЛЯ или МЕСЯЦ. Без срока: СТОП
pause-done = До { $day } сами не пишем, потом начнем снова. Раньше: СТАРТ
pause-over = Пауза кончилась, снова присылаем сообщения. Остановить: СТОП
settings-manage = Счет: КТО ПОДКЛЮЧЕН, НАЗВАТЬ, ОТКЛЮЧИТЬ СЧЕТ
settings-paused = Сообщения: пауза до { $day }
leave-what = ОТКЛЮЧИТЬ СЧЕТ, ОТОЗВАТЬ СОГЛАСИЕ (все счета) или УДАЛИТЬ ДАННЫЕ?

## Withdrawal

withdraw-confirm = Отозвать согласие? Все счета отключатся. ОТОЗВАТЬ или ОСТАВИТЬ
withdraw-done = Согласие отозвано, счета отключены.
kept-proof = Храним по закону: запись об этом до { $day },
kept-safety = журнал до { $day },
kept-talk = {""}
kept-access = {""}
kept-readings = показания до { $day },
kept-billing = договор у поставщика

## One's own data

my-data = Ваши данные. Команды: ФАЙЛ, СОГЛАСИЯ, УДАЛИТЬ ДАННЫЕ
my-data-guest = Храним только отметки о переписке. Стереть: УДАЛИТЬ ДАННЫЕ
data-file = {""}
data-file-wait = Файл уже был. Следующий через { $wait }
document-own-data-instead = Файл с данными выдаст офис по паспорту. Тел. { $supplier_phone }
erase-explain = Шаг 1 из 2. Удалить все ваши данные? ПРОДОЛЖИТЬ или ОСТАВИТЬ
erase-confirm = Шаг 2 из 2. Удалить навсегда? Ответьте УДАЛИТЬ или ОСТАВИТЬ
erase-done = Данные удаляем, до суток.
erase-kept = Ничего не удалено
