// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <memory>

namespace gnat {

enum class ThemeChoice { System, Light, Dark };

/// What the user chose, in $XDG_CONFIG_HOME/gnatcatcher/preferences.json; written atomically a moment after a change
/// and at the end. A damaged file is set aside as `preferences.json.damaged` and reported. GUI thread.
class Preferences : public QObject
{
    Q_OBJECT

public:
    explicit Preferences(QObject *parent = nullptr);
    ~Preferences() override; ///< writes what is pending

    ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);
    quint64 memoryBudget() const; ///< bytes for kept messages, default 256 MB
    void setMemoryBudget(quint64 bytes);
    QString recordingFolder() const; ///< default Documents/Gnatcatcher
    void setRecordingFolder(const QString &folder);
    QStringList recentUrls() const; ///< without secrets, newest first, at most 8
    void addRecentUrl(const QString &url);
    /// Window geometry, dock states, columns: whatever a view wants back, by name.
    QVariant state(const QString &name) const;
    void setState(const QString &name, const QVariant &value);

    /// Why the file could not be read or written; empty if all is well.
    QString problem() const;

Q_SIGNALS:
    void themeChanged(gnat::ThemeChoice theme);
    void memoryBudgetChanged(quint64 bytes);
    void problemOccurred(const QString &text);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
