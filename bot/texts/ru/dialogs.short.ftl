### Texts of the dialogs, short form: one section (##) for a dialog, keys <dialog>-<what>.

## Buttons: the words a person may type

button-link = ЛС
button-no-receipt = НЕТ КВИТАНЦИИ
button-agree = СОГЛАСЕН
button-decline = НЕ СОГЛАСЕН
button-send-code = ДА
button-not-mine = НЕТ
button-contact = {""}
button-resend = ЕЩЕ РАЗ
button-balance = БАЛАНС
button-accounts = СЧЕТА
button-other-account = СЧЕТА
button-settings = НАСТРОЙКИ
button-info = СРОКИ
button-unlink = ОТКЛЮЧИТЬ СЧЕТ
button-unlink-yes = ОТКЛЮЧИТЬ
button-unlink-no = ОСТАВИТЬ
button-stop = СТОП
button-resume = СНОВА
button-withdraw = ОТОЗВАТЬ СОГЛАСИЕ
button-withdraw-yes = ОТОЗВАТЬ
button-withdraw-no = ОСТАВИТЬ

button-account-flat = кв. { $account }
button-account-house = дом { $account }
button-account-garage = гараж { $account }
button-account-garden = дача { $account }
button-account-office = помещ. { $account }
button-account-firm = орг. { $account }
button-account-other = { $account }
button-account-named = { $account }

## The first screen and the menu

start-guest = Сумма и показания по SMS. Подключить: ЛС 1234567833 и код с квитанции
start-linked = Счет подключен. Команды: БАЛАНС, ПОКАЗАНИЯ, СЧЕТА, НАСТРОЙКИ, ?
never-ask = {""}
menu-linked = Команды: БАЛАНС, ПОКАЗАНИЯ, СЧЕТА, НАСТРОЙКИ, КОНТАКТЫ, ?
menu-guest = Подключить счет: ЛС, номер счета, код с квитанции. Справка: ?
guest-no-account = Счет не подключен. Подключить: ЛС, номер счета, код с квитанции
info-call-centre = Тел. { $supplier_phone }, { $supplier_hours }
info-readings = Показания с { $first } по { $last }.
info-pay-by = Оплата до { $day } числа.
office = {""}
office-site = {""}

## Linking an account

link-consent-recorded = {""}
link-consent-declined = Хорошо, ничего не записано. Тел. { $supplier_phone }
link-account-one = Шаг 1 из 4. Номер лицевого счета ({ $digits } цифр, квитанция вверху)?
link-account-between = Шаг 1 из 4. Номер лицевого счета (цифр: { $digits }-{ $most })?
link-account-two = Шаг 1 из 4. Номер лицевого счета (цифр: { $digits } или { $most })?
link-account-length-one = Цифр: { $typed }, нужно { $digits }. Введите номер счета целиком
link-account-length-between = Цифр: { $typed }, нужно { $digits }-{ $most }. Введите номер счета целиком
link-account-length-two = Цифр: { $typed }, нужно { $digits } или { $most }. Введите номер счета целиком
link-account-hint = Нужен номер счета цифрами, например 1234567833. Или ОТМЕНА
link-receipt = Шаг 2 из 4. Код с квитанции ({ $digits } цифр справа вверху)?
link-receipt-month = {""}
link-receipt-two = {""}
link-receipt-many = {""}
link-receipt-length = Цифр: { $typed }, а в коде квитанции { $digits }. Введите код еще раз
link-receipt-hint = Нужен код с квитанции цифрами, например 482133. Или ОТМЕНА
link-mismatch = Номер и код не подошли. Проверьте оба и месяц квитанции
link-next-try = {""}
link-too-often = Попыток много, не проверяли. Повторите через { $wait }
link-no-receipt = Квитанцию выдадут в офисе. Вопросы: { $supplier_phone }. Или НАЗАД
link-already = Счет { $account } уже подключен
link-phone-record = Шаг 3 из 4. Код на { $phone }? Ответьте ДА или НЕТ (не мой)
link-phone = Шаг 3 из 4. Мобильный телефон для кода, например 89161234567?
link-phone-only-record = Код только на { $phone }: ДА или НЕТ
link-phone-wrong = Не подходит. Нужен мобильный, например 89161234567
link-contact-not-own = Это чужой контакт. Введите свой номер цифрами
link-not-mine = Номер меняют в офисе по паспорту. Тел. { $supplier_phone }
link-code = Шаг 4 из 4. Код идет на { $phone }. Введите его здесь
link-code-again = {""}
link-code-held = Код пока не отправить. Следующий через { $wait }
link-code-not-sent = {""}
link-code-length = Цифр: { $typed }, а в коде { $digits }. Введите код из SMS
link-code-hint = Нужен код из SMS, цифр: { $digits }. Или ЕЩЕ РАЗ, ОТМЕНА
link-code-wrong = Код не подошел. Осталось попыток: { $left }
link-code-void = Код не подошел, попыток больше нет. Новый код: ЕЩЕ РАЗ
link-code-expired = Код больше не действует. Новый код: ЕЩЕ РАЗ
link-done = Готово.
## The code itself, by SMS. The code first: it is seen in the preview.

