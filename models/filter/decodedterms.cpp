// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The terms that look into the payload's format: format: and field comparisons.
#include "codecs/fieldpath.h"
#include "filter/filterterms_p.h"

#include <QRegularExpression>

#include <algorithm>
#include <string>

namespace gnat {

namespace {

class FormatTerm final : public FilterNode
{
public:
    explicit FormatTerm(QString format) : m_format(std::move(format)) {}
    bool accepts(const MessageView &message) const override
    {
        return m_codecs.guess(message.payload).name() == m_format;
    }
    int cost() const override { return 5; }

private:
    CodecRegistry m_codecs;
    QString m_format;
};

/// A path cut at each "[]": what leads to an array, and on from each of its elements.
QStringList partsOfPath(const QString &path)
{
    auto parts = path.split(QStringLiteral("[]"));
    for (qsizetype i = 1; i < parts.size(); ++i) {
        if (parts[i].startsWith(u'.'))
            parts[i].remove(0, 1);
    }
    return parts;
}

class FieldTerm final : public FilterNode
{
public:
    explicit FieldTerm(const ComparisonParts &parts) : m_comparison(parts.comparison), m_value(parts.value)
    {
        m_paths << partsOfPath(parts.name);
        auto indexed = parts.name; // a.0.b is a[0].b, unless a map has the key 0
        indexed.replace(QRegularExpression(QStringLiteral("(?:^|\\.)(\\d+)(?=[.\\[]|$)")), QStringLiteral("[\\1]"));
        if (indexed != parts.name)
            m_paths << partsOfPath(indexed);
        bool isNumber = false;
        if (const double number = m_value.toDouble(&isNumber); isNumber && !parts.isValueQuoted)
            m_number = number;
        if (const auto integer = m_value.toLongLong(&isNumber); isNumber && m_number)
            m_integer = QString::number(integer);
        const auto end =
            std::find_if(parts.name.begin(), parts.name.end(), [](QChar c) { return c == u'.' || c == u'['; });
        const auto first = parts.name.left(end - parts.name.begin());
        first.toUInt(&isNumber);
        if (!isNumber) // MessagePack has keys that are numbers: those don't stand in the payload as text
            m_firstKey = first.toStdString();
    }

    bool accepts(const MessageView &message) const override
    {
        if (!mayHold(message.payload))
            return false;
        const auto root = m_codecs.guess(message.payload).decode(message.payload);
        return root &&
               std::ranges::any_of(m_paths, [&](const QStringList &path) { return anyFits(root.value(), path, 0); });
    }
    int cost() const override { return 8; }

private:
    /// Spares decoding most payloads: a key stands in them literally, except that JSON may write it with escapes.
    bool mayHold(std::string_view payload) const
    {
        return payload.find(m_firstKey) != std::string_view::npos || payload.find('\\') != std::string_view::npos;
    }

    bool anyFits(const PayloadField &root, const QStringList &path, qsizetype part) const
    {
        const auto *field = findField(root, path[part]);
        if (!field)
            return false;
        if (part + 1 == path.size())
            return fits(*field);
        return std::ranges::any_of(field->children,
                                   [&](const PayloadField &child) { return anyFits(child, path, part + 1); });
    }

    bool fits(const PayloadField &field) const
    {
        const bool isOrder = m_comparison != Comparison::Equal && m_comparison != Comparison::NotEqual;
        if (m_number && field.isNumber()) {
            if (!isOrder && field.kind == FieldKind::Integer && !m_integer.isEmpty())
                return compares(field.text, m_comparison, m_integer); // doubles would mix up ids over 2^53
            return compares(field.number, m_comparison, *m_number);
        }
        const bool isText = field.kind == FieldKind::String || field.kind == FieldKind::Time;
        return (!isOrder || (isText && !m_number)) && compares(field.text, m_comparison, m_value);
    }

    CodecRegistry m_codecs;
    QList<QStringList> m_paths; ///< any may lead to the field
    std::string m_firstKey;
    Comparison m_comparison;
    QString m_value;
    std::optional<double> m_number;
    QString m_integer; ///< the value as an integer is written; empty: it is none
};

} // namespace

FilterNodePtr makeFormatTerm(const QString &format)
{
    return std::make_unique<FormatTerm>(format);
}

FilterNodePtr makeFieldTerm(const ComparisonParts &parts)
{
    return std::make_unique<FieldTerm>(parts);
}

QStringList filterFormats()
{
    return CodecRegistry().names() << QStringLiteral("empty");
}

} // namespace gnat
