// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/replaysetup.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "common/docktitle.h"
#include "common/filteredit.h"
#include "common/ground.h"
#include "common/humantext.h"
#include "common/painting.h"
#include "common/segmented.h"
#include "common/textlabel.h"
#include "core/subjectpattern.h"
#include "filter/filterfor.h"
#include "settings/preferences.h"
#include "theme/fonts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QToolButton>

#include <array>

namespace gnat {

namespace {

constexpr std::array<double, 4> paces{0.5, 1, 4, 0};

QString stateKey(const QString &path)
{
    return QStringLiteral("replay.") + QFileInfo(path).fileName();
}

bool isSystemSubject(std::string_view subject)
{
    return subject.starts_with("$JS.") || subject.starts_with("$SYS.") || subject.starts_with("_INBOX.");
}

} // namespace

ReplaySetup::ReplaySetup(ConnectionSet &connections, QWidget *parent) : QWidget(parent), m_connections(connections)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 12);
    useBaseGround(this);
    layout->setSpacing(0);
    layout->addWidget(buildForm());
    layout->addWidget(buildRules());
    layout->addWidget(buildOptions());
    layout->addStretch(1);
    m_problem = new TextLabel({}, TextRole::ErrorSmall, this);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(14, 4, 14, 4);
    m_sentence = new TextLabel({}, TextRole::Small, this);
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::RichText);
    m_sentence->setContentsMargins(14, 8, 14, 4);
    m_sentence->setAccessibleName(tr("What the replay will do"));
    layout->addWidget(m_problem);
    layout->addWidget(m_sentence);
    m_delay.setSingleShot(true);
    m_delay.setInterval(150);
    connect(&m_delay, &QTimer::timeout, this, &ReplaySetup::recompute);
    connect(&m_connections, &ConnectionSet::added, this, &ReplaySetup::fillConnections);
    connect(&m_connections, &ConnectionSet::removed, this, &ReplaySetup::fillConnections);
    fillConnections();
    recompute();
}

QWidget *ReplaySetup::buildForm()
{
    auto *form = new QWidget(this);
    auto *layout = new QFormLayout(form);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(8);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_target = new QComboBox(form);
    m_target->setAccessibleName(tr("Send to"));
    m_subjects = new FilterEdit(form);
    m_subjects->setPlaceholderText(tr("all messages"));
    m_subjects->setAccessibleName(tr("Messages to replay"));
    auto *pace = new QWidget(form);
    auto *row = new QHBoxLayout(pace);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_pace = new Segmented({tr("0.5×"), tr("1×"), tr("4×"), tr("Max")}, tr("Pace"), pace);
    m_pace->setCurrent(1);
    m_custom = new QDoubleSpinBox(pace);
    m_custom->setRange(0.01, 1000);
    m_custom->setDecimals(2);
    m_custom->setValue(1);
    m_custom->setSuffix(tr("×"));
    m_custom->setToolTip(tr("A pace of your own"));
    m_custom->setAccessibleName(tr("Pace as a factor"));
    row->addWidget(m_pace);
    row->addWidget(m_custom, 1);
    layout->addRow(tr("Send to"), m_target);
    layout->addRow(tr("Filter"), m_subjects);
    layout->addRow(tr("Pace"), pace);
    connect(m_target, &QComboBox::currentIndexChanged, this, &ReplaySetup::edited);
    connect(m_subjects, &QLineEdit::textChanged, this, &ReplaySetup::edited);
    connect(m_pace, &Segmented::currentChanged, this, &ReplaySetup::paceChosen);
    connect(m_custom, &QDoubleSpinBox::valueChanged, this, [this](double factor) {
        m_speed = factor;
        Q_EMIT speedChanged(m_speed);
        edited();
    });
    return form;
}

void ReplaySetup::paceChosen(int index)
{
    m_speed = paces.at(std::size_t(index));
    if (m_speed > 0) {
        const QSignalBlocker blocker(m_custom);
        m_custom->setValue(m_speed);
    }
    Q_EMIT speedChanged(m_speed);
    edited();
}

