"""Sign-in for the people who look after entries: organisations, the advisory board, the office.

Visitors never have an account. Accounts come by invitation only; the first lead is made by a command. Board and
office sign in with a password, organisations also with a one-time link in a mail: who sees more proves more.
No page tells whether an address has an account, and no stranger's wrong guesses lock an owner out.
"""
