### Paying: which sum, the link, and what became of it. Full form.

## Buttons

# Only who owes is offered it: a channel without sums must not show it.
button-pay = Оплатить
    .sensitivity = money
button-pay-now = Оплатить { $to_pay }
    .sensitivity = money
button-pay-bare = Без пеней { $to_pay }
    .sensitivity = money
    .instead = button-pay-bare-plain
button-pay-bare-plain = Без пеней
button-pay-whole = С пенями { $to_pay }
    .sensitivity = money
    .instead = button-pay-whole-plain
button-pay-whole-plain = Вместе с пенями
button-pay-all = Оплатить все счета
button-pay-other = Другая сумма
button-pay-again = Оплатить снова

## Which sum

pay-ask = Какую сумму внести по счёту { $account }? Пришлите число, например 1500 или 1 500,50.
    .sensitivity = account
pay-ask-more = Чтобы внести другую сумму, пришлите число, например 1500 или 1 500,50.
pay-nothing = По счёту { $account } к оплате сейчас ничего нет.
    .sensitivity = account
pay-nothing-anywhere = По вашим счетам к оплате сейчас ничего нет.
pay-unknown = По счёту { $account } сумма к оплате пока не известна: данные ещё не загружены.
    .sensitivity = account
pay-paid-here = Уже оплачено здесь и вычтено, в расчёте ещё не учтено: { $paid }
    .sensitivity = money
    .spare = last
pay-not-a-sum = Не нашли здесь суммы. Нужны рубли цифрами, например 1500 или 1 500,50.
pay-too-small = Так мало провести нельзя: оплата возможна от { $smallest }
    .sensitivity = money
pay-too-large = За один раз можно оплатить до { $largest } Разделите на части: { $count } по { $amount } Или оплатите по квитанции в банке.
    .sensitivity = money
pay-sbp-only = Картой за раз проходит до { $largest } Для такой суммы выберите на странице СБП.
    .sensitivity = money

## Who cannot

pay-off = Оплата в чате сейчас не работает. Оплатить можно по квитанции: в банке, на почте или на сайте. Сумму покажет «К оплате».
pay-too-many = Ссылок на оплату за сутки уже много, новую дадим позже. Оплатить можно и по квитанции.
pay-firm = Счёт { $account } оплачивает организация: по договору и счёту, переводом по реквизитам. Реквизиты подскажут по телефону { $supplier_phone }.
    .sensitivity = account
pay-firm-requisites =
    Счёт { $account } оплачивает организация, переводом по реквизитам.
    Получатель { $payee }, ИНН { $payee_inn }
    Счёт { $payee_account }, БИК { $payee_bic }
    В назначении укажите номер договора и месяц.
    .sensitivity = account

## The receipt of the cash register

pay-email-ask = Куда прислать чек? Введите адрес почты, например name@example.ru. Касса обязана отправить чек, другой почты мы не пишем.
pay-email-wrong = Не похоже на адрес почты. Нужен один адрес латинскими буквами, например name@example.ru.

## The link

pay-coming = Готовим ссылку: счёт { $account }, сумма { $amount }
    .sensitivity = money
    .instead = pay-coming-plain
pay-coming-plain = Готовим ссылку на оплату счёта { $account }.
    .sensitivity = account
pay-coming-several = Готовим ссылки, по одной на счёт: счетов { $count }, всего { $total }
    .sensitivity = money
    .instead = pay-coming-several-plain
pay-coming-several-plain = Готовим ссылки, по одной на счёт: счетов { $count }.
pay-coming-own = Счёт { $account }, сумма { $amount } Ссылка придёт следом, она действует до 23:59 { $day }.
    .sensitivity = money
pay-coming-own-sbp = Счёт { $account }, сумма { $amount } Столько сразу можно заплатить только по СБП. Ссылка придёт следом, она действует до 23:59 { $day }.
    .sensitivity = money
pay-own-unsure = Уточняем, создана ли оплата по прежней ссылке для счёта { $account }. Новую пока не даём, чтобы не оплатить дважды. Попробуйте через несколько минут.
    .sensitivity = account
pay-own-again = Ссылку на { $amount } для счёта { $account } мы только что отправили, она действует до 23:59 { $day }.
    .sensitivity = money
pay-own-again-several = Ссылки, по одной на счёт, мы только что отправили: { $count }. Они действуют до 23:59 { $day }.
pay-unsure = Уточняем, создана ли оплата по счёту { $account }. Как только узнаем, пришлём ссылку сами. Второй пока не даём, чтобы не оплатить дважды.
    .sensitivity = account
pay-link = Оплата счёта { $account }: { $amount }
    .sensitivity = money
