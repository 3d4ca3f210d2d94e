### Texts of linking beside those in dialogs.full.ftl: other second facts, coming back, reverse confirmation.

## Buttons

button-keep = Дальше
button-no-bill = Квитанции нет
button-to-code = Ввести код
button-new-code = Новый код
button-go-on = Продолжить
button-afresh = Начать заново
button-send-reverse = Да, мой
button-fact-receipt = Код квитанции
button-fact-meter = Счётчик и платёж
button-fact-office = Код из офиса

## The number, and coming back

linkingfacts-number-known =
    Сейчас введён счёт { $account }. Оставить его: «Дальше».
    .sensitivity = account
linkingfacts-resume-fact =
    Вы начали подключать счёт { $account } и не закончили.
    Продолжить с того места?
    .sensitivity = account
linkingfacts-resume-phone =
    Вы уже подтвердили счёт { $account }, остался код на телефон.
    Продолжить с того места?
    .sensitivity = account
linkingfacts-afresh = Прошлый раз подключение не закончили, и введённое уже не хранится. Начнём сначала.

## Other second facts

linkingfacts-meter =
    Шаг 2 из 4. Введите номер счётчика: он на его передней панели.
    Дальше спросим сумму последнего платежа.
linkingfacts-meter-hint = Сейчас нужен номер счётчика: цифры с передней панели, например 011070123456789. Попыткой это не считается. Передумали: напишите «отмена».
linkingfacts-payment =
    Шаг 2 из 4. Теперь сумма последнего платежа за электроэнергию, с копейками.
    Например: 1 234,50. Сумма есть в чеке и в приложении банка.
    .sensitivity = money
linkingfacts-payment-hint = Сейчас нужна сумма последнего платежа, например 1 234,50. Попыткой это не считается. Передумали: напишите «отмена».
    .sensitivity = money
linkingfacts-mismatch-meter =
    Номер счёта, счётчик и сумма не подошли друг к другу.
    Проверьте все три и введите номер счётчика ещё раз. Платёж последних дней может быть ещё не учтён: подойдёт прежний.
    Другие способы: «Нет квитанции».
linkingfacts-office = Шаг 2 из 4. Введите код, который выдали в офисе: { $digits } цифр.
linkingfacts-office-hint = Сейчас нужен код из офиса: только цифры, например 48213395. Попыткой это не считается. Передумали: напишите «отмена».
linkingfacts-office-length = Цифр в коде: { $typed }, а в коде из офиса { $digits }. Это не считается попыткой.
linkingfacts-mismatch-office =
    Номер счёта и код из офиса не подошли друг к другу.
    Проверьте оба. Код действует несколько дней и только один раз.

## Without a bill

linkingfacts-way-meter = Без квитанции подойдут номер счётчика и сумма последнего платежа.
linkingfacts-way-office = Или код для подключения: его дают в офисе по паспорту.
linkingfacts-no-bill-idle =
    Новую квитанцию с кодом выдадут там же. Вопросы: { $supplier_phone }, { $supplier_hours }.
    По телефону и в чате код квитанции не называют: он заменяет вашу подпись.
linkingfacts-no-bill-meter =
    Новую квитанцию с кодом выдадут в офисе по паспорту. Вопросы: { $supplier_phone }, { $supplier_hours }.
    По телефону и в чате код квитанции не называют: он заменяет вашу подпись.
linkingfacts-no-bill-office =
    Новую квитанцию с кодом выдадут там же. Вопросы: { $supplier_phone }, { $supplier_hours }.
    По телефону и в чате код квитанции не называют: он заменяет вашу подпись.
linkingfacts-no-bill-meter-office =
    Новую квитанцию с кодом выдадут там же. Вопросы: { $supplier_phone }, { $supplier_hours }.
    По телефону и в чате код квитанции не называют: он заменяет вашу подпись.
linkingfacts-office-helps = Чем ещё подтвердить счёт, подскажут по телефону { $supplier_phone }, { $supplier_hours }.
linkingfacts-no-bill-needed = Квитанция больше не нужна: счёт подтверждён, остался только телефон.

## After the proof

linkingfacts-renumbered =
    Номер этого счёта изменился, теперь он { $account }. Прежний тоже подходит.
    .sensitivity = account
linkingfacts-closed =
    Счёт { $account } закрыт, подключить его нельзя.
    Остаток и справки по нему: { $supplier_phone }, { $supplier_hours }.
    .sensitivity = account
linkingfacts-barred =
    Код верный, но доступ к счёту приостановлен: его владелец сообщил, что подключали не он.
    Вернуть доступ можно по паспорту в офисе. Вопросы: { $supplier_phone }, { $supplier_hours }.
linkingfacts-code-sent =
    Шаг 3 из 4. Код для номера { $phone } уже есть, он действует несколько минут.
    Введите его или начните с телефона заново.
    .sensitivity = phone
linkingfacts-phone-changed = Номер в договоре только что изменился. Прежний код не подойдёт, нужен новый.
linkingfacts-phone-gone = Номера в договоре больше нет. Прежний код не подойдёт, нужен новый.

## Reverse confirmation: the person texts the code from the phone

linkingfacts-phone-record =
    Шаг 3 из 4. В договоре указан номер { $phone }.
    Он у вас под рукой? С него нужно будет прислать нам короткое сообщение.
    .sensitivity = phone
    .instead = linkingfacts-phone-record-unseen
linkingfacts-phone-any =
    Шаг 3 из 4. Укажите мобильный телефон: с него нужно будет прислать нам короткое сообщение.
    Нажмите кнопку или введите номер, например 8 916 123-45-67.
    .sensitivity = phone
    .page = linkingfacts-phone-page
linkingfacts-reverse =
    Шаг 4 из 4. С телефона { $phone } пришлите код { $code } обычным SMS на номер { $reverse_phone }.
    Ждём { $life }. Как только сообщение придёт, подключим счёт.
    .sensitivity = phone
    .instead = linkingfacts-reverse-unseen
linkingfacts-reverse-hint = Код нужно прислать не сюда, а обычным SMS на номер { $reverse_phone }, с того самого телефона.
linkingfacts-reverse-new = Сделаем новый код, прежний больше не нужен.
linkingfacts-reverse-void = Этот код больше не действует. Начнём с телефона, будет новый.
linkingfacts-heard = Номер подтверждён. Вернитесь в чат: счёт подключаем там.
linkingfacts-misheard = Код не подошёл. Пришлите тот, что показан в чате.
