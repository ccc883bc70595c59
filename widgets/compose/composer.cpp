// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compose/composer.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "common/buttons.h"
#include "common/ground.h"
#include "common/segmented.h"
#include "common/textlabel.h"
#include "compose/guardquestion.h"
#include "compose/headereditor.h"
#include "compose/payloadeditor.h"
#include "theme/fonts.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTabWidget>

#include <utility>

namespace gnat {

namespace {
constexpr int firstOnly = 1;
constexpr int untilTimeout = 0;

QLabel *buddyLabel(const QString &text, QWidget *buddy, QWidget *parent)
{
    auto *label = new TextLabel(text, TextRole::Small, parent);
    label->setBuddy(buddy);
    return label;
}
} // namespace

Composer::Composer(ConnectionSet &connections, Sender &sender, Kind kind, QWidget *parent)
    : QWidget(parent), m_connections(connections), m_sender(sender)
{
    m_isRequest = kind == Kind::Both;
    useBaseGround(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildFirstRow(kind));
    setFocusProxy(m_subject);
    layout->addWidget(buildOptions());
    m_problem = new TextLabel({}, TextRole::ErrorSmall, this);
    m_problem->setContentsMargins(12, 0, 12, 6);
    m_problem->setWordWrap(true);
    m_problem->setAccessibleName(tr("What is wrong"));
    m_problem->hide();
    layout->addWidget(m_problem);
    layout->addWidget(buildTabs(), 1);

    connect(&m_connections, &ConnectionSet::added, this, [this](Connection *connection) {
        watch(connection);
        fillConnections();
    });
    connect(&m_connections, &ConnectionSet::removed, this, &Composer::fillConnections);
    for (const auto &connection : m_connections.all())
        watch(connection.get());
    connect(&m_sender, &Sender::started, this, &Composer::refreshWaiting);
    connect(&m_sender, &Sender::finished, this, &Composer::refreshWaiting);
    m_tick.setInterval(50);
    connect(&m_tick, &QTimer::timeout, this, &Composer::refreshWaiting);
    fillConnections();
    refreshMode();
    refreshWaiting();
}

QWidget *Composer::buildFirstRow(Kind kind)
{
    auto *row = new QWidget(this);
    m_firstRow = new QGridLayout(row);
    m_firstRow->setContentsMargins(12, 10, 12, 6);
    m_firstRow->setSpacing(8);
    m_connection = new QComboBox(row);
    m_connection->setAccessibleName(tr("Connection"));
    m_connection->setMinimumWidth(84);
    m_mode = new Segmented({tr("Publish"), tr("Request")}, tr("What to send"), row);
    m_mode->setBarHeight(28);
    m_mode->setVisible(kind == Kind::Both);
    m_subject = new QLineEdit(row);
    m_subject->setFont(monoFont(px::data));
    m_subject->setPlaceholderText(tr("Subject"));
    m_subject->setAccessibleName(tr("Subject"));
    m_send = new QPushButton(tr("Send"), row);
    setButtonKind(m_send, ButtonKind::Primary);
    m_send->setToolTip(tr("Send (Ctrl+Enter)"));
    m_send->setMinimumWidth(92);
    m_firstRow->addWidget(m_connection, 0, 0);
    m_firstRow->addWidget(m_mode, 0, 1);
    m_firstRow->addWidget(m_subject, 0, 2);
    m_firstRow->addWidget(m_send, 0, 3);
    m_firstRow->setColumnStretch(2, 1);
    connect(m_connection, &QComboBox::activated, this, [this] {
        m_wantedConnection = m_connection->currentData().toString();
        edited();
    });
    connect(m_mode, &Segmented::currentChanged, this, [this](int index) {
        m_isRequest = index == 1;
        refreshMode();
        edited();
    });
    connect(m_subject, &QLineEdit::textEdited, this, &Composer::edited);
    connect(m_subject, &QLineEdit::returnPressed, this, &Composer::send);
    connect(m_send, &QPushButton::clicked, this, [this] { m_sender.isWaiting() ? m_sender.cancel() : send(); });
    return row;
}

/// A subject needs more room than what a narrow composer leaves beside the rest.
void Composer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    constexpr int narrowBelow = 480;
    const bool isNarrow = width() < narrowBelow;
    if (std::exchange(m_isNarrow, isNarrow) == isNarrow)
        return;
    if (isNarrow)
        m_firstRow->addWidget(m_subject, 1, 0, 1, 4);
    else
        m_firstRow->addWidget(m_subject, 0, 2);
}

