// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/replaysetup.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "common/columnscroll.h"
#include "common/filteredit.h"
#include "common/ground.h"
#include "common/humantext.h"
#include "common/notecard.h"
#include "common/textlabel.h"
#include "filter/filterfor.h"
#include "recordings/paceedit.h"
#include "recordings/recordingstate.h"
#include "recordings/remaprules.h"
#include "recordings/replaywords.h"
#include "rework/recordingfilter.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

namespace gnat {

namespace {

QString stateKind()
{
    return QStringLiteral("replay");
}

bool isWhole(const ReplayRange &range)
{
    return range.fromNs == 0 && !range.untilNs;
}

} // namespace

ReplaySetup::ReplaySetup(ConnectionSet &connections, QWidget *parent) : QWidget(parent), m_connections(connections)
{
    useBaseGround(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    // As a tab beside the timeline it has less height than it needs; what will happen stays in sight.
    layout->addWidget(new ColumnScroll(buildColumn(), this), 1);
    layout->addWidget(buildFoot());
    m_delay.setSingleShot(true);
    m_delay.setInterval(150);
    connect(&m_delay, &QTimer::timeout, this, &ReplaySetup::recompute);
    connect(&m_connections, &ConnectionSet::added, this, &ReplaySetup::fillConnections);
    connect(&m_connections, &ConnectionSet::removed, this, &ReplaySetup::fillConnections);
    fillConnections();
    recompute();
}

QWidget *ReplaySetup::buildColumn()
{
    auto *column = new QWidget(this);
    useBaseGround(column);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_rules = new RemapRules(column);
    connect(m_rules, &RemapRules::edited, this, &ReplaySetup::edited);
    layout->addWidget(buildForm(column));
    layout->addWidget(m_rules);
    layout->addWidget(buildOptions(column));
    layout->addStretch(1);
    return column;
}

QWidget *ReplaySetup::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *layout = new QVBoxLayout(foot);
    layout->setContentsMargins(14, 4, 14, 12);
    layout->setSpacing(6);
    m_problem = new TextLabel({}, TextRole::ErrorSmall, foot);
    m_problem->setWordWrap(true);
    m_sentence = new NoteCard(foot);
    m_sentence->setAccessibleName(tr("What the replay will do"));
    layout->addWidget(m_problem);
    layout->addWidget(m_sentence);
    return foot;
}

QWidget *ReplaySetup::buildForm(QWidget *parent)
{
    auto *form = new QWidget(parent);
    auto *layout = new QFormLayout(form);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(8);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_target = new QComboBox(form);
    m_target->setAccessibleName(tr("Send to"));
    m_subjects = new FilterEdit(form);
    m_subjects->setPlaceholderText(tr("all messages"));
    m_subjects->setAccessibleName(tr("Messages to replay"));
    m_pace = new PaceEdit(form);
    layout->addRow(tr("Send to"), m_target);
    layout->addRow(tr("Filter"), m_subjects);
    layout->addRow(tr("Pace"), m_pace);
    connect(m_target, &QComboBox::currentIndexChanged, this, &ReplaySetup::edited);
    connect(m_subjects, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_rules->setProposal(text.trimmed());
        edited();
    });
    connect(m_pace, &PaceEdit::paceChanged, this, [this](ReplayPace pace) {
        Q_EMIT paceChanged(pace);
        edited();
    });
    return form;
}

QWidget *ReplaySetup::buildOptions(QWidget *parent)
{
    auto *pane = new QWidget(parent);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(14, 10, 14, 8);
    layout->setSpacing(6);
    const auto add = [&](const QString &text, const QString &hint, bool isOn) {
        auto *box = new QCheckBox(text, pane);
        box->setToolTip(hint);
        box->setChecked(isOn);
        layout->addWidget(box);
        connect(box, &QCheckBox::toggled, this, &ReplaySetup::edited);
        return box;
    };
    m_keepHeaders = add(tr("Keep headers"), {}, true);
    m_skipSystem = add(tr("Skip replies and inboxes"), tr("Subjects under _INBOX, $JS and $SYS"), true);
    m_stream =
        add(tr("Publish through JetStream"), tr("Waits for each acknowledgement; reply subjects are left out"), false);
    m_ids = add(tr("Ids against duplicates"),
                tr("Adds Nats-Msg-Id where there is none: a stream keeps once what is sent again because its "
                   "acknowledgement was lost"),
                true);
    m_ids->hide();
    connect(m_stream, &QCheckBox::toggled, m_ids, &QWidget::setVisible);
    m_mark = add(tr("Mark with the original time"), tr("Adds the header Gnatcatcher-Original-Time"), false);
    m_catchUp = add(tr("Catch up after a slow patch"),
                    tr("What is late is sent at once. Otherwise the rest comes later, in its own time."), false);
    m_resume = add(tr("Go on when a lost connection is back"),
                   tr("Otherwise it waits until you resume, at the message that could not be sent"), false);
    m_replies = new QComboBox(pane);
    m_replies->addItems({tr("are kept"), tr("are dropped"), tr("are remapped like subjects")});
    m_replies->setAccessibleName(tr("Reply subjects of requests"));
    connect(m_replies, &QComboBox::currentIndexChanged, this, &ReplaySetup::edited);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(new TextLabel(tr("Reply subjects"), TextRole::Body, pane));
    row->addWidget(m_replies, 1);
    layout->addLayout(row);
    return pane;
}

