### What is said in the place of what may not leave on a channel, and the private page, full form.

## In the chat, by where the rest is: on the page, by SMS, by phone

policy-instead = Эти сведения в чате не показываем. Узнать их можно по телефону { $supplier_phone }, { $supplier_hours }.
policy-instead-page =
    Суммы и личные данные в этом чате не показываем, они на закрытой странице.
    Страница открывается один раз, ссылка действует { $life }.
policy-instead-sms = Суммы и личные данные в этом чате не показываем. Отправили их по SMS на телефон, с которым подключён счёт.
policy-ask =
    Телефон и личные данные в этом чате не спрашиваем, продолжить здесь не получится.
    Вам помогут по телефону { $supplier_phone }, { $supplier_hours }.
policy-ask-page =
    Нужен ваш ответ, который в этом чате не спрашиваем. Введите его на закрытой странице.
    Она открывается один раз, ссылка действует { $life }.
policy-not-taken = Это сообщение не прочитано: телефон и личные данные в этом чате не принимаем. Лучше удалите его.
button-private-page = Открыть страницу
late-answer-unquoted = Отвечаем на сообщение, которое вы прислали { $day } в { $time }.

## Linking where a phone may not be shown

link-phone-record-unseen =
    Шаг 3 из 4. Отправим код по SMS на номер, который указан в договоре. В этом чате его не показываем.
    Отправить?
link-phone-only-record-unseen =
    Код можно отправить только на номер из договора. В этом чате его не показываем.
    Если он не ваш, нажмите «Нет, не мой».
link-code-unseen =
    Шаг 4 из 4. Отправляем SMS с кодом на ваш номер. В этом чате его не показываем.
    Введите код, он действует { $life }.

linkingfacts-phone-record-unseen =
    Шаг 3 из 4. Телефон, который указан в договоре, у вас под рукой? В этом чате его не показываем.
    С него нужно будет прислать нам короткое сообщение.
linkingfacts-reverse-unseen =
    Шаг 4 из 4. С вашего телефона пришлите код { $code } обычным SMS на номер { $reverse_phone }.
    Ждём { $life }. Как только сообщение придёт, подключим счёт.

## Texts that say on the page what the chat would say with its buttons

link-phone-page =
    Шаг 3 из 4. Укажите мобильный телефон: на него придёт SMS с кодом.
    Например: 8 916 123-45-67.
    .sensitivity = phone
linkingfacts-phone-page =
    Шаг 3 из 4. Укажите мобильный телефон: с него нужно будет прислать нам короткое сообщение.
    Например: 8 916 123-45-67.
    .sensitivity = phone

## The page

page-supplier = { $supplier }
page-title = Закрытая страница
page-landing =
    Здесь ответ на ваш запрос. В чате такие сведения не показываем.
    Страница откроется один раз и закроется в { $time }.
page-show = Показать
page-until = Страница закроется в { $time }. До этого её можно обновлять.
page-buttons = Кнопки в чате: { $labels }.
page-close = Закрыть страницу
page-phone = Мобильный телефон
page-answer = Ответ
page-send = Отправить
page-closed-title = Страница закрыта
page-closed = Сведения с неё убраны. Вернитесь в чат.
page-taken-title = Ответ принят
page-taken = Вернитесь в чат: продолжение там.
page-gone-title = Ссылка не действует
page-gone = Страница открывается один раз и ненадолго: её уже открыли или срок вышел.
page-gone-next =
    Вернитесь в чат и спросите ещё раз, например: «баланс». Придёт новая ссылка.
    Открыли не вы? Позвоните: { $supplier_phone }, { $supplier_hours }.
page-busy-title = Слишком много запросов
page-busy = Подождите минуту и откройте ссылку ещё раз.
page-away-title = Сейчас не получилось
page-away = Страница не открыта, ссылка ещё действует. Попробуйте через минуту.
