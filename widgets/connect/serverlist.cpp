// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/serverlist.h"

#include "base/text.h"
#include "client/natscontext.h"
#include "common/textlabel.h"
#include "connect/serverrow.h"
#include "settings/preferences.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace gnat {

namespace {

constexpr int mostRecent = 4;
constexpr int mostContexts = 6;

struct LoginWords
{
    QString icon;
    QString text;
};

LoginWords wordsFor(LoginKind login)
{
    switch (login) {
    case LoginKind::None:
        return {};
    case LoginKind::Password:
        return {QStringLiteral("lock"), ServerList::tr("user and password")};
    case LoginKind::Token:
        return {QStringLiteral("lock"), ServerList::tr("token")};
    case LoginKind::NKey:
        return {QStringLiteral("key"), ServerList::tr("NKey")};
    case LoginKind::Credentials:
        return {QStringLiteral("key"), ServerList::tr("credentials file")};
    }
    return {};
}

} // namespace

ServerList::ServerList(Preferences &preferences, QWidget *parent) : QWidget(parent), m_preferences(preferences)
{
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
}

void ServerList::reload()
{
    m_isLocalUp = false;
    fill();
}

void ServerList::setLocal(bool wantsLogin)
{
    m_isLocalUp = true;
    m_localWantsLogin = wantsLogin;
    fill();
}

void ServerList::fill()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    if (m_isLocalUp) {
        addGroup(tr("On this computer"));
        auto *row = new ServerRow(QStringLiteral("localhost"), QStringLiteral("nats://localhost:4222"), this);
        row->setRemark(m_localWantsLogin ? QStringLiteral("lock") : QStringLiteral("check"),
                       m_localWantsLogin ? tr("answers, wants a login") : tr("answers, no login needed"));
        m_column->addWidget(row);
        connect(row, &ServerRow::clicked, this, [this] {
            ConnectionProfile profile;
            profile.name = QStringLiteral("localhost");
            profile.servers = QStringList{QStringLiteral("nats://localhost:4222")};
            if (m_localWantsLogin)
                Q_EMIT loginWanted(profile);
            else
                Q_EMIT chosen(profile);
        });
    }
    addRecent();
    addContexts();
}

void ServerList::addGroup(const QString &title, const QString &remark)
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(10, m_column->isEmpty() ? 12 : 8, 10, 4);
    row->addWidget(new TextLabel(title, TextRole::DockTitle, line));
    row->addStretch(1);
    row->addWidget(new TextLabel(remark, TextRole::Caption, line));
    m_column->addWidget(line);
}

void ServerList::addRecent()
{
    const QStringList urls = m_preferences.recentUrls().mid(0, mostRecent);
    if (urls.isEmpty())
        return;
    addGroup(tr("Recent"));
    for (const QString &url : urls) {
        auto *row = new ServerRow(url, url, this);
        row->setSeries(7);
        m_column->addWidget(row);
        connect(row, &ServerRow::clicked, this, [this, url] {
            if (const Result<ConnectionProfile> profile = profileFromUrls(url))
                Q_EMIT chosen(profile.value());
            else
                Q_EMIT failed(errorText(profile.error()));
        });
    }
}

void ServerList::addContexts()
{
    const QList<NatsContext> contexts = natsContexts();
    if (contexts.isEmpty())
        return;
    addGroup(tr("Contexts of the nats CLI"), tr("%n found", nullptr, static_cast<int>(contexts.size())));
    static constexpr int colors[] = {3, 1, 2, 4, 5, 6};
    for (qsizetype i = 0; i < contexts.size() && i < mostContexts; ++i) {
        const NatsContext &context = contexts[i];
        auto *row = new ServerRow(context.name, context.url, this);
        const LoginWords login = wordsFor(context.login);
        row->setRemark(login.icon, login.text);
        row->setSeries(colors[i % 6]);
        row->setToolTip(context.description);
        m_column->addWidget(row);
        connect(row, &ServerRow::clicked, this, [this, path = context.path] {
            if (const Result<ConnectionProfile> profile = profileFromContext(path))
                Q_EMIT chosen(profile.value());
            else
                Q_EMIT failed(errorText(profile.error()));
        });
    }
}

} // namespace gnat
