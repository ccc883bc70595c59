// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/connectionstrips.h"

#include "client/connectionset.h"
#include "common/banner.h"
#include "common/humantext.h"
#include "common/painting.h"
#include "common/textlabel.h"
#include "core/clock.h"
#include "shell/recordingstrip.h"

#include <QDateTime>
#include <QLocale>
#include <QVBoxLayout>

namespace gnat {

namespace {

constexpr int shownAtOnce = 3;
constexpr int okStaysMs = 6000;

qint64 nowMs()
{
    return monotonicNanoseconds() / 1'000'000;
}

QString bold(const QString &text)
{
    return QStringLiteral("<b>%1</b>").arg(text.toHtmlEscaped());
}

} // namespace

ConnectionStrips::ConnectionStrips(const WindowParts &parts, QWidget *parent) : QWidget(parent), m_parts(parts)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_more = new TextLabel({}, TextRole::Small, this);
    m_more->setContentsMargins(14, 4, 14, 4);
    m_more->hide();
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_more);
    connect(&m_parts.connections, &ConnectionSet::added, this, &ConnectionStrips::watch);
    connect(&m_parts.connections, &ConnectionSet::aboutToRemove, this, &ConnectionStrips::remove);
    for (const auto &connection : m_parts.connections.all())
        watch(connection.get());
    connect(&m_countdown, &QTimer::timeout, this, [this] {
        for (auto it = m_watches.begin(); it != m_watches.end(); ++it) {
            if (it.key()->state() == ConnectionState::Reconnecting)
                showReconnecting(it.key(), it.value());
        }
    });
    m_countdown.setInterval(1000);
    new RecordingStrip(m_parts.recordings, *this);
}

void ConnectionStrips::watch(Connection *connection)
{
    m_watches.insert(connection, {});
    connect(connection, &Connection::stateChanged, this, [this, connection] { showState(connection); });
    connect(connection, &Connection::errorOccurred, this,
            [this, connection](ErrorKind kind, const QString &message) { showNotice(connection, kind, message); });
    connect(connection, &Connection::lockChanged, this, [this, connection] { showLock(connection); });
    showState(connection);
}

void ConnectionStrips::showState(Connection *connection)
{
    Watch &watch = m_watches[connection];
    watch.isDismissed = false;
    switch (connection->state()) {
    case ConnectionState::Reconnecting:
        if (watch.lostAtMs < 0)
            watch.lostAtMs = nowMs();
        showReconnecting(connection, watch);
        m_countdown.start();
        break;
    case ConnectionState::Failed:
        showFailed(connection, watch);
        break;
    case ConnectionState::Connected:
        showBack(connection, watch);
        break;
    case ConnectionState::Closed:
        watch.lostAtMs = -1;
        delete watch.banner;
        watch.banner = nullptr;
        break;
    case ConnectionState::Connecting:
        break;
    }
    limit();
}

void ConnectionStrips::showReconnecting(Connection *connection, Watch &watch)
{
    if (watch.isDismissed)
        return;
    const QString name = bold(connection->profile().name);
    const int left = connection->nextAttemptInMs();
    const QString wait = monoHtml(tr("%1 s").arg((left + 999) / 1000));
    const QString text =
        left > 0
            ? tr("%1 is not reachable. Next try in %2, attempt %3.")
                  .arg(name, wait)
                  .arg(connection->reconnectAttempt() + 1)
            : tr("%1 is not reachable. Trying now, attempt %2.").arg(name).arg(qMax(1, connection->reconnectAttempt()));
    bannerFor(connection)
        ->set(BannerTone::Warn, QStringLiteral("refresh"), text,
              {{QStringLiteral("try"), tr("Try now")}, {QStringLiteral("stop"), tr("Stop trying")}});
    watch.isNotice = false;
}

void ConnectionStrips::showFailed(Connection *connection, Watch &watch)
{
    const QString name = bold(connection->profile().name);
    const QString reason = monoHtml(connection->lastError());
    watch.isNotice = false;
    if (connection->lastErrorKind() == ErrorKind::LoginRefused) {
        bannerFor(connection)
            ->set(BannerTone::Err, QStringLiteral("lock"), tr("%1 refused the login. %2").arg(name, reason),
                  {{QStringLiteral("edit"), tr("Change login")}});
        return;
    }
    bannerFor(connection)
        ->set(BannerTone::Err, QStringLiteral("error"), tr("%1 is not connected. %2").arg(name, reason),
              {{QStringLiteral("open"), tr("Try again")}, {QStringLiteral("edit"), tr("Edit")}});
}

