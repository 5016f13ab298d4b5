/// A whole answer with its length.
package func answer(
    _ status: String = "200 OK", _ fields: [String] = [], body: [UInt8] = []
) -> [UInt8] {
    let lines = ["HTTP/1.1 \(status)"] + fields + ["Content-Length: \(body.count)", "", ""]
    return Array(lines.joined(separator: "\r\n").utf8) + body
}

/// A whole answer with a text.
package func answer(
    _ status: String = "200 OK", _ fields: [String] = [], text: String
) -> [UInt8] {
    answer(status, fields, body: Array(text.utf8))
}

/// An answer that sends the client on.
package func redirect(_ status: Int = 302, to location: String) -> Reply {
    .answer(answer("\(status) Elders", ["Location: \(location)"]))
}
