### What we say of readings by ourselves, short form: one SMS.

button-reading-waiting = ПО ОЧЕРЕДИ

readingnews-refused = { $account }: { $display } за { $period } не учтено.
    .sensitivity = account
readingnews-refused-zones = { $account }: показание N { $receipt } не учтено.
    .sensitivity = account
readingnews-refused-many = { $account }: не учтено показаний: { $count }.
    .sensitivity = account
readingnews-reason = { $cause }.
readingnews-refused-what = Проверьте и пришлите снова.
readingnews-counted = { $account }: { $display } за { $period } учтено.
    .sensitivity = account
readingnews-counted-zones = { $account }: показание N { $receipt } учтено.
    .sensitivity = account
readingnews-counted-many = { $account }: учтено показаний: { $count }.
    .sensitivity = account

readingnews-waits = { $account }: { $display } верно? ДА или новое число
    .sensitivity = account
readingnews-waits-zones = { $account }: показание N { $receipt } верно? ДА или новые числа
    .sensitivity = account
readingnews-waits-many = { $account }: ждут ответа показания: { $count }.
    .sensitivity = account
readingnews-waits-several = Ждут ответа показания: { $count }.
readingnews-until = до { $until }
readingnews-many-until = ДА до { $until }: спросим о каждом

readingnews-passed = { $account }: { $display } передадим без подтверждения.
    .sensitivity = account
readingnews-passed-zones = { $account }: N { $receipt } передадим без подтверждения.
    .sensitivity = account
readingnews-passed-many = { $account }: передадим без подтверждения: { $count }.
    .sensitivity = account
readingnews-held = { $account }: { $display } не подтверждено и не передано.
    .sensitivity = account
readingnews-held-zones = { $account }: N { $receipt } не подтверждено и не передано.
    .sensitivity = account
readingnews-held-many = { $account }: не подтверждено и не передано: { $count }.
    .sensitivity = account
readingnews-left = { $account }: { $display } не подтверждено, осталось прежнее.
    .sensitivity = account
readingnews-left-zones = { $account }: N { $receipt } не подтверждено, осталось прежнее.
    .sensitivity = account
readingnews-left-many = { $account }: не подтверждено: { $count }, остались прежние.
    .sensitivity = account
readingnews-late = Верно? ДА

readingnews-numbers = {""}
readingnews-row = {""}
readingnews-row-account = {""}
readingnews-row-reason = {""}
readingnews-more = {""}
