### Paying: what is told beside the link, and sums that nobody means. Full form.

pay-all-without = Не вошли счета, которые вместе с другими не оплатить: { $count }. Откройте такой счёт и нажмите «Оплатить».
pay-still-held = Прежний платёж на { $amount } ещё уточняем: за него снова платить не нужно.
    .sensitivity = money
    .spare = last
pay-far-too-large = Проверьте сумму: за один раз можно оплатить до { $largest }
    .sensitivity = money
