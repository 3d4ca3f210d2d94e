### What we say of readings by ourselves, full form: billing's answer, a question left open, the window's end.

button-reading-waiting = Ответить по очереди

readingnews-refused = Показание { $display } за { $period } не учтено, счёт { $account }.
    .sensitivity = account
readingnews-refused-zones = Показание за { $period }, номер { $receipt }, не учтено, счёт { $account }.
    .sensitivity = account
readingnews-refused-many = Не учтено показаний: { $count }, счёт { $account }.
    .sensitivity = account
readingnews-reason = Причина: { $cause }.
    .sensitivity = account
readingnews-refused-what = Посмотрите на табло. Там другое число: пришлите его. То же: позвоните, { $supplier_phone }, { $supplier_hours }.
readingnews-counted = Показание { $display } за { $period } учтено, счёт { $account }.
    .sensitivity = account
readingnews-counted-zones = Показание за { $period }, номер { $receipt }, учтено, счёт { $account }.
    .sensitivity = account
readingnews-counted-many = Учтено показаний: { $count }, счёт { $account }.
    .sensitivity = account

readingnews-waits = Показание { $display } за { $period } ждёт ответа, счёт { $account }. На счётчике именно столько?
    .sensitivity = account
readingnews-waits-texted = Показание { $display } за { $period } ждёт ответа, счёт { $account }. На счётчике именно столько? Ответ по SMS на { $texted }.
    .sensitivity = account
readingnews-waits-zones = Показание за { $period }, номер { $receipt }, ждёт ответа, счёт { $account }. Числа верные?
    .sensitivity = account
readingnews-waits-zones-texted = Показание за { $period }, номер { $receipt }, ждёт ответа, счёт { $account }. Числа верные? Ответ по SMS на { $texted }.
    .sensitivity = account
readingnews-waits-many = Ждут ответа показания: { $count }, счёт { $account }.
    .sensitivity = account
readingnews-waits-several = Ждут вашего ответа показания, всего: { $count }.
readingnews-until = Ответьте до { $until } или пришлите другое число.
readingnews-many-until = Ответьте до { $until }: спросим о каждом по очереди. Или пришлите числа заново.
readingnews-many-until-texted = Ответьте до { $until } по SMS на { $texted }: спросим о каждом по очереди. Или пришлите числа заново.

readingnews-passed = Приём закрыт. Показание { $display } за { $period } передадим в расчёт без подтверждения, счёт { $account }.
    .sensitivity = account
readingnews-passed-zones = Приём закрыт. Показание за { $period }, номер { $receipt }, передадим в расчёт без подтверждения, счёт { $account }.
    .sensitivity = account
readingnews-passed-many = Приём закрыт. Передадим в расчёт без подтверждения показаний: { $count }, счёт { $account }.
    .sensitivity = account
readingnews-held = Приём закрыт. Показание { $display } за { $period } осталось без подтверждения, в расчёт его не передали, счёт { $account }.
    .sensitivity = account
readingnews-held-zones = Приём закрыт. Показание за { $period }, номер { $receipt }, осталось без подтверждения, в расчёт его не передали, счёт { $account }.
    .sensitivity = account
readingnews-held-many = Приём закрыт. Осталось без подтверждения и не передано в расчёт показаний: { $count }, счёт { $account }.
    .sensitivity = account
readingnews-left = Приём закрыт. Показание { $display } за { $period } не подтверждено, осталось прежнее, счёт { $account }.
    .sensitivity = account
readingnews-left-zones = Приём закрыт. Показание за { $period }, номер { $receipt }, не подтверждено, осталось прежнее, счёт { $account }.
    .sensitivity = account
readingnews-left-many = Приём закрыт. Остались прежние показания, новых без подтверждения: { $count }, счёт { $account }.
    .sensitivity = account
readingnews-late = Если число верное, подтвердить можно и сейчас.
readingnews-late-passed = Верно: ответьте «да».
readingnews-late-wrong = Неверно: позвоните, { $supplier_phone }.
    .spare = last
readingnews-late-many = Неверно: позвоните, { $supplier_phone }.

readingnews-numbers = { $shown }
readingnews-row = Номер { $receipt }: { $shown }
readingnews-row-account = Счёт { $account }, номер { $receipt }: { $shown }
    .sensitivity = account
readingnews-row-reason = Номер { $receipt }: { $cause }
    .sensitivity = account
readingnews-more = И ещё: { $count }.
