// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/certificatesdialog.h"

#include "common/buttons.h"
#include "common/textlabel.h"
#include "theme/fonts.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QUrl>

namespace gnat {

CertificatesDialog::CertificatesDialog(const CertificateSet &set, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Certificates"));
    setMinimumSize(620, 360);
    auto *title = new TextLabel(tr("Five files for TLS tests were made"), TextRole::Title, this);
    auto *folder = new TextLabel(QFileInfo(set.authority).absolutePath(), TextRole::MonoSmall, this);
    folder->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *hint =
        new TextLabel(tr("They are valid for a year, for localhost, 127.0.0.1 and ::1. The authority's own key "
                         "is kept nowhere, so nobody can sign more with it."),
                      TextRole::Small, this);
    hint->setWordWrap(true);
    auto *text = new QPlainTextEdit(usage(set), this);
    text->setReadOnly(true);
    text->setFont(monoFont(px::figure));
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setAccessibleName(tr("How to use the certificates"));
    auto *copy = new QPushButton(tr("Copy"), this);
    auto *open = new QPushButton(tr("Open folder"), this);
    auto *close = new QPushButton(tr("Close"), this);
    setButtonKind(close, ButtonKind::Primary);
    close->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(copy);
    buttons->addWidget(open);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 14);
    layout->setSpacing(8);
    layout->addWidget(title);
    layout->addWidget(folder);
    layout->addWidget(hint);
    layout->addWidget(text, 1);
    layout->addLayout(buttons);
    connect(copy, &QPushButton::clicked, this, [text] { QGuiApplication::clipboard()->setText(text->toPlainText()); });
    connect(open, &QPushButton::clicked, this,
            [path = folder->text()] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

QString CertificatesDialog::usage(const CertificateSet &set)
{
    return tr("# Server: a configuration file for gnatcatcher-cli broker -c, or nats-server -c") +
           QStringLiteral("\ntls {\n  cert_file: \"%1\"\n  key_file: \"%2\"\n  ca_file: \"%3\"\n  verify: true\n}\n\n")
               .arg(set.serverCertificate, set.serverKey, set.authority) +
           tr("# Client: a connection of Gnatcatcher, or the nats program") +
           QStringLiteral("\n--tlsca \"%1\"\n--tlscert \"%2\"\n--tlskey \"%3\"\n")
               .arg(set.authority, set.clientCertificate, set.clientKey);
}

} // namespace gnat
