// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/importdialog.h"

#include "base/text.h"
#include "rework/recordingimport.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace gnat {

namespace {

QString freePathIn(const QString &folder, const QString &name)
{
    const auto ending = QStringLiteral(".gnat");
    return freePathBeside(QDir(folder).filePath(name + ending), {}, ending);
}

} // namespace

ImportDialog::ImportDialog(QString folder, QWidget *parent)
    : ReworkDialog(tr("Import a recording"),
                   tr("From JSON lines, from MCAP, from a folder that “nats sub --dump” wrote, or from one of rabtap."),
                   tr("Import"), parent),
      m_folder(std::move(folder))
{
    m_source = new QLineEdit(this);
    m_source->setAccessibleName(tr("From"));
    auto *file = new QPushButton(tr("File…"), this);
    auto *directory = new QPushButton(tr("Folder…"), this);
    form().addRow(tr("From"), fieldWith(m_source, {file, directory}));
    addTarget(freePathIn(m_folder, tr("imported", "file name")), recordingsFilter());
    m_skip = new QCheckBox(tr("Leave out what cannot be read, and count it"), this);
    form().addRow(QString(), m_skip);
    connect(file, &QPushButton::clicked, this, [this] {
        setSource(
            QFileDialog::getOpenFileName(this, tr("Import"), m_source->text(),
                                         tr("JSON lines and MCAP (*.ndjson *.jsonl *.json *.mcap);;All files (*)")));
    });
    connect(directory, &QPushButton::clicked, this,
            [this] { setSource(QFileDialog::getExistingDirectory(this, tr("Import"), m_source->text())); });
}

void ImportDialog::setSource(const QString &path)
{
    if (path.isEmpty())
        return;
    m_source->setText(QDir::toNativeSeparators(path));
    setTarget(freePathIn(m_folder, QFileInfo(path).completeBaseName()));
}

Result<TransferJob::Work> ImportDialog::work()
{
    const auto source = QDir::fromNativeSeparators(m_source->text().trimmed());
    if (source.isEmpty())
        return makeError(ErrorKind::InvalidInput, tr("Choose what to import."));
    const ImportRequest request{source, target(), mayOverwrite(), m_skip->isChecked()};
    return TransferJob::Work([request, written = writtenMessages()](const JobControl &control) -> Result<QString> {
        const auto imported = importRecording(request, control);
        if (!imported)
            return imported.error();
        *written = imported.value().messages;
        return (QStringList{importText(imported.value())} + imported.value().problems.mid(0, 5)).join(u'\n');
    });
}

} // namespace gnat
