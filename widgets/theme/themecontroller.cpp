// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/themecontroller.h"

#include "theme/fonts.h"
#include "theme/gnatstyle.h"
#include "theme/systemtheme.h"

#include <QApplication>
#include <QFocusFrame>
#include <QPushButton>

namespace gnat {

namespace {
const QString stillName = QStringLiteral("motion.reduced");
}

ThemeController::ThemeController(Preferences &preferences, QObject *parent)
    : QObject(parent), m_preferences(preferences), m_system(new SystemTheme(this)),
      m_wasDarkAtStart(QApplication::palette().color(QPalette::Window).lightness() < 128)
{
    m_style = new GnatStyle;
    QApplication::setStyle(m_style);
    m_style->setStill(isStill());
    QApplication::setFont(uiFont());
    m_isDark = wantsDark();
    QApplication::setPalette(theme().palette());
    connect(&m_preferences, &Preferences::themeChanged, this, &ThemeController::apply);
    connect(m_system, &SystemTheme::changed, this, &ThemeController::apply);
    connect(m_system, &SystemTheme::changed, this, &ThemeController::applyMotion);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { moveFocusRing(now); });
}

ThemeController::~ThemeController()
{
    if (m_ring)
        delete m_ring.data();
}

const Theme &ThemeController::theme() const
{
    return m_isDark ? Theme::dark() : Theme::light();
}

ThemeChoice ThemeController::choice() const
{
    return m_preferences.theme();
}

void ThemeController::setChoice(ThemeChoice choice)
{
    m_preferences.setTheme(choice); // themeChanged() leads to apply()
}

void ThemeController::toggle()
{
    setChoice(m_isDark ? ThemeChoice::Light : ThemeChoice::Dark);
}

bool ThemeController::isStill() const
{
    const auto chosen = m_preferences.state(stillName);
    return chosen.isNull() ? m_system->isStill() : chosen.toBool();
}

void ThemeController::setStill(bool isStill)
{
    m_preferences.setState(stillName, isStill);
    applyMotion();
}

void ThemeController::applyMotion()
{
    if (!m_style || m_style->isStill() == isStill())
        return;
    m_style->setStill(isStill());
    finish();
}

bool ThemeController::wantsDark() const
{
    switch (m_preferences.theme()) {
    case ThemeChoice::Light:
        return false;
    case ThemeChoice::Dark:
        return true;
    case ThemeChoice::System:
        break;
    }
    return m_system->isDark().value_or(m_wasDarkAtStart);
}

void ThemeController::apply()
{
    const bool isDark = wantsDark();
    if (isDark == m_isDark)
        return;
    m_isDark = isDark;
    QApplication::setPalette(theme().palette());
    // Qt hands the palette on by an event that it posts: what follows comes after that one.
    QMetaObject::invokeMethod(this, &ThemeController::finish, Qt::QueuedConnection);
}

void ThemeController::finish()
{
    // Icons are drawn anew on the next paint; widgets whose palette did not change must paint, too.
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets)
        widget->update();
    Q_EMIT themeChanged();
}

// Buttons have no room for a ring outside: it is a widget of its own, laid around the one with the focus.
void ThemeController::moveFocusRing(QWidget *now)
{
    auto *button = qobject_cast<QPushButton *>(now);
    if (!m_ring) {
        if (!button)
            return;
        m_ring = new QFocusFrame;
    }
    m_ring->setWidget(button);
}

} // namespace gnat
