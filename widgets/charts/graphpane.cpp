// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/graphpane.h"

#include "base/text.h"
#include "charts/fieldpane.h"
#include "common/buttons.h"
#include "common/humantext.h"
#include "common/segmented.h"
#include "core/clock.h"
#include "items/payloadmodel.h"
#include "traffic/subjecttree.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>

#include <algorithm>

namespace gnat {

namespace {

QString byteFigure(double perSecond)
{
    return perSecond < 0 ? missingText() : bytesText(static_cast<quint64>(perSecond));
}

} // namespace

GraphPane::GraphPane(const SubjectTree &tree, RateSource &rates, FieldSeries *fields, QWidget *parent)
    : QWidget(parent), m_tree(tree), m_rates(rates), m_window(this), m_fields(fields)
{
    if (const auto span = rates.span())
        m_window.setSpan(span->firstNs, span->durationNs);
    m_chart = new TimeChart(m_window, TimeChart::Kind::Rates, this);
    m_chart->setTitle(tr("Messages per second over time"));
    m_chart->setHead(buildHead());
    m_chart->setEmptyWords(tr("No subject is plotted"),
                           tr("Choose a subject in the tree and press P to plot its rate."));
    setUnit(m_unit);
    auto *areas = new QSplitter(Qt::Horizontal, this);
    areas->setChildrenCollapsible(false);
    areas->addWidget(m_chart);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(areas);
    if (fields) {
        m_fieldPane = new FieldPane(*fields, m_window, areas);
        m_fieldPane->hide();
        areas->addWidget(m_fieldPane);
        areas->setSizes({530, 470});
        connect(m_fieldPane, &FieldPane::changed, this, [this] { m_fieldPane->setVisible(!m_fieldPane->isEmpty()); });
        connect(m_fieldPane, &FieldPane::changed, this, &GraphPane::layoutChanged);
        connect(m_fieldPane, &FieldPane::messageWanted, this, &GraphPane::messageWanted);
        connect(m_fieldPane, &FieldPane::menuWanted, this, &GraphPane::menuWanted);
        setAcceptDrops(true);
    }
    connect(m_chart, &TimeChart::pointClicked, this, [this](int line, std::int64_t atNs) {
        const auto series = m_series.value(line);
        Q_EMIT momentWanted(m_rates.source(series), toByteArray(m_rates.pattern(series)), atNs);
    });
    connect(m_chart, &TimeChart::lineRemoved, this, [this](int line) {
        m_isChosen = true;
        m_rates.removeSeries(m_series.take(line));
        Q_EMIT layoutChanged();
    });
    connect(m_chart, &TimeChart::lineToggled, this, &GraphPane::layoutChanged);
    connect(m_chart, &TimeChart::menuWanted, this, &GraphPane::menuWanted);
    connect(&m_window, &TimeWindow::changed, this, [this] { m_back->setVisible(m_window.isHeld()); });
    connect(&m_window, &TimeWindow::secondsChanged, this, &GraphPane::layoutChanged);
}

GraphPane::~GraphPane() = default;

QWidget *GraphPane::buildHead()
{
    auto *head = new QWidget(this);
    m_unitChoice = new Segmented({tr("Messages/s"), tr("Bytes/s")}, tr("What is counted"), head);
    m_unitChoice->setBarHeight(20);
    m_unitChoice->setChoiceEnabled(1, m_window.isEndless()); // of recordings bytes are not known step by step
    connect(m_unitChoice, &Segmented::currentChanged, this,
            [this](int index) { setUnit(index == 1 ? RateLine::Unit::Bytes : RateLine::Unit::Messages); });
    m_back = new QPushButton(m_window.isEndless() ? tr("Back to live") : tr("Show all"), head);
    m_back->setToolTip(tr("These graphs hold still. Double click, End or Esc do the same."));
    setButtonSmall(m_back);
    setButtonKind(m_back, ButtonKind::Flat);
    m_back->hide();
    connect(m_back, &QPushButton::clicked, &m_window, &TimeWindow::reset);
    auto *row = m_head = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_unitChoice);
    row->addWidget(m_back);
    return head;
}

void GraphPane::setBar(QWidget *bar)
{
    m_head->insertWidget(1, bar);
}

void GraphPane::setUnit(RateLine::Unit unit)
{
    m_unit = unit;
    const bool isBytes = unit == RateLine::Unit::Bytes;
    m_unitChoice->setCurrent(isBytes ? 1 : 0);
    Q_EMIT layoutChanged();
    m_chart->setFigure(isBytes ? &byteFigure : &rateFigure,
                       isBytes ? QStringLiteral("0000 kB") : QStringLiteral("00000"));
}

void GraphPane::setTimeOfDay(bool isTimeOfDay)
{
    m_isTimeOfDay = isTimeOfDay;
    m_chart->setTimeOfDay(isTimeOfDay);
    if (m_fieldPane)
        m_fieldPane->setTimeOfDay(isTimeOfDay);
    Q_EMIT layoutChanged();
}

void GraphPane::setPaused(bool isPaused)
{
    m_window.setPaused(isPaused);
}

int GraphPane::freeColor() const
{
    QList<int> used = m_fieldPane ? m_fieldPane->colors() : QList<int>();
    for (const int line : m_chart->lines())
        used.append(m_chart->lineColor(line));
    int color = 0;
    while (used.contains(color))
        ++color;
    return color;
}

void GraphPane::addLine(SourceId source, const QByteArray &pattern, const QString &name)
{
    const auto parsed = SubjectPattern::parse(viewOf(pattern));
    if (!parsed)
        return;
    const auto series = m_rates.addSeries(parsed.value(), source);
    m_series.insert(m_chart->addLine(std::make_unique<RateLine>(m_rates, series, m_unit), name, freeColor()), series);
}

