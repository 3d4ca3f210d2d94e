### A reading of one person of an account ended by another person of it, full form.
### The first line stands alone in a notification; who it was is said as far as the list of people says it.

readingcompany-replaced =
    Ваше показание за { $period } заменил { $role ->
        [owner] владелец счёта
        [payer] плательщик
       *[other] другой человек
    }, счёт { $account }.
    .sensitivity = account
readingcompany-values = Было { $old }, стало { $shown }. Номер { $receipt }.
readingcompany-withdrawn =
    Ваше показание за { $period } отозвал { $role ->
        [owner] владелец счёта
        [payer] плательщик
       *[other] другой человек
    }, счёт { $account }.
    .sensitivity = account
readingcompany-was = Было { $shown }, номер { $receipt }. В расчёт не пойдёт.
readingcompany-many =
    Ваши показания заменил { $role ->
        [owner] владелец счёта
        [payer] плательщик
       *[other] другой человек
    }, счёт { $account }. Показаний: { $count }.
    .sensitivity = account
readingcompany-who =
    { $deed ->
        [withdrawn] Отозвано
       *[other] Прислано
    } { $channel ->
        [telegram] через Telegram
        [tel] по SMS
       *[other] в чате
    }, телефон { $phone }.
    .sensitivity = phone
    .instead = readingcompany-who-unseen
readingcompany-who-unseen =
    { $deed ->
        [withdrawn] Отозвано
       *[other] Прислано
    } { $channel ->
        [telegram] через Telegram
        [tel] по SMS
       *[other] в чате
    }.
readingcompany-what = Если это неверно, пришлите своё число. Если вы такого человека не знаете, позвоните: { $supplier_phone }, { $supplier_hours }.
