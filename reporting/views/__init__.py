"""The pages of reporting, by who reads them."""
