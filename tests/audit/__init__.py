"""The log says what happened, and cannot be made to say otherwise."""
