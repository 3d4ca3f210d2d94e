### Second facts that were right, but are older than a dispute or a change of holder.

freshfacts-disputed = Счет { $account } на проверке. Код в офисе: { $supplier_phone }
freshfacts-changed = { $account }: нужна квитанция за { $month } или код из офиса
freshfacts-overtaken = По счету что-то изменилось. Начните снова: ПОДКЛЮЧИТЬ
