### Meters: what of this month is there and what is missing, readings by month. Short form.

button-past = ИСТОРИЯ ПОКАЗАНИЙ
button-to-meter = КАРТОЧКА
month-left = Прием до { $until }.
month-today = Прием сегодня.
month-done = За { $period } передано.
month-opens = Прием с { $opens }.
month-missing = Нет { $number } из { $count }
meters-row-sent = { $number }-{ $tail } есть
meters-row-place-sent = { $number }-{ $tail } есть
meters-row-due = { $number }-{ $tail } нет
meters-row-place-due = { $number }-{ $tail } нет
meters-row-automatic = { $number }-{ $tail } сам
meters-row-place-automatic = { $number }-{ $tail } сам
ours-draft = Ждет ответа: { $shown }.
ours-accepted = Здесь { $shown } { $day }, записано.
ours-exported = Здесь { $shown } { $day }, в расчете.
ours-confirmed = Здесь { $shown } { $day }, учтено.
ours-refused = Здесь { $shown } { $day }, не учтено.
ours-unknown = Здесь { $shown } { $day }, в расчете.
past-head = { $account }, { $serial }:
past-row = { $day } { $shown } { $source ->
        [subscriber] абонент
        [here] отсюда
        [inspector] контролер
        [billing] расчет
        [automatic] сам
       *[other] рассчитано
    }{ $state ->
        [draft] , ждет ответа
        [disputed] , спорное
        [unconfirmed] , спорное
        [refused] , не учтено
        [accepted] , записано
        [exported] , в расчете
        [unknown] , в расчете
       *[other] {""}
    }.
past-first = { $day } { $shown } { $source ->
        [subscriber] абонент
        [here] отсюда
        [inspector] контролер
        [billing] расчет
        [automatic] сам
       *[other] рассчитано
    }{ $state ->
        [draft] , ждет ответа
        [disputed] , спорное
        [unconfirmed] , спорное
        [refused] , не учтено
        [accepted] , записано
        [exported] , в расчете
        [unknown] , в расчете
       *[other] {""}
    }.
