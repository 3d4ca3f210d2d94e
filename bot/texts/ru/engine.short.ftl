### Sentences of the engine itself, short form.

button-show-now = ДА
notice-too-late = Запрос пришел поздно и не выполнен. Повторите. Справка: ?
notice-contact-not-asked = {""}
notice-not-an-answer = Ответ не подошел. Справка: ?
late-answer-to-code = На SMS { $day } { $time }:
