import ArgumentParser
import DutchCommandLine
import EditionFiles
import Foundation
import NewsStore
import PortalConfiguration
import PortalModel
import System

/// Publishes what is stored as an edition: static files for any web server.
struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Publiceer het bewaarde nieuws als editie: bestanden voor een webserver.",
        discussion: """
            Portalen lezen de editie met [edition] in portaal.toml, en elke lezer van JSON Feed \
            kan haar delen openen.
            """)

    @Argument(help: ArgumentHelp("De map van de webserver.", valueName: "map"))
    var folder: String

    @OptionGroup var options: PublishingOptions

    @OptionGroup var store: StoreOption

    @Option(name: .customLong("now"), help: .hidden)
    var now: Moment?

    func run() throws {
        try options.publish(in: folder, from: store, at: Timestamp.now(now))
    }
}

/// How an edition is published.
struct PublishingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Onderteken met deze geheime sleutel van minisign, gemaakt met minisign -G -W.",
            valueName: "bestand"))
    var key: String?

    @Option(help: ArgumentHelp("Zoveel dagen nieuws, 1 tot 366.", valueName: "dagen"))
    var days = 31

    func validate() throws {
        guard (1...366).contains(days) else {
            throw ValidationError("Kies een aantal dagen van 1 tot 366.")
        }
    }

    /// Publishes the reader's news in `folder`, and says on standard output what came of it, in a
    /// line of JSON, or on standard error why nothing did.
    func publish(in folder: String, from store: StoreOption, at now: Timestamp) throws {
        do {
            JSONLines.write(try edition(in: folder, from: store, at: now))
        } catch let error as ExitCode {
            throw error
        } catch let error as PublishingProblem {
            throw InspectedDocument.failure(error.sentence)
        } catch let error as FileProblem {
            throw InspectedDocument.failure(error.sentence)
        } catch let error as StoreProblem {
            throw InspectedDocument.failure(error.sentence)
        } catch {
            throw InspectedDocument.failure(DeliveryProblem(error).sentence)
        }
    }

    private func edition(
        in folder: String, from store: StoreOption, at now: Timestamp
    ) throws -> EditionWriter.Report {
        let files = try store.files()
        let (configuration, _) = PortalConfiguration.load(from: files)
        let news = try NewsDatabase(path: files.newsDatabase)
        let sections = configuration.sections.map(\.withoutPrivateSources)
            .filter { !$0.sources.isEmpty }
        var writer = try EditionWriter(in: folder, now: now)
        // The newest first, since it is fetched in this order.
        let found = try news.days(since: now + -Int64(days) * 86_400)
        for day in Set(found.map(\.day)).sorted(by: >) {
            let filled = Set(found.filter { $0.day == day }.map(\.section))
            for section in sections where filled.contains(section.id) {
                let articles = try news.articles(of: section.id, onDay: day, from: section.sources)
                let text = Timestamp(seconds: day * 86_400).iso8601.prefix(10)
                try writer.add(articles, of: section, onDay: String(text))
            }
        }
        let sign: EditionWriter.Signing? = key.map { key in
            { file, signature, sequence in
                try Self.sign(file, with: key, in: signature, sequence)
            }
        }
        let report = try writer.finish(sections, sign: sign)
        _ = consume writer
        return report
    }

    /// Has minisign sign `file`; the same signature for the same file and key.
    private static func sign(
        _ file: String, with key: String, in signature: String, _ sequence: Int64
    ) throws {
        let status = Subprocess.run(
            "minisign",
            ["-S", "-s", key, "-m", file, "-x", signature, "-t", "editie \(sequence)"],
            output: false)
        guard status == 0 else {
            throw InspectedDocument.failure(
                status == nil
                    ? "minisign is niet te starten; installeer het met apt install minisign."
                    : "minisign kon niet ondertekenen met \(SafeText(line: key)).")
        }
    }
}

/// Another program that the courier waits for, started without a shell, before any cage is closed:
/// only commands that read nothing foreign do so.
enum Subprocess {
    /// Runs `program`, which is looked for in `PATH` unless it is a path, with nothing to read.
    ///
    /// - Parameter output: Whether what it writes goes where this program's goes; else nowhere but
    ///   for its errors.
    /// - Returns: What it ended with: its exit status, or 128 and the signal; nil where it could
    ///   not be started.
    static func run(_ program: String, _ arguments: [String], output: Bool) -> Int32? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        if !output {
            posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        }
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var child: pid_t = 0
        guard posix_spawnp(&child, program, &actions, nil, words, environ) == 0 else { return nil }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { return nil }
        }
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }
}
