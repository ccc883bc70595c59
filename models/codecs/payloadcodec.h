// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QList>
#include <QString>
#include <QVariant>

#include <memory>
#include <string_view>
#include <vector>

namespace gnat {

/// What a decoded field is, for colour and type column.
enum class FieldKind { Map, Array, String, Integer, Float, Boolean, Null, Binary, Time };

/// One field of a decoded payload; a tree of values.
struct PayloadField
{
    QString key; ///< of a map member; "[3]" in arrays; empty at the root
    FieldKind kind = FieldKind::Null;
    QString typeName;       ///< in the format's own words: uint, float, str, map …
    QString text;           ///< the value for a person: "pump-07" without quotes, 71.4, 3 fields
    double number = 0;      ///< for Integer, Float, Boolean
    std::size_t offset = 0; ///< of the value's encoded bytes in the payload
    std::size_t size = 0;
    std::vector<PayloadField> children;

    bool isNumber() const { return kind == FieldKind::Integer || kind == FieldKind::Float; }
};

/// False if the decoder stopped at its limit: then not all fields of the payload are in the tree.
bool isWhole(const PayloadField &root);

/// A payload format: recognises, decodes to a tree, makes a one-line preview. Stateless, thread-safe; never throws,
/// never hangs, whatever the bytes are. Depth and node count are bounded.
class PayloadCodec
{
public:
    virtual ~PayloadCodec() = default;
    /// As written in the Format column: json, msgpack, text, bin …
    virtual QString name() const = 0;
    /// 0 … 100: how sure it is that `payload` is of this format. Looks at a bounded prefix only.
    virtual int confidence(std::string_view payload) const = 0;
    /// The error says at which byte and why it failed.
    virtual Result<PayloadField> decode(std::string_view payload) const = 0;
    /// Laid out for reading (pretty JSON); the text codec returns the text.
    virtual Result<QString> pretty(std::string_view payload) const = 0;
    /// At most `maxChars` characters in one line.
    virtual QString preview(std::string_view payload, int maxChars) const = 0;
};

/// The explicit list of formats, best guess first. Immutable after construction, thread-safe.
class CodecRegistry
{
public:
    /// With the built-in formats: json, msgpack, text, bin.
    CodecRegistry();
    ~CodecRegistry();

    /// Never null: "bin" fits everything; an empty payload is "empty".
    const PayloadCodec &guess(std::string_view payload) const;
    const PayloadCodec *find(const QString &name) const;
    QList<QString> names() const;

private:
    std::vector<std::unique_ptr<PayloadCodec>> m_codecs;
};

} // namespace gnat