QWidget *ReplaySetup::buildRules()
{
    auto *pane = new QWidget(this);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *title = new DockTitle(tr("Remap subjects"), pane);
    title->setInner(true);
    title->setRemark(tr("first match wins"));
    auto *remove = title->addButton(QStringLiteral("minus"), tr("Remove the rule"));
    auto *add = title->addButton(QStringLiteral("plus"), tr("Add a rule"));
    m_rules = new QTableWidget(0, 2, pane);
    m_rules->setFrameShape(QFrame::NoFrame);
    m_rules->setShowGrid(false);
    m_rules->setFont(monoFont(px::data));
    m_rules->setFixedHeight(104);
    m_rules->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_rules->setSelectionMode(QAbstractItemView::SingleSelection);
    m_rules->setHorizontalHeaderLabels({tr("From"), tr("To")});
    m_rules->verticalHeader()->hide();
    m_rules->verticalHeader()->setMinimumSectionSize(25);
    m_rules->verticalHeader()->setDefaultSectionSize(25);
    m_rules->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_rules->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_rules->horizontalHeader()->setHighlightSections(false);
    m_rules->setAccessibleName(tr("Remap rules"));
    m_rules->setToolTip(tr("$1 stands for the first wildcard, > keeps the tail, an empty target skips."));
    layout->addWidget(title);
    layout->addWidget(m_rules);
    connect(add, &QToolButton::clicked, this, [this] {
        const bool isPattern = bool(SubjectPattern::parse(m_subjects->text().trimmed().toStdString()));
        addRule(isPattern ? m_subjects->text().trimmed() : QStringLiteral(">"), QStringLiteral("test.>"));
        m_rules->setCurrentCell(m_rules->rowCount() - 1, 0);
        m_rules->editItem(m_rules->currentItem());
    });
    connect(remove, &QToolButton::clicked, this, [this] {
        if (m_rules->currentRow() >= 0)
            m_rules->removeRow(m_rules->currentRow());
        edited();
    });
    connect(m_rules, &QTableWidget::cellChanged, this, &ReplaySetup::edited);
    return pane;
}

QWidget *ReplaySetup::buildOptions()
{
    auto *pane = new QWidget(this);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(14, 10, 14, 8);
    layout->setSpacing(6);
    m_keepHeaders = new QCheckBox(tr("Keep headers"), pane);
    m_skipSystem = new QCheckBox(tr("Skip replies and inboxes"), pane);
    m_skipSystem->setToolTip(tr("Subjects under _INBOX, $JS and $SYS"));
    m_mark = new QCheckBox(tr("Mark with the original time"), pane);
    m_mark->setToolTip(tr("Adds the header Gnatcatcher-Original-Time"));
    m_keepHeaders->setChecked(true);
    m_skipSystem->setChecked(true);
    for (auto *box : {m_keepHeaders, m_skipSystem, m_mark}) {
        layout->addWidget(box);
        connect(box, &QCheckBox::toggled, this, &ReplaySetup::edited);
    }
    return pane;
}

void ReplaySetup::addRule(const QString &from, const QString &to, bool isOn)
{
    {
        const QSignalBlocker blocker(m_rules);
        const int row = m_rules->rowCount();
        m_rules->insertRow(row);
        auto *first = new QTableWidgetItem(from);
        first->setCheckState(isOn ? Qt::Checked : Qt::Unchecked);
        m_rules->setItem(row, 0, first);
        m_rules->setItem(row, 1, new QTableWidgetItem(to));
    }
    edited();
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
    m_target->setCurrentIndex(qMax(0, m_target->findData(chosen)));
    edited();
}

SourceId ReplaySetup::target() const
{
    return SourceId(m_target->currentData().toUInt());
}

double ReplaySetup::speed() const
{
    return m_speed;
}

void ReplaySetup::setRecording(const RecordingSummary &summary, const QList<RecordedSubject> &subjects)
{
    m_summary = summary;
    m_subjectCounts = subjects;
    recompute();
}

std::optional<Filter> ReplaySetup::filter(FilterError *error) const
{
    return Filter::compile(m_subjects->text(), error, {{}, m_summary.lastNs});
}

Result<ReplayOptions> ReplaySetup::options(const QString &path) const
{
    ReplayOptions options;
    options.path = path;
    options.speed = m_speed;
    options.includeSystem = !m_skipSystem->isChecked();
    options.keepHeaders = m_keepHeaders->isChecked();
    options.markOriginalTime = m_mark->isChecked();
    FilterError error;
    const auto wanted = filter(&error);
    if (!wanted)
        return makeError(ErrorKind::InvalidInput, tr("Filter: %1").arg(error.message));
    if (!wanted->isEmpty())
        options.wanted = [filter = *wanted](const MessageView &message) {
            return filter.accepts(message);
        };
    for (int row = 0; row < m_rules->rowCount(); ++row) {
        const auto *from = m_rules->item(row, 0);
        const auto *to = m_rules->item(row, 1);
        if (!from || !to || from->checkState() != Qt::Checked)
            continue;
        const auto added =
            options.remap.addRule(from->text().trimmed().toStdString(), to->text().trimmed().toStdString());
        if (!added)
            return makeError(ErrorKind::InvalidInput, tr("Rule %1: %2").arg(row + 1).arg(errorText(added.error())));
    }
    return options;
}

