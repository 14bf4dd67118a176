"""The register of processing activities (AVG 30), made from the reglement, the data model and the organisation."""

from reglement.register.composing import Register, register_now

__all__ = ["Register", "register_now"]
