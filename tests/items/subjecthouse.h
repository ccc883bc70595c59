// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "items/roles.h"
#include "items/subjecttreemodel.h"
#include "support/batches.h"

#include <QAbstractItemModelTester>

#include <memory>

namespace gnat::test {

/// The rows that exist, a line each, two blanks a level; `+` marks what can be fetched.
inline QString drawn(const QAbstractItemModel &model, const QModelIndex &parent = {}, int level = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const auto index = model.index(row, 0, parent);
        text += QString(level * 2, u' ') + index.data().toString() + u' ' + index.data(CountRole).toString();
        text += model.canFetchMore(index) ? u"+\n"_qs : u"\n"_qs;
        text += drawn(model, index, level + 1);
    }
    return text;
}

inline void fetchAll(QAbstractItemModel &model, const QModelIndex &parent = {})
{
    if (model.canFetchMore(parent))
        model.fetchMore(parent);
    for (int row = 0; row < model.rowCount(parent); ++row)
        fetchAll(model, model.index(row, 0, parent));
}

/// A tree with its model under the model tester, fed from two connections.
struct House
{
    House()
    {
        using Mode = QAbstractItemModelTester::FailureReportingMode;
        tester = std::make_unique<QAbstractItemModelTester>(&model, Mode::Fatal);
        tester->setUseFetchMore(false); // it would fetch inside of its own check of an insertion
    }

    void add(const std::vector<std::string> &subjects, SourceId source = SourceId(1))
    {
        tree.add(*makeBatch(source, subjects, wallNanoseconds()));
        tree.aggregate(now += 33'000'000);
    }
    void addAndRefresh(const std::vector<std::string> &subjects, SourceId source = SourceId(1))
    {
        add(subjects, source);
        model.refresh();
    }

    static QString name(SourceId source) { return source == SourceId(1) ? u"office"_qs : u"attic"_qs; }

    std::int64_t now = 1'000'000'000;
    SubjectTree tree;
    SubjectTreeModel model{tree, &House::name};
    std::unique_ptr<QAbstractItemModelTester> tester;
};

} // namespace gnat::test
