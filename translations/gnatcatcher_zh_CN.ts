<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Terminal</name>
    <message>
        <source>Try &apos;gnatcatcher-cli --help&apos;.</source>
        <translation>请尝试“gnatcatcher-cli --help”。</translation>
    </message>
    <message>
        <source>Print JSON, one object a line.</source>
        <translation>输出 JSON，每行一个对象。</translation>
    </message>
    <message>
        <source>A subject and at most one payload are expected.</source>
        <translation>应给出一个主题，最多一个载荷。</translation>
    </message>
</context>
<context>
    <name>gnat::Page</name>
    <message>
        <source>Filter by subject or text, e.g. shop.orders.* or &quot;pump-07&quot;</source>
        <translation>按主题或文本筛选，例如 shop.orders.* 或 &quot;pump-07&quot;</translation>
    </message>
</context>
<context>
    <name>gnat::terminal::ClientSession</name>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Connected again to %1</source>
        <translation>已重新连接到 %1</translation>
    </message>
    <message>
        <source>Connection lost, trying again: %1</source>
        <translation>连接已断开，正在重试：%1</translation>
    </message>
</context>
</TS>
