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
remind-reading-meters = Ещё не передано показаний: { $number } из { $count }.
remind-reading-meters-each = Присылайте по одному счётчику в сообщении, спросим, какой это.
    .spare = last
remind-reading-left = Осталось показание счётчика { $serial }. Пришлите его ответом.
    .sensitivity = account
remind-reading-sheet = Ещё не передано показаний: { $number } из { $count }. Удобнее ведомостью: возьмите файл (слово «ведомость»), впишите числа и пришлите его сюда.
remind-reading-already = Если уже передали, ничего делать не нужно.
    .spare = last
remind-reading-accounts = До { $until } ждём показания, счетов: { $count }.
remind-reading-accounts-texted = До { $until } ждём показания, счетов: { $count }, по SMS на { $texted }.
remind-reading-accounts-apart = Ждём показания, счетов: { $count }. Первый срок: { $until }.
remind-reading-accounts-apart-texted = Ждём показания, счетов: { $count }, по SMS на { $texted }. Первый срок: { $until }.
remind-reading-accounts-today = Сегодня последний день для показаний, счетов: { $count }.
remind-reading-accounts-today-texted = Сегодня последний день для показаний, счетов: { $count }, по SMS на { $texted }.
remind-reading-row =
    { $home ->
        [flat] Квартира { $account }
        [house] Дом { $account }
        [garage] Гараж { $account }
        [garden] Дача { $account }
        [office] Помещение { $account }
        [firm] Организация { $account }
       *[other] Счёт { $account }
    }: было { $shown }
    .sensitivity = account
remind-reading-row-named = { $label } { $account }: было { $shown }
    .sensitivity = own
    .instead = remind-reading-row-plain
remind-reading-row-plain = Счёт { $account }: было { $shown }
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
remind-reading-how = Пришлите показание, спросим, какой это счёт.
