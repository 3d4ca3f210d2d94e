### Common texts, full form (Telegram): up to 350 characters and 6 lines. Texts of dialogs: dialogs.full.ftl.
### Values of the supplier that any text may use without being given them:
### $supplier (name), $supplier_phone, $supplier_hours, $dispatcher_phone (emergencies).

## Buttons (a verb first, up to 20 characters)

button-menu = Меню
button-back = Назад
button-cancel = Отмена
button-help = Помощь
button-human = Контакты, аварии
button-yes = Да
button-no = Нет

## The persistent keyboard

menu-balance = К оплате
menu-accounts = Счета
menu-more = Ещё
menu-ready = Кнопки меню внизу экрана.

