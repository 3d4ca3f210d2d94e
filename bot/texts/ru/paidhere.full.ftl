### What was paid in the chat and billing does not know of yet: on the card of an account.

card-paid-here = Оплачено здесь, ещё не учтено (уже вычли): { $paid }
    .sensitivity = money
card-returned-here = Вернули вам, ещё не учтено (уже прибавили): { $paid }
    .sensitivity = money
payments-paid-here = Оплачено здесь, ещё не учтено: { $paid }
    .sensitivity = money
payments-returned-here = Вернули вам, ещё не учтено: { $paid }
    .sensitivity = money