QWidget *Composer::buildOptions()
{
    auto *options = new QWidget(this);
    auto *layout = new QHBoxLayout(options);
    layout->setContentsMargins(12, 0, 12, 8);
    m_requestOptions = new QWidget(options);
    auto *request = new QHBoxLayout(m_requestOptions);
    request->setContentsMargins(0, 0, 0, 0);
    m_timeout = new QSpinBox(m_requestOptions);
    m_timeout->setRange(1, 3'600'000);
    m_timeout->setValue(5000);
    m_timeout->setSingleStep(500);
    m_timeout->setSuffix(tr(" ms"));
    m_replies = new QComboBox(m_requestOptions);
    m_replies->addItem(tr("First only"), firstOnly);
    m_replies->addItem(tr("Up to"), 2);
    m_replies->addItem(tr("Until timeout"), untilTimeout);
    m_replies->setAccessibleName(tr("Replies to wait for"));
    m_upTo = new QSpinBox(m_requestOptions);
    m_upTo->setRange(2, 1000);
    m_upTo->setValue(3);
    m_upTo->setAccessibleName(tr("Number of replies to wait for"));
    m_upTo->hide();
    request->addWidget(buddyLabel(tr("Timeout"), m_timeout, m_requestOptions));
    request->addWidget(m_timeout);
    request->addSpacing(8);
    request->addWidget(buddyLabel(tr("Replies"), m_replies, m_requestOptions));
    request->addWidget(m_replies);
    request->addWidget(m_upTo);
    request->addStretch(1);
    m_elapsed = new TextLabel({}, TextRole::MonoSmall, m_requestOptions);
    m_elapsed->setFixedWidth(QFontMetrics(monoFont(px::figure)).horizontalAdvance(QStringLiteral("0000000 ms")));
    m_elapsed->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_elapsed->setAccessibleName(tr("Time waited"));
    request->addWidget(m_elapsed);
    m_publishOptions = new QWidget(options);
    auto *publish = new QHBoxLayout(m_publishOptions);
    publish->setContentsMargins(0, 0, 0, 0);
    m_reply = new QLineEdit(m_publishOptions);
    m_reply->setFont(monoFont(px::data));
    m_reply->setPlaceholderText(tr("none"));
    publish->addWidget(buddyLabel(tr("Reply subject"), m_reply, m_publishOptions));
    publish->addWidget(m_reply, 1);
    layout->addWidget(m_requestOptions, 1);
    layout->addWidget(m_publishOptions, 1);
    connect(m_replies, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_upTo->setVisible(index == 1);
        edited();
    });
    connect(m_timeout, &QSpinBox::valueChanged, this, &Composer::edited);
    connect(m_upTo, &QSpinBox::valueChanged, this, &Composer::edited);
    connect(m_reply, &QLineEdit::textEdited, this, &Composer::edited);
    return options;
}

QTabWidget *Composer::buildTabs()
{
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_payload = new PayloadEditor(m_tabs);
    m_headers = new HeaderEditor(m_tabs);
    m_tabs->addTab(m_payload, tr("Payload"));
    m_tabs->addTab(m_headers, tr("Headers"));
    auto *format = new QPushButton(tr("Format JSON"), m_tabs);
    setButtonKind(format, ButtonKind::Flat);
    setButtonSmall(format);
    auto *corner = new QWidget(m_tabs);
    auto *cornerLayout = new QHBoxLayout(corner);
    cornerLayout->setContentsMargins(0, 0, 6, 6);
    cornerLayout->addWidget(format);
    m_tabs->setCornerWidget(corner);
    connect(format, &QPushButton::clicked, this, [this] {
        if (!m_payload->formatJson())
            showProblem({Sender::Field::Payload, tr("The payload is not JSON.")});
    });
    connect(m_payload, &QPlainTextEdit::textChanged, this, &Composer::edited);
    connect(m_payload, &PayloadEditor::sendRequested, this, &Composer::send);
    connect(m_headers, &HeaderEditor::changed, this, [this] {
        const auto count = m_headers->headers().size();
        m_tabs->setTabText(1, count > 0 ? tr("Headers %1").arg(count) : tr("Headers"));
        edited();
    });
    return m_tabs;
}

void Composer::watch(const Connection *connection) const
{
    connect(connection, &Connection::stateChanged, this, &Composer::fillConnections);
}

void Composer::fillConnections()
{
    const QSignalBlocker blocker(m_connection);
    m_connection->clear();
    for (const auto &connection : m_connections.all())
        m_connection->addItem(connection->profile().name, connection->profile().name);
    if (m_connection->count() == 0)
        m_connection->addItem(tr("not connected"), QString());
    m_connection->setCurrentIndex(qMax(0, m_connection->findData(m_wantedConnection)));
}

