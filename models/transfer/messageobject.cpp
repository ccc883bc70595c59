// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/messageobject.h"

#include "base/text.h"
#include "base/words.h"
#include "codecs/jsoncodec.h"
#include "codecs/jsonstring.h"
#include "core/headerblock.h"
#include "core/subject.h"
#include "transfer/ndjson.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace gnat {

namespace {

enum class Part {
    Subject,
    Exchange, ///< rabtap: the subject of messages without a routing key
    RoutingKey,
    Reply,
    Headers,
    RawHeaders,
    Status,
    Payload,
    Base64Payload,
    Body, ///< rabtap
    Time,
    Nanoseconds, ///< ours: since 1970, no guess
    Property     ///< rabtap: becomes a header
};

struct Name
{
    std::string_view name;
    Part part;
    std::string_view header = {}; ///< of a property
    bool isBase64 = false;
};

constexpr std::array names{
    Name{"subject", Part::Subject},
    Name{"subject_base64", Part::Subject, {}, true},
    Name{"Subject", Part::Subject},
    Name{"topic", Part::Subject},
    Name{"RoutingKey", Part::RoutingKey},
    Name{"Exchange", Part::Exchange},
    Name{"reply", Part::Reply},
    Name{"reply_base64", Part::Reply, {}, true},
    Name{"reply_to", Part::Reply},
    Name{"Reply", Part::Reply},
    Name{"ReplyTo", Part::Reply},
    Name{"headers", Part::Headers},
    Name{"header", Part::Headers},
    Name{"Header", Part::Headers},
    Name{"Headers", Part::Headers},
    Name{"headers_base64", Part::RawHeaders},
    Name{"status", Part::Status},
    Name{"payload", Part::Payload},
    Name{"payload_base64", Part::Base64Payload},
    Name{"data", Part::Payload},
    Name{"data_base64", Part::Base64Payload},
    Name{"message", Part::Payload},
    Name{"value", Part::Payload},
    Name{"body", Part::Payload},
    Name{"body_base64", Part::Base64Payload},
    Name{"Data", Part::Base64Payload},
    Name{"Body", Part::Body},
    Name{"at_ns", Part::Nanoseconds},
    Name{"time", Part::Time},
    Name{"timestamp", Part::Time},
    Name{"ts", Part::Time},
    Name{"XRabtapReceivedTimestamp", Part::Time},
    Name{"ContentType", Part::Property, "Content-Type"},
    Name{"ContentEncoding", Part::Property, "Content-Encoding"},
    Name{"CorrelationID", Part::Property, "Correlation-Id"},
    Name{"MessageID", Part::Property, "Message-Id"},
    Name{"Type", Part::Property, "Amqp-Type"},
    Name{"UserID", Part::Property, "Amqp-User-Id"},
    Name{"AppID", Part::Property, "Amqp-App-Id"},
    Name{"Expiration", Part::Property, "Amqp-Expiration"},
    Name{"Priority", Part::Property, "Amqp-Priority"},
    Name{"DeliveryMode", Part::Property, "Amqp-Delivery-Mode"},
};

constexpr int maxStatus = 999;

Error wrong(const QString &text)
{
    return makeError(ErrorKind::InvalidInput, text);
}

/// Reads the members of one object.
class ObjectReader
{
public:
    explicit ObjectReader(std::string_view json) : m_json(json) {}

    Result<ImportedMessage> read()
    {
        const auto root = JsonCodec::decodeMembers(m_json);
        if (!root)
            return root.error();
        if (root.value().kind != FieldKind::Map)
            return wrong(Words::tr("a JSON object is expected"));
        if (!isWhole(root.value()))
            return wrong(Words::tr("the object has too many fields"));
        for (const auto &member : root.value().children) {
            if (const auto taken = take(member); !taken)
                return taken.error();
        }
        return finish();
    }

private:
    static std::string_view rawIn(std::string_view json, const PayloadField &field)
    {
        return json.substr(field.offset, field.size);
    }
    QByteArray textOf(const PayloadField &field) const { return textIn(m_json, field); }

    /// The text of a string; of anything else its JSON.
    static QByteArray textIn(std::string_view whole, const PayloadField &field)
    {
        const auto json = rawIn(whole, field);
        if (field.kind == FieldKind::Null)
            return {};
        if (field.kind != FieldKind::String)
            return toByteArray(json);
        return QByteArray::fromStdString(jsonUnescaped(json.substr(1, json.size() - 2)));
    }

