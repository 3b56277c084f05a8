"""
Mailing: what was frozen goes out, once to each recipient, and every recipient is accounted for.

`freezing` fixes bytes and recipients, `sending` works the ledger, `replies` says what an answer means, `settling`
what becomes of those of whom nobody can know, `bounces` what comes back. Nothing here asks a clock or chance.
"""
