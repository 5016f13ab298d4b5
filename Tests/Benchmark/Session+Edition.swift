import Foundation

extension Session {
    /// Measures what it costs to publish 10,000 articles as an edition and to read that, beside
    /// reading their feeds. Both are served by nginx, packed, as the web has them.
    mutating func measureEdition(_ feeds: [[UInt8]]) throws {
        guard let nginx = EditionSite.nginx else {
            return report("no nginx: editions are not measured")
        }
        let portal = try Portaal()
        let server = try FeedServer { number in .init(version: 1) { feeds[number] } }
        defer { server.stop() }
        let (publisher, web) = ("\(folder)/publisher", "\(folder)/web")
        try portal.furnish(publisher, feeds: server.addresses(feeds.count))
        _ = try portal.refresh(publisher)
        for run in 0...fewerRuns {
            report("publishing \(run)/\(fewerRuns)")
            if run > 0 { try FileManager.default.removeItem(atPath: web) }
            let first = try portal.publish(publisher, in: web)
            let second = try portal.publish(publisher, in: web)
            guard run > 0 else { continue }
            table.add(first.time.milliseconds, .milliseconds, "publish 10,000 articles", portal)
            table.add(second.time.milliseconds, .milliseconds, "publish them unchanged", portal)
        }
        for (title, suffix) in [("the parts of that edition", ".json"), ("packed", ".json.gz")] {
            table.add(try size(of: web + "/delen", suffix), .megabytes, title, portal)
        }
        table.add(try size(of: web, "editie.json"), .megabytes, "its manifest", portal)
        table.add(try size(of: web, "editie.json.gz"), .megabytes, "its manifest, packed", portal)

        let site = try EditionSite(nginx, web, in: folder)
        defer { site.stop() }
        let packed = try pack(feeds, in: web + "/feeds").map { "\(site.root)/feeds/\($0)" }
        for run in 0...fewerRuns {
            report("reading the edition \(run)/\(fewerRuns)")
            let (direct, reader) = ("\(folder)/direct", "\(folder)/reader")
            try portal.furnish(direct, feeds: packed)
            try portal.follow(site.manifest, in: reader)
            let feeds = try portal.refresh(direct)
            let first = try portal.refresh(reader)
            let second = try portal.refresh(reader)
            for home in [direct, reader] { try FileManager.default.removeItem(atPath: home) }
            guard run > 0 else { continue }
            add(feeds, "refresh 10,000 articles from 100 feeds", portal)
            add(first, "refresh them from the edition", portal)
            add(second, "refresh the edition unchanged", portal)
        }
    }

    /// Writes the feeds into a folder, with a packed form beside each, and returns their names.
    private func pack(_ feeds: [[UInt8]], in folder: String) throws -> [String] {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let names = feeds.indices.map { "\($0).rss" }
        for (name, feed) in zip(names, feeds) {
            try Data(feed).write(to: URL(filePath: "\(folder)/\(name)"))
        }
        let gzip = ["/usr/bin/gzip", "-9", "-k"] + names.map { "\(folder)/\($0)" }
        _ = try ChildProgram.run(gzip, home: folder)
        return names
    }

    private func size(of folder: String, _ suffix: String) throws -> Double {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        let sizes = try names.filter { $0.hasSuffix(suffix) }.map { name in
            try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.size] as? Int
        }
        return Double(sizes.compactMap { $0 }.reduce(0, +)) / 1_000_000
    }
}

/// nginx over the folder of an edition, set up as README.md says; with other files in it packed as
/// they are sent.
struct EditionSite {
    static var nginx: String? {
        ["/usr/sbin/nginx"].first(where: FileManager.default.isExecutableFile)
    }

    let root: String
    private let command: [String]
    private let folder: String

    /// What it has sent.
    struct Traffic {
        var requests = 0
        var bytes = 0

        mutating func add(_ other: Traffic, less before: Traffic) {
            requests += other.requests - before.requests
            bytes += other.bytes - before.bytes
        }
    }

    var manifest: String { root + "/editie.json" }

    init(_ nginx: String, _ web: String, in folder: String, log: Bool = false) throws {
        let port = 20_000 + Int(getpid()) % 20_000
        root = "http://127.0.0.1:\(port)"
        self.folder = folder
        let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(folder)/nginx-\($0);" }.joined(separator: "\n")
        let text = """
            pid \(folder)/nginx.pid;
            error_log \(folder)/nginx.log;
            worker_processes auto;
            \(getuid() == 0 ? "user root;" : "")
            events {}
            http {
            log_format sent "$bytes_sent";
            access_log \(log ? "\(folder)/sent.log sent" : "off");
            \(paths)
            types { application/feed+json json; application/rss+xml rss; }
            server {
            listen 127.0.0.1:\(port);
            root \(web);
            gzip_static on;
            gzip on;
            gzip_types application/rss+xml;
            location = /editie.json { add_header Cache-Control "max-age=60"; }
            location /delen/ { add_header Cache-Control "max-age=31536000, immutable"; }
            }
            }

            """
        try Data(text.utf8).write(to: URL(filePath: folder + "/nginx.conf"))
        command = [nginx, "-c", folder + "/nginx.conf"]
        _ = try ChildProgram.run(command, home: folder)
    }

    /// What it has sent so far.
    func traffic() throws -> Traffic {
        let text = try String(contentsOfFile: folder + "/sent.log", encoding: .utf8)
        return text.split(separator: "\n").compactMap { Int($0) }.reduce(into: Traffic()) {
            $0.requests += 1
            $0.bytes += $1
        }
    }

    /// By what the manifest, packed, is told from others.
    func tag() throws -> String {
        let words = ["/usr/bin/curl", "-sI", "-H", "Accept-Encoding: gzip", manifest]
        let answer = try ChildProgram.output(of: words, home: folder)
        guard let found = answer.firstMatch(of: /ETag: (\S+)/) else {
            throw BenchmarkFailure("nginx said \(answer)")
        }
        return String(found.1)
    }

    func stop() {
        do {
            _ = try ChildProgram.run(command + ["-s", "stop"], home: folder)
        } catch {
            print("\(error)")
        }
    }
}