void ConnectionStrips::showBack(Connection *connection, Watch &watch)
{
    if (watch.lostAtMs < 0) {
        delete watch.banner;
        watch.banner = nullptr;
        return;
    }
    const qint64 lostForMs = nowMs() - watch.lostAtMs;
    watch.lostAtMs = -1;
    watch.isNotice = false;
    const QString gone = lostForMs < 1000 ? tr("%1 ms").arg(lostForMs) : agoText(lostForMs);
    Banner *banner = bannerFor(connection);
    banner->set(BannerTone::Ok, QStringLiteral("check"),
                tr("%1 is back after %2.").arg(bold(connection->profile().name), monoHtml(gone)));
    QTimer::singleShot(okStaysMs, banner, [this, connection, banner] {
        // Meanwhile it may have become a strip about something else.
        if (connection->state() == ConnectionState::Connected && !m_watches.value(connection).isNotice) {
            m_watches[connection].banner = nullptr;
            banner->deleteLater();
            limit();
        }
    });
}

void ConnectionStrips::showNotice(Connection *connection, ErrorKind kind, const QString &message)
{
    if (connection->state() != ConnectionState::Connected)
        return;
    Watch &watch = m_watches[connection];
    watch.isNotice = true;
    const QString icon = kind == ErrorKind::NotPermitted ? QStringLiteral("lock") : QStringLiteral("warn");
    bannerFor(connection)
        ->set(
            BannerTone::Warn, icon,
            tr("%1: %2", "connection: what went wrong").arg(bold(connection->profile().name), message.toHtmlEscaped()));
    limit();
}

/// A locked connection that may send stays in sight, beside whatever else is said of it.
void ConnectionStrips::showLock(Connection *connection)
{
    const auto key = QStringLiteral("lock/%1").arg(connection->id().number());
    dismiss(key);
    if (connection->unlockedFor().count() == 0)
        return;
    auto *banner = bannerFor(key);
    const auto until = QLocale().toString(
        QDateTime::currentDateTime().addMSecs(connection->unlockedFor().count()).time(), QLocale::ShortFormat);
    banner->set(BannerTone::Warn, QStringLiteral("lock"),
                tr("%1 is unlocked until %2: what is sent reaches it.").arg(bold(connection->profile().name), until),
                {{QStringLiteral("lock"), tr("Lock now")}});
    connect(banner, &Banner::linkActivated, connection,
            [connection] { connection->unlockFor(std::chrono::milliseconds(0)); });
}

void ConnectionStrips::act(Connection *connection, const QString &link)
{
    if (link == QLatin1StringView("try"))
        connection->tryNow();
    else if (link == QLatin1StringView("stop"))
        connection->close();
    else if (link == QLatin1StringView("open"))
        connection->open();
    else if (link == QLatin1StringView("edit"))
        Q_EMIT editRequested(connection);
}

Banner *ConnectionStrips::bannerFor(Connection *connection)
{
    Watch &watch = m_watches[connection];
    if (!watch.banner) {
        auto *banner = new Banner(this);
        watch.banner = banner;
        m_column->insertWidget(m_column->count() - 1, banner);
        connect(banner, &Banner::linkActivated, this,
                [this, connection](const QString &link) { act(connection, link); });
        connect(banner, &Banner::closed, this, [this, connection, banner] {
            m_watches[connection].banner = nullptr;
            m_watches[connection].isDismissed = true;
            banner->deleteLater();
            limit();
        });
    }
    return watch.banner;
}

Banner *ConnectionStrips::bannerFor(const QString &key)
{
    QPointer<Banner> &banner = m_posted[key];
    if (!banner) {
        banner = new Banner(this);
        m_column->insertWidget(0, banner);
        connect(banner, &Banner::closed, banner, &QObject::deleteLater);
    }
    return banner;
}

void ConnectionStrips::postError(const QString &key, const QString &html)
{
    bannerFor(key)->set(BannerTone::Err, QStringLiteral("error"), html);
}

void ConnectionStrips::postOk(const QString &key, const QString &html)
{
    Banner *banner = bannerFor(key);
    banner->set(BannerTone::Ok, QStringLiteral("check"), html);
    QTimer::singleShot(okStaysMs, banner, [banner] { banner->deleteLater(); });
}

void ConnectionStrips::dismiss(const QString &key)
{
    if (const QPointer<Banner> banner = m_posted.take(key))
        banner->deleteLater();
}

void ConnectionStrips::remove(Connection *connection)
{
    disconnect(connection, nullptr, this, nullptr);
    const Watch watch = m_watches.take(connection);
    delete watch.banner;
    dismiss(QStringLiteral("lock/%1").arg(connection->id().number()));
    limit();
}

void ConnectionStrips::limit()
{
    int shown = 0;
    int hidden = 0;
    bool isAnyLost = false;
    for (auto it = m_watches.cbegin(); it != m_watches.cend(); ++it) {
        isAnyLost = isAnyLost || it.key()->state() == ConnectionState::Reconnecting;
        if (!it->banner)
            continue;
        const bool isShown = shown < shownAtOnce;
        it->banner->setVisible(isShown);
        ++(isShown ? shown : hidden);
    }
    m_more->setVisible(hidden > 0);
    m_more->setText(tr("%n more", nullptr, hidden));
    if (!isAnyLost)
        m_countdown.stop();
}

} // namespace gnat