sms-code = { $code } - код для подключения счета { $account }. Никому его не сообщайте
sms-code-here = { $code } - код для подключения счета { $account }. Введите здесь, больше нигде

## The account card: one line says it all

card-head-flat = {""}
card-head-house = {""}
card-head-garage = {""}
card-head-garden = {""}
card-head-office = {""}
card-head-firm = {""}
card-head-other = {""}
card-head-named = {""}
card-head-dated-flat = {""}
card-head-dated-house = {""}
card-head-dated-garage = {""}
card-head-dated-garden = {""}
card-head-dated-office = {""}
card-head-dated-firm = {""}
card-head-dated-other = {""}
card-head-dated-named = {""}
card-closed = {""}
card-unknown = { $account }: начислений пока не видно, данные не поступили
card-due = { $account } { $as_of }: к оплате { $debt } до { $due_on }
card-due-passed = { $account } { $as_of }: к оплате { $debt }, срок был { $due_on }
card-due-undated = { $account } { $as_of }: к оплате { $debt }
card-due-and-overdue = { $account } { $as_of }: к оплате { $debt }, просрочено { $overdue }
card-overdue = { $account } { $as_of }: просрочено { $overdue }
card-overdue-since = { $account } { $as_of }: просрочено { $overdue } с { $since }
card-overpaid = { $account } { $as_of }: переплата { $advance }
card-clear = { $account } { $as_of }: к оплате ничего нет.
card-part-overdue = {""}
card-part-overdue-since = {""}
card-and-advance = {""}
card-penalty = {""}
card-last-both = {""}
card-last-charge = {""}
card-last-payment = {""}
card-payments-until = {""}
card-stale = {""}

## Several accounts

accounts-choose = Какой счет?
accounts-more = {""}
account-not-linked = Этот счет здесь не подключен. Список: СЧЕТА

## Unlinking

unlink-which = Отключить какой счет?
unlink-confirm = Отключить счет { $account }? ОТКЛЮЧИТЬ или ОСТАВИТЬ
unlink-done = Счет { $account } отключен
unlink-kept = Ничего не изменилось

## Settings

settings-account-flat = { $account }.
settings-account-house = { $account }.
settings-account-garage = { $account }.
settings-account-garden = { $account }.
settings-account-office = { $account }.
settings-account-firm = { $account }.
settings-account-other = { $account }.
settings-account-named = { $account }.
settings-more = {""}
settings-consent = {""}
settings-notices = Сообщения: да
settings-muted = Сообщения: нет
settings-unheard = Сообщения: нет

## STOP and the way back

