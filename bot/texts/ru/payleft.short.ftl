### What is said of a payment to who left the account since. Short form.

pay-left-paid = Ваша оплата получена: { $amount }
pay-left-paid-plain = {""}
pay-left-refunded = Возвращаем вашу оплату: { $amount }
pay-left-refunded-plain = {""}
pay-left-held = Ваши деньги дошли, уточняем платеж. Снова не платите
