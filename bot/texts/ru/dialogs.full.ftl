### Texts of the dialogs, full form: one section (##) for a dialog, keys <dialog>-<what>.

## Buttons

button-link = Подключить счёт
button-no-receipt = Нет квитанции
button-agree = Согласен
button-decline = Не согласен
button-send-code = Да, отправить код
button-not-mine = Нет, не мой
button-contact = Отправить мой номер
button-resend = Отправить ещё раз
button-balance = К оплате
button-accounts = Мои счета
button-other-account = Другой счёт
button-settings = Настройки
button-info = Сроки и тарифы
button-unlink = Отключить счёт
button-unlink-yes = Отключить
button-unlink-no = Оставить
button-stop = Не присылать
button-resume = Снова присылать
button-withdraw = Отозвать согласие
button-withdraw-yes = Отозвать
button-withdraw-no = Оставить

button-account-flat = Квартира { $account }
    .sensitivity = account
button-account-house = Дом { $account }
    .sensitivity = account
button-account-garage = Гараж { $account }
    .sensitivity = account
button-account-garden = Дача { $account }
    .sensitivity = account
button-account-office = Помещение { $account }
    .sensitivity = account
button-account-firm = Организация { $account }
    .sensitivity = account
button-account-other = Счёт { $account }
    .sensitivity = account
button-account-named = { $label } { $account }
    .sensitivity = own
    .instead = button-account-other

## The first screen and the menu

start-guest =
    Это личный кабинет «{ $supplier }» в чате: сумма к оплате, показания, начисления и платежи.
    Нужны квитанция и телефон, займёт две минуты.
start-linked =
    Кабинет «{ $supplier }» готов. Кнопки меню внизу экрана.
    Показание счётчика можно прислать просто числом.
never-ask = Мы не просим данные карты, пароли и коды банка.
menu-linked = Что показать?
menu-guest =
    Лицевой счёт пока не подключён.
    Что показать?
guest-no-account =
    Лицевой счёт пока не подключён, показывать нечего.
    Чтобы подключить, нужны квитанция и телефон.
info-call-centre = Контактный центр: { $supplier_phone }, { $supplier_hours }.
    .spare = last
info-readings = Показания принимаем с { $first } по { $last } число каждого месяца.
info-pay-by = Оплатить счёт за прошлый месяц нужно до { $day } числа.
office = Офис: { $office }
office-site = Адреса офисов: { $site }

## Linking an account

link-consent-recorded = Согласие записано, версия { $version }.
link-consent-declined =
    Хорошо, ничего не записано. Без согласия счёт в чате не показать.
    Узнать сумму можно и по телефону { $supplier_phone }, { $supplier_hours }.
link-account-one =
    Шаг 1 из 4. Введите номер лицевого счёта: { $digits } цифр вверху квитанции.
    Пробелы и дефисы не мешают.
link-account-between =
    Шаг 1 из 4. Введите номер лицевого счёта: от { $digits } до { $most } цифр вверху квитанции.
    Пробелы и дефисы не мешают.
link-account-two =
    Шаг 1 из 4. Введите номер лицевого счёта: { $digits } или { $most } цифр вверху квитанции.
    Пробелы и дефисы не мешают.
link-account-length-one = Цифр в номере: { $typed }, а нужно { $digits }. Проверьте номер на квитанции и введите его целиком.
link-account-length-between = Цифр в номере: { $typed }, а нужно от { $digits } до { $most }. Проверьте номер на квитанции и введите его целиком.
link-account-length-two = Цифр в номере: { $typed }, а нужно { $digits } или { $most }. Проверьте номер на квитанции и введите его целиком.
link-account-hint = Сейчас нужен номер лицевого счёта: только цифры, например 1234567833. Передумали: напишите «отмена».
link-receipt = Шаг 2 из 4. Введите код квитанции: { $digits } цифр справа вверху.
link-receipt-month = Подойдёт квитанция за месяц: { $month }.
link-receipt-two = Подойдёт квитанция за { $older } или { $newer }.
link-receipt-many = Подойдут квитанции за месяцы с { $older } по { $newer } включительно.
link-receipt-length = Цифр в коде: { $typed }, а нужно { $digits }. Это не считается попыткой. Код напечатан справа вверху квитанции.
link-receipt-hint = Сейчас нужен код квитанции: только цифры, например 482133. Попыткой это не считается. Передумали: напишите «отмена».
link-mismatch = Номер счёта и код не подошли друг к другу. Проверьте оба и месяц квитанции.
link-next-try = Следующая попытка через { $wait }.
link-too-often =
    Попыток было много, эту не проверяли. Повторите через { $wait }.
    Если срочно: { $supplier_phone }, { $supplier_hours }.
