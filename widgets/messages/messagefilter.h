// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/strongid.h"
#include "filter/filter.h"

#include <QObject>
#include <QString>

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

    void setText(const QString &text);
    const QString &text() const { return m_text; }
    const QString &error() const { return m_error; } ///< empty: valid
    /// The one that is in force.
    const Filter &filter() const { return m_filter; }

Q_SIGNALS:
    void errorChanged(const QString &message);
    void filterChanged();

private:
    MessageListModel &m_model;
    const ConnectionSet &m_connections;
    Filter m_filter;
    QString m_text;
    QString m_error;
};

} // namespace gnat
