"""Windows on opdrachtgevers, trajecten and object permissions for the beheerder; content of dossiers for nobody."""

from dossiers.admin.access import AccessGrantAdmin, ObjectPermissionAdmin
from dossiers.admin.opdrachtgevers import AgreementAdmin, OpdrachtgeverAdmin, OpdrachtgeverContactAdmin
from dossiers.admin.trajecten import TrajectAdmin

__all__ = [
    "AccessGrantAdmin",
    "AgreementAdmin",
    "ObjectPermissionAdmin",
    "OpdrachtgeverAdmin",
    "OpdrachtgeverContactAdmin",
    "TrajectAdmin",
]
