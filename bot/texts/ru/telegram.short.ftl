### Telegram's own texts have no short form of their own: the keys exist so that both catalogues have every key.

command-start = Начать
command-balance = К оплате
command-pay = Оплатить
command-readings = Показания
command-accounts = Счета
command-settings = Настройки
command-help = Справка
command-stop = Стоп

bot-description = {""}
bot-short-description = {""}
