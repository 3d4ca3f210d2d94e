### The same in an SMS.

pay-all-without = {""}
pay-still-held = Прежний платеж уточняем
pay-far-too-large = Проверьте сумму: за раз до { $largest }
