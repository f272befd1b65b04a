"""What feeds and tables of lists share: Atom, JSON, spreadsheets. It knows no list: upper rooms bring
theirs.
"""
