// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/reworkfilter.h"

#include "base/text.h"
#include "common/filteredit.h"
#include "filter/filterpredicate.h"
#include "recording/recordingreader.h"
#include "rework/recordingfilter.h"

namespace gnat {

namespace {

/// Of its form; whether a recording has the subscription or connection that it names is seen when it is read.
bool check(const QString &text, FilterError *error)
{
    FilterContext context;
    context.findSubscriptions = [](const QString &) {
        return std::vector{SubscriptionId(1)};
    };
    context.findRecordedConnection = [](const QString &) {
        return std::vector{SubscriptionId(1)};
    };
    return Filter::compile(text, error, context).has_value();
}

} // namespace

FilterEdit *makeReworkFilter(const QString &text, QWidget *parent)
{
    auto *field = new FilterEdit(parent);
    field->setAccessibleName(FilterEdit::tr("Filter"));
    field->setPlaceholderText(FilterEdit::tr("All messages, or a filter such as shop.> size>1k"));
    field->setFilterText(text);
    QObject::connect(field, &FilterEdit::filterEdited, field, [field](const QString &edited) {
        FilterError error;
        check(edited, &error);
        field->setError(error);
    });
    return field;
}

Result<QString> checkedFilter(FilterEdit &field)
{
    FilterError error;
    const bool isValid = check(field.text(), &error);
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
    const auto filter = recordingFilter(text, reader.value(), {}, exchanges);
    return filter ? Result<MessagePredicate>(predicateOf(filter.value())) : Result<MessagePredicate>(filter.error());
}

} // namespace gnat
