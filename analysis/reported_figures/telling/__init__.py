"""Sentences that a desk can print, each computed from the ledger and attributed to its source.

:mod:`printable` puts a sentence together: who says it (:mod:`speakers`), what is measured
(:mod:`things`), its number (:mod:`amounts`), where and when (:mod:`circumstances`), and through
whom (:mod:`references`). What English asks of any words is in :mod:`english`. What a writer has
to settle before printing is in :mod:`open_points`.
"""
