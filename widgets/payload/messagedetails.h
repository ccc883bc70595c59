// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/messagebatch.h"

#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QStandardItemModel;
class QTabWidget;
class QTableView;

namespace gnat {

class CodecRegistry;
class ExchangeView;
class MessageSource;
class PayloadView;

/// One message in full: subject, connection, time and size above payload, headers and everything else known of it.
/// Keeps the message's batch alive, so what is open never vanishes. GUI thread.
class MessageDetails final : public QWidget
{
    Q_OBJECT

public:
    MessageDetails(const CodecRegistry &codecs, std::function<QString(SourceId)> connectionName,
                   QWidget *parent = nullptr);

    /// `isLatest`: the newest of its subject rather than a chosen row, which a word in the header says.
    void setMessage(const MessageHandle &message, bool isLatest = false, const MessageHandle &previous = {});
    /// `why` there is nothing to show, for a person; without it: what to do.
    void clear(const QString &why = {});
    /// False: the list holds it no more, and the header says so.
    void setKept(bool isKept);
    const MessageHandle &message() const { return m_message; }
    PayloadView &payload() { return *m_payload; }
    /// Where the messages of an exchange are looked up; without one there is no such tab.
    void setSource(MessageSource *source);

Q_SIGNALS:
    /// A token of the subject was clicked: filter to this pattern.
    void filterRequested(const QString &pattern);
    /// Go to the message at this position of the source.
    void messageRequested(quint64 position);

private:
    QWidget *buildHeader();
    QTableView *buildTable(QStandardItemModel *model, const QString &accessibleName);
    void showHeader();
    void showHeaders();
    void showInfo();
    void showExchange();
    void updateFonts();
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

    std::function<QString(SourceId)> m_connectionName;
    MessageHandle m_message;
    QString m_why; ///< nothing is shown
    bool m_isLatest = false;
    bool m_isKept = true;
    QLabel *m_subject = nullptr;
    QLabel *m_facts = nullptr;
    QTabWidget *m_tabs = nullptr;
    PayloadView *m_payload = nullptr;
    ExchangeView *m_exchange = nullptr;
    QStandardItemModel *m_headers = nullptr;
    QStandardItemModel *m_info = nullptr;
    QTableView *m_headersTable = nullptr;
    QTableView *m_infoTable = nullptr;
};

} // namespace gnat
