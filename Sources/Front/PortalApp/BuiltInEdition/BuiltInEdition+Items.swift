import PortalModel

extension BuiltInEdition {
    /// The seven items below "Meer uit Buitenland", newest first.
    static let items = [
        item(
            "Trump waarschuwt burgemeester Minneapolis die immigratiewet naast zich neerlegt",
            guid: "trump-burgemeester-minneapolis", minutesOld: 9,
            """
            WASHINGTON (ANP) - Jacob Frey, de burgemeester van Minneapolis, krijgt een \
            waarschuwing van Donald Trump. Frey schreef op X dat zijn stad niet meewerkt aan het \
            handhaven van immigratiewetten van de federale overheid. Dat is in de ogen van de \
            Amerikaanse president een “zeer ernstige schending van de wet”.
            """),
        item(
            "Netanyahu bij begrafenis gijzelaar: wie ons aanvalt, komt dat duur te staan",
            guid: "netanyahu-begrafenis-gijzelaar", minutesOld: 63,
            """
            MEITAR (ANP/AFP) - Wie Israël aanvalt, zal daar zwaar voor boeten. Die waarschuwing \
            gaf premier Benjamin Netanyahu de vijanden van zijn land toen agent Ran Gvili (24) \
            werd begraven. Van alle gijzelaars is hij de laatste die in Israël terugkeerde.
            """),
        item(
            "Na de munitie nu raketten: eurocommissaris Kubilius gaat fabrieken langs",
            guid: "kubilius-raketfabrieken", minutesOld: 74,
            """
            BRUSSEL (ANP) - Eurocommissaris Andrius Kubilius (Defensie) gaat op bezoek bij \
            bedrijven in Europa die raketten maken. Die zijn schaars, en hij wil dat er meer van \
            de band rollen. Een eerdere reis langs makers van munitie wierp vruchten af; op zo’n \
            uitkomst hoopt hij nu weer.
            """),
        item(
            "Macron: wat met Groenland gebeurt, moet Europa wakker schudden",
            guid: "macron-groenland", minutesOld: 88,
            """
            PARIJS (ANP/AFP) - Heel Europa moet lering trekken uit wat er met Groenland gebeurt, \
            vindt Emmanuel Macron. De Franse president noemde het een “strategische wake-upcall” \
            toen de premiers Mette Frederiksen van Denemarken en Jens-Frederik Nielsen van \
            Groenland bij hem in Parijs waren.
            """),
        item(
            "Trump: vloot voor Iran overtreft die bij Venezuela",
            guid: "trump-vloot-iran", minutesOld: 105,
            """
            WASHINGTON (ANP) - Er is een grotere Amerikaanse oorlogsvloot op weg naar Iran dan er \
            eerder bij Venezuela lag. Dat laat president Donald Trump weten op Truth Social, zijn \
            eigen sociale medium.
            """,
            """
            Zijn “enorme armada” staat volgens hem gereed om haar opdracht als het moet in korte \
            tijd en met wapens te volbrengen, wat ook bij Venezuela gold. Maar hij heeft liever \
            dat Teheran gauw over een eerlijk akkoord komt onderhandelen.
            """),
        item(
            "Iraakse premierskandidaat Al-Maliki wijst bemoeienis van VS af",
            guid: "al-maliki-bemoeienis", minutesOld: 131,
            """
            BAGDAD (ANP/RTR) - Nouri al-Maliki, die opnieuw premier van Irak wil worden, vindt \
            dat Washington zich buiten de politiek van zijn land moet houden. De vroegere \
            regeringsleider, die door de sjiitische coalitie naar voren is geschoven, schrijft \
            dat op X.
            """,
            """
            President Donald Trump dreigde Irak eerder alle steun te ontzeggen als al-Maliki op \
            zijn oude post terugkeert. Die maakt daarop een goede kans en zou dicht bij Iran \
            staan.
            """),
        item(
            "Kremlin bestrijdt schatting van 1,2 miljoen slachtoffers in Russisch leger",
            guid: "kremlin-bestrijdt-schatting", minutesOld: 192,
            """
            MOSKOU (ANP/RTR/AF) - Het klopt niet dat de oorlog in Oekraïne Rusland tot nu toe 1,2 \
            miljoen militairen heeft gekost, doden, gewonden en vermisten samen. Dat zegt het \
            Kremlin over een schatting van het Center for Strategic and International Studies \
            (CSIS).
            """,
            """
            Zoveel verloor geen andere grootmacht meer na de Tweede Wereldoorlog, staat in het \
            rapport waarmee die denktank dinsdag kwam. Op zulk onderzoek kun je niet afgaan, \
            luidde woensdag het weerwoord uit Moskou.
            """),
    ]

    private static func item(
        _ title: SafeText, guid: String, minutesOld: Int64, _ paragraphs: SafeText...
    ) -> Article {
        article(
            title, guid: guid, from: .zeelandNet, published: moment + -60 * minutesOld,
            paragraphs.map(paragraph))
    }
}
