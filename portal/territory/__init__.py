"""Communes, départements, regions and Parks, with the time of their clocks. Official facts only."""