std::optional<std::string> ReplaySetup::sentAs(std::string_view subject) const
{
    if (!m_options)
        return std::nullopt;
    if (!m_options->includeSystem && isSystemSubject(subject))
        return std::nullopt;
    if (!m_filter.acceptsSubject(subject))
        return std::nullopt;
    return m_options->remap.apply(subject);
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
    m_sentence->setText(describe());
    m_sentence->setVisible(!m_sentence->text().isEmpty());
    Q_EMIT changed();
}

QString ReplaySetup::describe() const
{
    if (!m_options || m_summary.messages == 0)
        return {};
    quint64 sent = 0;
    bool isExact = true;
    for (const auto &subject : m_subjectCounts) {
        if (sentAs(viewOf(subject.name)))
            sent += subject.messages;
        isExact = isExact && m_filter.isDecidedBy(viewOf(subject.name));
    }
    const auto *connection = m_connections.find(target());
    const auto where = connection ? connection->profile().name.toHtmlEscaped() : tr("a connection that you choose");
    const double seconds = double(m_summary.lastNs - m_summary.firstNs) / 1e9;
    const auto pace =
        m_speed > 0 ? tr("%1 at %2×").arg(durationText(qint64(seconds * 1000 / m_speed)), QString::number(m_speed))
                    : tr("As fast as the server takes them");
    if (m_subjectCounts.isEmpty())
        return tr("Counting the subjects of %1 messages.").arg(countFull(m_summary.messages));
    if (!isExact) // what it looks at are not the subjects alone
        return tr("<b>Up to %1 messages go to %2, as far as the filter lets them pass.</b><br>%3.")
            .arg(countFull(sent), where, pace);
    const auto left = m_summary.messages > sent ? m_summary.messages - sent : 0;
    return tr("<b>%1 messages go to %2%3.</b><br>%4 are left out. %5.")
        .arg(countFull(sent), where, m_options->remap.isEmpty() ? QString() : tr(", some under another subject"),
             countFull(left), pace);
}

QString ReplaySetup::sentence() const
{
    return m_sentence->text();
}

QString ReplaySetup::problem() const
{
    return m_problem->text();
}

void ReplaySetup::setSubjects(const QString &pattern)
{
    m_subjects->setText(filterForPattern(pattern));
}

void ReplaySetup::keep(Preferences &preferences, const QString &path) const
{
    preferences.setState(stateKey(path), state());
}

void ReplaySetup::restore(const Preferences &preferences, const QString &path)
{
    setState(preferences.state(stateKey(path)).toMap());
}

QVariantMap ReplaySetup::state() const
{
    QVariantList rules;
    for (int row = 0; row < m_rules->rowCount(); ++row) {
        const auto *from = m_rules->item(row, 0);
        rules << QVariant(QVariantList{from->checkState() == Qt::Checked, from->text(), m_rules->item(row, 1)->text()});
    }
    return {{QStringLiteral("subjects"), m_subjects->text()},
            {QStringLiteral("speed"), m_speed},
            {QStringLiteral("rules"), rules},
            {QStringLiteral("keepHeaders"), m_keepHeaders->isChecked()},
            {QStringLiteral("skipSystem"), m_skipSystem->isChecked()},
            {QStringLiteral("mark"), m_mark->isChecked()}};
}

void ReplaySetup::setState(const QVariantMap &state)
{
    m_subjects->setText(state.value(QStringLiteral("subjects")).toString());
    m_speed = state.value(QStringLiteral("speed"), 1.0).toDouble();
    for (std::size_t i = 0; i < paces.size(); ++i) {
        if (paces.at(i) == m_speed)
            m_pace->setCurrent(int(i));
    }
    if (m_speed > 0) {
        const QSignalBlocker blocker(m_custom);
        m_custom->setValue(m_speed);
    }
    m_keepHeaders->setChecked(state.value(QStringLiteral("keepHeaders"), true).toBool());
    m_skipSystem->setChecked(state.value(QStringLiteral("skipSystem"), true).toBool());
    m_mark->setChecked(state.value(QStringLiteral("mark"), false).toBool());
    m_rules->setRowCount(0);
    const auto rules = state.value(QStringLiteral("rules")).toList();
    for (const auto &rule : rules) {
        const auto parts = rule.toList();
        if (parts.size() == 3)
            addRule(parts.at(1).toString(), parts.at(2).toString(), parts.at(0).toBool());
    }
    edited();
}

} // namespace gnat