link-no-receipt =
    Код есть на каждой новой квитанции. Если её нет под рукой:
    новую квитанцию выдадут в офисе по паспорту, данные счёта подскажут по телефону { $supplier_phone }, { $supplier_hours }.
    По телефону и в чате код квитанции не называют: он заменяет вашу подпись.
link-already = Счёт { $account } уже подключён.
    .sensitivity = account
link-phone-record =
    Шаг 3 из 4. Отправим код по SMS на номер, который указан в договоре: { $phone }.
    Номер ваш?
    .sensitivity = phone
    .instead = link-phone-record-unseen
link-phone =
    Шаг 3 из 4. Укажите мобильный телефон: на него придёт SMS с кодом.
    Нажмите кнопку или введите номер, например 8 916 123-45-67.
    .sensitivity = phone
    .page = link-phone-page
link-phone-only-record =
    Код можно отправить только на номер из договора: { $phone }.
    Если он не ваш, нажмите «Нет, не мой».
    .sensitivity = phone
    .instead = link-phone-only-record-unseen
link-phone-wrong = Такой номер не подходит. Нужен российский мобильный, например 8 916 123-45-67.
    .sensitivity = phone
link-contact-not-own = Это контакт другого человека. Отправьте свой номер кнопкой или введите его цифрами.
    .sensitivity = phone
link-not-mine =
    Номер в договоре меняют в офисе по паспорту: в чате это сделать нельзя, иначе счёт смог бы подключить посторонний.
    Какие нужны документы, подскажут по телефону { $supplier_phone }, { $supplier_hours }.
    После смены номера подключите счёт ещё раз.
link-code =
    Шаг 4 из 4. Отправляем SMS с кодом на { $phone }.
    Введите код, он действует { $life }.
    .sensitivity = phone
    .instead = link-code-unseen
link-code-again = Отправляем новый код, прежний больше не действует.
link-code-held = Код сейчас отправить нельзя: их уже отправили несколько. Следующий через { $wait }.
link-code-not-sent =
    SMS с кодом не ушло. Попробуйте отправить код ещё раз.
    Проверьте, не запрещены ли у вас рассылки SMS: об этом подскажет ваш оператор связи.
link-code-length = Цифр в коде: { $typed }, а нужно { $digits }. Это не считается попыткой.
link-code-hint = Сейчас нужен код из SMS: { $digits } цифр. Не пришёл: нажмите «Отправить ещё раз». Передумали: напишите «отмена».
link-code-wrong = Код не подошёл. Осталось попыток: { $left }. Возьмите код из последнего SMS.
link-code-void = Код не подошёл, попытки кончились. Этот код больше не действует: нажмите «Отправить ещё раз».
link-code-expired = Этот код больше не действует. Нажмите «Отправить ещё раз», придёт новый.
link-done = Готово: счёт { $account } подключён.
    .sensitivity = account
## The code itself, by SMS. The code first: it is seen in the preview.

sms-code = { $code } - код для подключения счета { $account }. Никому его не сообщайте
    .sensitivity = account
sms-code-here = { $code } - код для подключения счета { $account }. Введите здесь, больше нигде
    .sensitivity = account

## The account card

card-head-flat = Квартира, счёт { $account }
    .sensitivity = account
card-head-house = Дом, счёт { $account }
    .sensitivity = account
card-head-garage = Гараж, счёт { $account }
    .sensitivity = account
card-head-garden = Дача, счёт { $account }
    .sensitivity = account
card-head-office = Помещение, счёт { $account }
    .sensitivity = account
card-head-firm = Организация, счёт { $account }
    .sensitivity = account
card-head-other = Счёт { $account }
    .sensitivity = account
card-head-named = { $label }, счёт { $account }
    .sensitivity = own
    .instead = card-head-other
card-head-dated-flat = Квартира, счёт { $account }, на { $as_of }
    .sensitivity = account
card-head-dated-house = Дом, счёт { $account }, на { $as_of }
    .sensitivity = account
