"""A recipient that exists nowhere: its key digits are right, its bank is nobody's."""

from __future__ import annotations

from core.payments.requisites import Charset, Requisites

RECIPIENT = Requisites(
    name="АО «Пример Энергосбыт»",
    account="40702810900000001234",
    bank="ПАО «ПРИМЕР БАНК» г. Примерск",
    bic="041117801",
    corr_account="30101810900000000801",
    inn="2901000017",
    kpp="290101001",
)
ON_PAPER = {Charset.UTF_8: "2", Charset.CP1251: "1"}
