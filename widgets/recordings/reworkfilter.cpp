// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/reworkfilter.h"

#include "base/text.h"
#include "common/filteredit.h"
#include "filter/filter.h"
#include "recording/recordingreader.h"

namespace gnat {

FilterEdit *makeReworkFilter(const QString &text, QWidget *parent)
{
    auto *field = new FilterEdit(parent);
    field->setAccessibleName(FilterEdit::tr("Filter"));
    field->setPlaceholderText(FilterEdit::tr("All messages, or a filter such as shop.> size>1k"));
    field->setFilterText(text);
    QObject::connect(field, &FilterEdit::filterEdited, field, [field](const QString &edited) {
        FilterError error;
        Filter::compile(edited, &error);
        field->setError(error);
    });
    return field;
}

Result<QString> checkedFilter(FilterEdit &field)
{
    FilterError error;
    const bool isValid = Filter::compile(field.text(), &error).has_value();
    field.setError(error);
    return isValid
               ? Result<QString>(field.text().trimmed())
               : Result<QString>(makeError(ErrorKind::InvalidInput, FilterEdit::tr("Filter: %1").arg(error.message)));
}

Result<MessagePredicate> recordingPredicate(const QString &text, const QString &path, const FindExchange &exchanges)
{
    if (text.isEmpty())
        return MessagePredicate();
    const auto reader = RecordingReader::open(path);
    if (!reader)
        return reader.error();
    const auto summary = reader.value().summary();
    if (!summary)
        return summary.error();
    FilterError error;
    FilterContext context;
    context.nowNs = summary.value().lastNs;
    context.findExchange = exchanges;
    auto filter = Filter::compile(text, &error, context);
    if (!filter)
        return makeError(ErrorKind::InvalidInput, error.message);
    return MessagePredicate(
        [wanted = *std::move(filter)](const MessageView &message) { return wanted.accepts(message); });
}

} // namespace gnat
