// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QListWidget;
class QTextBrowser;

namespace gnat {

/// The manual, offline: the pages of :/manual at the left, the chosen one at the right. GUI thread.
class ManualDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ManualDialog(QWidget *parent = nullptr);

    /// A page by its file name without ".md": "index", "filter".
    void showPage(const QString &name);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fillList();
    void load(const QString &name);

    QListWidget *m_list = nullptr;
    QTextBrowser *m_text = nullptr;
    QString m_name;
};

} // namespace gnat
