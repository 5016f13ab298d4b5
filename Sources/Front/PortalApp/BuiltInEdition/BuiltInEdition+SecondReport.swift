import PortalModel

extension BuiltInEdition {
    /// The lead's story as another outlet edited it: what both tell alike is worded alike.
    static let secondReport = article(
        "NAVO wil opnieuw praten nu Rusland troepen bij Oekraïne samentrekt",
        guid: "navo-wil-opnieuw-praten", from: .nuNL,
        published: CivilTime(year: 2022, month: 1, day: 18, hour: 13, minute: 41).utcTimestamp,
        [
            paragraph(
                """
                De NAVO heeft Rusland gevraagd opnieuw te komen praten nu de spanningen rond \
                Oekraïne oplopen. Dat heeft secretaris-generaal Jens Stoltenberg dinsdag \
                bekendgemaakt. Het bondgenootschap wil Moskou dan ook vertellen wat het oefent en \
                wat het met zijn kernwapens voorheeft.
                """),
            paragraph(
                """
                Misschien wel 100.000 Russische militairen zijn bij de Oekraïense grens \
                samengetrokken, schatten inlichtingendiensten in het Westen. De bondgenoten \
                maken zich daar kwaad over, maar rekenen erop dat wie onderhandelt, niet naar de \
                wapens grijpt. Moskou heeft de uitnodiging nog niet aangenomen.
                """),
            paragraph(
                """
                Een week eerder kwam de NAVO-Ruslandraad bijeen, na een stilte van meer dan twee \
                jaar. Veel kwam daar niet uit, al stond voor Stoltenberg meteen vast dat het niet \
                bij die ene keer mag blijven.
                """),
            paragraph(
                """
                De secretaris-generaal, die bondskanselier Olaf Scholz van Duitsland bezocht, \
                denkt aan “een reeks bijeenkomsten”. Daarop kan alles aan bod komen: de \
                verhouding tussen Rusland en het bondgenootschap, een veilig Europa, en plannen \
                die voor meer openheid en strengere afspraken over wapens moeten zorgen.
                """),
            paragraph(
                """
                Los daarvan praat Moskou met een aantal grote NAVO-landen apart. De Duitse \
                minister van Buitenlandse Zaken Annalena Baerbock zat dinsdag al bij haar \
                Russische collega Sergej Lavrov aan tafel. Vrijdag is het de beurt aan de \
                Amerikaan Antony Blinken, die Lavrov al vaker sprak.
                """),
            subhead("Diplomaten moeten terug naar Brussel"),
            paragraph(
                """
                Dinsdag drong Stoltenberg er nog eens op aan dat Rusland weer diplomaten naar de \
                NAVO stuurt. Sinds de vorige herfst gebeurt dat niet meer.
                """),
            paragraph(
                """
                Het bondgenootschap liet toen Russische vertegenwoordigers niet langer binnen op \
                zijn hoofdkantoor in Brussel, omdat het hen voor spionnen hield. Moskou riep als \
                antwoord zijn ambassadeur naar huis en liet het bureau van de NAVO in de \
                Russische hoofdstad dichtgaan.
                """),
            paragraph(
                """
                Nu is de zorg dat de Russen een aanval op hun buurland voorbereiden. Op het \
                eisenlijstje van Moskou staan onder andere een vertrek van de NAVO uit het oosten \
                van Europa en de garantie dat Oekraïne er nooit lid van wordt.
                """),
            subhead("Aanslag onder valse vlag"),
            paragraph(
                """
                Stoltenberg acht het “absoluut mogelijk” dat Rusland zelf aanslagen in Oekraïne \
                pleegt, een ander de schuld geeft en dat als reden neemt om aan te vallen. Er \
                zijn meer Russische inlichtingenofficieren naar het land vertrokken, heeft de \
                NAVO vernomen.
                """),
            paragraph(
                """
                Zij werken de regering tegen, die op het Westen is gericht. Maar het kan ook zijn \
                dat zij “incidenten, ongelukken, valse-vlagoperaties” voorbereiden, kregen \
                verslaggevers in Berlijn van hem te horen.
                """),
            paragraph(
                """
                Washington wees al eerder op het gevaar van zulke acties, die dan Oekraïne in de \
                schoenen worden geschoven en Rusland een voorwendsel geven om zich zogenaamd te \
                verdedigen. Van dergelijke plannen wil Moskou niets weten.
                """),
        ])
}
