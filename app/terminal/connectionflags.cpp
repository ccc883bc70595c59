// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal/connectionflags.h"

#include "base/duration.h"
#include "base/text.h"
#include "base/words.h"
#include "client/natscontext.h"
#include "client/savedprofiles.h"
#include "core/headerblock.h"
#include "settings/preferences.h"

#include <limits>

namespace gnat::terminal {

namespace {

/// The flag, else the environment variable, else nothing.
QString flagOrEnvironment(const QCommandLineParser &flags, const QString &flag, const char *variable)
{
    return flags.isSet(flag) ? flags.value(flag) : qEnvironmentVariable(variable);
}

void applyLogin(const QCommandLineParser &flags, ConnectionProfile &profile)
{
    const auto user = flagOrEnvironment(flags, QStringLiteral("user"), "NATS_USER");
    const auto password = flagOrEnvironment(flags, QStringLiteral("password"), "NATS_PASSWORD");
    const auto credentials = flagOrEnvironment(flags, QStringLiteral("creds"), "NATS_CREDS");
    const auto nkey = flagOrEnvironment(flags, QStringLiteral("nkey"), "NATS_NKEY");
    if (!credentials.isEmpty()) {
        profile.login = LoginKind::Credentials;
        profile.credentialsFile = credentials;
    } else if (!nkey.isEmpty()) {
        profile.login = LoginKind::NKey;
        profile.nkeyFile = nkey;
    } else if (!user.isEmpty() && password.isEmpty()) {
        profile.login = LoginKind::Token; // as the nats program reads --user without --password
        profile.token = user;
    } else if (!user.isEmpty()) {
        profile.login = LoginKind::Password;
        profile.user = user;
        profile.password = password;
    }
}

void applyTls(const QCommandLineParser &flags, ConnectionProfile &profile)
{
    const auto ca = flagOrEnvironment(flags, QStringLiteral("tlsca"), "NATS_CA");
    const auto cert = flagOrEnvironment(flags, QStringLiteral("tlscert"), "NATS_CERT");
    const auto key = flagOrEnvironment(flags, QStringLiteral("tlskey"), "NATS_KEY");
    if (!ca.isEmpty())
        profile.caFile = ca;
    if (!cert.isEmpty())
        profile.certFile = cert;
    if (!key.isEmpty())
        profile.keyFile = key;
    if (!ca.isEmpty() || !cert.isEmpty())
        profile.useTls = true;
}

} // namespace

QList<QCommandLineOption> connectionOptions()
{
    const auto value = [](const char *name) {
        return QString::fromLatin1(name);
    };
    return {
        {{QStringLiteral("s"), QStringLiteral("server")},
         Words::tr("Server URLs, separated by commas (NATS_URL)."),
         value("URL")},
        {QStringLiteral("user"), Words::tr("User name or token (NATS_USER)."), value("USER")},
        {QStringLiteral("password"), Words::tr("Password (NATS_PASSWORD)."), value("PASSWORD")},
        {QStringLiteral("creds"), Words::tr("Credentials file (NATS_CREDS)."), value("FILE")},
        {QStringLiteral("nkey"), Words::tr("File with an NKey seed (NATS_NKEY)."), value("FILE")},
        {QStringLiteral("tlscert"), Words::tr("Client certificate (NATS_CERT)."), value("FILE")},
        {QStringLiteral("tlskey"), Words::tr("Key of the client certificate (NATS_KEY)."), value("FILE")},
        {QStringLiteral("tlsca"), Words::tr("Certificate authorities (NATS_CA)."), value("FILE")},
        {QStringLiteral("timeout"), Words::tr("Time to wait for answers, 5s (NATS_TIMEOUT)."), value("DURATION")},
        {QStringLiteral("context"), Words::tr("A context of the nats program (NATS_CONTEXT)."), value("NAME")},
        {QStringLiteral("inbox-prefix"), Words::tr("Prefix of reply subjects, _INBOX (NATS_INBOX_PREFIX)."),
         value("PREFIX")},
    };
}

Result<ConnectionProfile> profileFromFlags(const QCommandLineParser &flags)
{
    ConnectionProfile profile;
    const auto context = flagOrEnvironment(flags, QStringLiteral("context"), "NATS_CONTEXT");
    const auto urls = flagOrEnvironment(flags, QStringLiteral("server"), "NATS_URL");
    if (!context.isEmpty()) {
        auto read = profileFromContextName(context);
        if (!read)
            return read.error();
        profile = read.value();
    }
    if (!urls.isEmpty() || context.isEmpty()) {
        auto parsed = profileFromUrls(urls.isEmpty() ? QStringLiteral("nats://127.0.0.1:4222") : urls);
        if (!parsed)
            return parsed.error();
        if (context.isEmpty())
            profile = parsed.value();
        else
            profile.servers = parsed.value().servers;
    }
    applyLogin(flags, profile);
    applyTls(flags, profile);
    const auto prefix = flagOrEnvironment(flags, QStringLiteral("inbox-prefix"), "NATS_INBOX_PREFIX");
    if (!prefix.isEmpty())
        profile.inboxPrefix = prefix;
    const auto timeout = timeoutFromFlags(flags);
    if (!timeout)
        return timeout.error();
    profile.connectTimeoutMs = timeout.value();
    return profile;
}

QCommandLineOption unlockOption()
{
    return {QStringLiteral("unlock"), Words::tr("Send although the connection of this name is locked in the window."),
            QStringLiteral("NAME")};
}

Result<ConnectionProfile> sendingProfileFromFlags(const QCommandLineParser &flags)
{
    auto profile = profileFromFlags(flags);
    if (!profile)
        return profile;
    const Preferences preferences;
    if (!preferences.problem().isEmpty()) // else a lock would silently be none
        return makeError(ErrorKind::NotPermitted, preferences.problem());
    const auto saved = profilesFromState(preferences.state(savedProfilesKey()));
    const auto typed = flags.value(QStringLiteral("unlock"));
    const auto *locked = lockedProfileFor(profile.value(), saved);
    if (locked && typed != locked->name)
        return makeError(
            ErrorKind::NotPermitted,
            Words::tr("%1 is locked as \"%2\": nothing was sent. With --unlock \"%2\" it is sent all the same.")
                .arg(displayUrl(profile.value()), locked->name));
    if (!locked && !typed.isEmpty())
        return makeError(
            ErrorKind::InvalidInput,
            Words::tr("--unlock names \"%1\", but %2 is not locked.").arg(typed, displayUrl(profile.value())));
    return profile;
}

Result<int> timeoutFromFlags(const QCommandLineParser &flags)
{
    const auto text = flagOrEnvironment(flags, QStringLiteral("timeout"), "NATS_TIMEOUT");
    if (text.isEmpty())
        return 5000;
    const auto parsed = parseDurationMs(text);
    if (!parsed || *parsed <= 0 || *parsed > std::numeric_limits<int>::max())
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("The timeout \"%1\" is not a duration such as 5s or 500ms.").arg(text));
    return static_cast<int>(*parsed);
}

QCommandLineOption headerOption()
{
    return {{QStringLiteral("H"), QStringLiteral("header")},
            Words::tr("A header; may be repeated."),
            QStringLiteral("K:V")};
}

Result<QList<QPair<QByteArray, QByteArray>>> headersFromFlags(const QCommandLineParser &flags)
{
    QList<QPair<QByteArray, QByteArray>> headers;
    const auto texts = flags.values(QStringLiteral("header"));
    for (const auto &text : texts) {
        const auto colon = text.indexOf(QLatin1Char(':'));
        const auto key = text.left(colon).trimmed().toUtf8();
        if (colon < 1 || !isValidHeaderKey(viewOf(key)))
            return makeError(ErrorKind::InvalidInput,
                             Words::tr("The header \"%1\" is not of the form Key:Value.").arg(text));
        headers.append({key, text.mid(colon + 1).trimmed().toUtf8()});
    }
    return headers;
}

} // namespace gnat::terminal
