"""Titles and the addresses that they become."""

TITLES = [
    ("L’été à l’œuvre", "l-ete-a-l-oeuvre"),
    ("L'ÉTÉ À L'ŒUVRE", "l-ete-a-l-oeuvre"),
    ("Æquo, un cœur ex æquo", "aequo-un-coeur-ex-aequo"),
    ("« Qu’est-ce qu’on mange ? »", "qu-est-ce-qu-on-mange"),
    ("Où/quand – et comment", "ou-quand-et-comment"),
    ("Aujourd’hui : l’isole\u00adment", "aujourd-hui-l-isolement"),
    ("Le C.C.A.S. & ses n°3", "le-ccas-ses-n-3"),
    ("Un jardin de 40 m²", "un-jardin-de-40-m2"),
    ("E\u0301cole, noël, garc\u0327on", "ecole-noel-garcon"),
    ("Les habitant·e·s…", "les-habitant-e-s"),
    ("Straße, Łódź, Việt Nam", "strasse-lodz-viet-nam"),
]
