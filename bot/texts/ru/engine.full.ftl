### Sentences of the engine itself, full form.

button-show-now = Показать сейчас
notice-too-late = Запрос пришёл с опозданием и не выполнен. Нужен ли он ещё?
notice-contact-not-asked = Телефон сейчас не нужен. Что можно спросить: «баланс», «счета», «помощь».
notice-not-an-answer = Это не похоже на ответ. Вопрос прежний.
late-answer-to-code = Отвечаем на сообщение с кодом: { $day }, { $time }.
