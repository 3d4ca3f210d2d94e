### News of several accounts in one message: full form (docs/reminders.md).

notify-more = И ещё счетов: { $count }.
    .spare = last

notify-forecasts = Прогноз на { $period } выше ваших пределов, счетов: { $count }.
notify-forecast-row =
    { $home ->
        [flat] Квартира { $account }
        [house] Дом { $account }
        [garage] Гараж { $account }
        [garden] Дача { $account }
        [office] Помещение { $account }
        [firm] Организация { $account }
       *[other] Счёт { $account }
    }: примерно { $energy }, предел { $bound }
    .sensitivity = account
notify-forecast-row-named = { $label } { $account }: примерно { $energy }, предел { $bound }
    .sensitivity = own
    .instead = notify-forecast-row-plain
notify-forecast-row-plain = Счёт { $account }: примерно { $energy }, предел { $bound }
    .sensitivity = account

notify-verifications = Поверка счётчиков действует до { $until }, счетов: { $count }.

money-paids = ✅ Учтена оплата, счетов: { $count }.
