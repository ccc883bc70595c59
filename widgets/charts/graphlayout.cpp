// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/graphlayout.h"

#include "base/text.h"
#include "charts/fieldpane.h"
#include "charts/graphpane.h"
#include "client/connectionset.h"
#include "settings/preferences.h"

#include <utility>

namespace gnat {

namespace {
constexpr int saveAfterMs = 300;
const auto stateName = QStringLiteral("live.graphs");
const auto connectionKey = QStringLiteral("connection");
const auto patternKey = QStringLiteral("pattern");
const auto fieldKey = QStringLiteral("field");
const auto formatKey = QStringLiteral("format");
const auto hiddenKey = QStringLiteral("hidden");

GraphPane::Pin fromMap(const QVariantMap &map, SourceId source)
{
    GraphPane::Pin pin{source, map.value(patternKey).toString().toUtf8(), {}, map.value(formatKey).toString(), false};
    if (map.contains(fieldKey))
        pin.path = map.value(fieldKey).toString();
    pin.isHidden = map.value(hiddenKey).toBool();
    return pin;
}
} // namespace

GraphLayout::GraphLayout(GraphPane &graphs, ConnectionSet &connections, Preferences &preferences, QObject *parent)
    : QObject(parent), m_graphs(graphs), m_preferences(preferences)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(saveAfterMs);
    restore();
    for (const auto &connection : connections.all())
        bringBack(*connection);
    connect(&m_timer, &QTimer::timeout, this, &GraphLayout::save);
    connect(&connections, &ConnectionSet::added, this,
            [this](const Connection *connection) { bringBack(*connection); });
    connect(&graphs, &GraphPane::layoutChanged, this, [this] {
        if (!m_isRestoring)
            m_timer.start();
    });
}

GraphLayout::~GraphLayout()
{
    if (m_timer.isActive())
        save();
}

void GraphLayout::restore()
{
    const auto state = m_preferences.state(stateName).toMap();
    if (state.isEmpty())
        return;
    m_isRestoring = true;
    m_graphs.setUnit(state.value(QStringLiteral("bytes")).toBool() ? RateLine::Unit::Bytes : RateLine::Unit::Messages);
    m_graphs.setTimeOfDay(state.value(QStringLiteral("timeOfDay")).toBool());
    m_graphs.window().setSeconds(state.value(QStringLiteral("seconds"), 60).toInt());
    m_graphs.fields()->setSplit(state.value(QStringLiteral("split")).toBool());
    m_graphs.fieldSeries()->setCapacity(
        state.value(QStringLiteral("points"), qulonglong(FieldSeries::defaultCapacity)).toULongLong());
    const auto pins = state.value(QStringLiteral("pins")).toList();
    for (const auto &pin : pins) {
        if (pin.toMap().value(connectionKey).toString().isEmpty()) // of all connections
            m_graphs.addPin(fromMap(pin.toMap(), {}));
        else
            m_waiting.append(pin);
    }
    m_isRestoring = false;
}

/// What waits for a connection of this name, and what an earlier one of this name left behind.
void GraphLayout::bringBack(const Connection &connection)
{
    const QString name = connection.profile().name;
    m_isRestoring = true;
    const auto earlier = m_graphs.pins();
    for (const auto &pin : earlier) {
        if (pin.source.isNone() || m_names.value(pin.source.number()) != name)
            continue;
        m_graphs.removePin(pin);
        m_waiting.append(toMap(pin));
    }
    m_names.insert(connection.id().number(), name);
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &pin : waiting) {
        if (pin.toMap().value(connectionKey) == name)
            m_graphs.addPin(fromMap(pin.toMap(), connection.id()));
        else
            m_waiting.append(pin);
    }
    m_isRestoring = false;
}

QVariantMap GraphLayout::toMap(const GraphPane::Pin &pin) const
{
    QVariantMap map{{connectionKey, m_names.value(pin.source.number())}, {patternKey, QString::fromUtf8(pin.pattern)}};
    if (pin.path) {
        map.insert(fieldKey, *pin.path);
        map.insert(formatKey, pin.format);
    }
    if (pin.isHidden)
        map.insert(hiddenKey, true);
    return map;
}

void GraphLayout::save()
{
    m_timer.stop();
    auto pins = m_waiting;
    const auto shown = m_graphs.pins();
    for (const auto &pin : shown)
        pins.append(toMap(pin));
    m_preferences.setState(stateName,
                           QVariantMap{{QStringLiteral("bytes"), m_graphs.unit() == RateLine::Unit::Bytes},
                                       {QStringLiteral("timeOfDay"), m_graphs.isTimeOfDay()},
                                       {QStringLiteral("seconds"), m_graphs.window().seconds()},
                                       {QStringLiteral("split"), m_graphs.fields()->isSplit()},
                                       {QStringLiteral("points"), qulonglong(m_graphs.fieldSeries()->capacity())},
                                       {QStringLiteral("pins"), pins}});
}

} // namespace gnat
