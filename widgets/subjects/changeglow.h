// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

class QAbstractItemView;
class QModelIndex;

namespace gnat {

/// How fresh a row of the subject tree is: a row whose count has changed glows for a moment. Knows only the rows that
/// are painted; rows that change all the time do not glow. Can be switched off, for those who want nothing to move.
/// GUI thread.
class ChangeGlow final : public QObject
{
    Q_OBJECT

public:
    explicit ChangeGlow(QAbstractItemView &view);

    bool isOn() const { return m_isOn; }
    void setOn(bool isOn);
    /// 1: changed right now, 0: not lately. Repaints the view while something fades.
    double strength(const QModelIndex &index);

private:
    struct Seen
    {
        quint64 count = 0;
        qint64 changedMs = 0; ///< 0: never
    };

    bool isStill(const QModelIndex &index) const;
    void fade();

    QAbstractItemView &m_view;
    QHash<const void *, Seen> m_seen; ///< by the row's pointer in its index
    QElapsedTimer m_clock;
    QTimer m_fading;
    qint64 m_lastChangeMs = 0;
    bool m_isOn = true;
};

} // namespace gnat
