// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"bytes"
	"fmt"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
)

func multiplesOf(factor, size int) []byte {
	made := make([]byte, size)
	for i := range made {
		made[i] = byte(i * factor)
	}
	return made
}

func publish(s servers) {
	a, b := s.connect(), s.connect()
	sub, numbers := subscribe(b, "pub.>"), subscribe(b, "number")
	flush(b)
	large := multiplesOf(7, 1024*1024)
	check(a.PublishRequest("pub.bytes", "answer.here", multiplesOf(1, 256)))
	check(a.Publish("pub.empty", nil))
	check(a.Publish("pub.large", large))
	for i := 0; i < 1000; i++ {
		check(a.Publish("number", []byte(strconv.Itoa(i))))
	}
	first, second, third := next(sub), next(sub), next(sub)
	content, reply := "altered", "no reply"
	if bytes.Equal(first.Data, multiplesOf(1, 256)) {
		content = "00 to ff"
	}
	fmt.Printf("%s: %d bytes %s, reply %s\n", first.Subject, len(first.Data), content, first.Reply)
	if second.Reply != "" {
		reply = second.Reply
	}
	fmt.Printf("%s: %d bytes, %s\n", second.Subject, len(second.Data), reply)
	content = "altered"
	if bytes.Equal(third.Data, large) {
		content = "as sent"
	}
	fmt.Printf("%s: %d bytes %s\n", third.Subject, len(third.Data), content)
	inOrder := 0
	for i := 0; i < 1000; i++ {
		if string(next(numbers).Data) == strconv.Itoa(i) {
			inOrder++
		}
	}
	fmt.Println(inOrder, "in order")
}

func wildcards(s servers) {
	a, b := s.connect(), s.connect()
	star, rest := subscribe(b, "w.*.end"), subscribe(b, "w.>")
	flush(b)
	for _, subject := range []string{"w.a.end", "w.a", "w.b.end", "w.a.b.end", "w", "x.a.end"} {
		check(a.Publish(subject, nil))
	}
	list := func(sub *nats.Subscription, count int) (subjects string) {
		for i := 0; i < count; i++ {
			subjects += " " + next(sub).Subject
		}
		return subjects
	}
	fmt.Println("w.*.end:" + list(star, 2))
	fmt.Println("w.>:" + list(rest, 4))
}

func queues(s servers) {
	a, b := s.connect(), s.connect()
	plain := subscribe(b, "work")
	var workers, others []*nats.Subscription
	for i := 0; i < 3; i++ {
		workers = append(workers, queueSubscribe(b, "work", "workers"))
	}
	for i := 0; i < 2; i++ {
		others = append(others, queueSubscribe(b, "work", "others"))
	}
	end := subscribe(b, "work.end")
	flush(b)
	for i := 0; i < 300; i++ {
		check(a.Publish("work", nil))
	}
	check(a.Publish("work.end", nil))
	next(end)
	sharing := "each of 3 has some"
	for _, worker := range workers {
		if arrived(worker) == 0 {
			sharing = "not shared"
		}
	}
	fmt.Printf("plain %d\nworkers %d, %s\nothers %d\n", arrived(plain), arrived(workers...), sharing, arrived(others...))
}

func headers(s servers) {
	a, b := s.connect(), s.connect()
	sub := subscribe(b, "h")
	flush(b)
	publishWith := func(payload string, header nats.Header) {
		check(a.PublishMsg(&nats.Msg{Subject: "h", Data: []byte(payload), Header: header}))
	}
	publishWith("body", nats.Header{"Trace-Id": {"t1"}, "Many": {"one", "two"}})
	publishWith("", nats.Header{"Alone": {"yes"}})
	publishWith("x", nats.Header{"Empty": {""}})
	first, second, third := next(sub), next(sub), next(sub)
	fmt.Println("Trace-Id:", values(first, "Trace-Id"))
	fmt.Println("Many:", values(first, "Many"))
	fmt.Println("payload:", string(first.Data))
	fmt.Printf("headers alone: %s, %d bytes\n", values(second, "Alone"), len(second.Data))
	fmt.Println("Empty:", values(third, "Empty"))
}

func unsubscribe(s servers) {
	a, b := s.connect(), s.connect()
	few, until := subscribe(b, "few"), subscribe(b, "until")
	check(few.AutoUnsubscribe(3))
	flush(b)
	for i := 0; i < 10; i++ {
		check(a.Publish("few", []byte(strconv.Itoa(i))))
	}
	got := ""
	for msg, err := few.NextMsg(patience); err == nil; msg, err = few.NextMsg(patience) {
		got += " " + string(msg.Data)
	}
	fmt.Println("at most 3:" + got)
	check(a.Publish("until", []byte("0")))
	check(a.Publish("until", []byte("1")))
	flush(a)
	kept := string(next(until).Data) + " " + string(next(until).Data)
	check(until.Unsubscribe())
	flush(b)
	before := b.Stats().InMsgs
	check(a.Publish("until", []byte("late")))
	flush(a)
	flush(b)
	after := "nothing"
	if b.Stats().InMsgs != before {
		after = "more"
	}
	fmt.Printf("unsubscribed: %s, then %s\n", kept, after)
}

func echo(s servers) {
	deaf, other := s.connect(nats.NoEcho()), s.connect()
	own, others := subscribe(deaf, "e"), subscribe(other, "e")
	flush(deaf)
	flush(other)
	check(deaf.Publish("e", nil))
	next(others)
	flush(deaf)
	fmt.Printf("own %d, another's %d\n", arrived(own), 1+arrived(others))
}

func drain(s servers) {
	seen, options := watch()
	a, b := s.connect(), s.connect(options...)
	var got atomic.Int32
	count := func(*nats.Msg) { got.Add(1) }
	publishAll := func(subject string) *nats.Subscription {
		sub, err := b.Subscribe(subject, count)
		check(err)
		flush(b)
		for i := 0; i < 1000; i++ {
			check(a.Publish(subject, nil))
		}
		flush(a)
		return sub
	}
	sub := publishAll("s")
	check(sub.Drain())
	for end := time.Now().Add(patience); sub.IsValid() && time.Now().Before(end); {
		time.Sleep(time.Millisecond) // this version tells in no other way when it is drained
	}
	before, then := got.Load(), "none"
	check(a.Publish("s", nil))
	flush(a)
	flush(b)
	if got.Load() != before {
		then = "more"
	}
	fmt.Printf("subscription: %d of 1000, then %s\n", before, then)
	got.Store(0)
	publishAll("c")
	check(b.Drain())
	seen.next("closed")
	state := "open"
	if b.IsClosed() {
		state = "closed"
	}
	fmt.Printf("connection: %d of 1000, then %s\n", got.Load(), state)
}
