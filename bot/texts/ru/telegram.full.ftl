### What Telegram shows outside messages: the list of commands (up to 256 characters each, best under 30),
### the page of the bot (512) and its line in search and links (120).

command-start = Начать, подключить счёт
command-balance = Сколько к оплате
command-pay = Оплатить
command-readings = Передать показания
command-accounts = Мои лицевые счета
command-settings = Настройки
command-help = Помощь, контакты, аварии
command-stop = Не присылать сообщения

bot-description =
    Личный кабинет «{ $supplier }» в чате: сумма к оплате, показания счётчиков, начисления и платежи.

    Нужны квитанция и телефон, займёт две минуты.

    Мы не просим данные карты, пароли и коды банка.
bot-short-description = «{ $supplier }»: сумма к оплате и показания в чате.
