### News of several accounts in one message: short form (SMS).

notify-more = И еще счетов: { $count }.

notify-forecasts = Прогноз на { $period } выше предела, счетов: { $count }.
notify-forecast-row = {""}
notify-forecast-row-named = {""}
notify-forecast-row-plain = {""}

notify-verifications = Поверка счетчиков до { $until }, счетов: { $count }.

money-paids = Учтена оплата, счетов: { $count }.
