// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rework/recordingcomparison.h"

#include <QWidget>

#include <memory>

class QCheckBox;
class QKeyEvent;
class QTableWidget;

namespace gnat {

class ElidedLabel;
class TextLabel;

/// Two recordings beside each other: the subjects with their figures in both, what differs about the chosen one below.
/// GUI thread.
class ComparisonView final : public QWidget
{
    Q_OBJECT

public:
    explicit ComparisonView(QWidget *parent = nullptr);

    void setComparison(std::shared_ptr<const RecordingComparison> comparison);
    QTableWidget &subjects() { return *m_subjects; }
    QTableWidget &differences() { return *m_differences; }
    QString summary() const;

Q_SIGNALS:
    void closed();
    /// A subject of the newer recording is to be looked at.
    void filterRequested(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override; ///< Esc
    void resizeEvent(QResizeEvent *event) override;

private:
    static constexpr int maxRows = 5'000;

    QWidget *buildHeader();
    QTableWidget *makeTable(const QStringList &titles, const QString &name);
    void fill();
    void addRow(const ComparedSubject &subject);
    void showDifferences();
    void addDifference(const QStringList &texts);
    void save();

    std::shared_ptr<const RecordingComparison> m_comparison;
    TextLabel *m_title = nullptr;
    ElidedLabel *m_facts = nullptr;
    QCheckBox *m_withSame = nullptr;
    QTableWidget *m_subjects = nullptr;
    QTableWidget *m_differences = nullptr;
};

} // namespace gnat
