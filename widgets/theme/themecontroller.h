// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/preferences.h"
#include "theme/theme.h"

#include <QObject>
#include <QPointer>

class QFocusFrame;
class QWidget;

namespace gnat {

class GnatStyle;
class SystemTheme;

/// Gives the application its style, palette and font, and follows what the user chose: System, Light or Dark. Made
/// once, after QApplication and before the first window. GUI thread.
class ThemeController : public QObject
{
    Q_OBJECT

public:
    explicit ThemeController(Preferences &preferences, QObject *parent = nullptr);
    ~ThemeController() override;

    const Theme &theme() const;
    ThemeChoice choice() const;
    /// Is remembered.
    void setChoice(ThemeChoice choice);
    /// The theme that is not shown now, as a fixed choice: for the sun/moon button.
    void toggle();
    /// Reduced motion: nothing fades or glows. What the desktop asks for, until the user chooses; that is remembered.
    bool isStill() const;
    void setStill(bool isStill);

Q_SIGNALS:
    /// After all widgets have the new palette; also when motion is reduced or not any more.
    void themeChanged();

private:
    void apply();
    void applyMotion();
    void finish();
    bool wantsDark() const;
    void moveFocusRing(QWidget *now);

    Preferences &m_preferences;
    SystemTheme *m_system = nullptr;
    QPointer<GnatStyle> m_style; ///< the application's
    bool m_wasDarkAtStart = false;
    bool m_isDark = false;
    QPointer<QFocusFrame> m_ring;
};

} // namespace gnat
