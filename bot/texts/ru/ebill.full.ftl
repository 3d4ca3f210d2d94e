### Electronic bills, full form: the switch and its way back, the bill of a month, the end (docs/ebill.md).

button-ebill = Квитанция без бумаги
button-ebill-on = Дальше
button-ebill-yes = Да, без бумаги
button-ebill-keep = Оставить бумагу
button-paper-bill = Вернуть бумагу
button-paper-yes = Да, вернуть бумагу
button-paper-no = Оставить как есть

## The switch

ebill-which = По какому счёту?
ebill-about =
    Шаг 1 из 3. Счёт { $account }: вместо бумажной квитанции будем присылать электронную, сюда.
    В ней сумма, срок и файл PDF. Первая придёт за { $period }, остальные каждый месяц.
    Вернуть бумагу можно в любой момент.
    .sensitivity = account
ebill-second = Шаг 2 из 3.
ebill-confirm =
    Шаг 3 из 3. Подтвердите: с квитанции за { $period } по счёту { $account } бумажная больше не печатается.
    .sensitivity = account
ebill-done =
    Записано. Квитанции по счёту { $account } приходят сюда, первая за { $period }.
    Сообщим тем, кто печатает квитанции. Бумажная за прошлые месяцы ещё может прийти.
    .sensitivity = account
ebill-kept = Ничего не изменилось: квитанция приходит на бумаге.
ebill-not-now = Не получилось: за это время изменилось, кто подключил счёт или как приходит квитанция. Проверьте: «электронная квитанция».
ebill-here =
    Квитанции по счёту { $account } приходят сюда, первая за { $period }. Бумажная не печатается.
    .sensitivity = account
ebill-other =
    Квитанция по счёту { $account } электронная, первая за { $period }. Её получает другой владелец счёта.
    .sensitivity = account
ebill-owner-only =
    Как приходит квитанция по счёту { $account }, решает владелец: тот, кто подключил счёт по квитанции.
    .sensitivity = account
ebill-closed =
    Счёт { $account } закрыт: новых квитанций по нему не будет.
    .sensitivity = account
settings-ebill = Квитанция электронная: { $count ->
        [one] { $count } счёт
        [few] { $count } счёта
       *[other] { $count } счетов
    }.
settings-paper = Квитанция бумажная. Заменить: «электронная квитанция».

## The way back

ebill-back =
    Печатать квитанцию по счёту { $account } снова на бумаге? Первая будет за { $period }.
    .sensitivity = account
ebill-paper-done =
    Записано. Квитанция по счёту { $account } снова бумажная, первая за { $period }.
    Сообщим тем, кто печатает квитанции.
    .sensitivity = account
ebill-stays = Ничего не изменилось: квитанция приходит сюда.
ebill-paper-already =
    Квитанция по счёту { $account } приходит на бумаге.
    .sensitivity = account

## To the others of the account, and when it has to end

ebill-switched =
    Квитанция по счёту { $account } теперь электронная, первая за { $period }: так решил владелец счёта.
    .sensitivity = account
ebill-switched-back =
    Квитанция по счёту { $account } снова бумажная, первая за { $period }: так решил владелец счёта.
    .sensitivity = account
ebill-ended-holder =
    Квитанция по счёту { $account } снова бумажная: у счёта сменился владелец.
    .sensitivity = account
ebill-ended-closed =
    Электронной квитанции по счёту { $account } больше не будет: счёт закрыт.
    .sensitivity = account
ebill-ended-ended =
    Квитанция по счёту { $account } снова бумажная, первая за { $period }: электронную больше некому получать.
    .sensitivity = account
ebill-ended-unreachable =
    Квитанция по счёту { $account } снова бумажная, первая за { $period }: электронную не удалось доставить.
    Включить снова: «электронная квитанция».
    .sensitivity = account

## The bill of a month

ebill-month-debt =
    Квитанция за { $period }, счёт { $account }.
    К оплате до { $due_on }: { $debt }
    .sensitivity = money
    .instead = ebill-month-ready
ebill-month-debt-open =
    Квитанция за { $period }, счёт { $account }.
    К оплате: { $debt }
    .sensitivity = money
    .instead = ebill-month-ready
ebill-month-advance =
    Квитанция за { $period }, счёт { $account }.
    К оплате ничего нет. Переплата: { $advance }
    .sensitivity = money
    .instead = ebill-month-ready
ebill-month-clear =
    Квитанция за { $period }, счёт { $account }.
    К оплате ничего нет.
    .sensitivity = money
    .instead = ebill-month-ready
ebill-month-ready =
    Квитанция за { $period }, счёт { $account }, готова.
    .sensitivity = account
ebill-corrected-debt =
    Квитанция за { $period } исправлена, счёт { $account }. Прежняя больше не действует.
    К оплате до { $due_on }: { $debt }
    .sensitivity = money
    .instead = ebill-corrected-ready
ebill-corrected-debt-open =
    Квитанция за { $period } исправлена, счёт { $account }. Прежняя больше не действует.
    К оплате: { $debt }
    .sensitivity = money
    .instead = ebill-corrected-ready
ebill-corrected-advance =
    Квитанция за { $period } исправлена, счёт { $account }. Прежняя больше не действует.
    К оплате ничего нет. Переплата: { $advance }
    .sensitivity = money
    .instead = ebill-corrected-ready
ebill-corrected-clear =
    Квитанция за { $period } исправлена, счёт { $account }. Прежняя больше не действует.
    К оплате ничего нет.
    .sensitivity = money
    .instead = ebill-corrected-ready
ebill-corrected-ready =
    Квитанция за { $period } исправлена, счёт { $account }. Прежняя больше не действует.
    .sensitivity = account
ebill-and-advance = Отдельно числится переплата: { $advance }
    .sensitivity = money
ebill-file = Файл PDF: «квитанция».
    .spare = last

## Among the consents

consents-ebill-given = Электронная квитанция: согласие от { $day }, версия { $version }.
consents-ebill-none = Электронная квитанция: согласия нет.
consents-ebill-contract = Электронная квитанция: присылаем по договору.
consent-declined-ebill = Новый текст не принят. Квитанции приходят, как раньше; вернуть бумагу: «верните бумажную квитанцию».
