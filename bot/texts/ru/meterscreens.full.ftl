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

ours-draft = Передано здесь { $day }: { $shown }, ждёт вашего ответа, номер { $receipt }.
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
past-row-subscriber = { $day }: { $shown }, расход { $energy }, передал абонент
    .sensitivity = account
past-first-subscriber = { $day }: { $shown }, передал абонент
    .sensitivity = account
past-row-inspector = { $day }: { $shown }, расход { $energy }, снял контролёр
    .sensitivity = account
past-first-inspector = { $day }: { $shown }, снял контролёр
    .sensitivity = account
past-row-billing = { $day }: { $shown }, расход { $energy }, внесено при расчёте
    .sensitivity = account
past-first-billing = { $day }: { $shown }, внесено при расчёте
    .sensitivity = account
past-row-automatic = { $day }: { $shown }, расход { $energy }, передал сам счётчик
    .sensitivity = account
past-first-automatic = { $day }: { $shown }, передал сам счётчик
    .sensitivity = account
past-row-calculated = { $day }: { $shown }, расход { $energy }, рассчитано, с табло не снято
    .sensitivity = account
past-first-calculated = { $day }: { $shown }, рассчитано, с табло не снято
    .sensitivity = account
past-row-disputed = { $day }: { $shown }, расход { $energy }, спорное, уточняют
    .sensitivity = account
past-first-disputed = { $day }: { $shown }, спорное, уточняют
    .sensitivity = account
past-row-unconfirmed = { $day }: { $shown }, расход { $energy }, ещё не подтверждено
    .sensitivity = account
past-first-unconfirmed = { $day }: { $shown }, ещё не подтверждено
    .sensitivity = account
past-row-refused = { $day }: { $shown }, расход { $energy }, не учтено
    .sensitivity = account
past-first-refused = { $day }: { $shown }, не учтено
    .sensitivity = account
past-row-ours-draft = { $day }: { $shown }, расход { $energy }, ждёт вашего ответа
    .sensitivity = account
past-first-ours-draft = { $day }: { $shown }, ждёт вашего ответа
    .sensitivity = account
past-row-ours-accepted = { $day }: { $shown }, расход { $energy }, записано
    .sensitivity = account
past-first-ours-accepted = { $day }: { $shown }, записано
    .sensitivity = account
past-row-ours-exported = { $day }: { $shown }, расход { $energy }, передано в расчёт
    .sensitivity = account
past-first-ours-exported = { $day }: { $shown }, передано в расчёт
    .sensitivity = account
past-row-ours-confirmed = { $day }: { $shown }, расход { $energy }, учтено
    .sensitivity = account
past-first-ours-confirmed = { $day }: { $shown }, учтено
    .sensitivity = account
past-row-ours-refused = { $day }: { $shown }, расход { $energy }, не учтено
    .sensitivity = account
past-first-ours-refused = { $day }: { $shown }, не учтено
    .sensitivity = account
past-row-ours-unknown = { $day }: { $shown }, расход { $energy }, уточняем
    .sensitivity = account
past-first-ours-unknown = { $day }: { $shown }, уточняем
    .sensitivity = account
