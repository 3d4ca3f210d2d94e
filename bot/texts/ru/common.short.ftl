### Common texts, short form (SMS): 70 characters at the widest values. An empty text is dropped.

## Buttons: the words a person may type

button-menu = МЕНЮ
button-back = НАЗАД
button-cancel = ОТМЕНА
button-help = ?
button-human = КОНТАКТЫ
button-yes = ДА
button-no = НЕТ

## The persistent keyboard does not exist here

menu-balance = {""}
menu-accounts = {""}
menu-more = {""}
menu-ready = {""}

