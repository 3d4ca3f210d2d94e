### Paying: what is told beside the link, and sums that nobody means. Full form.

button-pay-mail = Другая почта

pay-all-without = Не вошли счета, которые вместе с другими не оплатить: { $count }. Откройте такой счёт и нажмите «Оплатить».
pay-still-held = Прежний платёж на { $amount } ещё уточняем: за него снова платить не нужно.
    .sensitivity = money
    .spare = last
pay-far-too-large = Проверьте сумму: за один раз можно оплатить до { $largest }
    .sensitivity = money

pay-failed-foreign = Оплата счёта { $account } не прошла: карты этой страны не принимаются. Деньги не списаны. Возьмите карту российского банка или СБП.
    .sensitivity = account
pay-failed-restricted = Оплата счёта { $account } не прошла: банк не разрешает такие платежи этой картой. Деньги не списаны. Возьмите другую карту или СБП.
    .sensitivity = account
pay-failed-identify = Оплата счёта { $account } не прошла: кошелёк, из которого платили, не подтверждён. Деньги не списаны. Подтвердите его или возьмите карту.
    .sensitivity = account