pay-payee = Получатель { $payee }, без комиссии.
pay-payee-commission = Получатель { $payee }, комиссия { $commission }.
pay-link-until = Ссылка действует до { $time }. Карту вводите только на странице оплаты, не в чате.
pay-url = { $account }: { $url }
    .sensitivity = money
pay-description = Электроэнергия, счёт { $account }
    .sensitivity = account

## What became of it

pay-paid = ✅ Оплата по счёту { $account } получена.
    .sensitivity = account
pay-paid-sum = Сумма { $amount } Передадим в расчёт до конца следующего рабочего дня; пока не учтут, вычитаем её сами.
    .sensitivity = money
    .instead = pay-paid-plain
pay-paid-plain = Передадим её в расчёт до конца следующего рабочего дня; пока не учтут, вычитаем сами.
pay-late = Оплата прошла по прежней ссылке. Если сумма больше, чем к оплате, остаток будет переплатой.
pay-receipt = Чек придёт на почту, которую вы указали.
pay-refunded = Возвращаем деньги за оплату счёта { $account }.
    .sensitivity = account
pay-refunded-sum = Сумма { $amount } Банк зачислит её туда, откуда платили: обычно за три дня, иногда до десяти.
    .sensitivity = money
pay-held = Деньги по счёту { $account } пришли, но платёж не сходится с вашим запросом. Уточняем, ответим в рабочий день. Платить ещё раз не нужно.
    .sensitivity = account
pay-refused = Ссылку для счёта { $account } создать не вышло, деньги не списаны. Попробуйте ещё раз или оплатите по квитанции.
    .sensitivity = account
pay-failed-expired = Время ссылки для счёта { $account } вышло, деньги не списаны. Если оплата ещё нужна, возьмите новую ссылку.
    .sensitivity = account
pay-failed-no-money = Оплата счёта { $account } не прошла: на карте не хватило денег. Деньги не списаны. Пополните карту или возьмите другую.
    .sensitivity = account
pay-failed-card-data = Оплата счёта { $account } не прошла: номер или код карты введены с опиской. Деньги не списаны. Проверьте их и повторите.
    .sensitivity = account
pay-failed-card-expired = Оплата счёта { $account } не прошла: срок карты истёк. Деньги не списаны. Возьмите другую карту или СБП.
    .sensitivity = account
pay-failed-not-confirmed = Оплата счёта { $account } не прошла: банк не получил подтверждения. Деньги не списаны. Повторите и введите код из сообщения банка на его странице.
    .sensitivity = account
pay-failed-ask-bank = Оплата счёта { $account } не прошла: банк отказал и просит позвонить ему. Деньги не списаны. Телефон на обороте карты.
    .sensitivity = account
pay-failed-bank-away = Оплата счёта { $account } не прошла: банк не ответил. Деньги не списаны. Повторите позже или оплатите другим способом.
    .sensitivity = account
pay-failed-limit = Оплата счёта { $account } не прошла: сумма больше разрешённой для карты. Деньги не списаны. Измените лимит в банке или разделите сумму.
    .sensitivity = account
pay-failed-other-way = Оплата счёта { $account } не прошла: такой способ оплаты здесь не действует. Деньги не списаны. Выберите карту или СБП.
    .sensitivity = account
pay-failed-suspicious = Оплата счёта { $account } не прошла: её остановила проверка безопасности. Деньги не списаны. Возьмите другую карту или СБП.
    .sensitivity = account
pay-failed-ours = Оплата счёта { $account } отменена нами, деньги вернутся на карту. Подробности по телефону { $supplier_phone }.
    .sensitivity = account
pay-failed-declined = Оплата счёта { $account } не прошла: банк отказал без объяснения. Деньги не списаны. Возьмите другую карту или спросите свой банк.
    .sensitivity = account
pay-failed-never-made = Ссылка для счёта { $account } так и не создана, деньги не списаны. Возьмите новую.
    .sensitivity = account

## Pages of short links

pay-page-title = Оплата электроэнергии
pay-page-ask-title = Оплата электроэнергии
pay-page-ask = Счёт и сумму увидите на странице оплаты, она откроется по кнопке. Карту вводите только там.
pay-page-go = Перейти к оплате
pay-page-gone = Ссылка на оплату действует до конца своего дня: он прошёл, или ссылка набрана не целиком. Новая придёт по слову «оплата».
pay-page-paid-title = Уже оплачено
pay-page-paid = Эту сумму по этому счёту сегодня уже оплатили, второй раз платить не нужно. Если хотите внести ещё, ответьте словом «оплата» и другой суммой.
pay-page-unsure-title = Уточняем
pay-page-unsure = Страница оплаты ещё готовится. Откройте ссылку через минуту: дважды платить не придётся.
pay-page-many-title = Ссылок уже много
pay-page-many = За сутки по этому счёту взяли много ссылок на оплату. Новая будет позже. Оплатить сейчас можно по квитанции.
