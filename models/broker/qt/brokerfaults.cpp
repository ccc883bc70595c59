// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/qt/brokerfaults.h"

#include "base/text.h"
#include "broker/qt/brokercontroller.h"

namespace gnat {

namespace {

FaultView viewOf(const FaultFigures &figures)
{
    FaultView view;
    auto rule = figures.rule;
    view.isOn = rule.isOn;
    rule.isOn = true;
    view.text = toText(rule.text());
    const auto head = view.text.section(u',', 0, 0);
    view.kind = head.section(u'=', 0, 0);
    view.value = head.section(u'=', 1);
    view.where = view.text.section(u',', 1);
    view.matched = figures.matched;
    view.applied = figures.applied;
    view.hurried = figures.hurried;
    return view;
}

} // namespace

BrokerFaults::BrokerFaults(BrokerController &controller, QObject *parent) : QObject(parent), m_controller(controller) {}

QList<FaultView> BrokerFaults::rules() const
{
    QList<FaultView> views;
    for (const auto &figures : m_controller.faultFigures())
        views.append(viewOf(figures));
    return views;
}

quint64 BrokerFaults::seed() const
{
    return m_controller.faults().seed;
}

std::optional<BrokerFaults::Problem> BrokerFaults::problemIn(const QString &text)
{
    const auto bytes = text.toUtf8();
    const auto problem = FaultRule::problemIn(gnat::viewOf(bytes));
    if (!problem)
        return std::nullopt;
    const auto before = QString::fromUtf8(bytes.left(static_cast<qsizetype>(problem->at)));
    return Problem{static_cast<int>(before.size()), toText(problem->words)};
}

Result<void> BrokerFaults::add(const QString &text)
{
    const auto rule = FaultRule::parse(text.toStdString());
    if (!rule)
        return rule.error();
    auto plan = m_controller.faults();
    plan.rules.push_back(rule.value());
    auto set = m_controller.setFaults(plan);
    Q_EMIT changed();
    return set;
}

Result<void> BrokerFaults::change(int rule, const QString &text)
{
    auto changedRule = FaultRule::parse(text.toStdString());
    if (!changedRule)
        return changedRule.error();
    auto plan = m_controller.faults();
    auto &before = plan.rules.at(static_cast<std::size_t>(rule));
    changedRule.value().isOn = before.isOn && changedRule.value().isOn;
    before = changedRule.value();
    auto set = m_controller.setFaults(plan);
    Q_EMIT changed();
    return set;
}

void BrokerFaults::remove(int rule)
{
    auto plan = m_controller.faults();
    plan.rules.erase(plan.rules.begin() + rule);
    static_cast<void>(m_controller.setFaults(plan)); // what was valid stays so
    Q_EMIT changed();
}

void BrokerFaults::setOn(int rule, bool isOn)
{
    auto plan = m_controller.faults();
    plan.rules.at(static_cast<std::size_t>(rule)).isOn = isOn;
    static_cast<void>(m_controller.setFaults(plan));
    Q_EMIT changed();
}

void BrokerFaults::setSeed(quint64 seed)
{
    auto plan = m_controller.faults();
    if (plan.seed == seed)
        return;
    plan.seed = seed;
    static_cast<void>(m_controller.setFaults(plan));
    Q_EMIT changed();
}

} // namespace gnat
