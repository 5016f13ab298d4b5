import PortalModel

extension BuiltInEdition {
    /// The lead, of 18 January 2022, 14:05 in the Netherlands.
    static let lead = article(
        "NAVO: Rusland uitgenodigd voor nieuw overleg over Oekraïne",
        guid: "navo-nodigt-rusland-uit", from: .zeelandNet,
        published: CivilTime(year: 2022, month: 1, day: 18, hour: 13, minute: 5).utcTimestamp,
        [
            paragraph(
                """
                BERLIJN (ANP) - De NAVO heeft Rusland gevraagd opnieuw te komen praten over de \
                spanningen rond Oekraïne en andere geschilpunten. Dat heeft Jens Stoltenberg, de \
                secretaris-generaal van het bondgenootschap, dinsdag bekendgemaakt. Beide kanten \
                zouden elkaar dan ook kunnen vertellen wat zij oefenen en wat zij met hun \
                kernwapens voorhebben.
                """),
            paragraph(
                """
                Een week eerder kwam de NAVO-Ruslandraad bijeen, na een stilte van meer dan twee \
                jaar. Veel kwam daar niet uit, al stond voor Stoltenberg meteen vast dat het niet \
                bij die ene keer mag blijven. Veel bondgenoten rekenen erop dat wie onderhandelt, \
                niet naar de wapens grijpt. Moskou zegde dinsdag nog niets toe.
                """),
            paragraph(
                """
                De secretaris-generaal was in Berlijn te gast bij bondskanselier Olaf Scholz. Hij \
                denkt aan “een reeks bijeenkomsten” waarop alles aan bod kan komen: de verhouding \
                tussen Rusland en het bondgenootschap, een veilig Europa, en plannen die voor \
                meer openheid en strengere afspraken over wapens moeten zorgen.
                """),
            subhead("Banden weer aanhalen"),
            paragraph(
                """
                Los van de raad praat Moskou met een aantal grote NAVO-landen apart. De Duitse \
                minister van Buitenlandse Zaken Baerbock zat dinsdag al bij haar Russische \
                collega Lavrov aan tafel. Vrijdag is het de beurt aan de Amerikaan Blinken, die \
                Lavrov al vaker sprak.
                """),
            paragraph(
                """
                Stoltenberg drong er nog eens op aan dat Rusland weer diplomaten naar de NAVO \
                stuurt. Sinds de vorige herfst gebeurt dat niet meer. Het bondgenootschap liet \
                toen Russische vertegenwoordigers niet langer binnen op zijn hoofdkantoor in \
                Brussel, omdat het hen voor spionnen hield. Moskou riep als antwoord zijn \
                ambassadeur naar huis en liet het bureau van de NAVO in de Russische hoofdstad \
                dichtgaan.
                """),
            subhead("Angst voor een inval"),
            paragraph(
                """
                Bij het bondgenootschap is de zorg dat de Russen een aanval op hun buurland \
                voorbereiden. Op het eisenlijstje van Moskou staan onder andere een vertrek van \
                de NAVO uit het oosten van Europa en de garantie dat Oekraïne er nooit lid van \
                wordt.
                """),
            paragraph(
                """
                Stoltenberg acht het “absoluut mogelijk” dat Rusland zelf aanslagen in Oekraïne \
                pleegt, een ander de schuld geeft en dat als reden neemt om aan te vallen. Er \
                zijn meer Russische inlichtingenofficieren het land binnengekomen, heeft de NAVO \
                vernomen. Zij werken de regering tegen, die op het Westen is gericht. Maar het \
                kan ook zijn dat zij “incidenten, ongelukken, valse-vlagoperaties” voorbereiden, \
                hield de secretaris-generaal verslaggevers in de Duitse hoofdstad voor.
                """),
            paragraph(
                """
                Washington wees al eerder op het gevaar van zulke acties, die dan Oekraïne in de \
                schoenen worden geschoven en Rusland een voorwendsel geven om zich zogenaamd te \
                verdedigen. Van dergelijke plannen wil Moskou niets weten.
                """),
        ])
}
