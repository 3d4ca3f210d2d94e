### What is said to short words that answer nothing, short form (SMS).

smswords-not-yours = Счета { $account } у вас нет. Список: СЧЕТА
smswords-thanks = Рады помочь. Справка: ?
smswords-no-question = Сейчас ответа не ждем. Есть БАЛАНС, ПОКАЗАНИЯ, ?
smswords-no-question-guest = Ответа не ждем. Подключить счет: ЛС, номер счета, код с квитанции
smswords-no-code = Кода сейчас не ждем. Подключить: ЛС, номер счета, код с квитанции
smswords-who = Это { $supplier }. Тел. { $supplier_phone }. Справка: ?
smswords-wrong-number = Не писать вам: СТОП. Счет не ваш: ОТКЛЮЧИТЬ. Тел. { $supplier_phone }
smswords-digit = Если { $count } это показание, ответьте П { $count }. Команды: ?
