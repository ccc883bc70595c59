<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>gnat::ConnectionStrips</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::Desktop</name>
    <message numerus="yes">
        <source>%n message(s) recorded into %1.</source>
        <translation>
            <numerusform>%n message recorded into %1.</numerusform>
            <numerusform>%n messages recorded into %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::FlowPopup</name>
    <message numerus="yes">
        <source>from %n connection(s)</source>
        <translation>
            <numerusform>from %n connection</numerusform>
            <numerusform>from %n connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::ReplyPane</name>
    <message numerus="yes">
        <source>%n replies</source>
        <translation>
            <numerusform>%n reply</numerusform>
            <numerusform>%n replies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::Sender</name>
    <message numerus="yes">
        <source>%n replies</source>
        <translation>
            <numerusform>%n reply</numerusform>
            <numerusform>%n replies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::ServerList</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
</TS>
