"""The questions that four Parks put, word for word as the guide of the steering committee quotes them."""

SCARPE_ESCAUT = (
    "De votre point de vue, comment le Parc peut-il contribuer (avec vous) au renforcement du lien "
    "social et des solidarités de proximité entre les habitants ?"
)
BALLONS_DES_VOSGES = "Comment ensemble, pouvons agir pour améliorer la vie commune ?"
VOLCANS_D_AUVERGNE = (
    "De votre point de vue, comment pouvons-nous ensemble, contribuer à améliorer la qualité de vie des "
    "habitants (ou notre qualité de vie) et développer les solidarités autour des ressources "
    "naturelles/patrimoines ?"
)
VEXIN_FRANCAIS = (
    "A partir de leurs attentes, comment créer ensemble, pour et avec les habitants, une dynamique, "
    "s'inscrivant dans un projet de développement durable sur le territoire et visant à renforcer le "
    "lien social et les solidarités de proximité ?"
)
ALL = (SCARPE_ESCAUT, BALLONS_DES_VOSGES, VOLCANS_D_AUVERGNE, VEXIN_FRANCAIS)
