### Questions in everyday words, short form: one SMS.

which-ask = О чем вопрос?

## Options: words a person may type, or the number

button-which-accounts = СЧЕТА
button-which-balance = БАЛАНС
button-which-bill = КВИТАНЦИЯ
button-which-charges = НАЧИСЛЕНИЯ
button-which-chart = ГРАФИК
button-which-consents = СОГЛАСИЯ
button-which-contacts = КОНТАКТЫ
button-which-data-file = ФАЙЛ
button-which-erase = УДАЛИТЬ ДАННЫЕ
button-which-help = ПОМОЩЬ
button-which-human = СОТРУДНИК
button-which-info = СРОКИ
button-which-invite = ПРИГЛАСИТЬ
button-which-label = НАЗВАТЬ
button-which-leave = ОТКЛЮЧИТЬ КАБИНЕТ
button-which-link = ЛС
button-which-meters = СЧЕТЧИК
button-which-my-data = МОИ ДАННЫЕ
button-which-no-receipt = НЕТ КВИТАНЦИИ
button-which-pause = ПАУЗА
button-which-pay = ОПЛАТА
button-which-payments = ПЛАТЕЖИ
button-which-penalty = ПЕНИ
button-which-people = КТО
button-which-readings = ПОКАЗАНИЯ
button-which-remove-person = УБРАТЬ
button-which-resume = СНОВА
button-which-settings = НАСТРОЙКИ
button-which-stop = СТОП
button-which-tariffs = ТАРИФЫ
button-which-unlink = ОТКЛЮЧИТЬ СЧЕТ
button-which-why = ПОЧЕМУ
button-which-withdraw = ОТОЗВАТЬ СОГЛАСИЕ

## What is not here yet