    Result<QByteArray> base64Of(const PayloadField &field) const
    {
        const auto decoded = QByteArray::fromBase64Encoding(textOf(field), QByteArray::AbortOnBase64DecodingErrors);
        if (decoded)
            return *decoded;
        return wrong(Words::tr("“%1” is not valid Base64").arg(field.key));
    }

    Result<void> take(const PayloadField &member)
    {
        const auto key = member.key.toUtf8();
        const auto *const name = std::ranges::find(names, viewOf(key), &Name::name);
        if (name == names.end())
            return {};
        const bool isBase64 = name->isBase64 || name->part == Part::Base64Payload || name->part == Part::RawHeaders ||
                              name->part == Part::Body;
        const auto bytes = isBase64 ? base64Of(member) : Result<QByteArray>(textOf(member));
        return bytes ? put(*name, member, bytes.value()) : Result<void>(bytes.error());
    }

    Result<void> put(const Name &name, const PayloadField &member, const QByteArray &bytes)
    {
        switch (name.part) {
        case Part::Subject:
            m_hasSubject = true;
            m_message.subject = bytes;
            break;
        case Part::RoutingKey:
            m_isRabtap = true;
            m_message.subject = bytes;
            break;
        case Part::Exchange:
            m_exchange = bytes;
            break;
        case Part::Reply:
            m_message.reply = bytes;
            break;
        case Part::Headers:
            return takeHeaders(member);
        case Part::RawHeaders:
            m_message.headers = bytes;
            break;
        case Part::Status:
            if (!(member.number >= 0 && member.number <= maxStatus))
                return wrong(Words::tr("“%1” must be a number from 0 to %2").arg(member.key).arg(maxStatus));
            m_status = static_cast<int>(member.number);
            break;
        case Part::Payload:
        case Part::Base64Payload:
        case Part::Body:
            m_hasPayload = true;
            m_message.payload = bytes;
            break;
        case Part::Time:
        case Part::Nanoseconds:
            return takeTime(member, name.part == Part::Nanoseconds);
        case Part::Property:
            if (!bytes.isEmpty() && bytes != "0")
                m_properties.emplace_back(toByteArray(name.header), bytes);
            break;
        }
        return {};
    }

    Result<void> takeHeaders(const PayloadField &headers)
    {
        if (headers.kind == FieldKind::Null)
            return {};
        if (headers.kind != FieldKind::Map)
            return wrong(Words::tr("“%1” must be an object").arg(headers.key));
        const auto json = rawIn(m_json, headers);
        const auto fields = JsonCodec().decode(json);
        if (!fields || !isWhole(fields.value()))
            return wrong(Words::tr("“%1” has too many fields").arg(headers.key));
        for (const auto &header : fields.value().children) {
            if (header.kind != FieldKind::Array) {
                m_headers.emplace_back(header.key.toUtf8(), textIn(json, header));
                continue;
            }
            for (const auto &value : header.children)
                m_headers.emplace_back(header.key.toUtf8(), textIn(json, value));
        }
        return {};
    }

    Result<void> takeTime(const PayloadField &time, bool isNanoseconds)
    {
        if (time.kind == FieldKind::Null)
            return {};
        const auto text = textOf(time);
        if (!time.isNumber())
            m_message.atNs = fromIso(QString::fromUtf8(text));
        else
            m_message.atNs = isNanoseconds ? fromNanoseconds(text) : fromNumber(text);
        return m_message.atNs ? Result<void>() : wrong(Words::tr("“%1” is not a time").arg(time.key));
    }

    static std::optional<std::int64_t> fromNanoseconds(const QByteArray &text)
    {
        bool isNumber = false;
        const auto whole = text.toLongLong(&isNumber);
        return isNumber && whole >= 0 ? std::optional<std::int64_t>(whole) : std::nullopt;
    }

