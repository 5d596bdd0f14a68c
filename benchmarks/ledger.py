"""Write a ledger with as many entries as a project has records, for peers that check ledgers.

With two postings an entry is the least that a ledger can hold; with more it holds about as much as
a session with its attendances does.
"""

import random
from datetime import date, timedelta
from pathlib import Path

STARTS = date(2007, 9, 3)
CALENDAR_DAYS = 1600
BANK = "Assets:Bank"
ACCOUNTS = (
    "Expenses:Training",
    "Expenses:Materials",
    "Expenses:Travel",
    "Expenses:Rooms",
    "Expenses:Printing",
    "Expenses:Advice",
    "Expenses:Insurance",
    "Expenses:Equipment",
    "Expenses:Refreshments",
)


def write_ledger(path: Path, entries: int = 15200, postings: int = 2, seed: int = 7) -> None:
    """Write a ledger for beancount, or for hledger where the file's name ends in `.journal`.

    Args:
        path: The file to write.
        entries: How many transactions.
        postings: How many postings each has, from 2 to 10.
        seed: Another seed makes another ledger of the same size.
    """
    with path.open("w", encoding="utf-8", newline="\n") as ledger:
        ledger.writelines(f"{line}\n" for line in _accounts(hledger=path.suffix == ".journal"))
        chance = random.Random(seed)
        for number in range(entries):
            when = STARTS + timedelta(days=number * CALENDAR_DAYS // entries)
            lines = ["", f'{when} * "Receipt {number + 1}"', *_postings(postings, chance)]
            ledger.writelines(f"{line}\n" for line in lines)


def _accounts(*, hledger: bool) -> list[str]:
    if hledger:
        return [f"account {account}" for account in (*ACCOUNTS, BANK)] + ["commodity 1000.00 GBP"]
    opening = [f"{STARTS} open {account} GBP" for account in (*ACCOUNTS, BANK)]
    return ['option "operating_currency" "GBP"', *opening]


def _postings(size: int, chance: random.Random) -> list[str]:
    pence = {name: chance.randrange(100, 50000) for name in chance.sample(ACCOUNTS, size - 1)}
    lines = [f"  {account}  {amount / 100:.2f} GBP" for account, amount in pence.items()]
    return [*lines, f"  {BANK}  -{sum(pence.values()) / 100:.2f} GBP"]
