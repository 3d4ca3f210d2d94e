### Second facts that were right, but are older than a dispute or a change of holder.

freshfacts-disputed =
    Данные верные, но по счёту { $account } идёт проверка, и квитанции пока недостаточно.
    Подойдёт новый код из офиса, его дают по паспорту, или приглашение того, у кого счёт уже подключён.
    Вопросы: { $supplier_phone }, { $supplier_hours }.
    .sensitivity = account
freshfacts-changed =
    Данные верные, но по счёту { $account } с тех пор были изменения, и прежние квитанции и платежи не подходят.
    Нужна квитанция за { $month } или новее либо код из офиса.
    Вопросы: { $supplier_phone }, { $supplier_hours }.
    .sensitivity = account
freshfacts-overtaken =
    Код верный, но пока вы подключали счёт, по нему что-то изменилось.
    Начните подключение ещё раз: там сказано, что теперь нужно.
