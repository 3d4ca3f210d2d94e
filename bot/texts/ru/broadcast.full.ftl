### What the supplier tells many at once: full form. The words are the supplier's own.

broadcast-words = { $words }
broadcast-end = Не получать новости: «о чём писать».
broadcast-legal = Это сообщение обязательное: приходит и тем, кто отключил новости.
