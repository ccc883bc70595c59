// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compose/draft.h"
#include "compose/sender.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QGridLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTabWidget;

namespace gnat {

class ConnectionSet;
class HeaderEditor;
class PayloadEditor;
class Segmented;
class TextLabel;

/// Where a message or request is written and sent. While a request waits, Send becomes Cancel and the time runs beside
/// it. What is wrong is said at its field before anything is sent; what was typed stays. GUI thread.
class Composer final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Both, PublishOnly };

    Composer(ConnectionSet &connections, Sender &sender, Kind kind, QWidget *parent = nullptr);

    Draft draft() const;
    void setDraft(const Draft &draft);
    void setRequest(bool isRequest);
    void focusSubject();
    void focusPayload();
    /// Sends what is there, as the button does; nothing while a request waits.
    void send();
    /// What stands at a field in err; empty: nothing is wrong.
    QString problem() const;

Q_SIGNALS:
    void draftChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildFirstRow(Kind kind);
    QWidget *buildOptions();
    QTabWidget *buildTabs();
    void fillConnections();
    void watch(const class Connection *connection) const;
    void refreshMode();
    void refreshWaiting();
    void showProblem(const Sender::Problem &problem);
    void askForLock();
    void edited();

    ConnectionSet &m_connections;
    Sender &m_sender;
    QString m_wantedConnection; ///< of the draft, also while it is not open
    QGridLayout *m_firstRow = nullptr;
    QComboBox *m_connection = nullptr;
    Segmented *m_mode = nullptr;
    QLineEdit *m_subject = nullptr;
    QPushButton *m_send = nullptr;
    TextLabel *m_elapsed = nullptr;
    TextLabel *m_problem = nullptr;
    QWidget *m_requestOptions = nullptr;
    QWidget *m_publishOptions = nullptr;
    QSpinBox *m_timeout = nullptr;
    QComboBox *m_replies = nullptr;
    QSpinBox *m_upTo = nullptr;
    QLineEdit *m_reply = nullptr;
    QTabWidget *m_tabs = nullptr;
    PayloadEditor *m_payload = nullptr;
    HeaderEditor *m_headers = nullptr;
    QTimer m_tick;
    bool m_isRequest = true;
    bool m_isFilling = false;
    bool m_isNarrow = false;
};

} // namespace gnat
