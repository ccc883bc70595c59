// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connectionprofile.h"

#include "base/text.h"
#include "base/words.h"

#include <QUrl>

namespace gnat {

namespace {

constexpr int defaultPort = 4222;

Error invalid(const QString &message)
{
    return makeError(ErrorKind::InvalidInput, message);
}

/// One server as errors may show it: a password in it stays out of windows, terminals and logs.
QString withoutLogin(QString part)
{
    const auto scheme = part.indexOf(u"://");
    const auto start = scheme < 0 ? 0 : scheme + 3;
    const auto at = part.lastIndexOf(u'@');
    return at < start ? part : part.remove(start, at + 1 - start);
}

QString withoutLogins(const QString &servers)
{
    QStringList parts;
    for (const auto &part : servers.split(u','))
        parts.append(withoutLogin(part.trimmed()));
    return parts.join(u',');
}

Result<QUrl> parseServer(const QString &part)
{
    const auto text = part.contains(u"://") ? part : QStringLiteral("nats://") + part;
    const QUrl url(text, QUrl::StrictMode);
    const auto shown = withoutLogin(part);
    const auto scheme = text.left(text.indexOf(u"://")).toLower();
    if (scheme == u"ws" || scheme == u"wss")
        return invalid(Words::tr("WebSocket addresses (%1://) are not supported; use nats:// or tls://.").arg(scheme));
    if (scheme != u"nats" && scheme != u"tls")
        return invalid(
            Words::tr("\"%1\" begins with %2://; a NATS address begins with nats:// or tls://.").arg(shown, scheme));
    if (!url.isValid())
        return invalid(Words::tr("\"%1\" is not a valid address. It has the form nats://host:port.").arg(shown));
    if (url.host().isEmpty())
        return invalid(Words::tr("\"%1\" names no host. An address has the form nats://host:port.").arg(shown));
    if (url.port(defaultPort) == 0)
        return invalid(Words::tr("\"%1\" has the port 0; a port is a number from 1 to 65535.").arg(shown));
    if ((!url.path().isEmpty() && url.path() != u"/") || url.hasQuery() || url.hasFragment())
        return invalid(Words::tr("In \"%1\" nothing may follow the port.").arg(shown));
    return url;
}

/// Takes the login out of a URL into the profile. False if an earlier server has another one.
bool takeLogin(const QUrl &url, ConnectionProfile &profile)
{
    if (url.userInfo().isEmpty())
        return true;
    ConnectionProfile taken;
    const auto user = url.userName(QUrl::FullyDecoded);
    if (url.password().isNull() && !url.userInfo(QUrl::FullyEncoded).contains(u':')) {
        taken.login = LoginKind::Token;
        taken.token = user;
    } else {
        taken.login = LoginKind::Password;
        taken.user = user;
        taken.password = url.password(QUrl::FullyDecoded);
    }
    const bool isFirst = profile.login == LoginKind::None;
    if (!isFirst)
        return profile.login == taken.login && profile.user == taken.user && profile.password == taken.password &&
               profile.token == taken.token;
    profile.login = taken.login;
    profile.user = taken.user;
    profile.password = taken.password;
    profile.token = taken.token;
    return true;
}

QString serverText(const QUrl &url)
{
    QUrl plain(url);
    plain.setUserInfo({});
    plain.setPath({});
    plain.setPort(url.port(defaultPort));
    return plain.toString();
}

} // namespace

Result<ConnectionProfile> profileFromUrls(const QString &text)
{
    ConnectionProfile profile;
    const auto parts = text.split(u',');
    for (const auto &untrimmed : parts) {
        const auto part = untrimmed.trimmed();
        if (part.isEmpty())
            return invalid(text.trimmed().isEmpty()
                               ? Words::tr("Give an address such as nats://localhost:4222.")
                               : Words::tr("There is a comma too many in \"%1\".").arg(withoutLogins(text)));
        const auto url = parseServer(part);
        if (!url)
            return url.error();
        if (!takeLogin(url.value(), profile))
            return invalid(Words::tr("The addresses have different logins; one connection has one login."));
        profile.useTls = profile.useTls || url.value().scheme() == u"tls";
        profile.servers.append(serverText(url.value()));
    }
    const QUrl first(profile.servers.first());
    profile.name =
        first.port() == defaultPort ? first.host() : QStringLiteral("%1:%2").arg(first.host()).arg(first.port());
    return profile;
}

QString displayUrl(const ConnectionProfile &profile)
{
    return profile.servers.join(u", ");
}

} // namespace gnat
