// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/config/configparser.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gnat;

namespace {

/// A value as text: maps {key=value}, lists [a, b], texts in quotes.
QByteArray drawn(const ConfigValue &value)
{
    using Type = ConfigValue::Type;
    QByteArrayList parts;
    switch (value.type) {
    case Type::Text:
        return '"' + QByteArray::fromStdString(value.text) + '"';
    case Type::Date:
        return QByteArray::fromStdString(value.text);
    case Type::Integer:
        return QByteArray::number(qint64(value.integer));
    case Type::Real:
        return QByteArray::number(value.real);
    case Type::Flag:
        return value.flag ? "true" : "false";
    case Type::List:
        for (const auto &item : value.items)
            parts.append(drawn(item));
        return '[' + parts.join(", ") + ']';
    case Type::Map:
        break;
    }
    for (const auto &entry : value.entries)
        parts.append(QByteArray::fromStdString(entry.key) + '=' + drawn(entry.value));
    return '{' + parts.join(' ') + '}';
}

QByteArray parsed(const QByteArray &text)
{
    const auto result = parseConfigText({text.data(), std::size_t(text.size())});
    return result ? drawn(result.value()) : QByteArray::fromStdString(result.error().message);
}

QByteArray parsedFile(const QString &path)
{
    const auto result = parseConfigFile(path.toStdString());
    return result ? drawn(result.value()) : QByteArray::fromStdString(result.error().message);
}

} // namespace

class TestConfigParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void knowsLines();
    void includes();
    void refusesIncludes();
    void looksUpTheEnvironment();
    void marksVariables();
    void survivesHostileText_data();
    void survivesHostileText();
    void survivesAnyCut();

private:
    QString write(const char *name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
    }

    QTemporaryDir m_folder;
};

void TestConfigParser::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("tree");
    const auto row = [](const char *name, const char *text, const char *tree) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(tree);
    };
    row("empty", "", "{}");
    row("blank", " \n\t\r\n # a\n // b\n", "{}");
    row("separators", "a 1\nb=2\nc: 3\nd : 4\ne\n5", "{a=1 b=2 c=3 d=4 e=5}");
    row("ends", "a 1; b 2, c 3\nd 4", "{a=1 b=2 c=3 d=4}");
    row("comments", "a 1 # x\nb 2 // y\n# c 3\n//d 4\ne http://x#y", R"({a=1 b=2 e="http://x#y"})");
    row("keys", R"("a b" 1; 'c:d' 2; x.y-z 3; E 4)", "{a b=1 c:d=2 x.y-z=3 E=4}");
    row("last one wins", "a 1\nb 2\na 3", "{a=3 b=2}");
    row("bare text", "a foo\nb foo.bar:1\nc nats://u:p@h:4222", R"({a="foo" b="foo.bar:1" c="nats://u:p@h:4222"})");
    row("quoted text", R"(a "x y"; b 'x "y" \n'; c "")", R"({a="x y" b="x "y" \n" c=""})");
    row("escapes", R"(a "1\t2\n3\"\\\x41"; b q\x41z)", "{a=\"1\t2\n3\"\\A\" b=\"qAz\"}");
    row("escaped words are text", R"(a tru\x65)", R"({a="true"})");
    row("block", "a (\n x\n y)\n)\nb 1", "{a=\"\n x\n y)\n\" b=1}");
    row("flags", "a true\nb YES\nc on\nd false\ne No\nf off\ng \"true\"",
        R"({a=true b=true c=true d=false e=false f=false g="true"})");
    row("numbers", "a 0\nb -12\nc 9223372036854775807\nd 1.5\ne -0.25",
        "{a=0 b=-12 c=9223372036854775807 d=1.5 e=-0.25}");
    row("suffixes", "a 1k\nb 1kb\nc 2M\nd 2MB\ne 1KiB\nf 1g\ng 1Gi\nh -2k",
        "{a=1000 b=1024 c=2000000 d=2097152 e=1024 f=1000000000 g=1073741824 h=-2000}");
    row("text from digits", "a 10s\nb 127.0.0.1\nc 127.0.0.1:4222\nd 2ms\ne 4222x",
        R"({a="10s" b="127.0.0.1" c="127.0.0.1:4222" d="2ms" e="4222x"})");
    row("date", "a 2023-01-31T12:00:00Z", "{a=2023-01-31T12:00:00Z}");
    row("maps", "a { b 1 }\nc: { d = 2, e { f 3 } }\ng={h 4\ni 5}", "{a={b=1} c={d=2 e={f=3}} g={h=4 i=5}}");
    row("map below its key", "a\n{\n b:\n 1\n}", "{a={b=1}}");
    row("lists", "a [1, 2,\n 3\n 4 # five\n]\nb [x, 'y z', [true], {c 1}]\nd []",
        R"({a=[1, 2, 3, 4] b=["x", "y z", [true], {c=1}] d=[]})");
    row("comma at the end", "a [1, 2,]\nb {c 1,}", "{a=[1, 2] b={c=1}}");
    row("JSON", R"({"a": {"b": [1, "x", true, {"c": -1.5}]}, "d": "e\\f"})",
        R"({a={b=[1, "x", true, {c=-1.5}]} d="e\f"})");
    row("JSON in lines", "{\n  \"a\": 1,\n  \"b\": [\n    2\n  ]\n}\n# end", "{a=1 b=[2]}");
    row("variables", "a 7\nb $a\nc { a 8, d $a, e { f $b } }\ng $a", "{a=7 b=7 c={a=8 d=8 e={f=7}} g=7}");
    row("variables hold anything", "m {x [1]}\nn $m\no [$m, 2]", "{m={x=[1]} n={x=[1]} o=[{x=[1]}, 2]}");
    row("a quoted variable is text", "a 7\nb '$a'\nc \"$a\"", R"({a=7 b="$a" c="$a"})");
    row("bcrypt needs no quotes", "a $2a$10$UHR6GhotWhpLsKtVP0/i6.Nh9.fuY73cWjLoJjb2sKT8KISBcUW5q",
        R"({a="$2a$10$UHR6GhotWhpLsKtVP0/i6.Nh9.fuY73cWjLoJjb2sKT8KISBcUW5q"})");
    row("include as a key", "include: x", R"({include="x"})");
    row("UTF-8", "a größe\nb \"\xe4\xbd\xa0\"", "{a=\"größe\" b=\"\xe4\xbd\xa0\"}");
}

void TestConfigParser::reads()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, tree);
    QCOMPARE(parsed(text), tree);
}

