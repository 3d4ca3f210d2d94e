### Words that no text says (voice: a calm clerk who never plays, blames or threatens). Regular expressions,
### one a line, case ignored; a few with what to say in their place.

forbidden =
    уважаем(ый|ая|ые)
    \bошибк
    неверный ввод
    к сожалению
    прибор\w* уч[её]та
    \bаванс
    \bзадолженност
    \bдолг(и|а|у|ом|ов|ами|ах)?\b
    \bпожалуйста\b
    (отправь|отошли|пришли|пошли|вышли|напиши|ответь|набери)те? (нам |на |по |через )?(sms|смс)
    \bотключени[ея] электро
    \bподождите немного
forbidden-exactly =
    \bПУ\b
    \bСМС\b
    (?<=[а-я,:] )В(ы|ас|ам|аш|аша|аши|ашего|ашей|аших)\b
