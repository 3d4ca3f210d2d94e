### The same in an SMS.

card-paid-here = Оплачено здесь, ещё не учтено: { $paid }
card-returned-here = Вернули вам, ещё не учтено: { $paid }
payments-paid-here = Здесь, ещё не учтено: { $paid }
payments-returned-here = Вернули, ещё не учтено: { $paid }
