// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/qt/certificatemaker.h"

#include "base/text.h"
#include "broker/tls/certificates.h"

#include <QThread>

#include <memory>
#include <optional>

namespace gnat {

namespace {

CertificateSet setOf(const CertificateFiles &files)
{
    return {toText(files.authority), toText(files.serverCertificate), toText(files.serverKey),
            toText(files.clientCertificate), toText(files.clientKey)};
}

} // namespace

CertificateMaker::CertificateMaker(QObject *parent) : QObject(parent) {}

CertificateMaker::~CertificateMaker()
{
    if (m_thread)
        m_thread->wait();
}

void CertificateMaker::make(const QString &folder)
{
    if (m_thread && m_thread->isRunning())
        return;
    if (m_thread)
        m_thread->wait();
    const auto outcome = std::make_shared<std::optional<Result<CertificateFiles>>>();
    m_thread.reset(
        QThread::create([folder = folder.toStdString(), outcome] { outcome->emplace(generateCertificates(folder)); }));
    connect(m_thread.get(), &QThread::finished, this, [this, outcome] {
        const auto &result = outcome->value();
        if (result)
            Q_EMIT made(setOf(result.value()));
        else
            Q_EMIT failed(errorText(result.error()));
    });
    m_thread->start();
}

} // namespace gnat
