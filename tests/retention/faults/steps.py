"""A course of destruction, taken exactly so far."""

from retention.services.advancing import COURSE


def take_until(case, last):
    """Take the case up to and with this step, and no further."""
    for step, take in COURSE:
        case.refresh_from_db()
        if getattr(case, f"{step.value}_at") is None:
            take([case])
            case.refresh_from_db()
            assert getattr(case, f"{step.value}_at") is not None, step
        if step == last:
            break
    case.refresh_from_db()
