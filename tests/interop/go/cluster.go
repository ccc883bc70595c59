// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"fmt"
	"syscall"
	"time"

	"github.com/nats-io/nats.go"
)

// Asks until the interest in the subject has reached the asker's node.
func ask(nc *nats.Conn, subject string) *nats.Msg {
	for i := 0; i < 100; i++ {
		if answer, err := nc.Request(subject, nil, time.Second); err == nil {
			return answer
		}
		time.Sleep(20 * time.Millisecond) // between tries; nothing tells of interest
	}
	panic("nobody answered on " + subject)
}

func crossing(s servers) {
	a, b := s.connect(), connectTo(s.URLs[1])
	here, there := queueSubscribe(a, "job", "group"), queueSubscribe(b, "job", "group")
	_, err := b.Subscribe("service", func(question *nats.Msg) {
		header := nats.Header{"Many": {"one", "two"}}
		_ = question.RespondMsg(&nats.Msg{Data: []byte("answered"), Header: header})
	})
	check(err)
	flush(a)
	flush(b)
	answer := ask(a, "service")
	fmt.Println("request to the other node:", string(answer.Data))
	fmt.Println("headers from the other node:", values(answer, "Many"))
	for i := 0; i < 100; i++ {
		check(a.Publish("job", nil))
	}
	ask(a, "service") // on the same way as all of the above
	flush(a)
	flush(b)
	fmt.Println("queue group on both nodes:", arrived(here, there), "of 100")
}

// Moves a connection from the first server to the second by what disturb does to the first.
func move(s servers, disturb func(events)) {
	seen, options := watch(func(o *nats.Options) error {
		o.AllowReconnect = true
		return nil
	}, nats.ReconnectWait(50*time.Millisecond), nats.MaxReconnects(-1))
	moving, staying := s.connect(options...), connectTo(s.URLs[1])
	sub := subscribe(moving, "news")
	flush(moving)
	fmt.Println("connected to", s.nodeOf(moving))
	disturb(seen)
	seen.next("reconnected")
	fmt.Println("reconnected to", s.nodeOf(moving))
	flush(moving)
	check(staying.Publish("news", []byte("after")))
	fmt.Println("received:", string(next(sub).Data))
}

func reconnect(s servers) {
	fmt.Println("knows", len(s.connect().Servers()), "servers")
	move(s, func(events) { check(syscall.Kill(s.Pids[0], syscall.SIGKILL)) })
}

func lameDuck(s servers) {
	move(s, func(seen events) {
		check(syscall.Kill(s.Pids[0], syscall.SIGUSR2))
		seen.next("lame duck")
		fmt.Println("lame duck mode")
	})
}
