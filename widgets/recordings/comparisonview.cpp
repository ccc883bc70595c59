// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/comparisonview.h"

#include "common/buttons.h"
#include "common/elidedlabel.h"
#include "common/ground.h"
#include "common/humantext.h"
#include "common/readonlytable.h"
#include "common/textlabel.h"
#include "filter/filterfor.h"
#include "theme/theme.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSaveFile>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace gnat {

namespace {

using State = ComparedSubject::State;

enum Column { StateColumn, SubjectColumn, MessagesBefore, MessagesAfter, RateBefore, RateAfter, Size, Latency, Count };

constexpr bool isNumber(int column)
{
    return column >= MessagesBefore && column <= RateAfter;
}

constexpr int stateRole = Qt::UserRole;
constexpr int indexRole = Qt::UserRole + 1;

/// The state's colour for the first column, dim rows for what is the same.
class StateDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto &theme = themeOf(option->palette);
        const auto state = static_cast<State>(index.siblingAtColumn(StateColumn).data(stateRole).toInt());
        auto colour = theme.text;
        if (state == State::Same || state == State::NotKnown)
            colour = theme.text3;
        else if (index.column() == StateColumn)
            colour = state == State::New ? theme.ok : state == State::Gone ? theme.err : theme.warn;
        option->palette.setColor(QPalette::Text, colour);
        option->palette.setColor(QPalette::HighlightedText, colour);
        option->state &= ~QStyle::State_HasFocus; // the row is current, not a cell of it
    }
};

QString pair(const QString &before, const QString &after)
{
    return before == after ? before : QStringLiteral("%1 → %2").arg(before, after);
}

QString sizes(const ComparedSubject &subject)
{
    const auto text = [&subject](int side) {
        return subject.messages[side] ? bytesText(static_cast<quint64>(std::llround(subject.meanSize[side])))
                                      : missingText();
    };
    return pair(text(0), text(1));
}

/// Empty where neither side has exchanges.
QString latencies(const ComparedSubject &subject)
{
    if (subject.p50Ns[0] < 0 && subject.p50Ns[1] < 0)
        return {};
    return pair(latencyText(subject.p50Ns[0]), latencyText(subject.p50Ns[1]));
}

QString facts(const ComparisonSide &side)
{
    const auto text = side.hasMore ? ComparisonView::tr("%1: %2 messages on more than %3 subjects in %4")
                                   : ComparisonView::tr("%1: %2 messages on %3 subjects in %4");
    return text.arg(QFileInfo(side.path).completeBaseName(), countFull(side.messages), countFull(side.subjects),
                    durationText((side.lastNs - side.firstNs) / 1'000'000));
}

} // namespace

ComparisonView::ComparisonView(QWidget *parent) : QWidget(parent)
{
    useBaseGround(this);
    m_subjects = makeTable({QString(), tr("Subject"), tr("Before"), tr("After"), tr("Rate before"), tr("Rate after"),
                            tr("Mean size"), tr("Latency p50")},
                           tr("Compared subjects"));
    m_subjects->setItemDelegate(new StateDelegate(m_subjects));
    static constexpr int widths[] = {72, 200, 62, 62, 84, 76, 116, 136};
    for (int column = 0; column < Count; ++column) {
        m_subjects->setColumnWidth(column, widths[column]);
        if (isNumber(column)) // the title stands over its figures
            m_subjects->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    m_subjects->horizontalHeader()->setSectionResizeMode(SubjectColumn, QHeaderView::Stretch);
    m_differences = makeTable({tr("What differs"), tr("Before"), tr("After")}, tr("Differences"));
    m_differences->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_subjects);
    splitter->addWidget(m_differences);
    splitter->setSizes({420, 170});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    layout->addWidget(splitter, 1);
    connect(m_subjects, &QTableWidget::currentCellChanged, this, &ComparisonView::showDifferences);
    connect(m_subjects, &QTableWidget::cellDoubleClicked, this, [this](int row) {
        const auto index = m_subjects->item(row, StateColumn)->data(indexRole).toInt();
        const auto subject = m_comparison->subjects.at(index).subject;
        if (subject.isEmpty())
            return; // the rest is no subject
        Q_EMIT closed();
        Q_EMIT filterRequested(filterForPattern(subject));
    });
}

QWidget *ComparisonView::buildHeader()
{
    auto *header = new QWidget(this);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(12);
    m_title = new TextLabel({}, TextRole::Title, header);
    m_facts = new ElidedLabel(TextRole::Small, header);
    m_withSame = new QCheckBox(tr("Also what is the same"), header);
    auto *saveButton = makeIconButton(QStringLiteral("export"), tr("Save as JSON"), header);
    auto *close = makeIconButton(QStringLiteral("close"), tr("Back to the messages"), header, IconTone::Hint,
                                 QStringLiteral("Esc"));
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_facts);
    layout->addLayout(words, 1);
    layout->addWidget(m_withSame);
    layout->addWidget(saveButton);
    layout->addWidget(close);
    connect(m_withSame, &QCheckBox::toggled, this, &ComparisonView::fill);
    connect(saveButton, &QToolButton::clicked, this, &ComparisonView::save);
    connect(close, &QToolButton::clicked, this, &ComparisonView::closed);
    return header;
}

