### Notices of planned outages, prices, limits and verification: short form (SMS).

notify-account = {""}
notify-account-named = {""}
notify-account-plain = {""}

## Planned outages

notify-outage-planned = { $account }: не будет света { $day } { $begins }-{ $ends }.
notify-outage-planned-days = { $account }: не будет света { $day } { $begins } - { $ends_on } { $ends }.
notify-outage-moved = { $account }: перенос, не будет света { $day } { $begins }-{ $ends }.
notify-outage-moved-days = { $account }: перенос, не будет света { $day } { $begins } - { $ends_on } { $ends }.
notify-outage-was = {""}
notify-outage-was-days = {""}
notify-outage-off = { $account }: работы { $day } { $begins }-{ $ends } отменили, свет будет.
notify-outage-off-days = { $account }: работы { $day } { $begins } - { $ends_on } { $ends } отменили.
notify-outage-why = { $cause }
notify-outage-work = Плановые работы
notify-outage-else = {""}
