// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/messagefilter.h"

#include "client/connectionset.h"
#include "items/messagelistmodel.h"

namespace gnat {

MessageFilter::MessageFilter(MessageListModel &model, const ConnectionSet &connections, QObject *parent)
    : QObject(parent), m_model(model), m_connections(connections)
{
}

void MessageFilter::setText(const QString &text)
{
    m_text = text;
    FilterError error;
    const auto compiled = Filter::compile(text, &error, [this](const QString &name) {
        const auto *connection = m_connections.findByName(name);
        return connection ? connection->id() : SourceId();
    });
    const QString message = compiled ? QString() : error.message;
    if (message != m_error) {
        m_error = message;
        Q_EMIT errorChanged(m_error);
    }
    if (!compiled || compiled->text() == m_filter.text())
        return;
    m_filter = *compiled;
    m_model.setFilter(m_filter);
    Q_EMIT filterChanged();
}

} // namespace gnat