    /// Seconds, ms, µs or ns since 1970, whichever falls into this age.
    static std::optional<std::int64_t> fromNumber(const QByteArray &text)
    {
        std::int64_t whole = 0;
        const auto *const end = text.constData() + text.size();
        const auto [rest, failure] = std::from_chars(text.constData(), end, whole);
        const bool isWhole = failure == std::errc() && rest == end;
        if (isWhole && whole >= 100'000'000'000'000'000)
            return whole;
        bool isNumber = false;
        auto number = isWhole ? static_cast<double>(whole) : text.toDouble(&isNumber);
        if ((!isWhole && !isNumber) || !std::isfinite(number) || number < 0 || number >= 9.2e18)
            return {};
        if (isWhole && whole >= 100'000'000'000'000)
            return whole * 1'000;
        if (isWhole && whole >= 100'000'000'000)
            return whole * 1'000'000;
        if (number < 1e11)
            number *= 1e9;
        else if (number < 1e14)
            number *= 1e6;
        else if (number < 1e17)
            number *= 1e3;
        return number < 9.2e18 ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt;
    }

    /// ISO 8601 to the nanosecond.
    static std::optional<std::int64_t> fromIso(QString text)
    {
        std::int64_t nanoseconds = 0;
        if (const auto point = text.indexOf(u'.'); point >= 0) {
            auto end = point + 1;
            for (std::int64_t digit = 100'000'000; end < text.size() && text.at(end).isDigit(); ++end, digit /= 10)
                nanoseconds += text.at(end).digitValue() * digit;
            text.remove(point, end - point); // Qt rounds to ms
        }
        const auto at = QDateTime::fromString(text, Qt::ISODate);
        constexpr qint64 farthest = 9'223'372'035; // seconds that 64 bits hold as nanoseconds: the year 2262
        if (!at.isValid() || at.toSecsSinceEpoch() > farthest || at.toSecsSinceEpoch() < -farthest)
            return {};
        return std::int64_t{at.toSecsSinceEpoch()} * 1'000'000'000 + nanoseconds;
    }

    Result<ImportedMessage> finish()
    {
        if (m_isRabtap)
            finishRabtap();
        else if (!m_hasSubject || m_message.subject.isEmpty())
            return wrong(Words::tr("the object has no subject"));
        if (!m_hasPayload)
            return wrong(Words::tr("the object has no payload"));
        if (m_message.headers.isEmpty() && (!m_headers.empty() || m_status))
            return finishHeaders();
        return std::move(m_message);
    }

    void finishRabtap()
    {
        auto key = m_message.subject.isEmpty() ? m_exchange : m_message.subject;
        if (!m_message.subject.isEmpty() && !m_exchange.isEmpty())
            m_properties.emplace_back("Amqp-Exchange", m_exchange);
        if (!isLiteralSubject(viewOf(key))) {
            m_properties.emplace_back("Amqp-Routing-Key", key);
            m_message.isRenamed = true;
            key = repaired(key);
        }
        m_message.subject = key;
        m_headers.insert(m_headers.end(), m_properties.begin(), m_properties.end());
    }

    /// No blanks, no empty tokens, no wildcards.
    static QByteArray repaired(const QByteArray &key)
    {
        QByteArrayList tokens = key.split('.');
        for (auto &token : tokens) {
            std::ranges::replace_if(
                token, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; }, '_');
            if (token.isEmpty() || token == "*" || token == ">")
                token = "_";
        }
        return tokens.join('.');
    }

    Result<ImportedMessage> finishHeaders()
    {
        std::vector<HeaderField> fields;
        const auto isSplit = [](const QByteArray &text) {
            return text.contains('\r') || text.contains('\n');
        };
        for (const auto &[key, value] : m_headers) {
            if (key.isEmpty() || isSplit(key) || isSplit(value) || key.contains(':'))
                return wrong(Words::tr("the header “%1” cannot stand in a NATS message").arg(QString::fromUtf8(key)));
            fields.push_back({viewOf(key), viewOf(value)});
        }
        m_message.headers = QByteArray::fromStdString(rebuiltHeaders(m_status, fields));
        return std::move(m_message);
    }

    std::string_view m_json;
    ImportedMessage m_message;
    std::vector<std::pair<QByteArray, QByteArray>> m_headers;
    std::vector<std::pair<QByteArray, QByteArray>> m_properties;
    QByteArray m_exchange;
    int m_status = 0;
    bool m_hasSubject = false;
    bool m_hasPayload = false;
    bool m_isRabtap = false;
};

} // namespace

Result<ImportedMessage> parseMessageObject(std::string_view json)
{
    return ObjectReader(json).read();
}

} // namespace gnat
