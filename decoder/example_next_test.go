package decoder_test

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/decoder"
)

// client is what a program brings to the loop: it sends the request, reads the
// state instead where it must not send it again, and so on.
type client struct {
	send, read   func() *decoder.Request
	refreshToken func()
	sleep        func(time.Duration)
	page         func(*catalog.Verdict)
}

// climb sends a request and takes every step that code may take.
func (c *client) climb() (catalog.Verdict, catalog.Next) {
	var tried catalog.Tried
	for ask := c.send; ; {
		v := decoder.Classify(ask())
		next := v.Next(tried)
		if next.Page {
			c.page(&v) // a wrong key, a platform that stays down: nobody else will mend it
		}
		if next.By != catalog.ActorCode {
			return v, next // it worked, it is given up, or a person takes next.Action
		}
		c.sleep(time.Duration(next.DelayMs(rand.Float64())) * time.Millisecond)
		if next.Action == catalog.RefreshToken {
			c.refreshToken()
		}
		if ask = c.read; next.Resend { // PollStatus and LookupExisting read the state
			ask = c.send
		}
		tried = tried.With(next.Action)
	}
}

// A token that a refresh does not mend, a payment of which nobody knows whether
// it was made, and a password that is wrong.
func Example_next() {
	for _, answer := range []decoder.Request{
		{Provider: catalog.MX, Status: 401, Operation: catalog.Read},
		{Provider: catalog.TrueLayer, Status: 503, Operation: catalog.Payment},
		{Provider: catalog.Synapse, Status: 402, Operation: catalog.Login, Body: []byte(`{"error_code":"110","success":false}`)},
	} {
		c := client{
			send: func() *decoder.Request { fmt.Print("send, "); return &answer },
			read: func() *decoder.Request {
				fmt.Print("read, ")
				return &decoder.Request{Provider: answer.Provider, Status: 200}
			},
			refreshToken: func() { fmt.Print("refresh, ") },
			sleep:        func(time.Duration) {},
			page:         func(v *catalog.Verdict) { fmt.Print("page for ", v.Category, ", ") },
		}
		v, next := c.climb()
		fmt.Println(v.Outcome, next.Action, next.By)
	}
	// Output:
	// send, refresh, send, page for token_expired, error fix_credentials team
	// send, read, ok  nobody
	// send, error reconnect_user end_user
}
