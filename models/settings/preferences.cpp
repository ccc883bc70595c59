// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/preferences.h"

#include "base/text.h"
#include "settings/jsonfile.h"

#include <QDir>
#include <QJsonArray>
#include <QStandardPaths>
#include <QTimer>
#include <QUrl>

namespace gnat {

namespace {

constexpr int writeAfterMs = 500;
constexpr quint64 defaultMemoryBudget = 256'000'000;
constexpr quint64 smallestMemoryBudget = 1'000'000;
constexpr qsizetype maxRecentUrls = 8;

QString themeText(ThemeChoice theme)
{
    switch (theme) {
    case ThemeChoice::Light:
        return QStringLiteral("light");
    case ThemeChoice::Dark:
        return QStringLiteral("dark");
    case ThemeChoice::System:
        break;
    }
    return QStringLiteral("system");
}

ThemeChoice themeOf(const QString &text)
{
    if (text == u"light")
        return ThemeChoice::Light;
    return text == u"dark" ? ThemeChoice::Dark : ThemeChoice::System;
}

/// Byte arrays (window geometry) have no form of their own in JSON.
QJsonValue toJson(const QVariant &value)
{
    if (value.typeId() != QMetaType::QByteArray)
        return QJsonValue::fromVariant(value);
    return QJsonObject{{QStringLiteral("base64"), QString::fromLatin1(value.toByteArray().toBase64())}};
}

QVariant fromJson(const QJsonValue &value)
{
    const auto object = value.toObject();
    if (object.size() == 1 && object.contains(u"base64"))
        return QByteArray::fromBase64(object[u"base64"].toString().toLatin1());
    return value.toVariant();
}

/// Each server of "nats://user:secret@host:4222, …" without the login.
QString withoutSecrets(const QString &urls)
{
    QStringList plain;
    const auto parts = urls.split(u',', Qt::SkipEmptyParts);
    for (const auto &part : parts) {
        const auto text = part.trimmed();
        const auto scheme = text.indexOf(u"://");
        const auto from = scheme < 0 ? 0 : scheme + 3;
        const auto at = text.lastIndexOf(u'@');
        plain.append(at < from ? text : text.left(from) + text.mid(at + 1));
    }
    return plain.join(u", ");
}

} // namespace

struct Preferences::Private
{
    explicit Private(Preferences &preferences)
        : q(preferences), file(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
                               QStringLiteral("/gnatcatcher/preferences.json"))
    {
    }

    void load();
    void change(QLatin1String key, const QJsonValue &value);
    void write();
    void report(const QString &text);

    Preferences &q;
    JsonFile file;
    QJsonObject content;
    QTimer timer;
    bool isPending = false;
    QString problem;
};

void Preferences::Private::load()
{
    const auto read = file.read();
    if (read)
        content = read.value();
    else
        report(errorText(read.error()));
}

void Preferences::Private::change(QLatin1String key, const QJsonValue &value)
{
    if (content.value(key) == value)
        return;
    content[key] = value;
    isPending = true;
    timer.start();
}

void Preferences::Private::write()
{
    timer.stop();
    if (!std::exchange(isPending, false))
        return;
    if (const auto written = file.write(content); !written)
        report(errorText(written.error()));
}

void Preferences::Private::report(const QString &text)
{
    problem = text;
    Q_EMIT q.problemOccurred(text);
}

Preferences::Preferences(QObject *parent) : QObject(parent), d(std::make_unique<Private>(*this))
{
    d->timer.setSingleShot(true);
    d->timer.setInterval(writeAfterMs);
    connect(&d->timer, &QTimer::timeout, this, [this] { d->write(); });
    d->load();
}

Preferences::~Preferences()
{
    d->write();
}

ThemeChoice Preferences::theme() const
{
    return themeOf(d->content.value(u"theme").toString());
}

void Preferences::setTheme(ThemeChoice theme)
{
    if (theme == this->theme())
        return;
    d->change(QLatin1String("theme"), themeText(theme));
    Q_EMIT themeChanged(theme);
}

quint64 Preferences::memoryBudget() const
{
    const auto bytes = d->content.value(u"memoryBudget").toDouble(defaultMemoryBudget);
    return bytes < smallestMemoryBudget ? defaultMemoryBudget : static_cast<quint64>(bytes);
}

void Preferences::setMemoryBudget(quint64 bytes)
{
    const auto wanted = std::max(bytes, smallestMemoryBudget);
    if (wanted == memoryBudget())
        return;
    d->change(QLatin1String("memoryBudget"), static_cast<double>(wanted));
    Q_EMIT memoryBudgetChanged(wanted);
}

QString Preferences::recordingFolder() const
{
    const auto chosen = d->content.value(u"recordingFolder").toString();
    return chosen.isEmpty()
               ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/Gnatcatcher")
               : chosen;
}

void Preferences::setRecordingFolder(const QString &folder)
{
    d->change(QLatin1String("recordingFolder"), QDir::cleanPath(folder));
}

QStringList Preferences::recentUrls() const
{
    QStringList urls;
    const auto array = d->content.value(u"recentUrls").toArray();
    for (const auto &url : array)
        urls.append(url.toString());
    return urls;
}

void Preferences::addRecentUrl(const QString &url)
{
    const auto plain = withoutSecrets(url);
    if (plain.isEmpty())
        return;
    auto urls = recentUrls();
    urls.removeAll(plain);
    urls.prepend(plain);
    d->change(QLatin1String("recentUrls"), QJsonArray::fromStringList(urls.mid(0, maxRecentUrls)));
}

QVariant Preferences::state(const QString &name) const
{
    return fromJson(d->content.value(u"state").toObject().value(name));
}

void Preferences::setState(const QString &name, const QVariant &value)
{
    auto states = d->content.value(u"state").toObject();
    if (value.isValid())
        states[name] = toJson(value);
    else
        states.remove(name);
    d->change(QLatin1String("state"), states);
}

QString Preferences::problem() const
{
    return d->problem;
}

} // namespace gnat
