// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/nats-io/nats.go"
)

func password(s servers) {
	fmt.Println("alice, right:", s.knock(nats.UserInfo("alice", "secret")))
	fmt.Println("alice, wrong:", s.knock(nats.UserInfo("alice", "guess")))
	fmt.Println("nobody:", s.knock())
}

func token(s servers) {
	fmt.Println("right:", s.knock(nats.Token("s3cr3t")))
	fmt.Println("wrong:", s.knock(nats.Token("guess")))
}

func nkey(s servers) {
	knock := func(seed string) string {
		option, err := nats.NkeyOptionFromSeed(seed)
		check(err)
		return s.knock(option)
	}
	fmt.Println("known:", knock(s.Seed))
	fmt.Println("unknown:", knock(s.StrangerSeed))
}

func refused(outcome string) string {
	if outcome == "welcome" {
		return outcome
	}
	return "refused"
}

func useTLS(s servers) {
	fmt.Println("trusted:", s.knock(nats.RootCAs(s.CA)))
	fmt.Println("unknown authority:", refused(s.knock(nats.RootCAs(s.StrangerCA))))
}

func mutualTLS(s servers) {
	fmt.Println("with certificate:", s.knock(nats.RootCAs(s.CA), nats.ClientCert(s.Cert, s.Key)))
	fmt.Println("without:", refused(s.knock(nats.RootCAs(s.CA))))
}

var violationText = regexp.MustCompile(`(?i)permissions violation for (publish|subscription) to "([^"]+)"`)

// The violation that the next error tells of.
func violation(seen events) string {
	said := seen.next("error")
	match := violationText.FindStringSubmatch(said)
	if match == nil {
		return said
	}
	return fmt.Sprintf("violation: %s to %q", strings.ToLower(match[1]), match[2])
}

func permissions(s servers) {
	seen, options := watch(nats.UserInfo("bound", "secret"))
	free, bound := s.connect(nats.UserInfo("free", "secret")), s.connect(options...)
	deliver := func(subject string) {
		sub := subscribe(free, subject)
		flush(free)
		check(bound.Publish(subject, nil))
		fmt.Println(next(sub).Subject + ": delivered")
	}
	deliver("ok.a")
	check(bound.Publish("ok.secret", nil))
	fmt.Println(violation(seen))
	check(bound.Publish("elsewhere", nil))
	fmt.Println(violation(seen))
	subscribe(bound, "elsewhere")
	fmt.Println(violation(seen))
	queueSubscribe(bound, "ok.secret", "q")
	fmt.Println(violation(seen))
	deliver("ok.b")
}

// The service may answer once, whoever asks; a second answer to the same request is a violation.
func responses(s servers) {
	seen, options := watch(nats.UserInfo("service", "secret"))
	asker, service := s.connect(nats.UserInfo("free", "secret")), s.connect(options...)
	requests := subscribe(service, "svc.ask")
	flush(service)
	inbox := nats.NewInbox()
	answers := subscribe(asker, inbox)
	check(asker.PublishRequest("svc.ask", inbox, nil))
	question := next(requests)
	check(question.Respond([]byte("delivered")))
	fmt.Println("first answer:", string(next(answers).Data))
	check(question.Respond([]byte("again")))
	fmt.Println(strings.Replace(violation(seen), `"`+inbox+`"`, "the inbox", 1))
}

func maxPayload(s servers) {
	a := s.connect()
	fmt.Println("announced:", a.MaxPayload())
	sub := subscribe(a, "size")
	check(a.Publish("size", make([]byte, 1024)))
	fmt.Println(len(next(sub).Data), "bytes: delivered")
	err := a.Publish("size", make([]byte, 1025))
	if errors.Is(err, nats.ErrMaxPayload) {
		fmt.Println("1025 bytes: refused by the client")
	} else {
		fmt.Println("1025 bytes:", err)
	}
	seen, options := watch()
	rash := connectTo(s.Relay, options...)
	check(rash.Publish("size", make([]byte, 1025)))
	fmt.Printf("1025 bytes sent: %s, closed\n", reason(seen.next("closed")))
}
