### What stands on the paper bill, and what its link says, full form.

bill-sms = ЛС { $account } { $code }
    .sensitivity = personal
