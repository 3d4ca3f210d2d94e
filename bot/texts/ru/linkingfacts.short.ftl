### Texts of linking beside those in dialogs.short.ftl: other second facts, coming back, reverse confirmation.

## Buttons: the words a person may type

button-keep = ДАЛЬШЕ
button-no-bill = БЕЗ КВИТАНЦИИ
button-to-code = КОД
button-new-code = НОВЫЙ КОД
button-go-on = ПРОДОЛЖИТЬ
button-afresh = ЗАНОВО
button-send-reverse = ДА
button-fact-receipt = КВИТАНЦИЯ
button-fact-meter = СЧЕТЧИК
button-fact-office = ОФИС

## The number, and coming back

linkingfacts-number-known = {""}
linkingfacts-resume-fact = Продолжить подключение { $account }? ПРОДОЛЖИТЬ или ЗАНОВО
linkingfacts-resume-phone = Счет { $account }: остался телефон. ПРОДОЛЖИТЬ или ЗАНОВО
linkingfacts-afresh = {""}

## Other second facts

linkingfacts-meter = Шаг 2 из 4. Номер счетчика с его передней панели?
linkingfacts-meter-hint = Нужен номер счетчика цифрами. Или ОТМЕНА
linkingfacts-payment = Шаг 2 из 4. Сумма последнего платежа, например 1234,50?
linkingfacts-payment-hint = Нужна сумма платежа, например 1234,50. Или ОТМЕНА
linkingfacts-mismatch-meter = Счет, счетчик и сумма не подошли. Номер счетчика еще раз?
linkingfacts-office = Шаг 2 из 4. Код, выданный в офисе ({ $digits } цифр)?
linkingfacts-office-hint = Нужен код из офиса цифрами, например 48213395. Или ОТМЕНА
linkingfacts-office-length = Цифр: { $typed }, а в коде из офиса { $digits }. Введите еще раз
linkingfacts-mismatch-office = Номер счета и код из офиса не подошли. Проверьте оба

## Without a bill

linkingfacts-way-meter = {""}
linkingfacts-way-office = {""}
linkingfacts-no-bill-idle = Без квитанции: начните с ЛС и номера счета. Тел. { $supplier_phone }
linkingfacts-no-bill-meter = Без квитанции: СЧЕТЧИК. Вопросы: { $supplier_phone }
linkingfacts-no-bill-office = Код дают в офисе: ОФИС. Вопросы: { $supplier_phone }
linkingfacts-no-bill-meter-office = Без квитанции: СЧЕТЧИК или ОФИС. Вопросы: { $supplier_phone }
linkingfacts-office-helps = Чем подтвердить счет: { $supplier_phone }. Или НАЗАД
linkingfacts-no-bill-needed = Квитанция больше не нужна, остался телефон. Дальше: НАЗАД

## After the proof

linkingfacts-renumbered = {""}
linkingfacts-closed = Счет { $account } закрыт. Справки: { $supplier_phone }
linkingfacts-barred = Доступ к счету приостановлен. Офис: { $supplier_phone }
linkingfacts-code-sent = Код для { $phone } уже есть. Ответьте КОД или НАЗАД
linkingfacts-phone-changed = {""}
linkingfacts-phone-gone = {""}

## Reverse confirmation: the person texts the code from the phone

linkingfacts-phone-record = Шаг 3 из 4. Телефон { $phone } у вас? Ответьте ДА или НЕТ
linkingfacts-phone-any = Шаг 3 из 4. Мобильный телефон, например 89161234567?
linkingfacts-reverse = Код { $code }: пришлите его с { $phone } на { $reverse_phone }
linkingfacts-reverse-hint = Код пришлите с того телефона на { $reverse_phone }
linkingfacts-reverse-new = {""}
linkingfacts-reverse-void = {""}
linkingfacts-heard = Номер подтвержден. Счет подключаем в чате
linkingfacts-misheard = Код не подошел. Пришлите тот, что показан в чате
