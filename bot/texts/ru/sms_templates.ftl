### Words of `python -m bot sms-templates`: the table that is handed to the provider and the carriers.

column-key = Ключ
column-traffic = Вид трафика
column-template = Шаблон
column-fields = Поля
column-regex = Регулярное выражение
column-least = Частей с обычными значениями
column-most = Частей с самыми длинными
column-units = Знаков с самыми длинными
column-said = Пример
column-widest = Самый длинный пример

traffic-authorisation = авторизационный
traffic-service = транзакционный (сервисный)

field-sum = сумма
field-date = дата
field-month = месяц
field-number = число
field-readings = показания
field-energy = расход
field-prices = цены
field-account = конец лицевого счёта
field-phone = телефон
field-time = время
field-code = код
field-receipt = номер приёма
field-words = текст до { $most } знаков
