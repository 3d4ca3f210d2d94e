### What stands on the paper bill, and what its link says, short form.

bill-sms = ЛС { $account } { $code }
