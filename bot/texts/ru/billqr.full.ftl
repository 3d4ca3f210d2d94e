### The text of a bill's QR pasted into the chat, full form.

billqr-sum = В квитанции счёта { $account }: { $amount }
    .sensitivity = money
billqr-sum-month = В квитанции счёта { $account } за { $period }: { $amount }
    .sensitivity = money
billqr-number = Номер с квитанции: { $account }. Вводить его не нужно.
    .sensitivity = account
billqr-no-account =
    Это текст QR-кода, но номера лицевого счёта в нём нет.
    Номер напечатан на квитанции, его можно ввести и так.
