### What is known of a meter beside the new reading, full form: whose the last one is and where it stands, what is replaced.

reading-known =
    { $which ->
        [present] За этот месяц уже есть
        [newest] Последнее
       *[other] Прошлое
    }: { $shown } на { $day }, { $source ->
        [subscriber] передал абонент
        [here] передано здесь
        [inspector] снял контролёр
        [billing] внесено при расчёте
        [automatic] передал сам счётчик
       *[other] рассчитано, с табло не снято
    }, { $state ->
        [disputed] под вопросом
        [unconfirmed] не подтверждено
        [refused] не учтено
        [accepted] записано
        [exported] передано в расчёт
        [unknown] передано в расчёт, уточняем
       *[other] учтено
    }{ $which ->
        [present] . Новое его заменит.
       *[other] .
    }
    .spare = last
reading-known-whose =
    Прошлое на { $day }: { $source ->
        [subscriber] передал абонент
        [here] передано здесь
        [inspector] снял контролёр
        [billing] внесено при расчёте
        [automatic] передал сам счётчик
       *[other] рассчитано, с табло не снято
    }, { $state ->
        [disputed] под вопросом
        [unconfirmed] не подтверждено
        [refused] не учтено
        [accepted] записано
        [exported] передано в расчёт
        [unknown] передано в расчёт, уточняем
       *[other] учтено
    }.
    .spare = last

reading-taken-on = Снято { $day }.
    .spare = first

## The same with the meter, where there are several: a receipt has six lines at most
reading-saved-two-at = ✅ Записано за { $period }, счёт { $account }, счётчик { $tail }
    .sensitivity = account
reading-saved-two-first-at = ✅ Записано за { $period }, счёт { $account }, счётчик { $tail }
    .sensitivity = account
reading-saved-three-at = ✅ Записано за { $period }, счёт { $account }, счётчик { $tail }
    .sensitivity = account
reading-saved-three-first-at = ✅ Записано за { $period }, счёт { $account }, счётчик { $tail }
    .sensitivity = account
reading-number-instead = Номер { $receipt }, прежние числа { $shown } заменены. Исправить до { $until }: пришлите новые.

## A digit too many: without it the number is the one that stands
reading-doubt-extra-digit = Похоже, в числе { $display } лишняя последняя цифра: за { $period } уже записано { $suggested }. Оставить { $suggested }?
reading-doubt-zones-extra-digit = Похоже, лишняя последняя цифра: за { $period } уже записано { $shown }. Оставить эти числа?

## A reading of the month that the new one takes the place of

reading-saved-one-instead = ✅ Записано: { $display } за { $period }, счёт { $account }
    .sensitivity = account
reading-saved-one-first-instead = ✅ Записано: { $display } за { $period }, счёт { $account }
    .sensitivity = account
reading-replaced-day = Прежнее число { $was } на { $day } заменено.
    .spare = last
reading-replaced-zones = Прежние числа { $shown } заменены.
    .spare = last
reading-replaced-zones-day = Прежние числа { $shown } на { $day } заменены.
    .spare = last
reading-replaces = За { $period } уже есть { $shown }: если подтвердите, новое число его заменит.
    .spare = last
reading-replaces-zones = За { $period } уже есть { $shown }: если подтвердите, новые числа их заменят.
    .spare = last
reading-row-replaced = { $tail }: прежнее показание { $shown } заменено
    .spare = last
    .sensitivity = account
reading-same-day = Такое же показание за этот месяц передавали и { $day }.
    .spare = last
