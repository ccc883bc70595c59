// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"
#include "filter/filter.h"

#include <QObject>
#include <QString>

#include <functional>

namespace gnat {

class ConnectionSet;
class MessageListModel;

/// A filter text on its way to a list: what is wrong is told and the last valid filter stays. GUI thread.
class MessageFilter final : public QObject
{
    Q_OBJECT

public:
    /// `model` and `connections` must outlive it; connections are found by the name that `@name` terms give.
    MessageFilter(MessageListModel &model, const ConnectionSet &connections, QObject *parent = nullptr);

    /// Where `last:5m` counts back from, ns since 1970 UTC; asked when a text is set. Without: the present.
    void setNow(std::function<std::int64_t()> now) { m_now = std::move(now); }
    void setText(const QString &text);
    /// The same text anew, because what it means has changed (another recording is open).
    void compileAgain();
    const QString &text() const { return m_text; }
    const FilterError &error() const { return m_error; } ///< without a message: valid
    /// The one that is in force.
    const Filter &filter() const { return m_filter; }

Q_SIGNALS:
    void errorChanged(const gnat::FilterError &error);
    void filterChanged();

private:
    MessageListModel &m_model;
    const ConnectionSet &m_connections;
    Filter m_filter;
    QString m_text;
    FilterError m_error;
    std::function<std::int64_t()> m_now;
};

} // namespace gnat
