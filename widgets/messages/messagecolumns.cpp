// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/messagecolumns.h"

#include "items/messagelistmodel.h"
#include "settings/preferences.h"
#include "theme/fonts.h"

#include <QActionGroup>
#include <QFontMetrics>
#include <QHeaderView>
#include <QMenu>
#include <QTableView>

#include <algorithm>
#include <chrono>
#include <iterator>

namespace gnat {

namespace {

struct ColumnPlan
{
    MessageListModel::Column column;
    const char *id; ///< in the preferences, never translated
    int width;
    bool isShown;
};

/// The columns as the list is built, from left to right.
constexpr ColumnPlan plan[] = {
    {MessageListModel::Kind, "kind", 29, true},
    {MessageListModel::Sequence, "number", 78, false},
    {MessageListModel::Time, "time", 108, true},
    {MessageListModel::Connection, "connection", 96, false},
    {MessageListModel::Subject, "subject", 186, true},
    {MessageListModel::ReplySubject, "reply-subject", 150, false},
    {MessageListModel::Format, "format", 70, true},
    {MessageListModel::Size, "size", 60, true},
    {MessageListModel::Reply, "reply", 72, true},
    {MessageListModel::Headers, "headers", 170, false},
    {MessageListModel::Subscription, "subscription", 130, false},
    {MessageListModel::Preview, "preview", 80, true},
};

const ColumnPlan *planOf(const QString &id)
{
    const auto *found = std::find_if(std::begin(plan), std::end(plan),
                                     [&](const ColumnPlan &column) { return id == QLatin1StringView(column.id); });
    return found == std::end(plan) ? nullptr : found;
}

} // namespace

MessageColumns::MessageColumns(QTableView &table, MessageListModel &model, Preferences &preferences,
                               const QString &name, QObject *parent)
    : QObject(parent), m_table(table), m_model(model), m_preferences(preferences), m_name(name),
      m_columns(std::make_unique<QMenu>(tr("&Columns"))), m_time(std::make_unique<QMenu>(tr("&Time of messages")))
{
    auto *header = m_table.horizontalHeader();
    header->setSectionsMovable(true);
    header->setFirstSectionMovable(false);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(std::chrono::milliseconds(300));
    buildColumns();
    buildTime();
    layOutAsBuilt();
    restore();
    connect(header, &QWidget::customContextMenuRequested, this, &MessageColumns::showHeaderMenu);
    connect(&m_saveTimer, &QTimer::timeout, this, &MessageColumns::save);
    connect(header, &QHeaderView::sectionMoved, this, &MessageColumns::note);
    connect(header, &QHeaderView::sectionResized, this, &MessageColumns::note);
}

MessageColumns::~MessageColumns()
{
    if (m_saveTimer.isActive())
        save();
}

void MessageColumns::buildColumns()
{
    for (const auto &column : plan) {
        if (column.column == MessageListModel::Kind || column.column == MessageListModel::Preview)
            continue; // the stripe and the column that takes the rest of the width are always there
        auto *action =
            m_columns->addAction(m_model.headerData(column.column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setData(column.column);
        connect(action, &QAction::toggled, this, [this, shown = column.column](bool isOn) { setShown(shown, isOn); });
    }
    m_columns->addSeparator();
    connect(m_columns->addAction(tr("&As it was built")), &QAction::triggered, this, &MessageColumns::reset);
}

void MessageColumns::buildTime()
{
    auto *kinds = new QActionGroup(this);
    const auto change = [this](auto edit) {
        auto format = m_model.timeFormat();
        edit(format);
        m_model.setTimeFormat(format);
        makeRoomForTime();
        tick();
        note();
    };
    const auto addKind = [&](const QString &text, TimeFormat::Kind kind, bool isUtc) {
        auto *action = m_time->addAction(text, this, [change, kind, isUtc] {
            change([&](TimeFormat &format) {
                format.kind = kind;
                format.isUtc = isUtc;
            });
        });
        action->setCheckable(true);
        action->setData(QPoint(int(kind), int(isUtc)));
        kinds->addAction(action);
    };
    addKind(tr("Time of day, &local"), TimeFormat::Kind::OfDay, false);
    addKind(tr("Time of day, &UTC"), TimeFormat::Kind::OfDay, true);
    addKind(tr("Since the &first message"), TimeFormat::Kind::SinceStart, false);
    addKind(tr("Since the &row above"), TimeFormat::Kind::SincePrevious, false);
    m_time->addSeparator();
    auto *precise = m_time->addAction(tr("&Nanoseconds"));
    precise->setCheckable(true);
    connect(precise, &QAction::triggered, this,
            [change](bool isOn) { change([&](TimeFormat &format) { format.isPrecise = isOn; }); });
}

/// Ticks in the menus what is so.
void MessageColumns::tick()
{
    const auto columns = m_columns->actions();
    for (auto *action : columns) {
        if (!action->isCheckable())
            continue;
        const QSignalBlocker quiet(action);
        action->setChecked(isShown(action->data().toInt()));
    }
    const auto &format = m_model.timeFormat();
    const auto times = m_time->actions();
    for (auto *action : times) {
        if (!action->isCheckable())
            continue;
        const bool isKind = action->data().isValid();
        action->setChecked(isKind ? action->data().toPoint() == QPoint(int(format.kind), int(format.isUtc))
                                  : format.isPrecise);
    }
}

void MessageColumns::showHeaderMenu(const QPoint &where)
{
    tick();
    QMenu menu(&m_table);
    menu.addActions(m_columns->actions());
    menu.addSeparator();
    menu.addMenu(m_time.get());
    menu.exec(m_table.horizontalHeader()->mapToGlobal(where));
}

bool MessageColumns::isShown(int column) const
{
    return !m_table.isColumnHidden(column);
}

void MessageColumns::setShown(int column, bool isShown)
{
    m_table.setColumnHidden(column, !isShown);
    tick();
    note();
}

/// Widens the column to the longest text of the format; never narrows what the user made wide.
void MessageColumns::makeRoomForTime()
{
    const auto &format = m_model.timeFormat();
    const auto longest = formattedTime(format, 0, -7'384'000'000'000, -100'000'000'000);
    const int needed = QFontMetrics(monoFont(px::data)).horizontalAdvance(longest) + 18;
    if (needed > m_table.columnWidth(MessageListModel::Time))
        m_table.setColumnWidth(MessageListModel::Time, needed);
}

void MessageColumns::layOutAsBuilt()
{
    auto *header = m_table.horizontalHeader();
    int place = 0;
    for (const auto &column : plan) {
        header->moveSection(header->visualIndex(column.column), place++);
        header->resizeSection(column.column, column.width);
        header->setSectionHidden(column.column, !column.isShown);
    }
    tick();
}

void MessageColumns::reset()
{
    m_model.setTimeFormat({});
    layOutAsBuilt();
    note();
}

/// Columns that are new since it was remembered stand where they are built.
void MessageColumns::restore()
{
    const auto state = m_preferences.state(m_name).toMap();
    m_isRestoring = true;
    auto *header = m_table.horizontalHeader();
    int place = 0;
    const auto columns = state.value(QStringLiteral("columns")).toStringList();
    for (const auto &text : columns) {
        const auto parts = text.split(u' ');
        const auto *column = planOf(parts.value(0));
        if (!column)
            continue;
        header->moveSection(header->visualIndex(column->column), place++);
        header->resizeSection(column->column, std::clamp(parts.value(1).toInt(), 24, 2000));
        header->setSectionHidden(column->column, parts.value(2) == u"hidden");
    }
    TimeFormat format;
    format.kind = static_cast<TimeFormat::Kind>(std::clamp(state.value(QStringLiteral("time")).toInt(), 0, 2));
    format.isUtc = state.value(QStringLiteral("utc")).toBool();
    format.isPrecise = state.value(QStringLiteral("nanoseconds")).toBool();
    m_model.setTimeFormat(format);
    m_isRestoring = false;
    tick();
}

/// The table may be gone before this is: what is to be saved is noted at once.
void MessageColumns::note()
{
    if (m_isRestoring)
        return;
    const auto *header = m_table.horizontalHeader();
    QStringList columns;
    for (int place = 0; place < header->count(); ++place) {
        const int index = header->logicalIndex(place);
        const auto *column = std::find_if(std::begin(plan), std::end(plan),
                                          [&](const ColumnPlan &each) { return each.column == index; });
        if (column == std::end(plan))
            continue;
        // The last one is as wide as the window leaves it; a hidden one has no width.
        const bool isHidden = header->isSectionHidden(index);
        const int width = isHidden || index == MessageListModel::Preview ? column->width : header->sectionSize(index);
        columns << QStringLiteral("%1 %2 %3")
                       .arg(QLatin1StringView(column->id))
                       .arg(width)
                       .arg(isHidden ? QStringLiteral("hidden") : QStringLiteral("shown"));
    }
    const auto &format = m_model.timeFormat();
    m_noted = QVariantMap{{QStringLiteral("columns"), columns},
                          {QStringLiteral("time"), int(format.kind)},
                          {QStringLiteral("utc"), format.isUtc},
                          {QStringLiteral("nanoseconds"), format.isPrecise}};
    m_saveTimer.start();
}

void MessageColumns::save()
{
    m_saveTimer.stop();
    m_preferences.setState(m_name, m_noted);
}

} // namespace gnat
