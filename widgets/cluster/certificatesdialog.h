// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/qt/certificatemaker.h"

#include <QDialog>

namespace gnat {

/// Which certificates were made, and how a server and a client use them. GUI thread.
class CertificatesDialog : public QDialog
{
    Q_OBJECT

public:
    explicit CertificatesDialog(const CertificateSet &set, QWidget *parent = nullptr);

    /// The text for a server's configuration file and for clients, ready to be copied.
    static QString usage(const CertificateSet &set);
};

} // namespace gnat
