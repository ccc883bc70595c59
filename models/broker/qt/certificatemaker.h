// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <memory>

class QThread;

namespace gnat {

/// Where the files of a set are.
struct CertificateSet
{
    QString authority;
    QString serverCertificate;
    QString serverKey;
    QString clientCertificate;
    QString clientKey;
};

/// Makes a set of certificates for TLS tests on a thread of its own; see generateCertificates(). GUI thread.
class CertificateMaker : public QObject
{
    Q_OBJECT

public:
    explicit CertificateMaker(QObject *parent = nullptr);
    ~CertificateMaker() override; ///< waits for a set that is being made

    /// made() or failed() follows. Does nothing while one is being made.
    void make(const QString &folder);

Q_SIGNALS:
    void made(const gnat::CertificateSet &set);
    /// `text` is for a person.
    void failed(const QString &text);

private:
    std::unique_ptr<QThread> m_thread;
};

} // namespace gnat