void ReplaySetup::fillConnections()
{
    const QSignalBlocker blocker(m_target);
    const auto chosen = m_target->currentData();
    m_target->clear();
    for (const auto &connection : m_connections.all())
        m_target->addItem(connection->profile().name, connection->id().number());
    if (m_target->count() == 0)
        m_target->addItem(tr("not connected"), 0U);
    m_target->addItem(tr("the views of this window alone"), replayedSource.number());
    m_target->setCurrentIndex(qMax(0, m_target->findData(chosen)));
    edited();
}

ReplayDestination ReplaySetup::destination() const
{
    const SourceId source(m_target->currentData().toUInt());
    return {source, m_stream->isChecked() && source != replayedSource};
}

QString ReplaySetup::destinationName() const
{
    if (destination().source == replayedSource)
        return tr("this window");
    const auto *connection = m_connections.find(destination().source);
    return connection ? connection->profile().name : QString();
}

bool ReplaySetup::resumesByItself() const
{
    return m_resume->isChecked();
}

void ReplaySetup::setRecording(const RecordingSummary &summary, const SubjectCounts &subjects, quint64 unreadable)
{
    m_summary = summary;
    m_unreadable = unreadable;
    m_subjectCounts = subjects;
    m_sentBy.clear(); // they are other subjects
    recompute();
}

std::optional<Filter> ReplaySetup::filter(FilterError *error) const
{
    auto context = recordingContext(m_summary);
    context.findExchange = m_known;
    return Filter::compile(m_subjects->text(), error, context);
}

Result<ReplayOptions> ReplaySetup::options(const QString &path) const
{
    ReplayOptions options;
    options.path = path;
    options.pace = m_pace->pace();
    options.replies = ReplyPolicy(m_replies->currentIndex());
    options.whenLate = m_catchUp->isChecked() ? LatePolicy::CatchUp : LatePolicy::Shift;
    options.includeSystem = !m_skipSystem->isChecked();
    options.keepHeaders = m_keepHeaders->isChecked();
    options.markOriginalTime = m_mark->isChecked();
    options.addMessageIds = destination().throughStream && m_ids->isChecked();
    FilterError error;
    const auto wanted = filter(&error);
    if (!wanted)
        return makeError(ErrorKind::InvalidInput, tr("Filter: %1").arg(error.message));
    if (!wanted->isEmpty())
        options.wanted = [filter = *wanted](const MessageView &message) {
            return filter.accepts(message);
        };
    auto remap = m_rules->remap();
    if (!remap)
        return remap.error();
    options.remap = std::move(remap).value();
    return options;
}

std::optional<std::string> ReplaySetup::sentAs(std::string_view subject) const
{
    return isSent(subject) ? m_options->remap.apply(subject) : std::nullopt;
}

bool ReplaySetup::isSent(std::string_view subject) const
{
    if (!m_options || !m_filter.acceptsSubject(subject) || m_options->remap.skips(subject))
        return false;
    if (m_options->includeSystem)
        return true;
    const auto &remap = m_options->remap;
    return !isSystemSubject(subject) && !(remap.mayLeadToSystem() && isSystemSubject(*remap.apply(subject)));
}

void ReplaySetup::edited()
{
    m_delay.start();
}

void ReplaySetup::recompute()
{
    FilterError error;
    const auto compiled = filter(&error);
    m_filter = compiled.value_or(Filter());
    m_subjects->setError(compiled ? FilterError() : error);
    const auto built = options(m_summary.path);
    m_options = built ? std::optional(built.value()) : std::nullopt;
    m_problem->setText(built ? QString() : errorText(built.error()));
    m_problem->setVisible(!built);
    countSent();
    showSentence();
    const QVariantList sentBy{m_subjects->text(), m_skipSystem->isChecked(), QVariant(m_rules->state())};
    if (std::exchange(m_sentBy, sentBy) != sentBy)
        Q_EMIT sentChanged();
    Q_EMIT changed();
}