void TestConfigParser::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const char *text, const char *says) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(says);
    };
    row("no value", "a 1\nb", "line 2: \"b\" has no value.");
    row("no value on its line", "a:\n1", "line 1: \"a\" has no value.");
    row("no value in a map", "a {\n b: }", "line 2: \"b\" has no value.");
    row("cut map", "a 1\nb {\n c 1\n", "line 2: the map that begins here has no closing }.");
    row("cut JSON", "{\"a\": 1", "line 1: the map that begins here has no closing }.");
    row("cut list", "a [1,\n2", "line 1: the list that begins here has no closing ].");
    row("cut text", "\na \"x\n", "line 2: the text has no closing \".");
    row("cut single text", "a 'x", "line 1: the text has no closing '.");
    row("cut key", "'a", "line 1: the key has no closing quote.");
    row("cut block", "a (\nx )\n", "line 1: the block has no closing ) on a line of its own.");
    row("more than a value", "a 1 2",
        "line 1: a value ends with a new line, ',' or ';', but there is '2'; text with "
        "blanks or special characters needs quotes.");
    row("list without commas", "a [1 2]", "line 1: the values of a list are separated by commas or new lines.");
    row("list of commas", "a [,]", "line 1: a value is expected, but there is ','.");
    row("brace too many", "a {b 1}\n}\n", "line 2: a key is expected, but there is '}'.");
    row("text behind the brace", "{a 1}\nb 2", "line 2: something follows the closing }.");
    row("no key", "\n: 1", "line 2: a key is expected, but there is ':'.");
    row("slash", "/ x", "line 1: a key is expected, but there is '/'.");
    row("escape", R"(a "\q")", R"(line 1: an escape is one of \xHH, \t, \n, \r, \", \\.)");
    row("hexadecimal", R"(a "\x4g")", R"(line 1: \x takes two hexadecimal digits.)");
    row("point", "a .5", "line 1: a number begins with a digit, not with a point.");
    row("fraction", "a 1.x", "line 1: digits are expected behind the point of a number.");
    row("minus", "a -x", "line 1: a digit is expected behind '-'; other text needs quotes.");
    row("no date", "a 2023-1",
        "line 1: text that begins with a number and a minus needs quotes; a date looks like "
        "2023-01-31T12:00:00Z.");
    row("number and minus", "a 12-x", "line 1: text that begins with a number and a minus needs quotes.");
    row("suffix", "a 1kbb", "line 1: \"1kbb\" is no number: the suffixes are k, kb, m, mb, g, gb, t, tb.");
    row("large", "a 9223372036854775808", "line 1: the number 9223372036854775808 is too large.");
    row("large by suffix", "a 99999999999g", "line 1: the number 99999999999g is too large.");
    row("no variable", "a $gnat_no_such",
        "line 1: $gnat_no_such is neither a key before this line nor in the "
        "environment.");
    row("variable of a sister", "a {b 1}\nc $b",
        "line 2: $b is neither a key before this line nor in the environment.");
    row("no name", "a $", "line 1: $ is not followed by the name of a variable.");
    row("include of nothing", "include \n", "line 1: include needs the name of a file.");
    QTest::newRow("NUL") << QByteArray("a 1\0b 2", 7) << QByteArray("line 1: this is not text, it holds NUL bytes.");
}

