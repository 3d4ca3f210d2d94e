### Headings of `python -m bot texts-review`.

review-intro = Все тексты: обычные значения и самые длинные. Короткая форма идёт в SMS, полная в остальные каналы.
review-full = полная
review-full-widest = полная, предел
review-short = короткая
review-short-widest = короткая, предел
review-dropped = (в короткой форме не говорится)
review-size-full = знаков: { $characters }, строк: { $lines }
review-size-short = знаков: { $characters }, частей: { $parts }
review-public = открытый
review-account = о счёте
review-money = о деньгах
review-own = свои слова
review-phone = о телефоне
review-personal = личный
review-remarks = Замечания
review-no-remarks = Замечаний нет.
