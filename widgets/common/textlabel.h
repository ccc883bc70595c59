// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace gnat {

/// How a label reads: size, weight and colour together.
enum class TextRole { Body, Secondary, Title, Heading, DockTitle, Small, Caption, Mono, MonoSmall, Error, ErrorSmall };

/// A label whose font and colour follow its role and the theme, also after a switch. GUI thread.
class TextLabel : public QLabel
{
    Q_OBJECT

public:
    TextLabel(const QString &text, TextRole role, QWidget *parent = nullptr);

    void setRole(TextRole role);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyRole();

    TextRole m_role = TextRole::Body;
    bool m_isApplying = false;
};

} // namespace gnat
