// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

namespace gnat {

class Preferences;

/// A filter with a name.
struct SavedFilter
{
    QString name;
    QString text;
    friend bool operator==(const SavedFilter &, const SavedFilter &) = default;
};

/// A subject pattern that lists and trees leave out while it is on.
struct HiddenPattern
{
    QString pattern;
    bool isOn = true;
    friend bool operator==(const HiddenPattern &, const HiddenPattern &) = default;
};

/// The user's filters: the last ones, those saved under a name, and the subjects to be hidden. Kept in the
/// preferences. Texts are taken as they are; who offers them checks them. GUI thread.
class FilterBook final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype maxHistory = 30;

    /// `preferences` must outlive it.
    explicit FilterBook(Preferences &preferences, QObject *parent = nullptr);

    /// Newest first, each once.
    const QStringList &history() const { return m_history; }
    void remember(const QString &text);

    const QList<SavedFilter> &saved() const { return m_saved; }
    void setSaved(const QList<SavedFilter> &saved);
    /// Takes the place of one of the same name.
    void save(const SavedFilter &filter);

    const QList<HiddenPattern> &hidden() const { return m_hidden; }
    void setHidden(const QList<HiddenPattern> &hidden);
    /// Adds the patterns, or switches them on.
    void hide(const QStringList &patterns);
    /// Switches all off.
    void showAll();
    /// The patterns that are on.
    QStringList hiddenPatterns() const;

Q_SIGNALS:
    void savedChanged();
    void hiddenChanged();

private:
    void store() const;

    Preferences &m_preferences;
    QStringList m_history;
    QList<SavedFilter> m_saved;
    QList<HiddenPattern> m_hidden;
};

} // namespace gnat
