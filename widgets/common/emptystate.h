// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace gnat {

/// What a view shows when there is nothing to show: icon, what is the case, what to do, at most one button. GUI thread.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// `text` may be HTML with links. An empty `button`: none.
    void set(const QString &iconName, const QString &title, const QString &text, const QString &button = {});

Q_SIGNALS:
    void buttonClicked();
    void linkActivated(const QString &link);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refreshIcon();

    QString m_iconName;
    QLabel *m_icon = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_button = nullptr;
};

} // namespace gnat
