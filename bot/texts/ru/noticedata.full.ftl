### The copy of one's own data: notifications (core/data_register.py).

own-table-notify-choice = О чём вы хотите узнавать
own-table-notify-way = Где и когда вам писать
own-table-notify-limit = Ваши пределы расхода за месяц
own-table-reminder = Напоминания и уведомления
own-table-broadcast-recipient = Рассылки, которые вам отправлялись
own-column-broadcast-recipient-ended-ms = Когда
own-column-wanted = Присылать
own-column-notify-choice-kind = О чём
own-column-reminder-kind = О чём
own-column-stage = Которое по счёту
own-column-reminder-period = За какой месяц или день
own-column-changed-ms = Изменено
own-column-minute = Минута дня
own-column-quiet-from = Не беспокоить с минуты дня
own-column-quiet-to = Не беспокоить до минуты дня
own-column-days-before = За сколько дней до конца приёма
own-column-watt-hours = Предел, Вт·ч
own-column-due-ms = Не раньше
own-column-until-ms = Не позже
own-column-planned-ms = Запланировано
own-column-reminder-ended-ms = Отправлено или снято
