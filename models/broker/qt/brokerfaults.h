// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QList>
#include <QObject>
#include <QString>

#include <optional>

namespace gnat {

class BrokerController;

/// A fault as a window shows it.
struct FaultView
{
    QString text; ///< the whole rule, without "off"
    bool isOn = true;
    QString kind;  ///< "delay"
    QString value; ///< "50ms~20ms"; empty: it takes none
    QString where; ///< the conditions, "subject=orders.>,on=deliver"; empty: none
    quint64 matched = 0;
    quint64 applied = 0;
    quint64 hurried = 0;

    friend bool operator==(const FaultView &, const FaultView &) = default;
};

/// The faults of the embedded broker's nodes as a window edits them: rules as texts, in the grammar of the command
/// line. They hold whether the broker runs or not, and are not kept between runs. GUI thread; the controller outlives
/// it.
class BrokerFaults : public QObject
{
    Q_OBJECT

public:
    /// What is wrong with a text: the character (from 0), and what is right.
    struct Problem
    {
        int at = 0;
        QString words;
    };

    explicit BrokerFaults(BrokerController &controller, QObject *parent = nullptr);

    /// With what each has done so far, over all nodes.
    QList<FaultView> rules() const;
    quint64 seed() const;
    static std::optional<Problem> problemIn(const QString &text);

    /// InvalidInput, as problemIn() says, and nothing has changed.
    Result<void> add(const QString &text);
    /// Likewise; the rule stays on or off.
    Result<void> change(int rule, const QString &text);
    void remove(int rule);
    void setOn(int rule, bool isOn);
    void setSeed(quint64 seed);

Q_SIGNALS:
    /// Rules or seed are others; figures change without a word.
    void changed();

private:
    BrokerController &m_controller;
};

} // namespace gnat
