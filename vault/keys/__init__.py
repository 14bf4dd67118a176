"""The wrapped keys of the safes, in a database of their own."""
