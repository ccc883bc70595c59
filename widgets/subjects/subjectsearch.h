// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/filter.h"
#include "filter/filtercompletion.h"

#include <QWidget>

#include <functional>
#include <string_view>

class QToolButton;

namespace gnat {

class FilterEdit;
class TextLabel;

/// The line that finds subjects in the tree, in the language of filters, with a switch for case. Below it stands how
/// many there are, what is wrong, and which terms no subject alone answers. Hidden until open(). GUI thread.
class SubjectSearch final : public QWidget
{
    Q_OBJECT

public:
    using Accepts = std::function<bool(SourceId, std::string_view)>;

    explicit SubjectSearch(QWidget *parent = nullptr);

    /// What `@name` terms mean; asked when a text is compiled. Without: there are no connections.
    void setFindConnection(std::function<SourceId(const QString &)> find) { m_findConnection = std::move(find); }
    /// What Ctrl and space suggest.
    void setVocabulary(std::function<FilterVocabulary()> vocabulary);
    void open();
    /// Empties and hides it.
    void close();
    FilterEdit *line() const { return m_line; }
    /// Null while nothing is looked for; the last valid one while there is a mistake.
    const Accepts &accepts() const { return m_accepts; }
    void setHits(quint64 hits, bool isComplete);
    /// A name may mean another connection now.
    void noteConnections();

Q_SIGNALS:
    void opened();
    void changed();
    void nextWanted();
    void previousWanted();
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void compile();
    void use(const Filter &filter);
    void tell(const FilterError &error, const std::vector<FilterError> &undecided);
    void say(const QString &text, bool isError = false);

    FilterEdit *m_line;
    QToolButton *m_case;
    TextLabel *m_hits;
    TextLabel *m_remark;
    std::function<SourceId(const QString &)> m_findConnection;
    Accepts m_accepts;
    bool m_isWrong = false;
    bool m_isBackwards = false; ///< Enter with Shift
};

} // namespace gnat
