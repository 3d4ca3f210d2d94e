### The copy of one's own data: payments made in the chat (core/data_register.py).

own-purpose-payments = Нужно, чтобы принять оплату, передать её в расчёт и сказать, что с ней стало. Срок хранения установлен законом о бухгалтерском учёте.

own-table-payment-intent = Оплаты, которые вы начали здесь
own-table-payment-ledger = Деньги, которые прошли через кабинет
own-column-payment-intent-created-ms = Начато
own-column-settled-ms = Завершено
own-column-superseded = Заменено новой суммой
own-column-payment-intent-reason = Почему не прошло
own-column-method = Способ оплаты
own-column-payment-intent-title = Чем оплачено
own-column-payment-intent-debt = К оплате было
own-column-debt-as-of = По данным на
own-column-body = Что сообщено платёжному сервису
own-column-acknowledged-ms = Учтено в расчётах
own-column-account-told = Счёт в файле для расчётов
own-column-external-id = Наш номер платежа

own-word-kind-payment = оплата
own-word-kind-refund = возврат
own-word-superseded-1 = да
own-word-superseded-0 = нет
own-word-method-sbp = СБП
kept-payments = Оплаты из чата: до { $day }, так велит закон.
