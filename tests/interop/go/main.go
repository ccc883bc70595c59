// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The Go client in the scenarios of clientscenarios.cpp: interopgo SCENARIO SERVERS.json
// Prints what happened, then "ok SCENARIO" or "not ok SCENARIO: reason".
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

var scenarios = map[string]func(servers){
	"publish": publish, "wildcards": wildcards, "queues": queues, "headers": headers, "unsubscribe": unsubscribe,
	"echo": echo, "drain": drain,
	"request": request, "many": many, "noresponders": noResponders,
	"password": password, "token": token, "nkey": nkey, "tls": useTLS, "mutualtls": mutualTLS,
	"permissions": permissions, "responses": responses, "maxpayload": maxPayload,
	"crossing": crossing, "reconnect": reconnect, "lameduck": lameDuck,
}

func main() {
	name := os.Args[1]
	defer func() {
		if reason := recover(); reason != nil {
			fmt.Printf("not ok %s: %v\n", name, reason)
		}
	}()
	text, err := os.ReadFile(os.Args[2])
	check(err)
	var given servers
	check(json.Unmarshal(text, &given))
	scenarios[name](given)
	fmt.Println("ok", name)
}
