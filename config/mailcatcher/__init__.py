"""A post office for one machine: takes every mail and shows it, and delivers none."""
