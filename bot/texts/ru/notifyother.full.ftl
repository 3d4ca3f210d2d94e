### Notices of planned outages, prices, limits and verification: full form (docs/reminders.md).

notify-account =
    Счёт { $home ->
        [flat] «Квартира» { $account }
        [house] «Дом» { $account }
        [garage] «Гараж» { $account }
        [garden] «Дача» { $account }
        [office] «Помещение» { $account }
        [firm] «Организация» { $account }
       *[other] { $account }
    }.
    .sensitivity = account
notify-account-named = Счёт «{ $label }» { $account }.
    .sensitivity = own
    .instead = notify-account-plain
notify-account-plain = Счёт { $account }.
    .sensitivity = account

## Planned outages

notify-outage-planned = { $day } с { $begins } до { $ends } не будет света: плановые работы.
    .sensitivity = account
notify-outage-planned-days = С { $begins } { $day } до { $ends } { $ends_on } не будет света: плановые работы.
    .sensitivity = account
notify-outage-moved = Работы перенесли: света не будет { $day } с { $begins } до { $ends }.
    .sensitivity = account
notify-outage-moved-days = Работы перенесли: света не будет с { $begins } { $day } до { $ends } { $ends_on }.
    .sensitivity = account
notify-outage-was = Раньше сообщали: { $day } с { $begins } до { $ends }.
    .sensitivity = account
notify-outage-was-days = Раньше сообщали: с { $begins } { $day } до { $ends } { $ends_on }.
    .sensitivity = account
notify-outage-off = Работы { $day } с { $begins } до { $ends } отменили: свет отключать не будут.
    .sensitivity = account
notify-outage-off-days = Работы с { $begins } { $day } до { $ends } { $ends_on } отменили: свет отключать не будут.
    .sensitivity = account
notify-outage-why = Причина: { $cause }.
notify-outage-work = Плановые работы.
notify-outage-else = Перенесут или отменят, сообщим. Нет света в другое время: диспетчер { $dispatcher_phone }.
