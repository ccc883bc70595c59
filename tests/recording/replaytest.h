// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keepingtarget.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>

namespace gnat::test {

/// The base of tests that play recordings of chosen notes into a target that keeps what comes.
class ReplayTest : public QObject
{
protected:
    /// The path of a new recording of these.
    QString recorded(const QList<Note> &notes);
    /// To play a new recording of these as fast as possible.
    ReplayOptions fast(const QList<Note> &notes);
    /// With nothing sent if it fails.
    ReplayFigures playToTheEnd(const ReplayOptions &options);

    QTemporaryDir m_folder;
    int m_files = 0;
    std::shared_ptr<KeepingTarget> m_target = std::make_shared<KeepingTarget>();
};

} // namespace gnat::test
