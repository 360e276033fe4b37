"""People who sign up, with or without e-mail. No account, no birthday, nothing on health.

Couples share an e-mail and two people share a telephone, so neither is ever unique. The same name with the same
way to be reached is the same person, so that a caller's dates are found together. What is no longer needed is
forgotten by the daily job.
"""
