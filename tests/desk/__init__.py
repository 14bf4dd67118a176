"""Tests of the pages that are composed of several rooms."""
