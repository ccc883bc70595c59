// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/natscontext.h"

#include "base/text.h"
#include "base/words.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

namespace gnat {

namespace {

QString natsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/nats");
}

QString selectedContext()
{
    QFile file(natsFolder() + QStringLiteral("/context.txt"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(4096)).trimmed() : QString();
}

Result<QJsonObject> readContext(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return makeError(ErrorKind::NotFound,
                         Words::tr("The context file %1 can't be read: %2.").arg(path, file.errorString()));
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject())
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("The context file %1 is damaged: %2.").arg(path, error.errorString()));
    return document.object();
}

void applyLogin(const QJsonObject &context, ConnectionProfile &profile)
{
    const auto text = [&](QStringView key) {
        return context[key].toString();
    };
    if (!text(u"creds").isEmpty()) {
        profile.login = LoginKind::Credentials;
        profile.credentialsFile = text(u"creds");
    } else if (!text(u"nkey").isEmpty()) {
        profile.login = LoginKind::NKey;
        profile.nkeyFile = text(u"nkey");
    } else if (!text(u"token").isEmpty() || (!text(u"user").isEmpty() && text(u"password").isEmpty())) {
        profile.login = LoginKind::Token; // a user without a password is a token there
        profile.token = text(u"token").isEmpty() ? text(u"user") : text(u"token");
    } else if (!text(u"user").isEmpty()) {
        profile.login = LoginKind::Password;
        profile.user = text(u"user");
        profile.password = text(u"password");
    }
}

} // namespace

Result<ConnectionProfile> profileFromContext(const QString &path)
{
    const auto read = readContext(path);
    if (!read)
        return read.error();
    const auto &context = read.value();
    const auto url = context[u"url"].toString();
    auto parsed = profileFromUrls(url.isEmpty() ? QStringLiteral("nats://127.0.0.1:4222") : url);
    if (!parsed)
        return makeError(ErrorKind::InvalidInput,
                         Words::tr("The context file %1 has a wrong url: %2").arg(path, errorText(parsed.error())));
    auto profile = parsed.value();
    profile.name = QFileInfo(path).completeBaseName();
    applyLogin(context, profile);
    profile.caFile = context[u"ca"].toString();
    profile.certFile = context[u"cert"].toString();
    profile.keyFile = context[u"key"].toString();
    profile.useTls = profile.useTls || !profile.caFile.isEmpty() || !profile.certFile.isEmpty();
    if (const auto prefix = context[u"inbox_prefix"].toString(); !prefix.isEmpty())
        profile.inboxPrefix = prefix;
    return profile;
}

Result<ConnectionProfile> profileFromContextName(const QString &name)
{
    const auto path = QStringLiteral("%1/context/%2.json").arg(natsFolder(), name);
    if (name.contains(u'/') || !QFileInfo::exists(path))
        return makeError(
            ErrorKind::NotFound,
            Words::tr("There is no context \"%1\" in %2.").arg(name, natsFolder() + QStringLiteral("/context")));
    return profileFromContext(path);
}

QList<NatsContext> natsContexts()
{
    QList<NatsContext> contexts;
    const auto selected = selectedContext();
    const auto files = QDir(natsFolder() + QStringLiteral("/context"))
                           .entryInfoList({QStringLiteral("*.json")}, QDir::Files | QDir::Readable, QDir::Name);
    for (const auto &file : files) {
        const auto read = readContext(file.filePath());
        const auto profile = profileFromContext(file.filePath());
        if (!read || !profile)
            continue;
        NatsContext context;
        context.name = profile.value().name;
        context.path = file.filePath();
        context.url = displayUrl(profile.value());
        context.description = read.value()[u"description"].toString();
        context.login = profile.value().login;
        context.isSelected = context.name == selected;
        contexts.append(context);
    }
    return contexts;
}

} // namespace gnat
