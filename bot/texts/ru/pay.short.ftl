### Paying, in one SMS each; a link is a message of its own.

button-pay = ОПЛАТА
button-pay-now = {""}
button-pay-bare = {""}
button-pay-whole = {""}
button-pay-all = {""}
button-pay-other = {""}
button-pay-again = {""}

pay-ask = { $account }: какую сумму внести? Например 1500 или 1500,50
pay-ask-more = {""}
pay-nothing = { $account }: к оплате ничего нет. Внести вперед: сумма цифрами
pay-nothing-anywhere = По вашим счетам к оплате ничего нет
pay-unknown = { $account }: сумма пока не известна. Внести: сумма цифрами
pay-paid-here = (уже вычтено { $paid })
pay-not-a-sum = Не нашли суммы. Нужны рубли цифрами, например 1500 или 1500,50
pay-too-small = Оплата возможна от { $smallest } Укажите сумму больше
pay-too-large = За раз до { $largest } Разделите: { $count } по { $amount }
pay-sbp-only = Картой до { $largest }, иначе СБП

pay-off = Оплата по SMS не работает. Платите по квитанции. Сумма: БАЛАНС
pay-too-many = Ссылок за сутки уже много, новую дадим позже
pay-firm = { $account }: счет организации, оплата по реквизитам. { $supplier_phone }
pay-firm-requisites = { $account }: счет организации, оплата по реквизитам договора

pay-email-ask = Для чека нужен адрес почты, например name@example.ru
pay-email-wrong = Не похоже на почту. Нужен адрес, например name@example.ru

pay-coming = { $account }: оплата { $amount } Ссылка придет следом, действует час
pay-coming-several = Счетов { $count }, всего { $total } Ссылки придут следом
pay-coming-own = { $account }: оплата { $amount } Ссылка придет следом, до 23:59 { $day }
pay-coming-own-sbp = { $account }: { $amount } только по СБП. Ссылка следом, до 23:59 { $day }
pay-own-unsure = { $account }: уточняем прежнюю ссылку, новой пока нет. Позже снова: ОПЛАТА
pay-own-again = { $account }: ссылка на { $amount } уже отправлена, до 23:59 { $day }
pay-own-again-several = Ссылки, по одной на счет, уже отправлены: { $count }, до 23:59 { $day }
pay-coming-plain = {""}
pay-coming-several-plain = {""}
pay-paid-plain = {""}
button-pay-bare-plain = {""}
button-pay-whole-plain = {""}
pay-unsure = { $account }: уточняем, создана ли оплата. Ссылку пришлем сами
pay-link = {""}
pay-payee = Получает { $payee }, без комиссии
pay-payee-commission = { $payee }, комис. { $commission }
pay-link-until = {""}
pay-url = { $account }: { $url }
pay-description = {""}

pay-paid = { $account }: оплата получена,
pay-paid-sum = { $amount } Передадим в расчет
pay-late = {""}
pay-receipt = {""}
pay-refunded = { $account }: возвращаем деньги,
pay-refunded-sum = { $amount } туда, откуда платили
pay-held = { $account }: деньги дошли, уточняем платеж. Снова не платите
pay-refused = { $account }: ссылку создать не вышло. Деньги не списаны
pay-failed-expired = { $account }: время ссылки вышло, не оплачено. Новая: ОПЛАТА
pay-failed-no-money = { $account }: не оплачено, на карте не хватило денег. Снова: ОПЛАТА
pay-failed-card-data = { $account }: не оплачено, описка в данных карты. Снова: ОПЛАТА
pay-failed-card-expired = { $account }: не оплачено, срок карты истек. Снова: ОПЛАТА
pay-failed-not-confirmed = { $account }: не оплачено, нет подтверждения банку. Снова: ОПЛАТА
pay-failed-ask-bank = { $account }: не оплачено, банк просит позвонить. Снова: ОПЛАТА
pay-failed-bank-away = { $account }: не оплачено, банк не ответил. Позже снова: ОПЛАТА
pay-failed-limit = { $account }: не оплачено, больше лимита карты. Снова: ОПЛАТА
pay-failed-other-way = { $account }: не оплачено, способ не подходит. Снова: ОПЛАТА
pay-failed-suspicious = { $account }: не оплачено, проверка карты. Снова: ОПЛАТА
pay-failed-ours = { $account }: оплата отменена, деньги вернутся на карту
pay-failed-declined = { $account }: не оплачено, банк отказал. Снова: ОПЛАТА
pay-failed-never-made = { $account }: ссылка не создана, не оплачено. Новая: ОПЛАТА

pay-page-title = {""}
pay-page-ask-title = {""}
pay-page-ask = {""}
pay-page-go = {""}
pay-page-gone = {""}
pay-page-paid-title = {""}
pay-page-paid = {""}
pay-page-unsure-title = {""}
pay-page-unsure = {""}
pay-page-many-title = {""}
pay-page-many = {""}
