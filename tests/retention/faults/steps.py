"""A course of destruction, taken exactly so far."""

from retention.services.advancing import course


def take_until(case, last):
    """Take the case up to and with this step, and with what is committed together with it; no further."""
    for step, take in course():
        case.refresh_from_db()
        if getattr(case, f"{step.value}_at") is None:
            take([case])
            case.refresh_from_db()
            assert getattr(case, f"{step.value}_at") is not None, step
        if step == last:
            break
    case.refresh_from_db()
