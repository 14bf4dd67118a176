"""Consent: notices, consents, approvals, reporting agreements, the gate and the disclosure ledger."""
