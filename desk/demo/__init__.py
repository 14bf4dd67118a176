"""A bureau that does not exist, with enough history to look alive; everything happens through the real services."""
