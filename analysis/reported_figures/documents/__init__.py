"""The numbers of documents: found in a text, held against a ledger, drafted for one."""
