// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/linkedsubject.h"
#include "support/threadtime.h"

#include <QApplication>
#include <QColor>
#include <QFontMetrics>
#include <QTest>
#include <QTextDocument>

#include <algorithm>

using namespace gnat;

/// The subject above a message: what is shown of it, and that a long one costs little more than a short one.
class LinkedSubjectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachTokenLeadsToItsBranch();
    void whatIsLongGivesWay_data();
    void whatIsLongGivesWay();
    void aLongOneCostsLittle_data();
    void aLongOneCostsLittle();

private:
    static constexpr int width = 360;
    static QString linked(const QString &subject)
    {
        return linkedSubject(subject, QFontMetrics(QApplication::font()), width, Qt::black, Qt::gray);
    }
    static QString shown(const QString &subject)
    {
        QTextDocument document;
        document.setHtml(linked(subject));
        return document.toPlainText();
    }
};

void LinkedSubjectTest::eachTokenLeadsToItsBranch()
{
    const auto html = linked(QStringLiteral("shop.orders.paid"));
    QVERIFY(html.contains(QStringLiteral("href=\"shop.&gt;\"")));
    QVERIFY(html.contains(QStringLiteral("href=\"shop.orders.&gt;\"")));
    QVERIFY(html.contains(QStringLiteral("href=\"shop.orders.paid\"")));
    QCOMPARE(shown(QStringLiteral("shop.orders.paid")), QStringLiteral("shop.orders.paid"));
}

void LinkedSubjectTest::whatIsLongGivesWay_data()
{
    QTest::addColumn<QString>("subject");
    QTest::newRow("one token") << QString(4000, u'l');
    QTest::newRow("between short ones") << QStringLiteral("a.%1.b").arg(QString(400, u'l'));
    QTest::newRow("three") << QStringLiteral("%1.%1.%1").arg(QString(100, u'm'));
}

void LinkedSubjectTest::whatIsLongGivesWay()
{
    QFETCH(QString, subject);
    const auto text = shown(subject);
    QVERIFY2(text.contains(u'…'), qPrintable(text));
    QCOMPARE(text.count(u'.'), subject.count(u'.'));
    const QFontMetrics metrics(QApplication::font());
    QVERIFY(metrics.horizontalAdvance(text) <= width);
    QVERIFY2(metrics.horizontalAdvance(text) > width * 3 / 4, qPrintable(text)); // and no more than it must
    QVERIFY(linked(subject).contains(subject));                                  // the link is whole
}

void LinkedSubjectTest::aLongOneCostsLittle_data()
{
    QTest::addColumn<QString>("subject");
    QTest::newRow("one token of 4,000 letters") << QString(4000, u'l');
    QTest::newRow("2,000 tokens") << QStringLiteral("d.").repeated(1999) + QStringLiteral("end");
    QTest::newRow("30 tokens of 130 letters") << (QString(130, u't') + u'.').repeated(30) + QStringLiteral("end");
}

void LinkedSubjectTest::aLongOneCostsLittle()
{
    QFETCH(QString, subject);
    const auto html = linked(subject);
    QVERIFY(html.endsWith(subject.right(3) + QStringLiteral("</a>")));
    QVERIFY(html.count(QStringLiteral("<a ")) <= 32);
    const auto from = gnat::test::threadNanoseconds();
    linked(subject);
    const auto took = gnat::test::threadNanoseconds() - from;
    const auto unit = gnat::test::unitOfWork();
    qInfo("%.2f ms, a unit of work is %.2f ms", double(took) / 1e6, double(unit) / 1e6);
    QVERIFY(took < unit); // one letter less at a time took fifty
}

QTEST_MAIN(LinkedSubjectTest)
#include "tst_linkedsubject.moc"
