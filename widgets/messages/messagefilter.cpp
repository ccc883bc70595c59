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
    FilterContext context;
    context.findConnection = [this](const QString &name) {
        const auto *connection = m_connections.findByName(name);
        return connection ? connection->id() : SourceId();
    };
    context.nowNs = m_now ? m_now() : 0;
    const auto compiled = Filter::compile(text, &error, context);
    if (compiled)
        error = {};
    if (error != m_error) {
        m_error = error;
        Q_EMIT errorChanged(m_error);
    }
    if (!compiled || compiled->text() == m_filter.text())
        return;
    m_filter = *compiled;
    m_model.setFilter(m_filter);
    Q_EMIT filterChanged();
}

void MessageFilter::compileAgain()
{
    if (m_filter.isEmpty())
        return;
    m_filter = {};
    setText(m_text);
}

} // namespace gnat
