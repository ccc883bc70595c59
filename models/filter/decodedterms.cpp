// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The terms that look into the payload's format: format: and field comparisons.
#include "codecs/fieldpath.h"
#include "filter/filterterms_p.h"

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

class FieldTerm final : public FilterNode
{
public:
    explicit FieldTerm(const ComparisonParts &parts)
        : m_path(parts.name), m_comparison(parts.comparison), m_value(parts.value)
    {
        bool isNumber = false;
        if (const double number = m_value.toDouble(&isNumber); isNumber)
            m_number = number;
        const auto end = std::find_if(m_path.begin(), m_path.end(), [](QChar c) { return c == u'.' || c == u'['; });
        const auto first = m_path.left(end - m_path.begin());
        first.toUInt(&isNumber);
        if (!isNumber) // MessagePack has keys that are numbers: those don't stand in the payload as text
            m_firstKey = first.toStdString();
    }

    bool accepts(const MessageView &message) const override
    {
        if (!mayHold(message.payload))
            return false;
        const auto root = m_codecs.guess(message.payload).decode(message.payload);
        if (!root)
            return false;
        const auto *field = findField(root.value(), m_path);
        return field && fits(*field);
    }
    int cost() const override { return 8; }

private:
    /// Spares decoding most payloads: a key stands in them literally, except that JSON may write it with escapes.
    bool mayHold(std::string_view payload) const
    {
        return payload.find(m_firstKey) != std::string_view::npos || payload.find('\\') != std::string_view::npos;
    }

    bool fits(const PayloadField &field) const
    {
        if (m_number && field.isNumber())
            return compares(field.number, m_comparison, *m_number);
        const bool isOrder = m_comparison != Comparison::Equal && m_comparison != Comparison::NotEqual;
        const bool isText = field.kind == FieldKind::String || field.kind == FieldKind::Time;
        return (!isOrder || (isText && !m_number)) && compares(field.text, m_comparison, m_value);
    }

    CodecRegistry m_codecs;
    QString m_path;
    std::string m_firstKey;
    Comparison m_comparison;
    QString m_value;
    std::optional<double> m_number;
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
