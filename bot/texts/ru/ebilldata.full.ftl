### The copy of one's own data: electronic bills (core/data_register.py).

own-table-ebill = Как приходит квитанция
own-table-ebill-change = Когда и как вы меняли квитанцию
own-table-ebill-sent = Отправленные электронные квитанции
own-column-way = Квитанция
own-column-why = Почему
own-column-first-period = Начиная с месяца
own-column-ebill-channel = Где попросили
own-column-ebill-change-channel = Где попросили
own-column-ebill-change-version = Версия согласия
own-column-confirmed = Как подтверждено
own-column-told-ms = Отправлена
own-column-corrections = Исправлялась, раз

own-word-way-paper = бумажная
own-word-way-electronic = электронная
own-word-why-asked = по вашей просьбе
own-word-why-holder = сменился владелец счёта
own-word-why-closed = счёт закрыт
own-word-why-ended = счёт отключён от кабинета
own-word-why-unreachable = сообщения не доходили
own-word-confirmed-chat = ответом в чате
