// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
)

func request(s servers) {
	a, old, b := s.connect(), s.connect(nats.UseOldRequestStyle()), s.connect()
	_, err := b.Subscribe("double", func(question *nats.Msg) {
		n, _ := strconv.Atoi(string(question.Data))
		_ = question.Respond([]byte(strconv.Itoa(2 * n)))
	})
	check(err)
	flush(b)
	ask := func(nc *nats.Conn, n int) string {
		answer, err := nc.Request("double", []byte(strconv.Itoa(n)), patience)
		check(err)
		return string(answer.Data)
	}
	right := 0
	for n := 0; n < 50; n++ {
		if ask(a, n) == strconv.Itoa(2*n) {
			right++
		}
	}
	fmt.Printf("%d answers, each to its question\n", right)
	fmt.Println("an inbox of its own:", ask(old, 4))
}

func many(s servers) {
	a, b := s.connect(), s.connect()
	for _, name := range []string{"north", "south", "harbour"} {
		name := []byte(name)
		_, err := b.Subscribe("quote", func(question *nats.Msg) { _ = question.Respond(name) })
		check(err)
	}
	flush(b)
	inbox := nats.NewInbox()
	answers := subscribe(a, inbox)
	check(a.PublishRequest("quote", inbox, nil))
	var names []string
	for i := 0; i < 3; i++ {
		names = append(names, string(next(answers).Data))
	}
	sort.Strings(names)
	fmt.Println(strings.Join(names, " "))
}

func noResponders(s servers) {
	a, b := s.connect(), s.connect()
	subscribe(b, "silent")
	flush(b)
	outcome := func(subject string, timeout time.Duration) string {
		_, err := a.Request(subject, nil, timeout)
		if errors.Is(err, nats.ErrNoResponders) {
			return "no responders"
		} else if errors.Is(err, nats.ErrTimeout) {
			return "timeout"
		}
		return fmt.Sprint(err)
	}
	fmt.Println("nobody.there:", outcome("nobody.there", patience))
	fmt.Println("silent:", outcome("silent", 200*time.Millisecond))
}