void TestConfigParser::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, says);
    QCOMPARE(parsed(text), says);
}

void TestConfigParser::knowsLines()
{
    const auto file = write("lines.conf", "# first\na {\n\n  b [\n  1\n  2 ]\n}\nc\n 3");
    const auto result = parseConfigFile(file.toStdString());
    QVERIFY(result.isOk());
    const auto &a = result.value().entries.at(0).value;
    const auto &b = a.entries.at(0).value;
    QCOMPARE(a.place.text(), file.toStdString() + ":2");
    QCOMPARE(b.place.line, 4U);
    QCOMPARE(b.items.at(1).place.line, 6U);
    QCOMPARE(result.value().entries.at(1).value.place.line, 8U); // that of the key
}

void TestConfigParser::includes()
{
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("sub")));
    write("sub/a.conf", "x 1\ninclude b.conf\n");
    write("sub/b.conf", "x2 2\ny $x2\n");
    const auto top = write("top.conf", "x 0\ninclude \"sub/a.conf\"\nz $y\nm { include ./sub/b.conf; w 1 }\n");
    QCOMPARE(parsedFile(top), QByteArray("{x=1 x2=2 y=2 z=2 m={x2=2 y=2 w=1}}"));
    const auto absolute =
        write("abs.conf", "include '" + m_folder.filePath(QStringLiteral("sub/b.conf")).toUtf8() + "'");
    QCOMPARE(parsedFile(absolute), QByteArray("{x2=2 y=2}"));
}

void TestConfigParser::refusesIncludes()
{
    const auto folder = m_folder.path().toUtf8() + '/';
    const auto self = write("self.conf", "a 1\ninclude self.conf\n");
    QCOMPARE(parsedFile(self), folder + "self.conf:2: the include of \"self.conf\" goes in a circle.");
    write("two.conf", "\ninclude ./one.conf\n");
    const auto one = write("one.conf", "include two.conf");
    QCOMPARE(parsedFile(one), folder + "two.conf:2: the include of \"./one.conf\" goes in a circle.");
    const auto missing = write("missing.conf", "\ninclude none.conf");
    QCOMPARE(parsedFile(missing), folder + "missing.conf:2: The configuration file " + folder +
                                      "none.conf cannot be read: No such file or directory.");
    write("bad.conf", "\n\na 1 2");
    const auto including = write("including.conf", "include bad.conf");
    QVERIFY2(parsedFile(including).startsWith(folder + "bad.conf:3: a value ends"), parsedFile(including).constData());
    QVERIFY(parsedFile(m_folder.path()).contains("cannot be read: Is a directory"));
    QVERIFY(parsedFile(QStringLiteral("/dev/zero")).contains("over 16 MB"));
    for (int i = 0; i < 70; ++i) {
        const auto next = "include deep" + QByteArray::number(i + 1) + ".conf\n";
        write(("deep" + QByteArray::number(i) + ".conf").constData(), next);
    }
    QVERIFY(parsedFile(m_folder.filePath(QStringLiteral("deep0.conf"))).contains("nested too deeply"));
    for (int i = 0; i < 12; ++i) { // each includes the next one twice
        const auto next = "include wide" + QByteArray::number(i + 1) + ".conf\n";
        write(("wide" + QByteArray::number(i) + ".conf").constData(), next + next);
    }
    write("wide12.conf", "a 1");
    QVERIFY(parsedFile(m_folder.filePath(QStringLiteral("wide0.conf"))).contains("too many files"));
}

