// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/hexview.h"
#include "payload/payloadview.h"
#include "resources/resources.h"
#include "support/qtwarnings.h"

#include <QComboBox>
#include <QTest>
#include <QTreeView>

using namespace gnat;

/// Tree, text and bytes of payloads of all kinds, also wrong and large ones.
class PayloadViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        initResources();
        test::failOnQtWarnings();
    }

    void jsonIsATreeAndReadableText()
    {
        PayloadView view(m_codecs);
        view.setPayload(R"({"temp":71.4,"tags":["a","b"]})");
        QCOMPARE(view.format(), QStringLiteral("json"));
        const auto *tree = view.findChild<QTreeView *>();
        QCOMPARE(tree->model()->rowCount(), 2);
        view.setMode(PayloadView::Mode::Text);
        QVERIFY(view.shownText().contains(u'\n'));
        QVERIFY(view.shownText().contains(u"71.4"));
        QCOMPARE(view.problem(), QString());
    }

    void wrongFormatIsNamedAndBytesAreShown()
    {
        PayloadView view(m_codecs);
        view.setPayload("{\"a\": tru}");
        auto *formats = view.findChild<QComboBox *>();
        formats->setCurrentIndex(formats->findData(QStringLiteral("json")));
        QVERIFY(!view.problem().isEmpty());
        const auto hexViews = view.findChildren<HexView *>();
        const bool showsBytes = std::any_of(hexViews.begin(), hexViews.end(), [&](const HexView *hex) {
            return hex->isVisibleTo(&view) && hex->bytes() == view.payload();
        });
        QVERIFY(showsBytes);
    }

    void largeTextIsShownInPartUntilAsked()
    {
        PayloadView view(m_codecs);
        view.setMode(PayloadView::Mode::Text);
        view.setPayload(QByteArray(300'000, 'x'));
        QCOMPARE(view.shownText().size(), PayloadView::partBytes);
    }

    void anyBytesAndNoneAreFine()
    {
        PayloadView view(m_codecs);
        QByteArray all;
        for (int byte = 0; byte < 256; ++byte)
            all.append(char(byte));
        for (const auto &payload : {QByteArray(), all, QByteArray(1'200'000, '\xff')}) {
            for (const auto mode : {PayloadView::Mode::Tree, PayloadView::Mode::Text, PayloadView::Mode::Hex}) {
                view.setPayload(payload);
                view.setMode(mode);
                QVERIFY(!view.grab().isNull());
            }
        }
    }

private:
    CodecRegistry m_codecs;
};

QTEST_MAIN(PayloadViewTest)
#include "tst_payloadview.moc"
