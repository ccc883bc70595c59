// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
)

// What the scenario's driver tells in its JSON file.
type servers struct {
	URLs         []string `json:"urls"`
	Pids         []int    `json:"pids"`
	Relay        string   `json:"relay"`
	CA           string   `json:"ca"`
	StrangerCA   string   `json:"strangerCa"`
	Cert         string   `json:"cert"`
	Key          string   `json:"key"`
	Seed         string   `json:"seed"`
	StrangerSeed string   `json:"strangerSeed"`
}

const patience = 10 * time.Second

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// A connection to a URL, without reconnecting unless an option says otherwise.
func connectTo(url string, options ...nats.Option) *nats.Conn {
	nc, err := nats.Connect(url, append([]nats.Option{nats.NoReconnect(), nats.Timeout(5 * time.Second)}, options...)...)
	check(err)
	return nc
}

// To the first server.
func (s servers) connect(options ...nats.Option) *nats.Conn {
	return connectTo(s.URLs[0], options...)
}

// "welcome" if one can connect and the server answers, else why not.
func (s servers) knock(options ...nats.Option) (outcome string) {
	defer func() {
		if err := recover(); err != nil {
			outcome = reason(fmt.Sprint(err))
		}
	}()
	flush(s.connect(options...))
	return "welcome"
}

// Which of the scenario's servers it is connected to.
func (s servers) nodeOf(nc *nats.Conn) string {
	url := nc.ConnectedUrl()
	if strings.HasSuffix(s.URLs[0], url[strings.LastIndex(url, ":"):]) {
		return "first"
	}
	return "second"
}

func reason(said string) string {
	for _, known := range []string{"authorization violation", "maximum payload violation"} {
		if strings.Contains(strings.ToLower(said), known) {
			return known
		}
	}
	return said
}

func flush(nc *nats.Conn) {
	check(nc.FlushTimeout(patience))
}

func subscribe(nc *nats.Conn, subject string) *nats.Subscription {
	sub, err := nc.SubscribeSync(subject)
	check(err)
	return sub
}

func queueSubscribe(nc *nats.Conn, subject, queue string) *nats.Subscription {
	sub, err := nc.QueueSubscribeSync(subject, queue)
	check(err)
	return sub
}

func next(sub *nats.Subscription) *nats.Msg {
	msg, err := sub.NextMsg(patience)
	check(err)
	return msg
}

// The messages that have come up to now.
func arrived(subs ...*nats.Subscription) (sum int) {
	for _, sub := range subs {
		count, _, err := sub.Pending()
		check(err)
		sum += count
	}
	return sum
}

// "[one][two]": the values of a header.
func values(msg *nats.Msg, key string) (list string) {
	for _, value := range msg.Header.Values(key) {
		list += "[" + value + "]"
	}
	return list
}

// What the connection reports, in the order in which it came.
type events chan string

func (e events) next(start string) string {
	late := time.After(2 * patience)
	for {
		select {
		case event := <-e:
			if strings.HasPrefix(event, start) {
				return event
			}
		case <-late:
			panic("no event '" + start + "' came")
		}
	}
}

func watch(options ...nats.Option) (events, []nats.Option) {
	seen := make(events, 100)
	return seen, append(options,
		nats.ReconnectHandler(func(*nats.Conn) { seen <- "reconnected" }),
		nats.LameDuckModeHandler(func(*nats.Conn) { seen <- "lame duck" }),
		nats.ClosedHandler(func(nc *nats.Conn) { seen <- fmt.Sprint("closed: ", nc.LastError()) }),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { seen <- "error: " + err.Error() }))
}
