// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/completionpopup.h"
#include "filter/filtercompletion.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <functional>

class QKeyEvent;
class QLineEdit;

namespace gnat {

/// Helps to type a filter: suggests what the term under the cursor could become, and the last filters. Down opens (Ctrl
/// and space, too), Up and Down choose, Tab or Enter accept, Esc closes. Owned by the field. GUI thread.
class FilterAssist final : public QObject
{
    Q_OBJECT

public:
    explicit FilterAssist(QLineEdit *field);

    /// Asked while somebody types.
    void setVocabulary(std::function<FilterVocabulary()> vocabulary) { m_vocabulary = std::move(vocabulary); }
    void setHistory(std::function<QStringList()> history) { m_history = std::move(history); }
    /// Only Ctrl and space open it.
    void setOnDemand(bool isOnDemand) { m_isOnDemand = isOnDemand; }
    bool isOpen() const;
    CompletionPopup *popup() const { return m_popup; }

Q_SIGNALS:
    /// A whole filter was chosen from the history and stands in the field.
    void filterChosen();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool handleKey(const QKeyEvent &event);
    bool handleOpenKey(int key);
    void suggest();
    void showHistory();
    void accept(int row);
    void close();
    CompletionPopup &openedPopup();

    QLineEdit *m_field;
    QPointer<CompletionPopup> m_popup; ///< a child of the window, made when first needed
    std::function<FilterVocabulary()> m_vocabulary;
    std::function<QStringList()> m_history;
    FilterCompletions m_completions;
    bool m_isHistory = false;
    bool m_isOnDemand = false;
};

} // namespace gnat
