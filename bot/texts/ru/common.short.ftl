### Common texts, short form (SMS): 70 characters at the widest values. An empty text is dropped.

## Buttons: the words a person may type

button-menu = МЕНЮ
button-back = НАЗАД
button-human = КОНТАКТЫ

## The persistent keyboard does not exist here

menu-balance = {""}
menu-readings = {""}
menu-pay = {""}
menu-more = {""}
menu-ready = {""}

## Used by the channel itself, never by a dialog

choice-numbered = { $number }-{ $option }

## What we saw and could not use

notice-not-understood-linked = Не распознано. Есть БАЛАНС, ПОКАЗАНИЯ, ?. Вопрос: { $supplier_phone }
notice-not-understood-guest = Подключить счет: ЛС, номер, код с квитанции. Тел. { $supplier_phone }
notice-only-text = Читаем только текст. Пример: БАЛАНС. Справка: ?
notice-too-long = Слишком длинно, не прочитано. Пример: БАЛАНС. Справка: ?
notice-edited = {""}
notice-stale-button = {""}
notice-expired = Прошлый вопрос закрыт, ответа не было. Начните заново
notice-upgraded = Прошлый вопрос закрыт. Начните заново. Справка: ?
notice-group = {""}
notice-failed = Сбой у нас: запрос не выполнен. Повторите позже. Тел. { $supplier_phone }
late-answer = На SMS { $day } { $time }:

## Help, people, emergencies

emergency = Искры, дым, провод: 112. Нет света: диспетчер { $dispatcher_phone }
human = Тел. { $supplier_phone }, { $supplier_hours }. Авария: 112, { $dispatcher_phone }
help-linked = БАЛАНС: к оплате. ПОКАЗАНИЯ или число: передать. СЧЕТА. ЛС: подключить. О ЧЕМ ПИСАТЬ. СТОП: не писать. КОНТАКТЫ. ОТМЕНА: прервать
help-guest = Сумма и показания по SMS. Подключить: ЛС, номер счета и код с квитанции. Коды банка не просим. Тел. { $supplier_phone }

## Cancel

cancelled = Отменено, ничего не изменилось
nothing-to-cancel = Отменять нечего
