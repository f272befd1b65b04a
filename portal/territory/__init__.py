"""Communes, départements, regions and Parks, with their time zones. Official data only."""
