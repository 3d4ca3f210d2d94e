### What is said of a payment to who left the account since: nothing of the account. Full form.

pay-left-paid = ✅ Ваша оплата на { $amount } получена.
    .sensitivity = money
    .instead = pay-left-paid-plain
pay-left-paid-plain = ✅ Ваша оплата получена.
pay-left-refunded = Возвращаем деньги за вашу оплату: { $amount } Банк зачислит их туда, откуда платили: обычно за три дня, иногда до десяти.
    .sensitivity = money
    .instead = pay-left-refunded-plain
pay-left-refunded-plain = Возвращаем деньги за вашу оплату. Банк зачислит их туда, откуда платили: обычно за три дня, иногда до десяти.
pay-left-held = Ваши деньги пришли, но платёж не сходится с вашим запросом. Уточняем, ответим в рабочий день. Платить ещё раз не нужно.