void GraphPane::dropLine(int line)
{
    m_chart->removeLine(line);
    m_rates.removeSeries(m_series.take(line));
}

int GraphPane::findLine(SourceId source, const QByteArray &pattern) const
{
    for (auto it = m_series.begin(); it != m_series.end(); ++it) {
        if (m_rates.source(it.value()) == source && m_rates.pattern(it.value()) == viewOf(pattern))
            return it.key();
    }
    return 0;
}

void GraphPane::dropDefaults()
{
    if (m_isChosen)
        return;
    m_isChosen = true;
    const auto shown = m_chart->lines();
    for (const int line : shown)
        dropLine(line);
}

void GraphPane::pin(SourceId source, const QByteArray &pattern)
{
    dropDefaults();
    if (const int line = findLine(source, pattern); line != 0)
        dropLine(line);
    else
        addLine(source, pattern, toText(viewOf(pattern)));
    Q_EMIT layoutChanged();
}

QList<GraphPane::Pin> GraphPane::pins() const
{
    QList<Pin> found;
    const auto rates = m_isChosen ? m_chart->lines() : QList<int>();
    for (const int line : rates)
        found.append({m_rates.source(series(line)),
                      toByteArray(m_rates.pattern(series(line))),
                      {},
                      {},
                      !m_chart->isLineShown(line)});
    if (!m_fieldPane)
        return found;
    const auto fields = m_fieldPane->pinned();
    for (const auto &field : fields)
        found.append(
            {field.source, toByteArray(field.pattern), field.path, field.format, !m_fieldPane->isShown(field)});
    return found;
}

void GraphPane::addPin(const Pin &pin)
{
    const FieldSeries::Field field{pin.source, pin.pattern.toStdString(), pin.path.value_or(QString()), pin.format};
    if (!pin.path && findLine(pin.source, pin.pattern) == 0)
        this->pin(pin.source, pin.pattern);
    else if (pin.path && m_fieldPane && !m_fieldPane->isPinned(field))
        pinField(field);
    if (!pin.isHidden)
        return;
    if (!pin.path)
        m_chart->setLineShown(findLine(pin.source, pin.pattern), false);
    else if (m_fieldPane)
        m_fieldPane->setShown(field, false);
}

void GraphPane::removePin(const Pin &pin)
{
    const FieldSeries::Field field{pin.source, pin.pattern.toStdString(), pin.path.value_or(QString()), pin.format};
    if (!pin.path && findLine(pin.source, pin.pattern) != 0)
        this->pin(pin.source, pin.pattern);
    else if (pin.path && m_fieldPane && m_fieldPane->isPinned(field))
        pinField(field);
}

QList<TimeChart *> GraphPane::charts() const
{
    QList<TimeChart *> shown{m_chart};
    if (m_fieldPane)
        shown += m_fieldPane->charts();
    return shown;
}

void GraphPane::pinField(const FieldSeries::Field &field)
{
    if (m_fieldPane)
        m_fieldPane->pin(field, freeColor());
}

void GraphPane::setFieldCapacity(std::size_t points)
{
    m_fields->setCapacity(points);
    Q_EMIT layoutChanged();
}

void GraphPane::setGaps(const QList<TimeChart::Gap> &gaps)
{
    m_chart->setGaps(gaps);
    if (m_fieldPane)
        m_fieldPane->setGaps(gaps);
}

void GraphPane::setMarks(const QList<TimeChart::Mark> &marks)
{
    m_chart->setMarks(marks);
}

void GraphPane::setSelected(const MessageHandle &message)
{
    m_chart->setSelected(message.isEmpty() ? 0 : message.view().atNs, {});
    if (m_fieldPane)
        m_fieldPane->setSelected(message);
}

void GraphPane::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasFormat(PayloadModel::fieldMimeType()))
        event->acceptProposedAction();
}

void GraphPane::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    Q_EMIT fieldDropped(QString::fromUtf8(event->mimeData()->data(PayloadModel::fieldMimeType())));
}

void GraphPane::chooseDefaults()
{
    if (m_isChosen || m_series.size() >= maxDefaults)
        return;
    const auto sources = m_tree.children(SubjectTree::root);
    // A recording's tree has no rates: there its counts tell.
    const auto rateOf = [this](NodeIndex node) {
        const auto figures = m_tree.figures(node);
        return std::pair(figures.messageRate, figures.messages);
    };
    const auto busiest = std::ranges::max_element(sources, {}, rateOf);
    if (busiest == sources.end())
        return;
    std::vector<std::pair<decltype(rateOf(*busiest)), NodeIndex>> branches; // each rate is asked for once: it decays
    for (const auto node : m_tree.children(*busiest)) {
        if (!m_tree.isInbox(node))
            branches.emplace_back(rateOf(node), node);
    }
    const auto wanted = std::min<std::size_t>(branches.size(), maxDefaults);
    std::partial_sort(branches.begin(), branches.begin() + std::ptrdiff_t(wanted), branches.end(), std::greater());
    branches.resize(wanted);
    const auto source = m_tree.source(*busiest);
    for (const auto &[rate, branch] : branches) {
        const auto subject = m_tree.pattern(branch);
        const auto pattern = toByteArray(m_tree.childCount(branch) > 0 ? subject + ".>" : subject);
        if (findLine(source, pattern) == 0 && m_series.size() < maxDefaults)
            addLine(source, pattern, toText(m_tree.token(branch)));
    }
}

void GraphPane::refresh()
{
    m_window.advance(wallNanoseconds());
    const bool hasNews = m_fields && m_fields->take();
    if (!isVisible())
        return;
    m_chart->refresh();
    if (m_fieldPane)
        m_fieldPane->refresh(hasNews);
}

} // namespace gnat
