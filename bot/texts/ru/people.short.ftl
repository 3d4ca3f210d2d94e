### People of an account, short form.

## Buttons: the words a person may type

button-people = КТО ПОДКЛЮЧЕН
button-label = НАЗВАТЬ
button-label-none = БЕЗ НАЗВАНИЯ
button-label-keep = ОСТАВИТЬ
button-invite = ПРИГЛАСИТЬ
button-invite-payer = ПЛАТЕЛЬЩИК
button-invite-reader = ПОКАЗАНИЯ
button-remove = УБРАТЬ
button-remove-yes = ДА
button-remove-no = НЕТ
button-person = { $phone }
button-not-me = ЭТО НЕ Я

## A person's own name for an account

label-which = Какой счет назвать?
label-ask = Как назвать счет { $account }? До { $most } знаков, например Дача
label-ask-again = { $account } сейчас { $label }. Новое название?
label-saved = Счет { $account } теперь { $label }
label-removed = У счета { $account } теперь нет своего названия
label-long = Знаков: { $typed }, а можно до { $most }. Введите короче, например Дача
label-empty = В названии нужна буква или цифра, например Дача

## Who is linked

people-which = По какому счету?
people-head =
    { $account }, вы { $role ->
        [owner] владелец
        [payer] плательщик
       *[other] для показаний
    }.
people-line =
    { $number }. { $channel ->
        [telegram] Telegram
        [tel] SMS
       *[other] Чат
    } { $phone } { $role ->
        [owner] владелец
        [payer] плательщик
       *[other] показания
    } с { $day }
people-more = И еще { $count }
people-alone = Больше никого. Пригласить: ПРИГЛАСИТЬ
people-no-owner = Владелец не подключен
people-whom = Кого убрать?
person-confirm =
    Закрыть доступ к { $account } для { $phone } ({ $role ->
        [owner] владелец
        [payer] плательщик
       *[other] показания
    })?
person-removed = Готово: { $phone } больше не видит счет { $account }
person-removed-news = Владелец счета { $account } закрыл вам доступ. Тел. { $supplier_phone }
person-gone = Этого подключения уже нет, или убрать его отсюда нельзя
person-nobody = Убирать некого

## An owner invites

invite-role = Кого к { $account }: ПЛАТЕЛЬЩИК (видит суммы) или ПОКАЗАНИЯ (без сумм)?
invite-ready = Действует сутки, один раз. Передайте слова:
invite-code = ПРИГЛАШЕНИЕ { $invitation }
invite-link = {""}
invite-owner-only = Приглашает только владелец счета
invite-too-many = Приглашений уже { $count }. Новое можно через сутки

## Somebody takes an invitation

invited = Вас пригласили: { $role ->
        [payer] суммы и оплата.
       *[other] показания, без сумм.
    }
invited-code-ask = Код приглашения (12 цифр)?
invited-code-hint = Нужен код приглашения: 12 цифр, например 4821 3390 1175. Или ОТМЕНА
invited-not-valid = Приглашение не подходит. Проверьте цифры или попросите новое
invited-lapsed = Приглашение перестало действовать. Попросите новое
invited-already = Этот счет уже подключен.
invited-declined = Хорошо, ничего не записано. Приглашение действует сутки
invited-phone = Ваш мобильный телефон? На него придет SMS с кодом
invited-code = Отправляем код на { $phone }. Введите его за { $life }
invited-reverse = Код { $code }: пришлите его с { $phone } на { $reverse_phone }
invited-done = Готово, { $account }.
reader-no-sums = Вы подключены для показаний, без сумм

## A new link is announced

announce = К счету { $account } подключен { $phone }. Не ждали? Ответьте ЭТО НЕ Я
announce-others = К счету { $account } подключен еще один чат: { $phone }
not-me-done = Доступ { $phone } к { $account } приостановлен, мы проверим
not-me-which = Какое подключение не ваше?
not-me-already = Этот доступ уже приостановлен, его проверяют
not-me-gone = Этого подключения уже нет. Тел. { $supplier_phone }
not-me-not-linked = Отсюда приостановить нельзя. Тел. { $supplier_phone }

## Suspended links

suspended-disputed = Счет { $account }: доступ приостановлен до проверки. Тел. { $supplier_phone }
suspended-holder = { $account }: сменился владелец, доступ закрыт. Тел. { $supplier_phone }
suspended-closed = { $account }: счет закрыт, доступа нет. Тел. { $supplier_phone }
suspended-name = { $account }: доступ приостановлен
suspended-more = И еще счетов: { $count }
suspended-restored = Доступ к счету { $account } снова открыт
suspended-ended = Подключение счета { $account } закрыто. Тел. { $supplier_phone }

## A new number

renumbered = У счета { $account } новый номер, он целиком на квитанции
renumbered-before = {""}

## The same where a phone or a person's own words may not be shown

button-person-unseen = номер { $number }
people-line-unseen =
    { $number }. { $channel ->
        [telegram] Telegram
        [tel] SMS
       *[other] Чат
    } { $role ->
        [owner] владелец
        [payer] плательщик
       *[other] показания
    } с { $day }
person-confirm-unseen = Закрыть этот доступ к счету { $account }?
person-removed-unseen = Готово: доступ к счету { $account } закрыт
invited-code-unseen = Отправляем код на ваш номер. Введите его за { $life }
invited-reverse-unseen = Пришлите код { $code } на { $reverse_phone }
announce-unseen = К счету { $account } подключен новый чат. Не вы? Ответьте ЭТО НЕ Я
announce-others-unseen = К счету { $account } подключен еще один чат
not-me-done-unseen = Доступ нового чата к { $account } приостановлен, мы проверим
label-ask-again-unseen = { $account }: новое название?
label-saved-unseen = Название счета { $account } записано
