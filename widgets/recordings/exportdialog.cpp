// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/exportdialog.h"

#include "base/text.h"
#include "common/filteredit.h"
#include "recordings/reworkfilter.h"
#include "rework/recordingexport.h"

#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>

#include <utility>

namespace gnat {

ExportDialog::ExportDialog(QString source, const ListFilter &filter, const CodecRegistry &codecs, QWidget *parent)
    : ReworkDialog(tr("Export the recording"), tr("As a file that other programs read."), tr("Export"), parent),
      m_source(std::move(source)), m_codecs(codecs), m_known(filter.exchanges)
{
    m_format = new QComboBox(this);
    m_format->setAccessibleName(tr("Format"));
    m_format->addItem(tr("JSON lines: everything, can be imported again"), int(ExportFormat::Ndjson));
    m_format->addItem(tr("CSV table: a column for each field"), int(ExportFormat::Csv));
    m_format->addItem(tr("MCAP: for Foxglove and PlotJuggler, without headers"), int(ExportFormat::Mcap));
    m_format->addItem(tr("Shell script with nats commands"), int(ExportFormat::Script));
    form().addRow(tr("Format"), m_format);
    m_filter = makeReworkFilter(filter.text, this);
    form().addRow(tr("Only"), m_filter);
    addTarget(freePathBeside(m_source, {}, exportEnding(ExportFormat::Ndjson)), tr("All files (*)"));
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        const auto ending =
            exportEnding(std::exchange(m_shown, static_cast<ExportFormat>(m_format->currentData().toInt())));
        auto name = target(); // stays, but for its ending
        if (!name.endsWith(ending))
            name += ending;
        setTarget(freePathBeside(name == ending ? m_source : name, {}, exportEnding(m_shown)));
    });
}

void ExportDialog::setFormat(ExportFormat format)
{
    m_format->setCurrentIndex(m_format->findData(int(format)));
}

Result<TransferJob::Work> ExportDialog::work()
{
    const auto filter = checkedFilter(*m_filter);
    if (!filter)
        return filter.error();
    if (target().isEmpty())
        return makeError(ErrorKind::InvalidInput, tr("The new file needs a name."));
    RecordingExportRequest request{
        m_source, target(), static_cast<ExportFormat>(m_format->currentData().toInt()), {}, &m_codecs};
    return TransferJob::Work([request, text = filter.value(), known = m_known,
                              mayReplace = mayOverwrite()](const JobControl &control) mutable -> Result<QString> {
        if (!mayReplace && QFileInfo::exists(request.path))
            return makeError(ErrorKind::Exists, tr("“%1” exists already.").arg(request.path));
        auto wanted = recordingPredicate(text, request.source, known);
        if (!wanted)
            return wanted.error();
        request.wanted = std::move(wanted).value();
        const auto exported = exportRecording(request, control);
        return exported ? Result<QString>(exportText(exported.value())) : Result<QString>(exported.error());
    });
}

} // namespace gnat
