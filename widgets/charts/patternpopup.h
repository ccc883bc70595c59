// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/popupframe.h"

class QLineEdit;

namespace gnat {

class TextLabel;

/// Asks for a subject or pattern to plot. Enter takes it and closes; a wrong one is explained and stays. GUI thread.
class PatternPopup final : public PopupFrame
{
    Q_OBJECT

public:
    explicit PatternPopup(QWidget *parent);

Q_SIGNALS:
    void accepted(const QByteArray &pattern);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void take();

    QLineEdit *m_line = nullptr;
    TextLabel *m_problem = nullptr;
};

} // namespace gnat
