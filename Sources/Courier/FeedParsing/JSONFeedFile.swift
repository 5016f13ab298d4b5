/// A JSON Feed as it is written.
struct JSONFeedFile: Decodable {
    let version: String?
    let title: String?
    let page: String?
    let authors: [Author]
    let items: [Item]?

    struct Author: Decodable {
        let name: String?
    }

    struct Attachment: Decodable {
        let address: String?
        let type: String?
        let length: Int?
    }

    struct Item: Decodable {
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
    }

    init(from decoder: any Decoder) throws {
        let object = LenientObject(try decoder.container(keyedBy: LenientObject.Key.self))
        version = object["version"]
        title = object["title"]
        page = object["home_page_url"]
        authors = object.authors
        items = object.list("items", limit: ParsedFeed.maximumItems)
    }
}

extension JSONFeedFile.Author {
    init(from decoder: any Decoder) throws {
        let object = LenientObject(try decoder.container(keyedBy: LenientObject.Key.self))
        name = object["name"]
    }
}

extension JSONFeedFile.Attachment {
    init(from decoder: any Decoder) throws {
        let object = LenientObject(try decoder.container(keyedBy: LenientObject.Key.self))
        address = object["url"]
        type = object["mime_type"]
        length = object["size_in_bytes"]
    }
}

extension JSONFeedFile.Item {
    init(from decoder: any Decoder) throws {
        let object = LenientObject(try decoder.container(keyedBy: LenientObject.Key.self))
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
        tags = object.list("tags", limit: ItemDraft.maximumEntries) ?? []
        attachments = object.list("attachments", limit: ItemDraft.maximumEntries) ?? []
    }
}

/// A JSON object whose values may be of any type: those of another than asked for count as
/// absent.
private struct LenientObject {
    struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) {
            nil
        }
    }

    private let container: KeyedDecodingContainer<Key>

    init(_ container: KeyedDecodingContainer<Key>) {
        self.container = container
    }

    subscript<Value: Decodable>(name: String) -> Value? {
        // The type being another than expected is what "absent" means here.
        try? container.decode(Value.self, forKey: Key(stringValue: name))
    }

    /// The first `limit` values of a list that have the right type.
    func list<Value: Decodable>(_ name: String, limit: Int) -> [Value]? {
        guard var values = try? container.nestedUnkeyedContainer(forKey: Key(stringValue: name))
        else { return nil }
        var list: [Value] = []
        while !values.isAtEnd, list.count < limit {
            guard let value = try? values.decode(Lenient<Value>.self).value else { continue }
            list.append(value)
        }
        return list
    }

    /// JSON Feed 1.0 has one `author`, 1.1 has `authors`.
    var authors: [JSONFeedFile.Author] {
        list("authors", limit: ItemDraft.maximumEntries)
            ?? (self["author"] as JSONFeedFile.Author?).map { [$0] } ?? []
    }
}

/// A value that never fails to decode.
private struct Lenient<Value: Decodable>: Decodable {
    let value: Value?

    init(from decoder: any Decoder) throws {
        value = try? decoder.singleValueContainer().decode(Value.self)
    }
}
