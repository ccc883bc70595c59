// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <deque>

namespace gnat {

class MessageTable;

/// Rows that came just now glow for a moment, as long as they are few, below 50 a second, and seen. Can be switched
/// off, for those who want nothing to move. Belongs to its list, which has its model already. GUI thread.
class FreshRows final : public QObject
{
    Q_OBJECT

public:
    explicit FreshRows(MessageTable &table);

    bool isOn() const { return m_isOn; }
    void setOn(bool isOn);
    /// 1: came right now, 0: not lately.
    double strength(quint64 position) const;
    /// The list is painted again and again, so that they fade.
    bool isFading() const { return m_fading.isActive(); }

private:
    struct Came
    {
        quint64 first; ///< position of the first of the rows
        int rows;
        qint64 atMs;
    };

    void rowsCame(int first, int last);
    bool areFew() const;
    void fade();

    MessageTable &m_table;
    std::deque<Came> m_came; ///< in the last second, oldest first
    QElapsedTimer m_clock;
    QTimer m_fading;
    bool m_isOn = true;
};

} // namespace gnat
