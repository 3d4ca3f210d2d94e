### A reading of one person of an account ended by another person of it, short form: the first line is all.

readingcompany-replaced =
    { $account }: ваше показание за { $period } { $role ->
        [owner] заменил владелец
        [payer] заменил плательщик
       *[other] заменил другой человек
    }.
readingcompany-values = Стало { $shown }
readingcompany-withdrawn =
    { $account }: ваше показание за { $period } { $role ->
        [owner] отозвал владелец
        [payer] отозвал плательщик
       *[other] отозвал другой человек
    }.
readingcompany-was = N { $receipt }
readingcompany-many =
    { $account }: ваши показания { $role ->
        [owner] заменил владелец
        [payer] заменил плательщик
       *[other] заменил другой человек
    }: { $count }.
readingcompany-who = {""}
readingcompany-who-unseen = {""}
readingcompany-what = {""}
