### Meters: what of this month is there and what is missing, readings by month. Full form.

## Buttons

button-past = История показаний
button-to-meter = Карточка

## This month

month-left = Показания за { $period } принимаем до { $until }, осталось { $days } { $days ->
        [one] день
        [few] дня
       *[other] дней
    }.
month-today = Показания за { $period }: сегодня последний день приёма.
month-done = Показания за { $period } уже есть.
month-opens = Показания за { $period } принимаем с { $opens } по { $until }.
month-missing = Ещё не передано: { $number } из { $count }.
meters-row-sent = { $number }. { $tail }: передано
    .sensitivity = account
meters-row-place-sent = { $number }. { $tail }: { $place }, передано
    .sensitivity = account
meters-row-due = { $number }. { $tail }: ждём показание
    .sensitivity = account
meters-row-place-due = { $number }. { $tail }: { $place }, ждём показание
    .sensitivity = account
meters-row-automatic = { $number }. { $tail }: передаёт сам
    .sensitivity = account
meters-row-place-automatic = { $number }. { $tail }: { $place }, передаёт сам
    .sensitivity = account

## The newest reading in our journal

ours-draft = Ждёт вашего ответа: { $shown } от { $day }, номер { $receipt }.
    .sensitivity = account
ours-accepted = Передано здесь { $day }: { $shown }, записано, номер { $receipt }.
    .sensitivity = account
ours-exported = Передано здесь { $day }: { $shown }, передано в расчёт, номер { $receipt }.
    .sensitivity = account
ours-confirmed = Передано здесь { $day }: { $shown }, учтено, номер { $receipt }.
    .sensitivity = account
ours-refused = Передано здесь { $day }: { $shown }, не учтено, номер { $receipt }.
    .sensitivity = account
ours-unknown = Передано здесь { $day }: { $shown }, передано в расчёт, уточняем, номер { $receipt }.
    .sensitivity = account

## Readings by month

past-head = Показания счётчика { $serial }, счёт { $account }
    .sensitivity = account
past-row = { $day }: { $shown }, расход { $energy }, { $source ->
        [subscriber] передал абонент
        [here] передано здесь
        [inspector] снял контролёр
        [billing] внесено при расчёте
        [automatic] передал сам счётчик
       *[other] рассчитано, с табло не снято
    }, { $state ->
        [draft] ждёт вашего ответа
        [disputed] под вопросом
        [unconfirmed] не подтверждено
        [refused] не учтено
        [accepted] записано
        [exported] передано в расчёт
        [unknown] передано в расчёт, уточняем
       *[other] учтено
    }
    .sensitivity = account
past-first = { $day }: { $shown }, { $source ->
        [subscriber] передал абонент
        [here] передано здесь
        [inspector] снял контролёр
        [billing] внесено при расчёте
        [automatic] передал сам счётчик
       *[other] рассчитано, с табло не снято
    }, { $state ->
        [draft] ждёт вашего ответа
        [disputed] под вопросом
        [unconfirmed] не подтверждено
        [refused] не учтено
        [accepted] записано
        [exported] передано в расчёт
        [unknown] передано в расчёт, уточняем
       *[other] учтено
    }
    .sensitivity = account
