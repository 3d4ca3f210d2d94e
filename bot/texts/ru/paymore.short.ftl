### The same in an SMS.

button-pay-mail = {""}

pay-all-without = {""}
pay-still-held = Прежний платеж уточняем
pay-far-too-large = Проверьте сумму: за раз до { $largest }

pay-failed-foreign = { $account }: не оплачено, карта другой страны. Снова: ОПЛАТА
pay-failed-restricted = { $account }: не оплачено, банк не разрешил. Снова: ОПЛАТА
pay-failed-identify = { $account }: не оплачено, кошелек без проверки. Снова: ОПЛАТА
