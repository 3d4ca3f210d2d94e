### Common texts, full form (Telegram): up to 350 characters and 6 lines. Texts of dialogs: dialogs.full.ftl.
### Values of the supplier that any text may use without being given them:
### $supplier (name), $supplier_phone, $supplier_hours, $dispatcher_phone (emergencies).

## Buttons (a verb first, up to 20 characters)

button-menu = Меню
button-back = Назад
button-human = Контакты, аварии

## The persistent keyboard

menu-balance = К оплате
menu-readings = Показания
menu-pay = Оплатить
menu-more = Ещё
menu-ready = Кнопки меню внизу экрана.

## Used by the channel itself, never by a dialog

# An option on a channel without buttons.
choice-numbered = { $number }. { $option }
# What stands in the place of what the data policy keeps back: private.full.ftl.

## What we saw and could not use

notice-not-understood-linked =
    Такой запрос здесь не распознан. Напишите, например: «баланс», «показания», «помощь».
    Вопрос сотруднику: { $supplier_phone }, { $supplier_hours }.
    Сообщение в чате не заменяет официальное обращение.
notice-not-understood-guest =
    Такой запрос здесь не распознан. Чтобы видеть сумму к оплате и передавать показания, подключите лицевой счёт: напишите «подключить».
    Вопрос сотруднику: { $supplier_phone }, { $supplier_hours }.
    Сообщение в чате не заменяет официальное обращение.
notice-only-text =
    Голосовые, видео, наклейки и место на карте не открываем: читаем текст, берём фото счётчика и таблицы с показаниями.
    Напишите словами, например: «баланс», «показания».
notice-too-long =
    Сообщение слишком длинное, оно не прочитано.
    Напишите одну короткую фразу, например: «баланс». Обращение с подробностями примут по телефону { $supplier_phone }.
notice-edited =
    Правку сообщения увидели, но она ничего не меняет.
    Чтобы исправить ответ, пришлите его новым сообщением.
notice-stale-button = Эта кнопка устарела, по ней ничего не сделано. Вот что сейчас:
notice-expired = Прошлый вопрос закрыт: ответа долго не было. Введённое не сохранено.
notice-upgraded = Кабинет обновился, прежний вопрос закрыт. Введённое не сохранено, начните заново.
notice-group = Личный кабинет отвечает только в личном чате: в группе ваши данные увидят другие. Напишите боту напрямую.
notice-failed =
    Сообщение не обработано: у нас произошёл сбой. По нему ничего не записано и не изменено.
    Повторите его через несколько минут. Если срочно: { $supplier_phone }, { $supplier_hours }.
late-answer = Вы писали { $day } в { $time }: «{ $quote }».
    .sensitivity = own
    .instead = late-answer-unquoted

## Help, people, emergencies

emergency =
    Искры, дым, огонь, оборванный провод: звоните 112. К проводу не подходите ближе 8 метров.
    Нет света или скачет напряжение: диспетчер сетевой компании { $dispatcher_phone }.
    Чат не принимает аварийные вызовы: позвоните.
human =
    Контактный центр «{ $supplier }»: { $supplier_phone }, { $supplier_hours }.
    Авария, нет света: 112 или диспетчер сетевой компании { $dispatcher_phone }.
    Сообщение в чате не заменяет официальное обращение.
help-linked =
    Напишите слово или нажмите кнопку:
    «баланс»: сколько к оплате и до какого числа
    «показания» или просто число со счётчика: передать показание
    «счета»: выбрать или отключить лицевой счёт, «подключить»: добавить
    «настройки»: о чём, когда и куда писать, «стоп»: отключить сообщения или весь кабинет
    «контакты»: телефоны, аварии
help-guest =
    Это личный кабинет «{ $supplier }» в чате: сумма к оплате, показания, начисления и платежи.
    Чтобы подключить счёт, напишите «подключить». Нужны квитанция и телефон.
    Мы не просим данные карты, пароли и коды банка.
    Вопрос сотруднику: { $supplier_phone }, { $supplier_hours }.

## Cancel

cancelled = Отменено. Ничего не изменилось.
nothing-to-cancel = Отменять нечего: начатых действий нет.
