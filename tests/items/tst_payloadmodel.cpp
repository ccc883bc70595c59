// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecs/payloadcodec.h"
#include "items/payloadmodel.h"
#include "items/roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace gnat;

namespace {

/// The rows as a person sees them: "key value change", children indented.
QString draw(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const auto key = model.index(row, 0, parent);
        const auto cell = [&key](int column) {
            return key.siblingAtColumn(column).data().toString();
        };
        const auto line = QString(depth * 2, u' ') + cell(PayloadModel::Key) + u' ' + cell(PayloadModel::Value) + u' ' +
                          cell(PayloadModel::Change);
        text += line.trimmed().rightJustified(line.trimmed().size() + qsizetype{depth} * 2) + u'\n';
        text += draw(model, key, depth + 1);
    }
    return text;
}

} // namespace

class TestPayloadModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsATree();
    void showsChanges();
    void keepsRowsOfTheSameShape();
    void showsScalars();

private:
    PayloadField decode(std::string_view json) const
    {
        auto root = m_codecs.find(QStringLiteral("json"))->decode(json);
        return root ? std::move(root).value() : PayloadField();
    }

    CodecRegistry m_codecs;
};

void TestPayloadModel::showsATree()
{
    PayloadModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setPayload(decode(R"({"device":"pump-07","vibration":{"x":0.012,"y":1},"alarms":[{"id":7},[]]})"));
    QCOMPARE(draw(model), QStringLiteral("device pump-07\n"
                                         "vibration 2 fields\n"
                                         "  x 0.012\n"
                                         "  y 1\n"
                                         "alarms 2 items\n"
                                         "  [0] 1 field\n"
                                         "    id 7\n"
                                         "  [1] empty\n"));
    const auto x = model.index(0, 0, model.index(1, 0));
    QCOMPARE(model.path(x), QStringLiteral("vibration.x"));
    const auto id = model.index(0, 0, model.index(0, 0, model.index(2, 0)));
    QCOMPARE(model.path(id), QStringLiteral("alarms[0].id"));
    QCOMPARE(x.data(OffsetRole).toULongLong(), 37ULL);
    QCOMPARE(x.data(SizeRole).toULongLong(), 5ULL);
    QCOMPARE(x.data(FieldKindRole).toInt(), static_cast<int>(FieldKind::Float));
    QCOMPARE(model.field(x)->number, 0.012);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestPayloadModel::showsChanges()
{
    PayloadModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto before = decode(R"({"t":71.1,"p":4.84,"n":5,"s":"a","same":true,"l":[1,2]})");
    model.setPayload(decode(R"({"t":71.4,"p":4.82,"n":1005,"s":"b","same":true,"l":[1,3,4],"k":1})"), &before);
    QCOMPARE(draw(model), QStringLiteral("t 71.4 +0.3\n"
                                         "p 4.82 −0.02\n"
                                         "n 1005 +1000\n"
                                         "s b changed\n"
                                         "same true\n"
                                         "l 3 items\n"
                                         "  [0] 1\n"
                                         "  [1] 3 +1\n"
                                         "  [2] 4 new\n"
                                         "k 1 new\n"));
    QVERIFY(model.index(0, 0).data(IsChangedRole).toBool());
    QVERIFY(!model.index(4, 0).data(IsChangedRole).toBool());
}

void TestPayloadModel::keepsRowsOfTheSameShape()
{
    PayloadModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setPayload(decode(R"({"v":{"x":1},"n":2})"));
    const QPersistentModelIndex x = model.index(0, PayloadModel::Value, model.index(0, 0));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setPayload(decode(R"({"v":{"x":77},"n":3})"));
    QCOMPARE(resets.size(), 0);
    QCOMPARE(changes.size(), 2); // one range a parent
    QCOMPARE(x.data().toString(), QStringLiteral("77"));
    model.setPayload(decode(R"({"v":{"x":77,"y":1},"n":3})"));
    QCOMPARE(resets.size(), 1);
    QVERIFY(!x.isValid());
}

void TestPayloadModel::showsScalars()
{
    PayloadModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setPayload(decode("42"));
    QCOMPARE(draw(model), QStringLiteral("value 42\n"));
    const auto before = model.field(model.index(0, 0)) ? decode("42") : PayloadField();
    model.setPayload(decode("40"), &before);
    QCOMPARE(draw(model), QStringLiteral("value 40 −2\n"));
    model.setPayload(decode("{}"));
    QCOMPARE(draw(model), QStringLiteral("value empty\n"));
    model.setPayload(decode(R"({"a":1})"));
    QCOMPARE(draw(model), QStringLiteral("a 1\n"));
}

QTEST_GUILESS_MAIN(TestPayloadModel)
#include "tst_payloadmodel.moc"
