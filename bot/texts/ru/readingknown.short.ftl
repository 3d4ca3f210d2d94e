### What is known of a meter beside the new reading, short form.

reading-known =
    { $which ->
        [present] Есть
       *[other] Было
    } { $shown } { $day }, { $source ->
        [subscriber] абонент
        [here] отсюда
        [inspector] контролер
        [billing] расчет
        [automatic] сам
       *[other] рассчитано
    }{ $state ->
        [disputed] , спорное
        [unconfirmed] , спорное
        [refused] , не учтено
        [accepted] , записано
        [exported] , в расчете
        [unknown] , в расчете
       *[other] {""}
    }.
reading-known-whose =
    Прошлое { $day }: { $source ->
        [subscriber] абонент
        [here] отсюда
        [inspector] контролер
        [billing] расчет
        [automatic] сам
       *[other] рассчитано
    }{ $state ->
        [disputed] , спорное
        [unconfirmed] , спорное
        [refused] , не учтено
        [accepted] , записано
        [exported] , в расчете
        [unknown] , в расчете
       *[other] {""}
    }.

reading-taken-on = Снято { $day }.

## The same with the meter, where there are several
reading-saved-two-at = { $account } за { $period } записано { $t1 }/{ $t2 }, { $energy }. N { $receipt }
reading-saved-two-first-at = { $account } за { $period } записано { $t1 }/{ $t2 }. N { $receipt }
reading-saved-three-at = { $account } { $period }: { $t1 }/{ $t2 }/{ $t3 }, { $energy }. N { $receipt }
reading-saved-three-first-at = { $account } { $period } записано { $t1 }/{ $t2 }/{ $t3 }. N { $receipt }
reading-number-instead = Замена.

## A digit too many
reading-doubt-extra-digit = { $display }: лишняя цифра? ДА: останется { $suggested }
reading-doubt-zones-extra-digit = Лишняя цифра? ДА: останется { $shown }

## A reading of the month that the new one takes the place of

reading-saved-one-instead = { $account } { $period }: { $display } вместо { $was }, { $energy }. N { $receipt }
reading-saved-one-first-instead = { $account } { $period }: { $display } вместо { $was }. N { $receipt }
reading-replaced-day = {""}
reading-replaced-zones = Замена.
reading-replaced-zones-day = Замена.
reading-replaces = Заменит { $shown }.
reading-replaces-zones = Заменит { $shown }.
reading-row-replaced = { $tail }: замена { $shown }
reading-same-day = Уже было.
