// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordings/reworkdialog.h"
#include "recordings/reworkfilter.h"
#include "transfer/messageexport.h"

class QComboBox;

namespace gnat {

class FilterEdit;

/// Writes a recording as a file for other programs. GUI thread.
class ExportDialog final : public ReworkDialog
{
    Q_OBJECT

public:
    /// `codecs` must outlive it.
    ExportDialog(QString source, const ListFilter &filter, const CodecRegistry &codecs, QWidget *parent = nullptr);

    void setFormat(ExportFormat format);

protected:
    bool canOpen() const override { return false; }
    Result<TransferJob::Work> work() override;

private:
    const QString m_source;
    const CodecRegistry &m_codecs;
    QComboBox *m_format = nullptr;
    ExportFormat m_shown = ExportFormat::Ndjson; ///< whose ending the new file has
    FilterEdit *m_filter = nullptr;
    const FindExchange m_known; ///< of requests and replies, by the list
};

} // namespace gnat
