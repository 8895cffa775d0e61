package config

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/finfault/finfault/catalog"
	"github.com/finfault/finfault/catalog/overlay"
)

// FuzzConfig: no text panics; an error is one line of bounded length; what is
// taken is JSON to encoding/json as well, and can be asked anything.
func FuzzConfig(f *testing.F) {
	f.Add(minimal, "api.basiq.io:443", "/users/1")
	f.Add(`{"providers":[{"provider":"mx","clusters":["c"],"hosts":["*.mx.com"],"operations":[{"path":"/a/*/b","method":"GET","operation":"job"}],"success_paths":["/*"]}],"statuses":["4xx",503],"max_body":9,"log":{"level":"off"}}`, "x.mx.com", "/a/b/b")
	f.Add(`{"providers":[{"provider":"\u006dx","hosts":["a"]}],"problem":{"enabled":true}}`, "[::1]", "")
	f.Add(`{"a":[[[[{"b":"\ud83d\ude00"}]]]]}`, "", "*")
	rules, err := overlay.Encode([]overlay.Rule{{Name: "a", When: overlay.When{Codes: []string{"tea"}}, Then: overlay.Then{Set: overlay.FieldCategory}}})
	if err != nil {
		f.Fatal(err)
	}
	for cut := range 3 {
		f.Add(strings.TrimSuffix(minimal, "}")+`,"overlay":"`+base64.StdEncoding.EncodeToString(rules[:len(rules)-cut])+`"}`, "", "")
	}
	f.Fuzz(func(t *testing.T, text, host, path string) {
		c, err := Parse([]byte(text))
		if err != nil {
			if s := err.Error(); strings.ContainsAny(s, "\r\n") || len(s) > 600 || !utf8.ValidString(s) {
				t.Fatalf("%q: %q", text, s)
			}
			return
		}
		if !json.Valid([]byte(text)) {
			t.Fatalf("%q is no JSON", text)
		}
		c.ByHost([]byte(host))
		c.ByCluster([]byte(host))
		for i := range c.Providers {
			c.Providers[i].Operation([]byte(host), []byte(path))
			c.Providers[i].Success([]byte(path))
		}
		if c.Overlay != nil {
			c.Overlay.Find(&overlay.Question{Codes: [2]string{host, path}, Evidence: &catalog.Evidence{}})
		}
	})
}
