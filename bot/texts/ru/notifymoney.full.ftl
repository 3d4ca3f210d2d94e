### News about money, full form: bills, what is to be paid, what is overdue, payments (docs/reminders.md).

## The bill of a month

money-bill =
    Готова квитанция за { $period }, счёт { $home ->
        [flat] «Квартира» { $account }
        [house] «Дом» { $account }
        [garage] «Гараж» { $account }
        [garden] «Дача» { $account }
        [office] «Помещение» { $account }
        [firm] «Организация» { $account }
       *[other] { $account }
    }.
    .sensitivity = account
money-bill-named = Готова квитанция за { $period }, счёт «{ $label }» { $account }.
    .sensitivity = own
    .instead = money-bill-plain
money-bill-plain = Готова квитанция за { $period }, счёт { $account }.
    .sensitivity = account
money-bill-charged = Начислено: { $charged }
    .sensitivity = money
    .spare = last
money-bill-energy = Начислено: { $charged } Расход: { $energy }
    .sensitivity = money
    .spare = last
money-bill-due = К оплате до { $due_on }: { $debt }
    .sensitivity = money
money-bill-late = К оплате: { $debt } Из них просрочено: { $overdue }
    .sensitivity = money
money-bill-open = К оплате: { $debt }
    .sensitivity = money
money-bill-advance = К оплате ничего нет. Переплата: { $advance }
    .sensitivity = money
money-bill-clear = К оплате ничего нет.
    .sensitivity = money
money-and-advance = Отдельно числится переплата: { $advance }
    .sensitivity = money
money-bill-chart = На графике { $older } – { $newer }.
    .sensitivity = account
money-bills = Готовы квитанции за { $period }, счетов: { $count }.

## To be paid soon

money-due =
    До { $due_on } ждём оплату по счёту { $home ->
        [flat] «Квартира» { $account }
        [house] «Дом» { $account }
        [garage] «Гараж» { $account }
        [garden] «Дача» { $account }
        [office] «Помещение» { $account }
        [firm] «Организация» { $account }
       *[other] { $account }
    }.
    .sensitivity = account
money-due-named = До { $due_on } ждём оплату по счёту «{ $label }» { $account }.
    .sensitivity = own
    .instead = money-due-plain
money-due-plain = До { $due_on } ждём оплату по счёту { $account }.
    .sensitivity = account
money-due-sum = К оплате: { $debt }
    .sensitivity = money
money-due-until = К оплате: { $debt } Учтены платежи по { $until }.
    .sensitivity = money
money-due-part = Из них просрочено: { $overdue }
    .sensitivity = money
money-due-stage = К этому сроку за { $period }: { $amount }
    .sensitivity = money
money-due-stages = К этому сроку: { $amount }
    .sensitivity = money
money-due-already = Если уже оплатили, ничего делать не нужно.
    .spare = last
money-dues = До { $due_on } ждём оплату, счетов: { $count }.

## Overdue

money-debt-since =
    Счёт { $home ->
        [flat] «Квартира» { $account }
        [house] «Дом» { $account }
        [garage] «Гараж» { $account }
        [garden] «Дача» { $account }
        [office] «Помещение» { $account }
        [firm] «Организация» { $account }
       *[other] { $account }
    }: оплата просрочена с { $since }.
    .sensitivity = account
money-debt-since-named = Счёт «{ $label }» { $account }: оплата просрочена с { $since }.
    .sensitivity = own
    .instead = money-debt-since-plain
money-debt-since-plain = Счёт { $account }: оплата просрочена с { $since }.
    .sensitivity = account
money-debt =
    Счёт { $home ->
        [flat] «Квартира» { $account }
        [house] «Дом» { $account }
        [garage] «Гараж» { $account }
        [garden] «Дача» { $account }
        [office] «Помещение» { $account }
        [firm] «Организация» { $account }
       *[other] { $account }
    }: оплата просрочена.
    .sensitivity = account
money-debt-named = Счёт «{ $label }» { $account }: оплата просрочена.
    .sensitivity = own
    .instead = money-debt-plain
money-debt-plain = Счёт { $account }: оплата просрочена.
    .sensitivity = account
money-debt-sum = Просрочено: { $overdue }
    .sensitivity = money
money-debt-until = Просрочено: { $overdue } Учтены платежи по { $until }.
    .sensitivity = money
money-debt-penalty = К { $day } прибавятся пени: примерно { $added } Чем раньше оплата, тем меньше.
    .sensitivity = money
    .spare = last
money-debt-free = Если оплатить до { $day }, пени не прибавятся.
    .sensitivity = money
money-debts = Оплата просрочена, счетов: { $count }.

## A payment that came in

money-paid =
    ✅ Учтена оплата по счёту { $home ->
        [flat] «Квартира» { $account }
        [house] «Дом» { $account }
        [garage] «Гараж» { $account }
        [garden] «Дача» { $account }
        [office] «Помещение» { $account }
        [firm] «Организация» { $account }
       *[other] { $account }
    }.
    .sensitivity = account
money-paid-named = ✅ Учтена оплата по счёту «{ $label }» { $account }.
    .sensitivity = own
    .instead = money-paid-plain
money-paid-plain = ✅ Учтена оплата по счёту { $account }.
    .sensitivity = account
money-paid-row = { $day }: { $amount }
    .sensitivity = money
money-paid-agent = { $day }: { $amount }, { $agent }
    .sensitivity = money
money-paid-more = И ещё платежей: { $count }.
    .sensitivity = money
money-paid-left = Осталось к оплате: { $debt }
    .sensitivity = money
money-paid-clear = К оплате ничего нет.
    .sensitivity = money

## Rows of several accounts

money-row =
    { $home ->
        [flat] Квартира { $account }
        [house] Дом { $account }
        [garage] Гараж { $account }
        [garden] Дача { $account }
        [office] Помещение { $account }
        [firm] Организация { $account }
       *[other] Счёт { $account }
    }: { $amount }
    .sensitivity = money
money-row-named = { $label } { $account }: { $amount }
    .sensitivity = money
money-row-plain = Счёт { $account }: { $amount }
    .sensitivity = money
money-row-bill =
    { $home ->
        [flat] Квартира { $account }
        [house] Дом { $account }
        [garage] Гараж { $account }
        [garden] Дача { $account }
        [office] Помещение { $account }
        [firm] Организация { $account }
       *[other] Счёт { $account }
    }: начислено { $amount }
    .sensitivity = money
money-row-bill-named = { $label } { $account }: начислено { $amount }
    .sensitivity = money
money-row-bill-plain = Счёт { $account }: начислено { $amount }
    .sensitivity = money
money-more = И ещё счетов: { $count }.
    .sensitivity = money
