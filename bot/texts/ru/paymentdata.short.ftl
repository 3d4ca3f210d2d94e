### The copy of one's own data leaves by no SMS.

own-purpose-payments = {""}
own-table-payment-intent = {""}
own-table-payment-ledger = {""}
own-column-payment-intent-created-ms = {""}
own-column-settled-ms = {""}
own-column-superseded = {""}
own-column-payment-intent-reason = {""}
own-column-method = {""}
own-column-payment-intent-title = {""}
own-column-payment-intent-debt = {""}
own-column-debt-as-of = {""}
own-column-body = {""}
own-column-acknowledged-ms = {""}
own-column-account-told = {""}
own-column-external-id = {""}
own-word-kind-payment = {""}
own-word-kind-refund = {""}
own-word-superseded-1 = {""}
own-word-superseded-0 = {""}
own-word-method-sbp = {""}
kept-payments = {""}
