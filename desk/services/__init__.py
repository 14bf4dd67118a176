"""What is composed of several rooms and writes: here only the turning of keys, with what retention foresees."""
