import Foundation

/// A JSON Feed as it is written. A value of another type than asked for counts as absent.
struct JSONFeedFile {
    let version: String?
    let title: String?
    let page: String?
    let authors: [Author]
    let items: [Item]?

    struct Author {
        let name: String?
    }

    struct Attachment {
        let address: String?
        let type: String?
        let length: Int?
        let title: String?
        /// In seconds.
        let duration: Double?
    }

    struct Item {
        let id: String?
        let page: String?
        let externalPage: String?
        let title: String?
        let html: String?
        let text: String?
        let summary: String?
        let published: String?
        let modified: String?
        let authors: [Author]
        let tags: [String]
        let attachments: [Attachment]
        let portal: PortalExtension?
    }

    /// The file in `bytes`, UTF-8; nil where they are JSON but no object. Throws what Foundation
    /// says of bytes that are no JSON.
    init?(parsing bytes: [UInt8]) throws {
        let value = try JSONSerialization.jsonObject(with: Data(bytes))
        guard let object = JSONObject(value) else { return nil }
        version = object["version"]
        title = object["title"]
        page = object["home_page_url"]
        authors = object.authors
        items = object.list("items", limit: ParsedFeed.maximumItems) {
            JSONObject($0).map(Item.init)
        }
    }
}

extension JSONFeedFile.Item {
    fileprivate init(_ object: JSONObject) {
        let number: Int? = object["id"]
        id = object["id"] ?? number.map { String($0) }
        page = object["url"]
        externalPage = object["external_url"]
        title = object["title"]
        html = object["content_html"]
        text = object["content_text"]
        summary = object["summary"]
        published = object["date_published"]
        modified = object["date_modified"]
        authors = object.authors
        tags = object.list("tags", limit: ItemDraft.maximumEntries) { $0 as? String } ?? []
        attachments =
            object.list("attachments", limit: ItemDraft.maximumEntries) {
                JSONObject($0).map(JSONFeedFile.Attachment.init)
            } ?? []
        portal = object.object("_portaal").map(PortalExtension.init)
    }
}

extension JSONFeedFile.Author {
    fileprivate init(_ object: JSONObject) {
        name = object["name"]
    }
}

extension JSONFeedFile.Attachment {
    fileprivate init(_ object: JSONObject) {
        address = object["url"]
        type = object["mime_type"]
        length = object["size_in_bytes"]
        title = object["title"]
        duration = object["duration_in_seconds"]
    }
}

/// An object of JSON, whose values may be of any type.
struct JSONObject {
    private let members: [String: Any]

    /// The object that `value` is; nil where it is something else.
    init?(_ value: Any) {
        guard let members = value as? [String: Any] else { return nil }
        self.members = members
    }

    subscript<Value>(name: String) -> Value? { members[name] as? Value }

    func object(_ name: String) -> JSONObject? { members[name].flatMap(JSONObject.init) }

    /// What `read` makes of the first values of a list, `limit` at most; nil where there is none.
    func list<Value>(_ name: String, limit: Int, _ read: (Any) -> Value?) -> [Value]? {
        guard let values = members[name] as? [Any] else { return nil }
        return Array(values.lazy.compactMap(read).prefix(limit))
    }

    /// JSON Feed 1.0 has one `author`, 1.1 has `authors`.
    var authors: [JSONFeedFile.Author] {
        list("authors", limit: ItemDraft.maximumEntries) {
            JSONObject($0).map(JSONFeedFile.Author.init)
        }
            ?? members["author"].flatMap(JSONObject.init).map { [JSONFeedFile.Author($0)] } ?? []
    }
}
