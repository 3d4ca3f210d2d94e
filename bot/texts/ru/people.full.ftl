### People of an account, full form: own names, who is linked, invitations, disputes, suspended links.

## Buttons

button-people = Кто подключён
button-label = Назвать счёт
button-label-none = Без названия
button-label-keep = Оставить как есть
button-invite = Пригласить
button-invite-payer = Плательщик
button-invite-reader = Для показаний
button-remove = Убрать
button-remove-yes = Да, убрать
button-remove-no = Не убирать
button-person = { $number }. { $phone }
    .sensitivity = phone
    .instead = button-person-unseen
button-not-me = Это не я

## A person's own name for an account

label-which = Какой счёт назвать?
label-ask =
    Как назвать счёт { $account }? Например, «Дача». До { $most } знаков.
    Название видите только вы.
    .sensitivity = account
label-ask-again =
    Сейчас счёт { $account } называется «{ $label }».
    Введите новое название, до { $most } знаков.
    .sensitivity = own
    .instead = label-ask-again-unseen
label-saved = Готово: счёт { $account } теперь «{ $label }».
    .sensitivity = own
    .instead = label-saved-unseen
label-removed = Готово: у счёта { $account } нет своего названия.
    .sensitivity = account
label-long = Знаков в названии: { $typed }, а можно до { $most }. Введите короче, например «Дача».
label-empty = В названии нужна хотя бы одна буква или цифра, например «Дача».

## Who is linked

people-which = По какому счёту?
people-head =
    Счёт { $account }. Вы { $role ->
        [owner] владелец
        [payer] плательщик
       *[other] подключены для показаний
    }.
    .sensitivity = account
people-line =
    { $number }. { $channel ->
        [telegram] Telegram
        [tel] SMS
       *[other] Чат
    }, { $phone }: { $role ->
        [owner] владелец
        [payer] плательщик
       *[other] для показаний
    }, с { $day }
    .sensitivity = phone
    .instead = people-line-unseen
people-more = И ещё подключённых: { $count }.
people-alone = Больше никто не подключён. Можно пригласить того, кто платит или передаёт показания.
people-no-owner = Владелец к этому счёту сейчас не подключён.
people-whom = Кого убрать?
person-confirm =
    Закрыть доступ к счёту { $account } для { $phone } ({ $role ->
        [owner] владелец
        [payer] плательщик
       *[other] для показаний
    })? Мы сообщим об этом в тот чат.
    .sensitivity = phone
    .instead = person-confirm-unseen
person-removed = Готово: { $phone } больше не видит счёт { $account }.
    .sensitivity = phone
    .instead = person-removed-unseen
person-removed-news =
    Владелец счёта { $account } закрыл вам доступ к нему.
    Если это неожиданно, спросите владельца или позвоните: { $supplier_phone }, { $supplier_hours }.
    .sensitivity = account
person-gone = Этого подключения уже нет, или убрать его отсюда нельзя.
person-nobody = Убирать некого.

## An owner invites

invite-role =
    Кого пригласить к счёту { $account }?
    Плательщик видит суммы. Приглашённый для показаний сумм не видит.
    .sensitivity = account
invite-ready =
    Приглашение { $role ->
        [payer] для плательщика
       *[other] для показаний
    } готово: перешлите следующее сообщение одному человеку.
    Оно действует сутки и только один раз.
invite-code =
    Вас приглашают в личный кабинет «{ $supplier }».
    Напишите в чат кабинета: приглашение { $invitation }
invite-link = Или откройте ссылку: { $base }{ $token }
invite-owner-only = Приглашает только владелец счёта. Кто это, видно по кнопке «Кто подключён».
invite-too-many = Приглашений уже { $count }, и они ещё действуют. Новое можно будет сделать через сутки.

## Somebody takes an invitation

invited = Вас пригласили к лицевому счёту: { $role ->
        [payer] вы увидите суммы и сможете платить.
       *[other] вы сможете передавать показания, без сумм.
    }
invited-code-ask = Введите код приглашения: 12 цифр из сообщения, которое вам переслали.
invited-code-hint = Сейчас нужен код приглашения: 12 цифр, например 4821 3390 1175. Передумали: напишите «отмена».
invited-not-valid =
    Это приглашение не подходит: его уже приняли, прошли сутки или в коде опечатка.
    Проверьте цифры или попросите у владельца новое.
invited-lapsed =
    Пока вы подтверждали номер, приглашение перестало действовать.
    Попросите у владельца новое.
invited-already = Этот счёт у вас уже подключён, приглашение не понадобилось.
    .sensitivity = account
invited-declined = Хорошо, ничего не записано. Приглашение действует сутки: если передумаете, откройте его снова.
invited-phone =
    Укажите свой мобильный телефон: на него придёт SMS с кодом.
    Нажмите кнопку или введите номер, например 8 916 123-45-67.
invited-code =
    Отправляем SMS с кодом на { $phone }.
    Введите код, он действует { $life }.
    .sensitivity = phone
    .instead = invited-code-unseen
invited-reverse =
    С телефона { $phone } пришлите код { $code } обычным SMS на номер { $reverse_phone }.
    Ждём { $life }. Как только сообщение придёт, подключим счёт.
    .sensitivity = phone
    .instead = invited-reverse-unseen
