"""One module per way of running: demo (a checkout), test, production; base holds what they share."""
