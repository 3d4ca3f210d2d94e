### The number of a card, typed into the chat. Short form.

paycard-never = Номер карты мы не спрашиваем, не шлите его никому. Платить: ОПЛАТА
