### What we say of readings by ourselves, short form: one SMS.

button-reading-waiting = ПО ОЧЕРЕДИ

readingnews-refused = { $account }: { $display } за { $period } не учтено.
    .sensitivity = account
readingnews-refused-zones = { $account }: { $shown } не учтено.
    .sensitivity = account
readingnews-refused-many = { $account }: не учтено показаний: { $count }.
    .sensitivity = account
readingnews-reason = { $cause }.
readingnews-refused-what = Проверьте и пришлите снова.
readingnews-counted = { $account }: { $display } за { $period } учтено.
    .sensitivity = account
readingnews-counted-zones = { $account }: { $shown } учтено.
    .sensitivity = account
readingnews-counted-many = { $account }: учтено показаний: { $count }.
    .sensitivity = account

readingnews-waits = { $account }: { $display } верно? ДА или новое число
    .sensitivity = account
readingnews-waits-texted = { $account }: { $display } верно? ДА или число на { $texted }
    .sensitivity = account
readingnews-waits-zones = { $account }: { $shown } верно? ДА или новые числа
    .sensitivity = account
readingnews-waits-zones-texted = { $account }: { $shown } верно? ДА или числа на { $texted }
    .sensitivity = account
readingnews-waits-many = { $account }: ждут ответа показания: { $count }.
    .sensitivity = account
readingnews-waits-several = Ждут ответа показания: { $count }.
readingnews-until = до { $until }
readingnews-many-until = ДА до { $until }: спросим о каждом
readingnews-many-until-texted = ДА на { $texted } до { $until }

readingnews-passed = { $account }: { $display } передадим без подтверждения.
    .sensitivity = account
readingnews-passed-zones = { $account }: { $shown } передадим без подтверждения.
    .sensitivity = account
readingnews-passed-many = { $account }: передадим без подтверждения: { $count }.
    .sensitivity = account
readingnews-held = { $account }: { $display } не подтверждено и не передано.
    .sensitivity = account
readingnews-held-zones = { $account }: { $shown } не подтверждено и не передано.
    .sensitivity = account
readingnews-held-many = { $account }: не подтверждено и не передано: { $count }.
    .sensitivity = account
readingnews-left = { $account }: { $display } не подтверждено, осталось прежнее.
    .sensitivity = account
readingnews-left-zones = { $account }: { $shown } не подтверждено, осталось прежнее.
    .sensitivity = account
readingnews-left-many = { $account }: не подтверждено: { $count }, остались прежние.
    .sensitivity = account
readingnews-late = Верно? ДА
readingnews-late-passed = Верно? ДА
readingnews-late-wrong = или { $supplier_phone }
readingnews-late-many = Неверно: { $supplier_phone }

readingnews-numbers = {""}
readingnews-row = {""}
readingnews-row-account = {""}
readingnews-row-reason = {""}
readingnews-more = {""}