/// Once for what is set up: of a recording with a million subjects it takes a while.
void ReplaySetup::countSent()
{
    m_sent = 0;
    m_isExact = true;
    m_subjectCounts.visit([this](std::string_view name, const SubjectCounts::Count &subject) {
        if (isSent(name))
            m_sent += subject.messages;
        m_isExact = m_isExact && m_filter.isDecidedBy(name);
    });
}

void ReplaySetup::setRange(const ReplayRange &range)
{
    m_range = range;
    showSentence();
}

void ReplaySetup::showSentence()
{
    m_sentence->setText(describe());
    m_sentence->setVisible(!m_sentence->text().isEmpty());
}

/// How long it takes, as far as that is known, and whether it begins again.
QString ReplaySetup::describePace(quint64 sent) const
{
    const auto until = m_range.untilNs.value_or(m_summary.lastNs - m_summary.firstNs);
    const auto text = paceText(m_pace->pace(), until - m_range.fromNs, isWhole(m_range) ? sent : 0);
    return m_range.rounds == 0 ? tr("%1, again and again until it is stopped").arg(text) : text;
}

QString ReplaySetup::describe() const
{
    if (!m_options || m_summary.messages == 0)
        return {};
    const auto name = destinationName();
    const auto where = name.isEmpty() ? tr("a connection that you choose") : name.toHtmlEscaped();
    const auto pace = describePace(m_sent);
    if (m_subjectCounts.isEmpty())
        return tr("Counting the subjects of %1 messages.").arg(countFull(m_summary.messages));
    if (!m_isExact) // what it looks at are not the subjects alone
        return tr("<b>Up to %1 messages go to %2, as far as the filter lets them pass.</b><br>%3.")
            .arg(countFull(m_sent), where, pace);
    const auto here = m_summary.messages - std::min(m_summary.messages, m_unreadable);
    const auto left = here - std::min(here, m_sent);
    const auto text = isWhole(m_range)
                          ? tr("<b>%1 messages go to %2%3.</b><br>%4 are left out. %5.")
                          : tr("<b>Of %1 messages, those from A to B go to %2%3.</b><br>%4 are left out anyway. %5.");
    const auto sentence =
        text.arg(countFull(m_sent), where, m_options->remap.isEmpty() ? QString() : tr(", some under another subject"),
                 countFull(left), pace);
    if (m_unreadable == 0)
        return sentence;
    return sentence + QStringLiteral("<br>") +
           tr("%1 messages cannot be read: the replay ends before the first of them.").arg(countFull(m_unreadable));
}

QString ReplaySetup::sentence() const
{
    return m_sentence->text();
}

QString ReplaySetup::problem() const
{
    return m_problem->text();
}

void ReplaySetup::setSubjects(const QString &filter)
{
    m_subjects->setText(filter);
}

void ReplaySetup::keep(Preferences &preferences, const QString &path) const
{
    setRecordingState(preferences, stateKind(), path, state());
}

void ReplaySetup::restore(Preferences &preferences, const QString &path)
{
    setState(recordingState(preferences, stateKind(), path).toMap());
}

QVariantMap ReplaySetup::state() const
{
    return {{QStringLiteral("subjects"), m_subjects->text()},
            {QStringLiteral("pace"), m_pace->state()},
            {QStringLiteral("rules"), m_rules->state()},
            {QStringLiteral("replies"), m_replies->currentIndex()},
            {QStringLiteral("stream"), m_stream->isChecked()},
            {QStringLiteral("messageIds"), m_ids->isChecked()},
            {QStringLiteral("catchUp"), m_catchUp->isChecked()},
            {QStringLiteral("resume"), m_resume->isChecked()},
            {QStringLiteral("keepHeaders"), m_keepHeaders->isChecked()},
            {QStringLiteral("skipSystem"), m_skipSystem->isChecked()},
            {QStringLiteral("mark"), m_mark->isChecked()}};
}

void ReplaySetup::setState(const QVariantMap &state)
{
    m_subjects->setText(state.value(QStringLiteral("subjects")).toString());
    m_pace->setState(state.value(QStringLiteral("pace")).toMap());
    m_replies->setCurrentIndex(state.value(QStringLiteral("replies"), 0).toInt());
    m_stream->setChecked(state.value(QStringLiteral("stream"), false).toBool());
    m_ids->setChecked(state.value(QStringLiteral("messageIds"), true).toBool());
    m_catchUp->setChecked(state.value(QStringLiteral("catchUp"), false).toBool());
    m_resume->setChecked(state.value(QStringLiteral("resume"), false).toBool());
    m_keepHeaders->setChecked(state.value(QStringLiteral("keepHeaders"), true).toBool());
    m_skipSystem->setChecked(state.value(QStringLiteral("skipSystem"), true).toBool());
    m_mark->setChecked(state.value(QStringLiteral("mark"), false).toBool());
    m_rules->setState(state.value(QStringLiteral("rules")).toList());
    edited();
}

} // namespace gnat