card-head-dated-garage = Гараж, счёт { $account }, на { $as_of }
    .sensitivity = account
card-head-dated-garden = Дача, счёт { $account }, на { $as_of }
    .sensitivity = account
card-head-dated-office = Помещение, счёт { $account }, на { $as_of }
    .sensitivity = account
card-head-dated-firm = Организация, счёт { $account }, на { $as_of }
    .sensitivity = account
card-head-dated-other = Счёт { $account }, на { $as_of }
    .sensitivity = account
card-head-dated-named = { $label }, счёт { $account }, на { $as_of }
    .sensitivity = own
    .instead = card-head-dated-other
card-closed = Этот счёт закрыт, новых начислений по нему нет.
    .sensitivity = account
card-unknown = Начислений пока не видно: данные по этому счёту ещё не поступили.
    .sensitivity = account
card-due = К оплате до { $due_on }: { $debt }
    .sensitivity = money
card-due-passed = К оплате: { $debt } Срок был до { $due_on }.
    .sensitivity = money
card-due-undated = К оплате: { $debt }
    .sensitivity = money
card-due-and-overdue = К оплате до { $due_on }: { $debt }
    .sensitivity = money
card-overdue = Просрочено: { $overdue }
    .sensitivity = money
card-overdue-since = Просрочено с { $since }: { $overdue }
    .sensitivity = money
card-overpaid = Переплата: { $advance } Сейчас платить не нужно.
    .sensitivity = money
card-clear = К оплате ничего нет.
    .sensitivity = money
card-part-overdue = Из них просрочено: { $overdue }
    .sensitivity = money
card-part-overdue-since = Из них просрочено с { $since }: { $overdue }
    .sensitivity = money
card-and-advance = Отдельно числится переплата: { $advance }
    .sensitivity = money
card-penalty = Пени: { $penalty }
    .sensitivity = money
card-last-both = Начислено за { $period }: { $charged }, последний платёж { $day }: { $paid }
    .sensitivity = money
card-last-charge = Начислено за { $period }: { $charged }
    .sensitivity = money
card-last-payment = Последний платёж { $day }: { $paid }
    .sensitivity = money
card-payments-until = Учтены платежи по { $day }.
    .sensitivity = account
card-stale = Данные давно не обновлялись: недавние платежи могут быть ещё не учтены.
    .sensitivity = account

## Several accounts

accounts-choose = Какой счёт показать?
accounts-more = Ещё счетов: { $count }. Здесь показаны первые.
account-not-linked = Этот счёт здесь не подключён.

## Unlinking

unlink-which = Какой счёт отключить?
unlink-confirm =
    Отключить счёт { $account } от этого чата? Сам счёт и договор не изменятся.
    Подключить его снова можно будет по квитанции.
    .sensitivity = account
unlink-done = Счёт { $account } отключён от этого чата.
    .sensitivity = account
unlink-kept = Ничего не изменилось.

## Settings

settings-account-flat = Квартира { $account }, код для входа: { $phone }
    .sensitivity = phone
    .instead = button-account-flat
settings-account-house = Дом { $account }, код для входа: { $phone }
    .sensitivity = phone
    .instead = button-account-house
settings-account-garage = Гараж { $account }, код для входа: { $phone }
    .sensitivity = phone
    .instead = button-account-garage
settings-account-garden = Дача { $account }, код для входа: { $phone }
    .sensitivity = phone
    .instead = button-account-garden
settings-account-office = Помещение { $account }, код для входа: { $phone }
    .sensitivity = phone
    .instead = button-account-office
settings-account-firm = Организация { $account }, код для входа: { $phone }
    .sensitivity = phone
    .instead = button-account-firm
settings-account-other = Счёт { $account }, код для входа: { $phone }
    .sensitivity = phone
    .instead = button-account-other
settings-account-named = { $label } { $account }, код для входа: { $phone }
    .sensitivity = phone
    .instead = button-account-other
settings-more = И ещё счетов: { $count }.
settings-consent = Согласие: версия { $version }, { $day }.
settings-notices = Сообщения от нас: присылаем.
settings-muted = Сообщения от нас: не присылаем.
settings-unheard = SMS с напоминаниями не присылаем, нужно ваше согласие. Дать его: «разрешить sms».

## STOP and the way back

