// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include <functional>
#include <string_view>

namespace gnat {

class FilterBook;
class Preferences;

/// Subjects that the user does not want to see: what he hid himself, and by one switch those of the system ($JS, $SYS,
/// $KV, _INBOX). They are counted, kept and recorded as all others. Remembered. GUI thread.
class HiddenSubjects final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Takes what was remembered, and remembers from now on. `preferences` must outlive it.
    void remember(Preferences &preferences);

    /// What the user hid is what the book says, in every list and tree. It must outlive this.
    void follow(FilterBook &book);

    bool hidesAny() const { return m_hidesSystem || !patterns().isEmpty(); }
    bool hidesSystem() const { return m_hidesSystem; }
    void setHidesSystem(bool hides);
    QStringList patterns() const;
    void hide(const QStringList &patterns);
    /// What he hid himself.
    void showAgain();
    void showEverything();
    /// True for what is hidden; null if nothing is. Any thread.
    std::function<bool(std::string_view)> predicate() const;

Q_SIGNALS:
    void changed();

private:
    void keep();

    Preferences *m_preferences = nullptr;
    FilterBook *m_book = nullptr; ///< null: m_patterns
    QStringList m_patterns;
    bool m_hidesSystem = false;
};

} // namespace gnat
