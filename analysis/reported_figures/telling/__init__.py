"""Sentences that a desk can print, each computed from the ledger and attributed to its source.

:mod:`telling.printable` puts a sentence together: who says it, when and through whom
(:mod:`telling.speakers`), and how much of what (:mod:`telling.amounts`). The others are named as
the notebook that they write for; :mod:`telling.reasons` says why a pair has its verdict.
"""
