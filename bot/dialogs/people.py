"""«Кто подключён»: an owner sees who has the account linked and removes; others see who the owner is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import BACK, CONTACTS, MENU, done, opens, step
from bot.dialogs.flow import Chosen, Dialog, Done, Go, Start, Step
from bot.dialogs.guests import for_guest
from bot.dialogs.model import Choice, Press, Reply, say
from bot.dialogs.people_common import meant, person_line, pick, tell
from core.people import may_remove, parse_ref
from core.values import Masked, Phone

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from core.people import Person
    from core.usecases.people import Company

_MOST_SHOWN = 4
_MOST_OFFERED = 10


def people(turn: Turn, target: str) -> Move:
    """Show who is linked to an account."""
    mine = turn.desk.list_accounts(turn.store, turn.session)
    if not mine:
        return for_guest(turn)
    link = meant(turn, mine, target)
    if link is None:
        return Go("pick", dialog="people")
    company = turn.desk.list_people(turn.store, turn.session, link.account.id)
    return _screen(turn, company) if company else for_guest(turn)


def _screen(turn: Turn, company: Company) -> Done:
    me, shown = company.me, company.others[:_MOST_SHOWN]
    phrases = [say("people-head", account=Masked(me.number), role=str(me.role))]
    phrases += [person_line(turn, number, person) for number, person in enumerate(shown, 1)]
    if len(company.others) > len(shown):
        phrases.append(say("people-more", count=len(company.others) - len(shown)))
    if not shown:
        phrases.append(say("people-alone" if me.role.manages else "people-no-owner"))
    return Done((Reply(tuple(phrases), choices=_choices(company), edit=True),))


def _choices(company: Company) -> tuple[Choice, ...]:
    account = str(company.me.account_id)
    if not company.me.role.manages:
        return (CONTACTS, MENU)
    invite = opens("invite", "button-invite", account)
    if any(may_remove(company.me, person) for person in company.others):
        return (invite, opens("remove-person", "button-remove", account), MENU)
    return (invite, MENU)


def remove_person(turn: Turn, target: str) -> Move:
    """Ask whom to remove (`target` an account), or whether to remove this one (`target` their link)."""
    ref = parse_ref(target)
    if ref is not None:
        person = turn.desk.remove_person.removable(turn.store, turn.session, ref)
        if person is None:
            return done(say("person-gone"), choices=(MENU,))
        data = {
            "person": target,
            "phone": person.phone,
            "number": person.number[-4:],
            "role": str(person.role),
        }
        return Go("confirm", dialog="people", data=data)
    mine = turn.desk.list_accounts(turn.store, turn.session)
    link = meant(turn, mine, target)
    if link is None:
        return Start("people")
    company = turn.desk.list_people(turn.store, turn.session, link.account.id)
    if not company or not any(may_remove(company.me, person) for person in company.others):
        return done(say("person-nobody"), choices=(MENU,))
    return Go("whom", dialog="people", data={"account": link.account.id})


def _ask_whom(turn: Turn) -> Reply:
    company = turn.desk.list_people(turn.store, turn.session, int(turn.session.data["account"]))
    listed = enumerate(company.others, 1) if company else ()
    choices = [
        _named(number, person) for number, person in listed if company and may_remove(company.me, person)
    ]
    return Reply((say("people-whom"),), choices=(*choices[:_MOST_OFFERED], BACK))


def _named(number: int, person: Person) -> Choice:
    label = say("button-person", phone=Phone(person.phone), number=number)
    return Choice("remove-person", label, Press.ENTRY, person.ref)


def _take_whom(turn: Turn, _answer: Answer) -> Move:
    return Start("people", str(turn.session.data["account"]))


def _ask_confirm(turn: Turn) -> Reply:
    data = turn.session.data
    question = say(
        "person-confirm",
        phone=Phone(str(data["phone"])),
        account=Masked(str(data["number"])),
        role=str(data["role"]),
    )
    return Reply(
        (question,),
        choices=(step("yes", "button-remove-yes"), step("no", "button-remove-no")),
    )


def _take_confirm(turn: Turn, answer: Answer) -> Move:
    if answer != Chosen("yes"):
        return done(say("unlink-kept"), choices=(MENU,))
    ref = parse_ref(str(turn.session.data["person"]))
    removed = turn.desk.remove_person(turn.store, turn.session, ref, turn.now_ms) if ref else None
    if removed is None:
        return done(say("person-gone"), choices=(MENU,))
    person = removed.person
    account = Masked(person.number)
    news = Reply((say("person-removed-news", account=account),), choices=(CONTACTS, MENU), lasting=True)
    turn.effects += tell(removed.addresses, news)
    receipt = say("person-removed", account=account, phone=Phone(person.phone))
    return Done((Reply((receipt,), choices=(MENU,), lasting=True),))


PEOPLE_DIALOG = Dialog(
    name="people",
    version=1,
    steps={
        "pick": pick("people", "people-which"),
        "whom": Step(_ask_whom, _take_whom),
        "confirm": Step(_ask_confirm, _take_confirm),
    },
)
