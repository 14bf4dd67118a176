"""Who may go through which door: one world with everybody and everything in it, and every door asked of everybody."""
