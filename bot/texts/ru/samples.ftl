### What words stand for in the review of texts: ordinary values, and the widest that may occur.
### Sums, dates, numbers and phones are in samples.py.

supplier = Пример Энергосбыт
    .widest = Пример Энергосбыт Северо-Запад
supplier_phone = 8 800 100-20-30
    .widest = +7 (8182) 21-20-30
reverse_phone = +7 900 000-00-00
dispatcher_phone = 8 800 220-02-20
    .widest = +7 (8182) 20-02-20
supplier_hours = ежедневно 8-20
    .widest = пн-пт 8-20, сб 9-15
label = Квартира
    .widest = Дача у бабушки летом
option = Ввести заново
    .widest = Показать место на квитанции
code = 482913
version = 1
    .widest = 2026-11
url = https://energosbyt.example.ru/pd
    .widest = https://lk.energosbyt-severo-zapad.example.ru/personal-data
site = energosbyt.example.ru
    .widest = https://energosbyt-severo-zapad.example.ru
office = ул. Ленина, 1: пн-пт 8-17
    .widest = г. Приморск-на-Море, проспект Строителей, 118, корп. 2: пн-пт 8-17, сб 9-13
quote = баланс
    .widest = Сколько мне нужно заплатить за квартиру…
time = 10:42
    .widest = 22:48
labels = «Другой счёт», «Меню»
    .widest = «Почему столько», «Показания», «Оплатить», «Меню»
channel = telegram
role = payer
    .widest = payer
invitation = 4821 3390 1175
base = https://t.me/primer_bot?start=
    .widest = https://t.me/primer_energosbyt_severo_zapad_bot?start=
token = inv_AbCdEfGhIjKlMnOpQrStUv
