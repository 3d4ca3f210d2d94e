### Questions in everyday words, full form: asking which one is meant, and what is not here yet.

which-ask = О чём вы спрашиваете?

## Options: what the question was about

button-which-accounts = Мои счета
button-which-balance = Сколько к оплате
button-which-bill = Квитанция
button-which-charges = Начисления
button-which-chart = График расхода
button-which-consents = Мои согласия
button-which-contacts = Телефоны и офисы
button-which-data-file = Файл с данными
button-which-erase = Удалить мои данные
button-which-help = Что здесь можно
button-which-human = Вопрос сотруднику
button-which-info = Сроки
button-which-invite = Дать доступ
button-which-label = Назвать счёт
button-which-leave = Отключить кабинет
button-which-link = Подключить счёт
button-which-meters = Счётчик и поверка
button-which-my-data = Мои данные
button-which-no-receipt = Нет квитанции
button-which-pause = Сделать паузу
button-which-pay = Как оплатить
button-which-payments = Мои платежи
button-which-penalty = Пени
button-which-people = Кто подключён
button-which-readings = Передать показания
button-which-remove-person = Убрать человека
button-which-resume = Снова присылать
button-which-settings = Настройки
button-which-stop = Не присылать
button-which-tariffs = Тарифы
button-which-unlink = Отключить счёт
button-which-why = Почему столько
button-which-withdraw = Отозвать согласие

## What is not here yet