invited-done = Готово: счёт { $account } подключён по приглашению.
    .sensitivity = account
reader-no-sums = Вы подключены для показаний. Суммы видят владелец и плательщик.

## A new link is announced; «Это не я»

announce =
    К счёту { $account } подключён ещё один чат: { $phone }, { $role ->
        [owner] владелец
        [payer] плательщик по приглашению
       *[other] для показаний, по приглашению
    }.
    Если вы этого не ждали, нажмите «Это не я».
    .sensitivity = phone
    .instead = announce-unseen
announce-others =
    К счёту { $account } подключён ещё один чат: { $phone }, { $role ->
        [owner] владелец
        [payer] плательщик по приглашению
       *[other] для показаний, по приглашению
    }.
    Если это вас беспокоит, скажите владельцу или позвоните: { $supplier_phone }, { $supplier_hours }.
    .sensitivity = phone
    .instead = announce-others-unseen
not-me-done =
    Доступ для { $phone } к счёту { $account } приостановлен, данных он больше не видит.
    Наши сотрудники проверят подключение. Если вспомните, что это были вы или близкие, позвоните: { $supplier_phone }, { $supplier_hours }.
    .sensitivity = phone
    .instead = not-me-done-unseen
not-me-which = Какое подключение не ваше?
not-me-already = Этот доступ уже приостановлен, его проверяют.
not-me-gone = Этого подключения уже нет. Если что-то беспокоит, позвоните: { $supplier_phone }, { $supplier_hours }.
not-me-not-linked = Приостановить это подключение отсюда нельзя. Если оно вас беспокоит, позвоните: { $supplier_phone }, { $supplier_hours }.

## Suspended links: what is said in the place of data

suspended-disputed =
    Доступ к счёту { $account } приостановлен до проверки.
    Чтобы вернуть его, придите в офис с паспортом и квитанцией или позвоните: { $supplier_phone }, { $supplier_hours }.
    .sensitivity = account
suspended-holder =
    Доступ к счёту { $account } приостановлен: в договоре сменился владелец.
    Если это вы, подключите счёт ещё раз по новой квитанции. Вопросы: { $supplier_phone }, { $supplier_hours }.
    .sensitivity = account
suspended-closed =
    Доступ к счёту { $account } приостановлен: счёт закрыт.
    Справку или окончательный расчёт дадут в офисе. Вопросы: { $supplier_phone }, { $supplier_hours }.
    .sensitivity = account
suspended-name = Счёт { $account }: доступ приостановлен
    .sensitivity = account
suspended-more = И ещё счетов: { $count }.
suspended-restored = Доступ к счёту { $account } снова открыт.
    .sensitivity = account
suspended-ended =
    Проверка закончена: подключение счёта { $account } закрыто.
    Вопросы: { $supplier_phone }, { $supplier_hours }.
    .sensitivity = account

## A new number

renumbered =
    У счёта { $account } сменился номер. Подключение, платежи и показания остались как были.
    Новый номер целиком напечатан на квитанции.
    .sensitivity = account
renumbered-before = Прежний номер: { $before }
    .sensitivity = account

## The same where a phone or a person's own words may not be shown

button-person-unseen = Под номером { $number }
    .sensitivity = account
people-line-unseen =
    { $number }. { $channel ->
        [telegram] Telegram
        [tel] SMS
       *[other] Чат
    }: { $role ->
        [owner] владелец
        [payer] плательщик
       *[other] для показаний
    }, с { $day }
    .sensitivity = account
person-confirm-unseen =
    Закрыть доступ к счёту { $account } ({ $role ->
        [owner] владелец
        [payer] плательщик
       *[other] для показаний
    })? Мы сообщим об этом в тот чат.
    .sensitivity = account
person-removed-unseen = Готово: этот человек больше не видит счёт { $account }.
    .sensitivity = account
invited-code-unseen =
    Отправляем SMS с кодом на ваш номер. В этом чате его не показываем.
    Введите код, он действует { $life }.
invited-reverse-unseen =
    С вашего телефона пришлите код { $code } обычным SMS на номер { $reverse_phone }.
    Ждём { $life }. Как только сообщение придёт, подключим счёт.
announce-unseen =
    К счёту { $account } подключён ещё один чат: { $role ->
        [owner] владелец
        [payer] плательщик по приглашению
       *[other] для показаний, по приглашению
    }.
    Если вы этого не ждали, нажмите «Это не я».
    .sensitivity = account
not-me-done-unseen =
    Доступ к счёту { $account } для нового чата приостановлен, данных он больше не видит.
    Наши сотрудники проверят подключение. Если вспомните, что это были вы или близкие, позвоните: { $supplier_phone }, { $supplier_hours }.
    .sensitivity = account
label-ask-again-unseen =
    У счёта { $account } уже есть ваше название.
    Введите новое, до { $most } знаков.
    .sensitivity = account
label-saved-unseen = Готово: название счёта { $account } записано.
    .sensitivity = account
announce-others-unseen =
    К счёту { $account } подключён ещё один чат.
    Если это вас беспокоит, скажите владельцу или позвоните: { $supplier_phone }, { $supplier_hours }.
    .sensitivity = account