void Composer::refreshMode()
{
    m_mode->setCurrent(m_isRequest ? 1 : 0);
    m_requestOptions->setVisible(m_isRequest);
    m_publishOptions->setVisible(!m_isRequest);
}

void Composer::setRequest(bool isRequest)
{
    m_isRequest = isRequest;
    refreshMode();
    edited();
}

Draft Composer::draft() const
{
    Draft draft;
    draft.connection = m_connection->currentData().toString();
    draft.isRequest = m_isRequest;
    draft.subject = m_subject->text().trimmed().toUtf8();
    draft.reply = m_reply->text().trimmed().toUtf8();
    draft.headers = m_headers->headers();
    draft.payload = m_payload->payload();
    draft.timeoutMs = m_timeout->value();
    draft.maxReplies = m_replies->currentIndex() == 1 ? m_upTo->value() : m_replies->currentData().toInt();
    return draft;
}

void Composer::setDraft(const Draft &draft)
{
    m_isFilling = true;
    m_isRequest = draft.isRequest;
    m_wantedConnection = draft.connection;
    fillConnections();
    m_subject->setText(toText(viewOf(draft.subject)));
    m_reply->setText(toText(viewOf(draft.reply)));
    m_headers->setHeaders(draft.headers);
    m_payload->setPayload(draft.payload);
    m_timeout->setValue(draft.timeoutMs);
    m_replies->setCurrentIndex(draft.maxReplies == firstOnly ? 0 : draft.maxReplies == untilTimeout ? 2 : 1);
    if (draft.maxReplies > 1)
        m_upTo->setValue(draft.maxReplies);
    refreshMode();
    m_isFilling = false;
    edited();
}

void Composer::focusSubject()
{
    m_subject->setFocus();
    m_subject->selectAll();
}

void Composer::focusPayload()
{
    m_tabs->setCurrentWidget(m_payload);
    m_payload->setFocus();
}

void Composer::edited()
{
    if (m_isFilling)
        return;
    m_problem->hide();
    Q_EMIT draftChanged();
}

void Composer::send()
{
    // A key that repeats while it is held down must not take back what it sent: Cancel is the button or Esc.
    if (!m_sender.isWaiting())
        showProblem(m_sender.send(draft()));
}

QString Composer::problem() const
{
    return m_problem->isHidden() ? QString() : m_problem->text();
}

void Composer::showProblem(const Sender::Problem &problem)
{
    m_problem->setText(problem.text);
    m_problem->setVisible(!problem.text.isEmpty());
    switch (problem.field) {
    case Sender::Field::Subject:
        m_subject->setFocus();
        break;
    case Sender::Field::Reply:
        m_reply->setFocus();
        break;
    case Sender::Field::Headers:
        m_tabs->setCurrentWidget(m_headers);
        break;
    case Sender::Field::Payload:
        m_tabs->setCurrentWidget(m_payload);
        break;
    case Sender::Field::Lock:
        askForLock();
        break;
    case Sender::Field::Connection:
    case Sender::Field::None:
        break;
    }
}

void Composer::askForLock()
{
    const auto asked = draft(); // what is asked about is what goes out
    auto *question = new GuardQuestion(asked.connection, asked.subject, this);
    connect(question, &GuardQuestion::sendOnceChosen, this,
            [this, asked] { showProblem(m_sender.sendThroughLock(asked)); });
    connect(question, &GuardQuestion::allowChosen, this, [this, asked] {
        m_sender.unlock(asked, std::chrono::minutes(GuardQuestion::allowedMinutes));
        showProblem(m_sender.send(asked));
    });
    question->open();
}

void Composer::refreshWaiting()
{
    const bool isWaiting = m_sender.isWaiting();
    m_send->setText(isWaiting ? tr("Cancel") : tr("Send"));
    setButtonKind(m_send, isWaiting ? ButtonKind::Normal : ButtonKind::Primary);
    m_elapsed->setText(isWaiting ? tr("%1 ms").arg(m_sender.elapsedMs()) : QString());
    if (isWaiting != m_tick.isActive())
        isWaiting ? m_tick.start() : m_tick.stop();
}

void Composer::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers().testFlag(Qt::ControlModifier))
        send();
    else if (event->key() == Qt::Key_Escape && m_sender.isWaiting())
        m_sender.cancel();
    else
        QWidget::keyPressEvent(event);
}

} // namespace gnat
