### Reminders of readings that are not in, full form (docs/reminders.md).

remind-reading =
    До { $until } ждём показание по счёту { $home ->
        [flat] «Квартира» { $account }
        [house] «Дом» { $account }
        [garage] «Гараж» { $account }
        [garden] «Дача» { $account }
        [office] «Помещение» { $account }
        [firm] «Организация» { $account }
       *[other] { $account }
    }.
    .sensitivity = account
remind-reading-named = До { $until } ждём показание по счёту «{ $label }» { $account }.
    .sensitivity = own
    .instead = remind-reading-plain
remind-reading-plain = До { $until } ждём показание по счёту { $account }.
    .sensitivity = account
remind-reading-texted = До { $until } ждём показание по счёту { $account }, по SMS на { $texted }.
    .sensitivity = account
remind-reading-today =
    Сегодня последний день для показания по счёту { $home ->
        [flat] «Квартира» { $account }
        [house] «Дом» { $account }
        [garage] «Гараж» { $account }
        [garden] «Дача» { $account }
        [office] «Помещение» { $account }
        [firm] «Организация» { $account }
       *[other] { $account }
    }.
    .sensitivity = account
remind-reading-today-named = Сегодня последний день для показания по счёту «{ $label }» { $account }.
    .sensitivity = own
    .instead = remind-reading-today-plain
remind-reading-today-plain = Сегодня последний день для показания по счёту { $account }.
    .sensitivity = account
remind-reading-today-texted = Сегодня последний день для показания по счёту { $account }, по SMS на { $texted }.
    .sensitivity = account
remind-reading-was = Прошлое: { $was }. Пришлите число ответом.
remind-reading-was-zones = Прошлые: { $shown }. Пришлите числа подряд ответом.
remind-reading-number = Пришлите число с табло ответом.
remind-reading-numbers = Пришлите числа всех зон подряд ответом.
remind-reading-meters = Ещё не передано: { $number } из { $count }. Присылайте по одному числу, спросим, какой это счётчик.
remind-reading-left = Осталось показание счётчика { $serial }. Пришлите число ответом.
    .sensitivity = account
remind-reading-sheet = Ещё не передано: { $number } из { $count }. Удобнее ведомостью: впишите числа и пришлите файл сюда.
remind-reading-already = Если уже передали, ничего делать не нужно.
    .spare = last
remind-reading-accounts = До { $until } ждём показания, счетов: { $count }.
remind-reading-accounts-apart = Ждём показания, счетов: { $count }. Первый срок: { $until }.
remind-reading-accounts-today = Сегодня последний день для показаний, счетов: { $count }.
remind-reading-row =
    { $home ->
        [flat] Квартира { $account }
        [house] Дом { $account }
        [garage] Гараж { $account }
        [garden] Дача { $account }
        [office] Помещение { $account }
        [firm] Организация { $account }
       *[other] Счёт { $account }
    }: прошлое { $shown }
    .sensitivity = account
remind-reading-row-named = { $label } { $account }: прошлое { $shown }
    .sensitivity = own
    .instead = remind-reading-row-plain
remind-reading-row-plain = Счёт { $account }: прошлое { $shown }
    .sensitivity = account
remind-reading-row-meters =
    { $home ->
        [flat] Квартира { $account }
        [house] Дом { $account }
        [garage] Гараж { $account }
        [garden] Дача { $account }
        [office] Помещение { $account }
        [firm] Организация { $account }
       *[other] Счёт { $account }
    }, не передано показаний: { $number }
    .sensitivity = account
remind-reading-row-meters-named = { $label } { $account }, не передано показаний: { $number }
    .sensitivity = own
    .instead = remind-reading-row-meters-plain
remind-reading-row-meters-plain = Счёт { $account }, не передано показаний: { $number }
    .sensitivity = account
remind-reading-more = И ещё счетов: { $count }.
remind-reading-how = Пришлите число, спросим, какой это счёт.
