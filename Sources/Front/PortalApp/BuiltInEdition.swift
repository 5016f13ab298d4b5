import PortalModel

/// The news that the portal carries in itself, for a reader who has no network yet: a lead, seven
/// items of the same section, and another outlet's report of the lead's story.
///
/// Its times count from its own moment, not from today: the first of the seven items is always
/// nine minutes old. The articles are built at first use, in well under a millisecond.
public enum BuiltInEdition {
    /// When the edition was made up: 28 January 2026, 14:23 in the Netherlands.
    public static let moment = CivilTime(year: 2026, month: 1, day: 28, hour: 13, minute: 23)
        .utcTimestamp

    /// What the status line calls it.
    public static let name: SafeText = "Meegeleverde editie van 28 januari 2026"

    static let edition: SafeText = "NL & Wereld"

    static let section: SafeText = "Buitenland"

    /// The articles in the order of the front page: the lead first and the second report of its
    /// story last, so that what follows the lead is what its sidebar shows.
    public static let articles: [Article] = [lead] + items + [secondReport]

    /// What its lists show: the two reports of the lead's story in one place.
    public static let headlines: [Headline] = {
        var first = lead.headline
        first.outlets = story.count
        return [first] + items.map(\.headline)
    }()

    /// The other report of the story that an article tells; none for those that stand alone.
    public static func otherReports(of id: ArticleID) -> [Headline] {
        story.contains { $0.id == id } ? story.filter { $0.id != id }.map(\.headline) : []
    }

    private static let story = [lead, secondReport]

    /// Whoever is named below a headline; neither is a feed, so their numbers are no hashes.
    struct Outlet {
        let id: SourceID
        let name: SafeText

        static let zeelandNet = Outlet(id: SourceID(rawValue: 1), name: "ZeelandNet")
        static let nuNL = Outlet(id: SourceID(rawValue: 2), name: "NU.nl")
    }

    /// An article of this edition; its teaser is its first paragraph.
    ///
    /// `guid` must stay as it is: the reader's marks hang on it.
    static func article(
        _ title: SafeText, guid: String, from outlet: Outlet, published: Timestamp,
        _ blocks: [Block]
    ) -> Article {
        let body = Document(blocks)
        return Article(
            headline: Headline(
                id: ArticleID(source: outlet.id, guid: guid), title: title,
                teaser: body.firstParagraph ?? .empty,
                section: SectionID(edition: edition, name: section), sectionName: section,
                source: outlet.name, published: published),
            body: body)
    }

    static func paragraph(_ text: SafeText) -> Block {
        .paragraph([Span(text)])
    }

    static func subhead(_ text: SafeText) -> Block {
        .subhead([Span(text)])
    }

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
