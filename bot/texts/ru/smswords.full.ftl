### What is said to short words that answer nothing, to codes and account numbers that fit nothing. Mostly by SMS.

smswords-not-yours =
    Счёта { $account } среди подключённых нет. Проверьте последние цифры или выберите счёт из списка.
    .sensitivity = account
smswords-thanks = Рады помочь. Если что-то понадобится, напишите.
smswords-no-question = Сейчас мы ответа не ждём. Спросите о сумме к оплате или пришлите показание.
smswords-no-question-guest = Сейчас мы ответа не ждём. Чтобы подключить счёт, напишите «подключить».
smswords-no-code = Сейчас мы кода не ждём. Чтобы подключить счёт, напишите «подключить».
smswords-who = Это { $supplier }: счёт за электроэнергию и показания в чате. Телефон: { $supplier_phone }.
smswords-wrong-number = Если вам пришло чужое сообщение, напишите «стоп»: мы перестанем писать. Если подключён чужой счёт, напишите «отключить». Телефон: { $supplier_phone }.
smswords-digit = Если { $count } это показание, напишите «П { $count }». Что можно спросить: «помощь».
