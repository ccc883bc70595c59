// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <memory>

namespace gnat {

/// Asks once, on a thread of its own, whether a NATS server listens on this computer's port 4222, by reading its
/// greeting; nothing is sent. Destroying it ends the question at once. GUI thread.
class LocalProbe : public QObject
{
    Q_OBJECT

public:
    explicit LocalProbe(QObject *parent = nullptr);
    ~LocalProbe() override;

    static QString url();
    void start();

Q_SIGNALS:
    /// Only if a server answered.
    void answered(bool wantsLogin);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gnat
