"""Small SAF-T files of three countries, made up here from the published shapes."""

NO = "urn:StandardAuditFile-Taxation-Financial:NO"
PT = "urn:OECD:StandardAuditFile-Tax:PT_1.04_01"
AO = "urn:OECD:StandardAuditFile-Tax:AO_1.01_01"


def norwegian(lines=("50.50", "50.50"), closing="150.50", version="1.30", account="1920"):
    """Write a Norwegian year of one entry."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<AuditFile xmlns="{NO}">
<Header><AuditFileVersion>{version}</AuditFileVersion><AuditFileCountry>NO</AuditFileCountry>
<SoftwareID>Regnskap</SoftwareID>
<Company><RegistrationNumber>1</RegistrationNumber><Name>Foreningen Øst</Name></Company>
<DefaultCurrencyCode>NOK</DefaultCurrencyCode><SelectionCriteria><SelectionStartDate>2024-01-01</SelectionStartDate>
<SelectionEndDate>2024-12-31</SelectionEndDate></SelectionCriteria></Header>
<MasterFiles><GeneralLedgerAccounts>
<Account><AccountID>1920</AccountID><AccountDescription>Bankinnskudd</AccountDescription>
 <GroupingCategory>balanseverdiForOmloepsmiddel</GroupingCategory><GroupingCode>1920</GroupingCode>
 <AccountType>GL</AccountType><OpeningDebitBalance>100.00</OpeningDebitBalance>
 <ClosingDebitBalance>{closing}</ClosingDebitBalance></Account>
<Account><AccountID>2050</AccountID><AccountDescription>Annen egenkapital</AccountDescription>
 <OpeningCreditBalance>100</OpeningCreditBalance><ClosingCreditBalance>100.0000</ClosingCreditBalance></Account>
<Account><AccountID>3000</AccountID><AccountDescription>Kontingent</AccountDescription>
 <OpeningCreditBalance>0.00</OpeningCreditBalance><ClosingCreditBalance>50.50</ClosingCreditBalance></Account>
</GeneralLedgerAccounts><Customers><Customer><AccountID>1500</AccountID></Customer></Customers></MasterFiles>
<GeneralLedgerEntries><NumberOfEntries>1</NumberOfEntries><TotalDebit>50.50</TotalDebit>
<TotalCredit>50.50</TotalCredit>
<Journal><JournalID>S</JournalID><Description>Salg</Description><Type>S</Type>
<Transaction><TransactionID>17</TransactionID><Period>3</Period><PeriodYear>2024</PeriodYear>
<TransactionDate>2024-03-05</TransactionDate><Description>Kontingent mars</Description>
<Line><RecordID>1</RecordID><AccountID>{account}</AccountID><Description>inn</Description>
 <DebitAmount><Amount>{lines[0]}</Amount></DebitAmount></Line>
<Line><RecordID>2</RecordID><AccountID>3000</AccountID><Description>inn</Description>
 <CreditAmount><Amount>{lines[1]}</Amount></CreditAmount></Line>
</Transaction></Journal></GeneralLedgerEntries></AuditFile>"""


def _account(code, name, category, group, opening, closing):
    def sides(which, amount):
        both = {"Debit": max(amount, 0), "Credit": max(-amount, 0)}
        return "".join(f"<{which}{side}Balance>{each}.00</{which}{side}Balance>" for side, each in both.items())

    above = f"<GroupingCode>{group}</GroupingCode>" if group else ""
    return (
        f"<Account><AccountID>{code}</AccountID><AccountDescription>{name}</AccountDescription>"
        f"{sides('Opening', opening)}{sides('Closing', closing)}"
        f"<GroupingCategory>{category}</GroupingCategory>{above}</Account>"
    )


def _transaction(number, kind, debit, credit, amount):
    day, period = number[:10], 13 if kind == "A" else int(number[5:7])
    line = "<RecordID>1</RecordID><AccountID>{0}</AccountID><SystemEntryDate>{1}T10:00:00</SystemEntryDate>"
    line += "<Description>linha</Description><{2}Amount>{3}.00</{2}Amount>"
    return (
        f"<Transaction><TransactionID>{number}</TransactionID><Period>{period}</Period>"
        f"<TransactionDate>{day}</TransactionDate><SourceID>u</SourceID><Description>movimento {number}</Description>"
        f"<DocArchivalNumber>1</DocArchivalNumber><TransactionType>{kind}</TransactionType>"
        f"<GLPostingDate>{day}</GLPostingDate><Lines><DebitLine>{line.format(debit, day, 'Debit', amount)}</DebitLine>"
        f"<CreditLine>{line.format(credit, day, 'Credit', amount)}</CreditLine></Lines></Transaction>"
    )


def _iberian(space, currency, accounts, transactions, total):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<AuditFile xmlns="{space}"><Header><CompanyName>Associação Ação</CompanyName><FiscalYear>2024</FiscalYear>
<StartDate>2024-01-01</StartDate><EndDate>2024-12-31</EndDate><CurrencyCode>{currency}</CurrencyCode></Header>
<MasterFiles><GeneralLedgerAccounts>{accounts}</GeneralLedgerAccounts></MasterFiles>
<GeneralLedgerEntries><NumberOfEntries>2</NumberOfEntries><TotalDebit>{total}.00</TotalDebit>
<TotalCredit>{total}.00</TotalCredit><Journal><JournalID>1</JournalID><Description>Diário</Description>
{transactions}</Journal></GeneralLedgerEntries></AuditFile>"""


def portuguese():
    """Write a Portuguese year: a receipt, and the entry that takes the result to equity."""
    accounts = "<TaxonomyReference>S</TaxonomyReference>"
    accounts += _account("12", "Depósitos à ordem", "GR", "", 500, 800)
    accounts += _account("1201", "Banco A", "GM", "12", 500, 800)
    accounts += _account("2111", "Clientes", "GM", "", 0, 0)
    accounts += _account("51", "Fundos", "GM", "", -500, -500)
    accounts += _account("72", "Prestações de serviços", "GM", "", 0, 0)
    accounts += _account("818", "Resultado líquido", "GM", "", 0, -300)
    accounts += _account("91", "Analítica", "AM", "", 77, 77)
    moved = _transaction("2024-02-01 1 1", "N", "1201", "72", 300)
    moved += _transaction("2024-12-31 1 2", "A", "72", "818", 300)
    return _iberian(PT, "EUR", accounts, moved, 600)


def angolan():
    """Write an Angolan year, whose classes are other ones: 4 is money, 6 income, 7 cost."""
    accounts = _account("43", "Depósitos à ordem", "GR", "", 900, 1000)
    accounts += _account("431", "Banco", "GM", "43", 900, 1000)
    accounts += _account("511", "Capital", "GM", "", -900, -900)
    accounts += _account("621", "Prestações de serviço", "GM", "", 0, -250)
    accounts += _account("751", "Fornecimentos", "GM", "", 0, 150)
    moved = _transaction("2024-02-01 1 1", "N", "431", "621", 250)
    moved += _transaction("2024-03-01 1 2", "N", "751", "431", 150)
    return _iberian(AO, "AOA", accounts, moved, 400)
