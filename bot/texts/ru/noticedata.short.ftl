### The copy of one's own data leaves by no SMS.

own-table-notify-choice = {""}
own-table-notify-way = {""}
own-table-notify-limit = {""}
own-table-reminder = {""}
own-table-broadcast-recipient = {""}
own-column-broadcast-recipient-ended-ms = {""}
own-column-wanted = {""}
own-column-notify-choice-kind = {""}
own-column-reminder-kind = {""}
own-column-stage = {""}
own-column-reminder-period = {""}
own-column-changed-ms = {""}
own-column-minute = {""}
own-column-quiet-from = {""}
own-column-quiet-to = {""}
own-column-days-before = {""}
own-column-watt-hours = {""}
own-column-due-ms = {""}
own-column-until-ms = {""}
own-column-planned-ms = {""}
own-column-reminder-ended-ms = {""}
