### The copy of one's own data leaves by no SMS.

own-table-ebill = {""}
own-table-ebill-change = {""}
own-table-ebill-sent = {""}
own-column-way = {""}
own-column-why = {""}
own-column-first-period = {""}
own-column-ebill-channel = {""}
own-column-ebill-change-channel = {""}
own-column-ebill-change-version = {""}
own-column-confirmed = {""}
own-column-told-ms = {""}
own-column-corrections = {""}

own-word-way-paper = {""}
own-word-way-electronic = {""}
own-word-why-asked = {""}
own-word-why-holder = {""}
own-word-why-closed = {""}
own-word-why-ended = {""}
own-word-why-unreachable = {""}
own-word-confirmed-chat = {""}