QTableWidget *ComparisonView::makeTable(const QStringList &titles, const QString &name)
{
    auto *table = makeReadOnlyTable(titles, name, this);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    return table;
}

/// Where there is little room, subjects need it more than rates, which the differences tell.
void ComparisonView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    constexpr int narrowBelow = 700;
    for (const auto column : {RateBefore, RateAfter})
        m_subjects->setColumnHidden(column, width() < narrowBelow);
}

void ComparisonView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

void ComparisonView::setComparison(std::shared_ptr<const RecordingComparison> comparison)
{
    m_comparison = std::move(comparison);
    m_title->setText(summary());
    const auto text = facts(m_comparison->sides[0]) + QStringLiteral("   →   ") + facts(m_comparison->sides[1]);
    m_facts->setWhole(text);
    m_withSame->setChecked(m_comparison->isSame());
    fill();
    m_subjects->setFocus();
}

QString ComparisonView::summary() const
{
    if (!m_comparison)
        return {};
    if (m_comparison->isSame())
        return tr("No differences");
    const auto text = m_comparison->hasMore()
                          ? tr("%1 new, %2 gone, %3 differ, %4 the same; too many subjects to know all")
                          : tr("%1 new, %2 gone, %3 differ, %4 the same");
    return text.arg(countFull(m_comparison->count(State::New)), countFull(m_comparison->count(State::Gone)),
                    countFull(m_comparison->count(State::Differs)), countFull(m_comparison->count(State::Same)));
}

void ComparisonView::fill()
{
    m_subjects->setRowCount(0);
    m_differences->setRowCount(0);
    if (!m_comparison)
        return;
    const auto hasLatency = [](const ComparedSubject &subject) {
        return !latencies(subject).isEmpty();
    };
    m_subjects->setColumnHidden(Latency, std::ranges::none_of(m_comparison->subjects, hasLatency));
    qsizetype wanted = 0;
    for (const auto &subject : m_comparison->subjects) {
        if (subject.state == State::Same && !m_withSame->isChecked())
            continue;
        if (++wanted <= maxRows)
            addRow(subject);
    }
    if (wanted > maxRows)
        m_title->setText(tr("%1; the first %2 are shown").arg(summary(), countFull(maxRows)));
    if (m_subjects->rowCount() > 0)
        m_subjects->setCurrentCell(0, SubjectColumn);
}

void ComparisonView::addRow(const ComparedSubject &subject)
{
    const int row = m_subjects->rowCount();
    m_subjects->insertRow(row);
    const auto rate = [&subject](int side) {
        return subject.messages[side] ? rateText(subject.rate[side]) : missingText();
    };
    const QString texts[Count] = {comparedStateText(subject.state),
                                  subject.subject.isEmpty() ? tr("(all others)") : subject.subject,
                                  countFull(subject.messages[0]),
                                  countFull(subject.messages[1]),
                                  rate(0),
                                  rate(1),
                                  sizes(subject),
                                  latencies(subject)};
    for (int column = 0; column < Count; ++column) {
        auto *item = new QTableWidgetItem(texts[column]);
        if (isNumber(column))
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        if (column == StateColumn) {
            item->setData(stateRole, static_cast<int>(subject.state));
            item->setData(indexRole, static_cast<int>(&subject - m_comparison->subjects.constData()));
        } else {
            item->setToolTip(texts[column]);
        }
        m_subjects->setItem(row, column, item);
    }
}

void ComparisonView::showDifferences()
{
    m_differences->setRowCount(0);
    const auto *chosen = m_subjects->item(m_subjects->currentRow(), StateColumn);
    if (!chosen || !m_comparison)
        return;
    const auto &subject = m_comparison->subjects.at(chosen->data(indexRole).toInt());
    if (subject.state == State::New || subject.state == State::Gone)
        addDifference({tr("Messages"), countFull(subject.messages[0]), countFull(subject.messages[1])});
    for (const auto &difference : subject.differences)
        addDifference({differenceText(difference), difference.before, difference.after});
}

void ComparisonView::addDifference(const QStringList &texts)
{
    const int row = m_differences->rowCount();
    m_differences->insertRow(row);
    for (int column = 0; column < int(texts.size()); ++column) {
        const auto &text = texts.at(column);
        auto *item = new QTableWidgetItem(text.isEmpty() ? missingText() : text);
        item->setToolTip(item->text());
        m_differences->setItem(row, column, item);
    }
}

void ComparisonView::save()
{
    const auto path = QFileDialog::getSaveFileName(this, tr("Save the comparison"), {}, tr("JSON (*.json)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const auto json = comparisonJson(*m_comparison);
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
        m_facts->setWhole(tr("%1 could not be written: %2.").arg(QFileInfo(path).fileName(), file.errorString()));
}

} // namespace gnat
