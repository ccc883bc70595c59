// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/natsoptions_p.h"

#include "base/text.h"
#include "base/words.h"
#include "client/nkeyfile_p.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <vector>

namespace gnat {

namespace {

constexpr int reconnectBuffer = 8 * 1024 * 1024;
constexpr int writeDeadlineMs = 10'000;

/// Sets options until the first one fails.
class OptionSetter
{
public:
    template <typename Function, typename... Arguments>
    void operator()(Function function, Arguments... arguments)
    {
        if (m_status == NATS_OK)
            m_status = function(m_options, arguments...);
    }
    explicit OptionSetter(natsOptions *options) : m_options(options) {}
    natsStatus status() const { return m_status; }

private:
    natsOptions *m_options;
    natsStatus m_status = NATS_OK;
};

Error invalid(const QString &what)
{
    const auto *text = nats_GetLastError(nullptr);
    return makeError(ErrorKind::InvalidInput, what.arg(QString::fromUtf8(text ? text : "")));
}

natsStatus setServers(natsOptions *options, const ConnectionProfile &profile, const QString &firstServer)
{
    std::vector<QByteArray> texts;
    for (const auto &server : profile.servers) {
        QUrl url(server);
        url.setScheme(QStringLiteral("nats")); // TLS is an option of its own
        texts.insert(server == firstServer ? texts.begin() : texts.end(), url.toEncoded(QUrl::RemoveUserInfo));
    }
    std::vector<const char *> pointers;
    pointers.reserve(texts.size());
    for (const auto &text : texts)
        pointers.push_back(text.constData());
    return natsOptions_SetServers(options, pointers.data(), static_cast<int>(pointers.size()));
}

Result<void> checkFile(const QString &path, const QString &sentence)
{
    if (QFileInfo(path).isReadable())
        return {};
    return makeError(ErrorKind::NotFound, sentence.arg(path));
}

Result<void> setLogin(natsOptions *options, const ConnectionProfile &profile)
{
    natsStatus status = NATS_OK;
    switch (profile.login) {
    case LoginKind::None:
        break;
    case LoginKind::Password:
        status =
            natsOptions_SetUserInfo(options, profile.user.toUtf8().constData(), profile.password.toUtf8().constData());
        break;
    case LoginKind::Token:
        status = natsOptions_SetToken(options, profile.token.toUtf8().constData());
        break;
    case LoginKind::Credentials:
        if (auto readable = checkFile(profile.credentialsFile, Words::tr("The credentials file %1 can't be read."));
            !readable)
            return readable;
        status = natsOptions_SetUserCredentialsFromFiles(
            options, QFile::encodeName(profile.credentialsFile).constData(), nullptr);
        break;
    case LoginKind::NKey: {
        const auto key = publicKeyOfSeedFile(profile.nkeyFile);
        if (!key)
            return key.error();
        status = natsOptions_SetNKeyFromSeed(options, key.value().constData(),
                                             QFile::encodeName(profile.nkeyFile).constData());
        break;
    }
    }
    return status == NATS_OK ? Result<void>() : invalid(Words::tr("The login can't be used: %1."));
}

/// The library's own words for a file that is missing do not say so.
Result<void> checkTlsFiles(const ConnectionProfile &profile)
{
    if (!profile.certFile.isEmpty() && profile.keyFile.isEmpty())
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("The client certificate %1 needs its key.").arg(profile.certFile));
    for (const auto &file : {profile.caFile, profile.certFile, profile.keyFile}) {
        if (file.isEmpty())
            continue;
        if (auto readable = checkFile(file, Words::tr("The TLS file %1 can't be read.")); !readable)
            return readable;
    }
    return {};
}

Result<void> setTls(natsOptions *options, const ConnectionProfile &profile)
{
    if (auto checked = checkTlsFiles(profile); !checked)
        return checked;
    OptionSetter set(options);
    if (profile.useTls || !profile.caFile.isEmpty() || !profile.certFile.isEmpty()) {
        set(natsOptions_SetSecure, true);
        set(natsOptions_SkipServerVerification, !profile.verifyServer);
    }
    if (!profile.caFile.isEmpty() &&
        natsOptions_LoadCATrustedCertificates(options, QFile::encodeName(profile.caFile).constData()) != NATS_OK)
        return invalid(Words::tr("The certificate authorities in %1 can't be used: %2.")
                           .arg(profile.caFile, QStringLiteral("%1")));
    if (!profile.certFile.isEmpty() &&
        natsOptions_LoadCertificatesChain(options, QFile::encodeName(profile.certFile).constData(),
                                          QFile::encodeName(profile.keyFile).constData()) != NATS_OK)
        return invalid(Words::tr("The client certificate %1 or its key can't be used: %2.")
                           .arg(profile.certFile, QStringLiteral("%1")));
    return set.status() == NATS_OK ? Result<void>() : invalid(Words::tr("TLS can't be used: %1."));
}

} // namespace

Result<NatsOptions> makeNatsOptions(const ConnectionProfile &profile, const QString &firstServer)
{
    natsOptions *raw = nullptr;
    // One delivery thread: messages of all subscriptions come in the order of the wire.
    if (nats_Open(-1) != NATS_OK || nats_SetMessageDeliveryPoolSize(1) != NATS_OK ||
        natsOptions_Create(&raw) != NATS_OK)
        return invalid(Words::tr("The NATS library could not be started: %1."));
    NatsOptions options(raw);
    OptionSetter set(raw);
    set(setServers, profile, firstServer);
    set(natsOptions_SetNoRandomize, true);
    set(natsOptions_SetName, "Gnatcatcher");
    set(natsOptions_SetTimeout, profile.connectTimeoutMs);
    set(natsOptions_SetPingInterval, profile.pingIntervalMs);
    set(natsOptions_SetMaxReconnect, profile.maxReconnects);
    set(natsOptions_SetReconnectBufSize, reconnectBuffer);
    set(natsOptions_SetWriteDeadline, writeDeadlineMs);
    set(natsOptions_SetNoEcho, !profile.echo);
    set(natsOptions_UseGlobalMessageDelivery, true);
    if (set.status() != NATS_OK)
        return invalid(Words::tr("The connection can't be set up: %1."));
    if (auto login = setLogin(raw, profile); !login)
        return login.error();
    if (auto tls = setTls(raw, profile); !tls)
        return tls.error();
    return options;
}

} // namespace gnat