void TestConfigParser::looksUpTheEnvironment()
{
    qputenv("GNAT_TEST_VALUE", "8k");
    QCOMPARE(parsed("a $GNAT_TEST_VALUE"), QByteArray("{a=8000}"));
    QCOMPARE(parsed("GNAT_TEST_VALUE 1\na $GNAT_TEST_VALUE"), QByteArray("{GNAT_TEST_VALUE=1 a=1}"));
    qputenv("GNAT_TEST_VALUE", "[a, 'b c']");
    QCOMPARE(parsed("a $GNAT_TEST_VALUE"), QByteArray(R"({a=["a", "b c"]})"));
    for (const auto *wrong : {"", "1\nb 2", "{", "$GNAT_TEST_VALUE"}) {
        qputenv("GNAT_TEST_VALUE", wrong);
        QVERIFY2(parsed("a $GNAT_TEST_VALUE").endsWith("in the environment is not a value."),
                 parsed("a $GNAT_TEST_VALUE").constData());
    }
    qunsetenv("GNAT_TEST_VALUE");
}

void TestConfigParser::marksVariables()
{
    const auto result = parseConfigText("used 1\nother 2\na $used");
    QVERIFY(result.isOk());
    QVERIFY(result.value().entries.at(0).value.isReferenced);
    QVERIFY(!result.value().entries.at(1).value.isReferenced);
    QVERIFY(!result.value().entries.at(2).value.isReferenced);
}

void TestConfigParser::survivesHostileText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("deep lists") << "a " + QByteArray(1'000'000, '[') << QByteArray("nested too deeply");
    QByteArray maps;
    for (int i = 0; i < 100'000; ++i)
        maps += "a{b {";
    QTest::newRow("deep maps") << maps << QByteArray("");
    maps.replace("a{b ", "b");
    QTest::newRow("deeper maps") << "a " + maps.replace("b{", "{b ") << QByteArray("nested too deeply");
    QTest::newRow("many values") << "a [" + QByteArray("1,").repeated(300'000) + "]" << QByteArray("too large");
    QByteArray doubling = "v0 [x, x]\n";
    for (int i = 1; i < 40; ++i) {
        const auto before = " $v" + QByteArray::number(i - 1);
        doubling += 'v' + QByteArray::number(i) + " [" + before + ',' + before + "]\n";
    }
    QTest::newRow("doubling") << doubling << QByteArray("too large");
    QByteArray copies = "a " + QByteArray(1'000'000, 'x') + "\nb [";
    copies += QByteArray("$a,").repeated(100'000) + ']';
    QTest::newRow("copies") << copies << QByteArray("too large");
    QByteArray keys;
    for (int i = 0; i < 100'000; ++i)
        keys += 'k' + QByteArray::number(i) + " 1\n";
    QTest::newRow("many keys") << keys + "z $none" << QByteArray("$none is neither");
}

void TestConfigParser::survivesHostileText()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, says);
    const auto answer = parsed(text);
    QVERIFY2(answer.startsWith("line ") && answer.contains(says), answer.left(200).constData());
}

void TestConfigParser::survivesAnyCut()
{
    const QByteArray whole = R"(# a file with everything
server_name: "n\x31", debug yes; port = 4222
listen 127.0.0.1:4333 // here
authorization { users = [ {user: a, password: $2a$04$abc, permissions { publish [a.>, "b c"] } }
  { nkey 'U', } ], timeout 1.5 }
max_payload 64KB
text (
  block
)
when 2023-01-31T12:00:00Z
again $max_payload
cluster { "routes": ["nats://a:1"] }
)";
    QVERIFY2(parsed(whole).startsWith('{'), parsed(whole).constData());
    int errors = 0;
    for (qsizetype end = 0; end < whole.size(); ++end) {
        const auto front = parsed(whole.left(end));
        const auto back = parsed(whole.mid(end));
        QVERIFY(front.startsWith('{') || front.startsWith("line "));
        QVERIFY(back.startsWith('{') || back.startsWith("line "));
        errors += front.startsWith('{') ? 0 : 1;
        for (const char c : {'\0', '{', ']', '"', '$', '\\', '\n', '\xff'}) {
            auto changed = whole;
            changed[end] = c;
            const auto answer = parsed(changed);
            QVERIFY(answer.startsWith('{') || answer.startsWith("line "));
        }
    }
    QVERIFY(errors > whole.size() / 2);
}

QTEST_GUILESS_MAIN(TestConfigParser)
#include "tst_configparser.moc"
