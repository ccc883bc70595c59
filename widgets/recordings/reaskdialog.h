// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordings/reworkdialog.h"
#include "recordings/reworkfilter.h"
#include "rework/reasker.h"

#include <memory>

class QComboBox;
class QLineEdit;
class QSpinBox;
class QTableWidget;

namespace gnat {

class ConnectionSet;
class FilterEdit;

/// Asks the requests of a recording again of a live service and shows how the answers compare. GUI thread.
class ReaskDialog final : public ReworkDialog
{
    Q_OBJECT

public:
    /// `connections` and `codecs` must outlive it.
    ReaskDialog(QString source, const ListFilter &filter, ConnectionSet &connections, const CodecRegistry &codecs,
                QWidget *parent = nullptr);
    ~ReaskDialog() override;

    void setIgnored(const QString &fields);
    const QTableWidget &table() const { return *m_table; }

Q_SIGNALS:
    /// All answers are compared, or the asking was stopped.
    void asked();

protected:
    Result<TransferJob::Work> work() override;
    void cancelWork() override;

private:
    void fillConnections();
    void ask();
    void askForName(const QString &connection);
    void showReport();
    void save();
    Result<Reasker::Options> options() const;
    bool isUp(SourceId id) const;

    const QString m_source;
    ConnectionSet &m_connections;
    const CodecRegistry &m_codecs;
    std::shared_ptr<RecordedExchanges> m_exchanges;
    Reasker::Options m_options; ///< as the form had them when the work began
    SourceId m_askedConnection; ///< likewise
    QString m_typedName;        ///< of a locked connection, for the work that begins
    std::unique_ptr<Reasker> m_reasker;
    ReaskReport m_report;
    QComboBox *m_connection = nullptr;
    FilterEdit *m_filter = nullptr;
    const FindExchange m_known; ///< of requests and replies, by the list
    QLineEdit *m_ignored = nullptr;
    QSpinBox *m_tolerance = nullptr;
    QSpinBox *m_atOnce = nullptr;
    QTableWidget *m_table = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace gnat
